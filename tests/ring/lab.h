// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/timeline.h"
#include "ring/world.h"

namespace lockstep::ring {

// A ring on the bench: acted on and read in the words of the script language.
class Lab {
public:
    struct Head {
        std::string servers = "a b c d";  // as in a script: "a:5 b"
        std::vector<std::pair<std::string, std::string>> dials{};
        std::vector<std::string> flaws{};
    };

    Lab() : Lab(Head{}) {}
    explicit Lab(const Head& head);

    // Plays the actions, one a line; a refused one fails the test.
    void plays(std::string_view lines);
    // Why a line is no action or refused; empty if it is possible.
    std::string refusal(std::string_view line) const;

    std::string fact(std::string_view name) const;
    double number(std::string_view name) const;
    // The sentences of the last step.
    std::string telling() const;
    // The ids of the claims broken so far.
    std::vector<std::string> broken() const;
    const World& world() const { return timeline_->world().as<World>(); }

    Timeline& timeline() { return *timeline_; }
    const std::vector<Fault>& faults() const { return faults_; }
    bool started() const { return timeline_ != nullptr; }

private:
    std::vector<Fault> faults_;
    std::unique_ptr<TopicInterface> topic_;
    std::unique_ptr<Timeline> timeline_;
};

// "s1 s2 … sN".
std::string manyServers(int count);

}  // namespace lockstep::ring
