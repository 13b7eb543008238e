// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/timeline.h"

#include <algorithm>

namespace lockstep {

std::unique_ptr<Timeline> Timeline::start(const TopicInterface& topic,
                                          Scenario scenario,
                                          std::vector<Fault>& faults,
                                          Options options) {
    auto world = topic.start(std::move(scenario), faults);
    if (!world) return nullptr;
    return std::unique_ptr<Timeline>(
        new Timeline(topic, std::move(world), options));
}

Timeline::Timeline(const TopicInterface& topic, std::unique_ptr<AnyWorld> start,
                   Options options)
    : topic_(topic),
      options_(options),
      world_(std::move(start)),
      before_(world_->clone()) {
    Branch& main = branches_.emplace_back();
    main.info.name = "main";
    main.checkpoints.push_back({0, world_->clone()});
    main.eras.push_back({0, world_->era()});
    if (options_.check) noteBreaks(main);
    if (options_.narrate) noteGauges(main);
}

Timeline::~Timeline() = default;

Moment Timeline::moment() const {
    return {before_.get(), world_.get(), &events_, step_, time(), this};
}

// --- Acting -----------------------------------------------------------------

std::string Timeline::act(const Action& action) {
    std::string why = world_->refusal(action);
    if (!why.empty()) return why;
    const TimedAction next{action, world_->now()};
    forkIfInThePast(next);
    take(next);
    record(next);
    return {};
}

bool Timeline::stepClock(Time limit) {
    const auto due = world_->next();
    if (!due || due->time > limit) return false;
    const TimedAction next{due->action, due->time};
    if (!atTip() && recorded(step_ + 1) == next) return forward();
    forkIfInThePast(next);
    take(next);
    record(next);
    return true;
}

void Timeline::wait(Time until) {
    if (until <= world_->now()) return;
    world_->setNow(until);
    if (!atTip()) return;
    Time& tipTime = branches_[at(branch_)].info.tipTime;
    tipTime = std::max(tipTime, until);
}

void Timeline::runUntil(Time until) {
    while (stepClock(until)) {
    }
    wait(until);
}

void Timeline::forkIfInThePast(const TimedAction& next) {
    if (atTip()) return;
    openBranch({});
    branches_[at(branch_)].info.forkTime = next.time;
}

void Timeline::take(const TimedAction& next) {
    if (options_.narrate || options_.check) before_->assign(*world_);
    events_.clear();
    left_ = world_->now();
    world_->setNow(next.time);
    world_->play(next.action, options_.narrate ? &events_ : nullptr);
    ++step_;
}

void Timeline::record(const TimedAction& next) {
    Branch& branch = branches_[at(branch_)];
    if (left_ > timeAt(step_ - 1)) branch.waits[step_] = left_;
    branch.actions.push_back(next);
    branch.info.tip = step_;
    branch.info.tipTime = next.time;
    if (step_ % checkpointEvery == 0) {
        branch.checkpoints.push_back({step_, world_->clone()});
    }
    if (options_.narrate) noteEvents(branch);
    if (options_.check) noteBreaks(branch);
    if (options_.narrate) noteGauges(branch);
}

void Timeline::noteEvents(Branch& branch) {
    for (const Event& event : events_) {
        auto& steps = branch.index[event.kind];
        // One step may say the same thing at several servers: each counts.
        steps.push_back(step_);
        if (event.kind->weight == Weight::milestone) {
            branch.marks.push_back({step_, world_->now(), event.kind,
                                    event.where, event.atServer});
        }
    }
    const std::uint32_t era = world_->era();
    if (era != before_->era()) branch.eras.push_back({step_, era});
}

void Timeline::noteBreaks(Branch& branch) {
    std::vector<Violation> violations;
    Verdicts verdicts(&violations);
    world_->check(*before_, verdicts);
    for (const Violation& violation : violations) {
        branch.breaks.push_back(
            {step_, violation.invariant, toText(violation.telling, setup())});
    }
}

void Timeline::noteGauges(Branch& branch) {
    world_->visitGauges([&](std::size_t gauge, ServerId server, double value) {
        auto& points = branch.series[{gauge, server}];
        if (!points.empty() && points.back().value == value) return;
        points.push_back({step_, world_->now(), value});
    });
}

// --- Moving -----------------------------------------------------------------

const Timeline::Branch& Timeline::owner(int number, Step step) const {
    const Branch* branch = &branches_[at(number)];
    while (step <= branch->info.fork && branch->info.parent >= 0) {
        branch = &branches_[at(branch->info.parent)];
    }
    return *branch;
}

const TimedAction& Timeline::recorded(Step step) const {
    return recordedOn(branch_, step);
}

const TimedAction& Timeline::recordedOn(int branch, Step step) const {
    const Branch& holder = owner(branch, step);
    return holder.actions[step - holder.info.fork - 1];
}

const AnyWorld& Timeline::checkpointBefore(Step step, Step& found) const {
    const Branch* branch = &owner(step);
    for (;;) {
        const auto& points = branch->checkpoints;
        auto after = std::upper_bound(points.begin(), points.end(), step,
                                      [](Step wanted, const Checkpoint& point) {
                                          return wanted < point.step;
                                      });
        if (after != points.begin()) {
            found = std::prev(after)->step;
            return *std::prev(after)->world;
        }
        step = std::min(step, branch->info.fork);
        branch = &branches_[at(branch->info.parent)];
    }
}

void Timeline::seek(Step step) {
    events_.clear();
    Step from = 0;
    const AnyWorld& point = checkpointBefore(step, from);
    world_->assign(point);
    if (step == 0) {
        before_->assign(point);
        step_ = 0;
        return;
    }
    // The step itself is told again, so start before it.
    if (from == step) {
        const AnyWorld& earlier = checkpointBefore(step - 1, from);
        world_->assign(earlier);
    }
    for (Step next = from + 1; next < step; ++next) {
        const TimedAction& timed = recorded(next);
        world_->setNow(timed.time);
        world_->play(timed.action, nullptr);
    }
    step_ = step - 1;
    take(recorded(step));
}

bool Timeline::back() {
    if (step_ == 0) return false;
    seek(step_ - 1);
    resume();
    return true;
}

void Timeline::resume() {
    Time stood = branches_[at(branch_)].info.tipTime;
    if (!atTip()) {
        const Branch& branch = owner(step_ + 1);
        const auto found = branch.waits.find(step_ + 1);
        stood = found == branch.waits.end() ? Time{} : found->second;
    }
    if (stood > world_->now()) world_->setNow(stood);
}

bool Timeline::forward() {
    if (atTip()) return false;
    take(recorded(step_ + 1));
    return true;
}

void Timeline::switchTo(int branch, Step step) {
    branch_ = branch;
    seek(std::min(step, stepCount()));
    resume();
}

int Timeline::openBranch(std::string name) {
    const int number = static_cast<int>(branches_.size());
    Branch branch;
    branch.info.name =
        name.empty() ? "branch " + std::to_string(number + 1) : std::move(name);
    // Step fork of the new branch may belong to an ancestor of this one.
    int parent = branch_;
    while (step_ <= branches_[at(parent)].info.fork &&
           branches_[at(parent)].info.parent >= 0) {
        parent = branches_[at(parent)].info.parent;
    }
    branch.info.parent = parent;
    branch.info.fork = step_;
    branch.info.tip = step_;
    branch.info.forkTime = world_->now();
    branch.info.tipTime = world_->now();
    branches_.push_back(std::move(branch));
    branch_ = number;
    return number;
}

void Timeline::renameBranch(int branch, std::string name) {
    branches_[at(branch)].info.name = std::move(name);
}

}  // namespace lockstep
