// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kernel/random.h"
#include "kernel/timeline.h"

namespace lockstep::paxos {

// A cluster to which chance does what a network and its machines can do, in
// any order: a seed names the whole walk.
class RandomWalk {
public:
    struct Plan {
        std::uint64_t seed = 1;
        int steps = 4000;
        std::vector<std::string> flaws{};
        bool multi = false;
    };

    explicit RandomWalk(const Plan& plan);
    ~RandomWalk();

    // Walks on, until an invariant breaks or the steps are done. True if all
    // invariants held.
    bool walk();

    // Mends network and machines, asks for one more value with back-off on,
    // and lets the clock run. Requires that all invariants held.
    void recover();

    Timeline& timeline() { return *timeline_; }
    std::string fact(std::string_view name) const;
    // How often a kind of action was taken.
    int taken(Verb verb) const;

    // The walk's seed, what broke, and a script as short as could be found
    // that breaks it too.
    std::string failure();

private:
    void choose();
    void prepare();
    void propose();
    void meddle(const std::vector<Action>& deliveries);
    void partition();
    bool act(const Action& action);

    ServerId anyServer();
    ServerId anyProposer();
    bool chance(std::uint32_t percent) { return random_.below(100) < percent; }

    Plan plan_;
    Random random_;
    Scenario scenario_;
    std::unique_ptr<TopicInterface> topic_;
    std::unique_ptr<Timeline> timeline_;
    std::map<Verb, int> taken_;
    int proposals_ = 0;
};

// The shortest part of a list of actions, refused ones left out, that still
// breaks something. Requires that all of them do.
std::vector<std::string> shortened(const TopicInterface& topic, const Scenario& scenario,
                                   std::vector<std::string> lines);

}  // namespace lockstep::paxos
