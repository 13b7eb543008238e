// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab.h"

#include <gtest/gtest.h>

#include <sstream>

namespace lockstep::shard {
namespace {

class Complaints : public script::Listener {
public:
    void refused(const script::Command&, const std::string& why) override { text = why; }
    std::string text;
};

}  // namespace

Lab::Lab(std::string_view head) {
    const auto script =
        script::readScript("topic shard\n" + std::string(head) + "\n", catalog_, faults_);
    if (script) timeline_ = script::open(*script);
}

std::string Lab::refusal(const std::string& line) {
    std::vector<Fault> faults;
    const auto commands = script::readCommands(line, *timeline_, faults);
    if (!commands) return faults.front().message;
    Complaints complaints;
    const auto outcome = script::Player(*timeline_, complaints).play(*commands);
    if (outcome == script::Outcome::done) return {};
    return complaints.text.empty() ? "an expect failed" : complaints.text;
}

void Lab::plays(const std::string& lines) {
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);) {
        if (line.empty()) continue;
        ASSERT_EQ(refusal(line), "") << line;
    }
}

std::string Lab::fact(std::string_view name) const {
    std::string text = "no such fact";
    timeline_->visitFacts(Glob(name),
                          [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

std::vector<std::string> Lab::broken() const {
    std::vector<std::string> ids;
    for (const Break& found : timeline_->breaks())
        ids.emplace_back(
            timeline_->topic().info().invariants[static_cast<std::size_t>(found.invariant)].id);
    return ids;
}

}  // namespace lockstep::shard
