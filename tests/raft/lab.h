// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/timeline.h"

namespace lockstep::raft {

// A Raft cluster on the bench: acted on and read in the words of the script
// language, so that a test reads like the paper.
class Lab {
public:
    struct Head {
        int servers = 5;
        std::uint64_t seed = 1;
        std::vector<std::pair<std::string, std::string>> dials{};
        std::vector<std::string> flaws{};
        std::vector<std::string> givens{};  // "S1 term=8 log=1,1,4"
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
    // Runs until some server leads and names it; "nobody" after a minute.
    std::string runUntilLeader();

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

// S1 leads term 1, and all have heard of it.
Lab led(const Lab::Head& head = {});
// S1 leads, and x=1 is committed.
Lab written(const Lab::Head& head = {});

}  // namespace lockstep::raft
