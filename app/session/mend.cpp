// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/mend.h"

#include <algorithm>
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

// What happens where two runs part, without the reason.
std::string firstNew(const std::vector<std::string>& is, const std::vector<std::string>& was) {
    const auto at = std::mismatch(is.begin(), is.end(), was.begin(), was.end()).first;
    return at == is.end() ? std::string() : told(*at).what;
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
    Mended result{Timeline::start(broken.topic(), scenario, faults), 0, {}, {}};
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
        if (result.differs > 0) continue;
        const auto is = textsOf(timeline.events(), timeline.setup());
        const auto was = textsOf(broken.eventsAt(step), broken.setup());
        if (is == was) continue;
        result.differs = timeline.step();
        result.instead = firstNew(is, was);
    }
    return result;
}

}  // namespace lockstep::session
