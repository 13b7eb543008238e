// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/mend.h"

#include <vector>

#include "kernel/action_text.h"

namespace lockstep::session {

namespace {

std::vector<std::string> textsOf(const Events& events, const Setup& setup) {
    std::vector<std::string> texts;
    for (const Event& event : events)
        texts.push_back(toText(event, setup));
    return texts;
}

// Plays what was recorded at a time: by the clock if it is due then, else by hand. False if it
// cannot be played, or the clock would do something else first.
bool playAt(Timeline& timeline, const std::string& line, Time time) {
    const TopicInfo& topic = timeline.topic().info();
    if (time > timeline.time()) {
        const auto due = timeline.world().next();
        if (due && due->time <= time) {
            if (toText(due->action, topic, timeline.setup()) != line) return false;
            return timeline.stepClock(time);
        }
        timeline.wait(time);
    }
    Fault fault;
    const auto written = parseAction(line, topic, timeline.setup(), fault);
    if (!written) return false;
    std::string why;
    const auto action = resolve(*written, timeline.world(), why);
    return action && timeline.act(*action).empty();
}

}  // namespace

bool hasFlaws(const Timeline& timeline, Step until) {
    if (timeline.start().flaws().bits() != 0) return true;
    for (Step step = 1; step <= until; ++step) {
        const Action action = timeline.actionAt(step);
        if (action.verb == Verb::setFlaw && action.m == 1) return true;
    }
    return false;
}

Mended mend(const Timeline& broken, Step until) {
    Scenario scenario = broken.setup().scenario;
    scenario.flaws.clear();
    scenario.flawPlaces.clear();
    std::vector<Fault> faults;
    Mended result{Timeline::start(broken.topic(), scenario, faults), 0, {}};
    if (!result.timeline) return result;
    Timeline& timeline = *result.timeline;
    const TopicInfo& topic = broken.topic().info();
    for (Step step = 1; step <= until; ++step) {
        const Action action = broken.actionAt(step);
        // A rule that is broken on the way stays whole here.
        if (action.verb == Verb::setFlaw) continue;
        const std::string line = toText(action, topic, broken.setup());
        if (!playAt(timeline, line, broken.timeAt(step))) {
            result.impossible = line;
            break;
        }
        const bool isSame = textsOf(timeline.events(), timeline.setup()) ==
                            textsOf(broken.eventsAt(step), broken.setup());
        if (result.differs == 0 && !isSame) result.differs = timeline.step();
    }
    return result;
}

}  // namespace lockstep::session
