// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab.h"

#include <gtest/gtest.h>

#include <sstream>

#include "kernel/action_text.h"
#include "kernel/adapter.h"
#include "ring/ring.h"

namespace lockstep::ring {

Lab::Lab(const Head& head) : topic_(std::make_unique<TopicOf<Ring>>()) {
    Scenario scenario;
    scenario.topic = "ring";
    std::istringstream servers(head.servers);
    for (std::string word; servers >> word;) {
        const std::size_t colon = word.rfind(':');
        if (colon == std::string::npos) {
            scenario.servers.push_back({word, 1});
        } else {
            scenario.servers.push_back({word.substr(0, colon), std::stoi(word.substr(colon + 1))});
        }
    }
    for (const auto& [name, value] : head.dials)
        scenario.dials.push_back({name, value, {1, 1}, {1, 2}});
    scenario.flaws = head.flaws;
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
        ASSERT_EQ(timeline_->act(written->action), "") << line;
    }
}

std::string Lab::refusal(std::string_view line) const {
    Fault fault;
    const auto written = parseAction(line, topic_->info(), timeline_->setup(), fault);
    return written ? timeline_->world().refusal(written->action) : fault.message;
}

std::string Lab::fact(std::string_view name) const {
    std::string text = "no such fact";
    timeline_->visitFacts(Glob(name),
                          [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

double Lab::number(std::string_view name) const { return std::stod(fact(name)); }

std::string Lab::telling() const {
    std::string text;
    for (const Event& event : timeline_->events())
        text += toText(event, timeline_->setup()) + '\n';
    return text;
}

std::vector<std::string> Lab::broken() const {
    std::vector<std::string> ids;
    for (const Break& found : timeline_->breaks()) {
        ids.emplace_back(topic_->info().invariants[static_cast<std::size_t>(found.invariant)].id);
    }
    return ids;
}

std::string manyServers(int count) {
    std::string list;
    for (int i = 1; i <= count; ++i)
        list += (i == 1 ? "s" : " s") + std::to_string(i);
    return list;
}

}  // namespace lockstep::ring
