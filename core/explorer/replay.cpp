// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/replay.h"

#include "kernel/action_text.h"

namespace lockstep::explorer {
namespace {

// Sentences about small things, such as a heartbeat, are told as well: a
// counterexample is short, and each of its steps matters.
Told told(const Action& action, const Events& events, const TopicInfo& topic,
          const Setup& setup) {
    Told step;
    step.line = toText(action, topic, setup);
    for (const Event& event : events) {
        step.sentences.push_back(lockstep::told(toText(event, setup)).what);
    }
    return step;
}

bool breaks(const AnyWorld& before, const AnyWorld& after, Result& result) {
    std::vector<Violation> violations;
    Verdicts verdicts(&violations);
    after.check(before, verdicts);
    for (const Violation& violation : violations) {
        if (violation.invariant != result.invariant) continue;
        result.telling = toText(violation.telling, after.setup());
        return true;
    }
    return false;
}

}  // namespace

std::shared_ptr<const Setup> copyOf(const Setup& setup) {
    auto copy = std::make_shared<Setup>(setup.scenario);
    for (std::size_t i = 0; i < setup.symbols.size(); ++i) {
        copy->symbols.intern(setup.symbols.text(static_cast<Symbol>(i)));
    }
    return copy;
}

std::vector<Action> stillingActions(const AnyWorld& world,
                                    const TopicInfo& topic) {
    std::vector<Action> actions;
    for (std::uint32_t i = 0; i < topic.dials.size(); ++i) {
        const std::string& name = topic.dials[i].name;
        if (name != "loss" && name != "duplicate") continue;
        if (world.dial(i).low == 0) continue;
        actions.push_back({Verb::setDial,
                           {},
                           {},
                           i,
                           fieldOf(world.setup().symbols.intern("0 %"))});
    }
    return actions;
}

bool replay(AnyWorld& world, const std::vector<Action>& path,
            const TopicInfo& topic, Result& result) {
    if (path.empty()) return breaks(world, world, result);
    const auto before = world.clone();
    bool broken = false;
    Events events;
    for (const Action& action : path) {
        if (!world.refusal(action).empty()) return false;
        before->assign(world);
        events.clear();
        world.play(action, &events);
        result.path.push_back(told(action, events, topic, world.setup()));
        broken = breaks(*before, world, result);
    }
    return broken;
}

}  // namespace lockstep::explorer
