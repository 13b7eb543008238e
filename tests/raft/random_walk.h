// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kernel/random.h"
#include "kernel/timeline.h"

namespace lockstep::raft {

// A cluster to which chance does what a network and its machines can do, in
// any order: a seed names the whole walk.
class RandomWalk {
public:
    struct Plan {
        std::uint64_t seed = 1;
        int steps = 4000;
        std::vector<std::string> flaws{};
    };

    explicit RandomWalk(const Plan& plan);
    ~RandomWalk();

    // Walks on, until an invariant breaks or the steps are done. True if all
    // invariants held.
    bool walk();

    // Mends network and machines, shuts those down that were removed from the
    // cluster, and lets the clock run. Requires that all invariants held.
    void recover();

    // A client's request at a server, and a second for what comes of it.
    void ask(const std::string& server, const std::string& command);

    Timeline& timeline() { return *timeline_; }
    std::string fact(std::string_view name) const;
    // How often a kind of action was taken.
    int taken(Verb verb) const;

    // The walk's seed, what broke, and a script as short as could be found
    // that breaks it too.
    std::string failure();

private:
    void choose();
    void fire();
    void request();
    void administer();
    void shutDownTheRemoved();
    void meddle(const std::vector<Action>& deliveries);
    void partition();
    bool act(const Action& action);

    ServerId anyServer();
    bool chance(std::uint32_t percent) { return random_.below(100) < percent; }

    Plan plan_;
    Random random_;
    Scenario scenario_;
    std::unique_ptr<TopicInterface> topic_;
    std::unique_ptr<Timeline> timeline_;
    std::map<Verb, int> taken_;
    int requests_ = 0;
    int serial_ = 0;
};

// The shortest part of a list of actions, refused ones left out, that still
// breaks something. Requires that all of them do.
std::vector<std::string> shortened(const TopicInterface& topic, const Scenario& scenario,
                                   std::vector<std::string> lines);

}  // namespace lockstep::raft
