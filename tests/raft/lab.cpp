// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab.h"

#include <gtest/gtest.h>

#include <sstream>

#include "kernel/action_text.h"
#include "kernel/adapter.h"
#include "raft/raft.h"

namespace lockstep::raft {
namespace {

std::vector<Setting> settings(const std::vector<std::string>& words) {
    std::vector<Setting> result;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        result.push_back({word.substr(0, equals), word.substr(equals + 1), {1, 1}, {1, 2}});
    }
    return result;
}

Given given(const std::string& line) {
    std::istringstream stream(line);
    Given result;
    stream >> result.server;
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    result.settings = settings(words);
    return result;
}

}  // namespace

Lab::Lab(const Head& head) : topic_(std::make_unique<TopicOf<Raft>>()) {
    Scenario scenario;
    scenario.topic = "raft";
    scenario.servers = numberedServers(head.servers);
    scenario.seed = head.seed;
    for (const auto& [name, value] : head.dials) {
        scenario.dials.push_back({name, value, {}, {}});
    }
    scenario.flaws = head.flaws;
    for (const std::string& line : head.givens) {
        scenario.givens.push_back(given(line));
    }
    timeline_ = Timeline::start(*topic_, scenario, faults_);
}

void Lab::plays(std::string_view lines) {
    std::istringstream stream{std::string(lines)};
    for (std::string line; std::getline(stream, line);) {
        const std::size_t start = line.find_first_not_of(' ');
        if (start == std::string::npos) continue;
        Fault fault;
        const auto written =
            parseAction(line.substr(start), topic_->info(), timeline_->setup(), fault);
        ASSERT_TRUE(written) << line << ": " << fault.message;
        std::string why;
        const auto action = resolve(*written, timeline_->world(), why);
        ASSERT_TRUE(action) << line << ": " << why;
        ASSERT_EQ(timeline_->act(*action), "") << line;
    }
}

std::string Lab::refusal(std::string_view line) const {
    Fault fault;
    const auto written = parseAction(line, topic_->info(), timeline_->setup(), fault);
    if (!written) return fault.message;
    std::string why;
    resolve(*written, timeline_->world(), why);
    return why;
}

void Lab::settle() {
    for (int i = 0; i < 100'000; ++i) {
        const std::string messages = fact("messages");
        if (messages == "none") return;
        plays("deliver " + messages.substr(0, messages.find(' ')));
    }
    FAIL() << "the messages do not end";
}

void Lab::runFor(Duration duration) { timeline_->runUntil(timeline_->time() + duration); }

std::string Lab::runUntilLeader() {
    while (fact("leaders") == "none") {
        if (timeline_->time() > std::chrono::minutes(1)) return "nobody";
        timeline_->stepClock();
    }
    return fact("leaders");
}

std::string Lab::fact(std::string_view name) const {
    std::string text = "no such fact";
    timeline_->visitFacts(Glob(name),
                          [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

bool Lab::happened(std::string_view eventId) const { return timeline_->find(eventId, 1) != 0; }

std::size_t Lab::count(std::string_view eventId) const {
    for (const EventKind* kind : topic_->info().eventKinds) {
        if (kind->id == eventId) return timeline_->stepsWith(*kind).size();
    }
    ADD_FAILURE() << "there is no event " << eventId;
    return 0;
}

std::string Lab::telling() const {
    std::string text;
    for (const Event& event : timeline_->events()) {
        text += toText(event, timeline_->setup()) + '\n';
    }
    return text;
}

std::vector<std::string> Lab::broken() const {
    std::vector<std::string> titles;
    for (const Break& found : timeline_->breaks()) {
        titles.push_back(topic_->info().invariants[static_cast<std::size_t>(found.invariant)].id);
    }
    return titles;
}

std::string Lab::carries(MessageId message, std::string_view field) const {
    std::string text = "nothing";
    timeline_->world().visitMessages([&](const MessageView& view) {
        if (view.id != message) return;
        for (const auto& [name, value] : view.fields) {
            if (name == field) text = value;
        }
    });
    return text;
}

Lab led(const Lab::Head& head) {
    Lab lab(head);
    lab.plays("timeout S1");
    lab.settle();
    return lab;
}

Lab written(const Lab::Head& head) {
    Lab lab = led(head);
    lab.plays("request S1 x=1");
    lab.settle();
    return lab;
}

}  // namespace lockstep::raft
