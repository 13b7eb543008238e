// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/timeline.h"

namespace lockstep::paxos {

// A Paxos system on the bench: acted on and read in the words of the script
// language, so that a test reads like the paper.
class Lab {
public:
    struct Head {
        std::uint64_t seed = 1;
        std::vector<std::pair<std::string, std::string>> dials{};
        std::vector<std::string> flaws{};
        std::vector<std::string> givens{};  // "A1 promised=2.P1"
    };

    Lab() : Lab(Head{}) {}
    explicit Lab(const Head& head);

    // Plays the actions, one a line; a refused one fails the test.
    void plays(std::string_view lines);
    // Why an action is refused; empty if it is possible.
    std::string refusal(std::string_view line) const;
    // Delivers by id, lowest first, until nothing is in flight.
    void settle();
    void runFor(Duration duration);
    std::string fact(std::string_view name) const;
    bool happened(std::string_view eventId) const;
    std::size_t count(std::string_view eventId) const;
    // The sentences of the last step.
    std::string telling() const;
    // The titles of the claims broken so far.
    std::vector<std::string> broken() const;
    // The field of a message in flight.
    std::string carries(MessageId message, std::string_view field) const;

    Timeline& timeline() { return *timeline_; }
    const std::vector<Fault>& faults() const { return faults_; }

private:
    std::vector<Fault> faults_;
    std::unique_ptr<TopicInterface> topic_;
    std::unique_ptr<Timeline> timeline_;
};

}  // namespace lockstep::paxos
