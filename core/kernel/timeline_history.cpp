// SPDX-License-Identifier: GPL-3.0-or-later
// What a timeline tells of its past and of its branches.
#include <algorithm>
#include <cstdio>

#include "kernel/timeline.h"

namespace lockstep {

Time Timeline::timeAt(Step step) const {
    return step == 0 ? Time{} : recorded(step).time;
}

Action Timeline::actionAt(Step step) const { return recorded(step).action; }

const Events& Timeline::eventsAt(Step step) const {
    Replay& replay = replay_;
    replay.events.clear();
    if (step == 0) return replay.events;
    const bool onward = replay.world && replay.branch == branch_ &&
                        replay.step < step &&
                        step - replay.step < Timeline::checkpointEvery;
    if (!onward) {
        Step from = 0;
        const AnyWorld& point = checkpointBefore(step - 1, from);
        replay.world = point.clone();
        replay.step = from;
        replay.branch = branch_;
    }
    while (replay.step < step) {
        const TimedAction& timed = recorded(++replay.step);
        replay.world->setNow(timed.time);
        replay.world->play(timed.action,
                           replay.step == step ? &replay.events : nullptr);
    }
    return replay.events;
}

void Timeline::visitSteps(
    Step first, Step last,
    FunctionRef<void(Step, const AnyWorld&, const AnyWorld&, const Events&)>
        visit) const {
    if (first > last) return;
    Step step = 0;
    const auto world = checkpointBefore(first - 1, step).clone();
    const auto before = world->clone();
    Events events;
    while (step < last) {
        const TimedAction& timed = recorded(++step);
        const bool wanted = step >= first;
        events.clear();
        if (wanted) before->assign(*world);
        world->setNow(timed.time);
        world->play(timed.action, wanted ? &events : nullptr);
        if (wanted) visit(step, *before, *world, events);
    }
}

std::vector<BranchInfo> Timeline::branches() const {
    std::vector<BranchInfo> infos;
    for (const Branch& branch : branches_)
        infos.push_back(branch.info);
    return infos;
}

// Visits the branches that the current path goes through, oldest first, each
// with its last step on the path.
template <class Visit>
void Timeline::visitPath(Visit visit) const {
    std::vector<std::pair<const Branch*, Step>> path;
    const Branch* branch = &branches_[at(branch_)];
    Step last = branch->info.tip;
    for (;;) {
        path.emplace_back(branch, last);
        if (branch->info.parent < 0) break;
        last = branch->info.fork;
        branch = &branches_[at(branch->info.parent)];
    }
    for (auto it = path.rbegin(); it != path.rend(); ++it) {
        visit(*it->first, it->second);
    }
}

std::vector<Mark> Timeline::marks() const {
    std::vector<Mark> all;
    visitPath([&](const Branch& branch, Step last) {
        for (const Mark& mark : branch.marks) {
            if (mark.step <= last) all.push_back(mark);
        }
    });
    return all;
}

std::vector<EraChange> Timeline::eras() const {
    std::vector<EraChange> all;
    visitPath([&](const Branch& branch, Step last) {
        for (const EraChange& era : branch.eras) {
            if (era.step <= last) all.push_back(era);
        }
    });
    return all;
}

std::vector<Break> Timeline::breaks() const {
    std::vector<Break> all;
    visitPath([&](const Branch& branch, Step last) {
        for (const Break& found : branch.breaks) {
            if (found.step <= last) all.push_back(found);
        }
    });
    return all;
}

std::uint32_t Timeline::brokenSoFar() const {
    std::uint32_t bits = 0;
    for (const Break& found : breaks()) {
        if (found.step <= step_) bits |= 1U << found.invariant;
    }
    return bits;
}

void Timeline::visitSeries(
    std::size_t gauge, ServerId server,
    FunctionRef<void(std::span<const GaugePoint>)> visit) const {
    visitPath([&](const Branch& branch, Step last) {
        const auto found = branch.series.find({gauge, server});
        if (found == branch.series.end()) return;
        const auto& points = found->second;
        const auto end =
            std::upper_bound(points.begin(), points.end(), last,
                             [](Step wanted, const GaugePoint& point) {
                                 return wanted < point.step;
                             });
        if (end != points.begin()) visit({points.begin(), end});
    });
}

std::vector<Step> Timeline::stepsWith(const EventKind& kind) const {
    std::vector<Step> all;
    visitPath([&](const Branch& branch, Step last) {
        const auto found = branch.index.find(&kind);
        if (found == branch.index.end()) return;
        for (Step step : found->second) {
            if (step <= last) all.push_back(step);
        }
    });
    return all;
}

Step Timeline::find(std::string_view eventId, std::size_t nth) const {
    for (const EventKind* kind : topic_.info().eventKinds) {
        if (kind->id != eventId) continue;
        const auto steps = stepsWith(*kind);
        if (nth >= 1 && nth <= steps.size()) return steps[nth - 1];
    }
    return 0;
}

// The ids of the invariants broken so far, in the topic's order.
Value Timeline::brokenValue() const {
    ListValue ids;
    const std::uint32_t bits = brokenSoFar();
    const auto& invariants = topic_.info().invariants;
    for (std::size_t i = 0; i < invariants.size(); ++i) {
        if ((bits >> i & 1U) != 0) ids.add(invariants[i].id);
    }
    return ids.value();
}

void Timeline::visitFacts(const Glob& glob, const FactSink& sink) const {
    const auto say = [&](std::string_view name, const Value& value) {
        if (glob.matches(name)) sink(name, value);
    };
    if (glob.parts() == 1) {
        say("step", Value(step_));
        say("time", Value(time()));
        say("branch", Value(branches_[at(branch_)].info.name));
        if (glob.mayStartWith("digest")) {
            char text[17];
            std::snprintf(text, sizeof text, "%016llx",
                          static_cast<unsigned long long>(world_->digest()));
            say("digest", Value(text));
        }
        if (glob.mayStartWith("broken")) say("broken", brokenValue());
    }
    world_->visitFacts(glob, sink);
}

std::size_t Timeline::memory() const {
    std::size_t bytes = 0;
    for (const Branch& branch : branches_) {
        bytes += branch.actions.memory();
        bytes += branch.marks.capacity() * sizeof(Mark);
        bytes += branch.checkpoints.size() * 4096;
        for (const auto& [gauge, points] : branch.series) {
            bytes += points.capacity() * sizeof(GaugePoint);
        }
        for (const auto& [kind, steps] : branch.index) {
            bytes += steps.capacity() * sizeof(Step);
        }
    }
    return bytes;
}

}  // namespace lockstep
