// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab.h"

#include <gtest/gtest.h>

#include "kernel/action_text.h"
#include "script/lines.h"
#include "script/reader.h"

namespace lockstep::requests {
namespace {

class Lines final : public script::LineTeller {
public:
    std::string text;

protected:
    void line(std::string_view one) override { text += std::string(one) + '\n'; }
};

}  // namespace

Lab::Lab(const std::string& head, Timeline::Options options) : catalog_(allTopics()) {
    std::vector<Fault> faults;
    const auto read = script::readScript(head, catalog_, faults);
    for (const Fault& fault : faults)
        ADD_FAILURE() << head << '\n' << fault.message;
    if (read) timeline_ = script::open(*read, options);
}

void Lab::plays(const std::string& lines) {
    std::vector<Fault> faults;
    const auto commands = script::readCommands(lines, *timeline_, faults);
    for (const Fault& fault : faults) {
        ADD_FAILURE() << lines << '\n' << fault.place.line << ": " << fault.message;
    }
    if (!commands) return;
    Lines said;
    const auto outcome = script::Player(*timeline_, said).play(*commands);
    EXPECT_EQ(outcome, script::Outcome::done) << lines << '\n' << said.text;
}

std::string Lab::tries(const std::string& line) {
    Fault fault;
    const auto& topic = timeline_->topic().info();
    const auto written = parseAction(line, topic, timeline_->setup(), fault);
    if (!written) return fault.message;
    std::string why;
    const auto action = resolve(*written, timeline_->world(), why);
    return action ? timeline_->act(*action) : why;
}

std::string Lab::fact(std::string_view name) const {
    std::string text = "no such fact";
    timeline_->visitFacts(Glob(name),
                          [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

double Lab::number(std::string_view name) const { return std::stod(fact(name)); }

std::size_t Lab::count(std::string_view eventId) const {
    for (const EventKind* kind : timeline_->topic().info().eventKinds) {
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
    std::vector<std::string> ids;
    const auto& claims = timeline_->topic().info().invariants;
    for (const Break& found : timeline_->breaks()) {
        ids.emplace_back(claims[static_cast<std::size_t>(found.invariant)].id);
    }
    return ids;
}

std::string walk(Lab& lab, const Walk& plan) {
    Random random(plan.seed);
    std::string played = "seed " + std::to_string(plan.seed) + '\n';
    for (int i = 0; i < plan.steps; ++i) {
        const std::string line = plan.choose(random, lab);
        if (line.empty()) {
            const Time limit = lab.timeline().time() + std::chrono::seconds(1);
            if (!lab.timeline().stepClock(limit)) lab.timeline().wait(limit);
            played += "step\n";
        } else if (lab.tries(line).empty()) {
            played += line + '\n';
        }
        const auto breaks = lab.timeline().breaks();
        if (!breaks.empty()) return played + breaks.front().telling;
    }
    return {};
}

}  // namespace lockstep::requests
