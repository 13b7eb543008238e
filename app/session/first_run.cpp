// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/first_run.h"

#include <optional>

namespace lockstep::session {

namespace {

constexpr std::uint64_t seedsTried = 16;
// As far as somebody looks who has just come.
constexpr Duration looked = std::chrono::milliseconds(600);
constexpr int mostSteps = 400;

// How many milestones there are besides stars; nothing if no star comes.
std::optional<int> unrestOf(const TopicInterface& topic, std::uint64_t seed) {
    Scenario scenario;
    scenario.topic = topic.info().id;
    scenario.seed = seed;
    std::vector<Fault> faults;
    const auto world = topic.start(scenario, faults);
    if (!world) return std::nullopt;
    int others = 0;
    bool hasStar = false;
    Events events;
    for (int step = 0; step < mostSteps; ++step) {
        const auto due = world->next();
        if (!due || due->time > looked) break;
        events.clear();
        world->setNow(due->time);
        world->play(due->action, &events);
        for (const Event& event : events) {
            if (event.kind->weight != Weight::milestone) continue;
            if (event.kind->glyph == Glyph::star) {
                hasStar = true;
            } else {
                ++others;
            }
        }
    }
    if (!hasStar) return std::nullopt;
    return others;
}

}  // namespace

FirstRun firstRunOf(const TopicInterface& topic) {
    FirstRun best;
    int least = 0;
    for (std::uint64_t seed = 1; seed <= seedsTried; ++seed) {
        const auto unrest = unrestOf(topic, seed);
        // A topic that waits for its learner does so with every seed.
        if (!unrest && seed == 1) return best;
        if (!unrest || (best.livesByItself && *unrest >= least)) continue;
        best = {seed, true};
        least = *unrest;
    }
    return best;
}

}  // namespace lockstep::session
