// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kernel/growing_list.h"
#include "kernel/moment.h"
#include "kernel/topic.h"

namespace lockstep {

// An action and when it happened. With the world's start, a list of these is
// a whole run.
struct TimedAction {
    Action action;
    Time time{};

    bool operator==(const TimedAction&) const = default;
};

// A noteworthy step, for marks on the timeline and for "next milestone".
struct Mark {
    Step step = 0;
    Time time{};
    const EventKind* kind = nullptr;
    ServerId where;
    bool atServer = false;
};

// From this step on the era (the highest term) is this.
struct EraChange {
    Step step = 0;
    std::uint32_t era = 0;
};

// A broken invariant, where it broke.
struct Break {
    Step step = 0;
    int invariant = 0;
    std::string telling;
};

// A gauge's value from a step on.
struct GaugePoint {
    Step step = 0;
    Time time{};
    double value = 0;
};

// One line of history. Steps up to `fork` are its parent's.
struct BranchInfo {
    std::string name;  // "main", "branch 2", or as given
    int parent = -1;
    Step fork = 0;
    Step tip = 0;
    Time forkTime{};
    Time tipTime{};
};

// The actions so far, with checkpoints of the world: seeks to any step, steps
// back exactly, and keeps every branch. Acting in the past opens a branch.
class Timeline final : public History {
public:
    // What is done at each step besides playing it. Without narration there
    // are no events, marks or moments before; without checks no breaks.
    struct Options {
        bool narrate = true;
        bool check = true;
    };

    // Empty, with faults, if the scenario cannot be built.
    static std::unique_ptr<Timeline> start(const TopicInterface& topic,
                                           Scenario scenario,
                                           std::vector<Fault>& faults,
                                           Options options);
    static std::unique_ptr<Timeline> start(const TopicInterface& topic,
                                           Scenario scenario,
                                           std::vector<Fault>& faults) {
        return start(topic, std::move(scenario), faults, Options{});
    }
    ~Timeline() override;

    const TopicInterface& topic() const { return topic_; }
    const Setup& setup() const { return world_->setup(); }

    // Where one stands.
    const AnyWorld& world() const { return *world_; }
    const AnyWorld& before() const { return *before_; }
    const Events& events() const { return events_; }
    Step step() const { return step_; }
    Time time() const { return world_->now(); }
    int branch() const { return branch_; }
    bool atTip() const { return step_ == branches_[at(branch_)].info.tip; }
    Moment moment() const;

    // Acting. An action happens now; the reason is returned if it is refused,
    // empty if it happened.
    std::string act(const Action& action);
    // Plays what is due next, if it is due up to the limit. False: nothing.
    bool stepClock(Time limit = Time::max());
    // Moves the clock on. Requires that nothing is due before.
    void wait(Time until);
    // Plays all that is due up to and including then, and moves the clock.
    void runUntil(Time until);

    // Moving. A step forward follows what was recorded.
    void seek(Step step);  // requires step <= stepCount()
    // Undoes a step: the clock too stands where it stood before.
    bool back();
    bool forward();
    // Moves the clock on to where it stood when this step was left, or where
    // it stands at the tip: time that passed with nothing to do.
    void resume();
    void switchTo(int branch, Step step);
    // Opens a branch here and makes it the current one.
    int openBranch(std::string name);
    void renameBranch(int branch, std::string name);

    // The past and future of the current branch.
    Step stepCount() const override { return branches_[at(branch_)].info.tip; }
    Time timeAt(Step step) const override;
    Action actionAt(Step step) const override;
    const Events& eventsAt(Step step) const override;
    void visitSteps(
        Step first, Step last,
        FunctionRef<void(Step, const AnyWorld&, const AnyWorld&, const Events&)>
            visit) const override;
    // The same of any branch, for recordings. Requires 1 <= step <= its tip.
    const TimedAction& recordedOn(int branch, Step step) const;
    const AnyWorld& start() const { return *branches_[0].checkpoints[0].world; }
    std::vector<BranchInfo> branches() const;
    std::vector<Mark> marks() const;  // milestones, in order
    std::vector<EraChange> eras() const;
    std::vector<Break> breaks() const;
    // Invariants broken up to the step one stands at, as bits.
    std::uint32_t brokenSoFar() const;
    // The step of the n-th (from 1) event of a kind; 0 if there is none.
    Step find(std::string_view eventId, std::size_t nth) const;
    // All steps with an event of a kind, in order.
    std::vector<Step> stepsWith(const EventKind& kind) const;

    // A gauge over the current branch, where it changed, in order and in as
    // many pieces as branches have part in it. Ends at the branch's tip.
    void visitSeries(
        std::size_t gauge, ServerId server,
        FunctionRef<void(std::span<const GaugePoint>)> visit) const;

    // Facts of this step: step, time, branch, digest, broken (the invariants
    // that were, by id), then the world's.
    void visitFacts(const Glob& glob, const FactSink& sink) const;

    // Roughly what all of it takes in memory, in bytes.
    std::size_t memory() const;

private:
    // A checkpoint every so many steps: replaying between two takes about a
    // millisecond.
    static constexpr Step checkpointEvery = 2000;

    struct Checkpoint {
        Step step;
        std::unique_ptr<AnyWorld> world;
    };
    struct Branch {
        BranchInfo info;
        GrowingList<TimedAction> actions;  // of steps fork+1, fork+2, …
        std::vector<Checkpoint> checkpoints;
        std::vector<Mark> marks;
        std::vector<EraChange> eras;
        std::vector<Break> breaks;
        std::map<const EventKind*, std::vector<Step>> index;
        // Where the clock stood before a step, if it had moved on by itself.
        std::map<Step, Time> waits;
        // By gauge and server: a point where the value changed.
        std::map<std::pair<std::size_t, ServerId>, std::vector<GaugePoint>>
            series;
    };

    Timeline(const TopicInterface& topic, std::unique_ptr<AnyWorld> start,
             Options options);
    static std::size_t at(int branch) {
        return static_cast<std::size_t>(branch);
    }
    const TimedAction& recorded(Step step) const;
    const Branch& owner(int branch, Step step) const;
    const Branch& owner(Step step) const { return owner(branch_, step); }
    const AnyWorld& checkpointBefore(Step step, Step& found) const;
    void forkIfInThePast(const TimedAction& next);
    void take(const TimedAction& next);  // plays it on the world
    void record(const TimedAction& next);
    void noteEvents(Branch& branch);
    void noteBreaks(Branch& branch);
    void noteGauges(Branch& branch);
    Value brokenValue() const;
    template <class Visit>
    void visitPath(Visit visit) const;

    const TopicInterface& topic_;
    Options options_;
    std::unique_ptr<AnyWorld> world_;
    std::unique_ptr<AnyWorld> before_;
    Events events_;
    Time left_{};  // the clock before the step that was taken last
    Step step_ = 0;
    int branch_ = 0;
    std::vector<Branch> branches_;

    // The steps replayed last, for eventsAt.
    struct Replay {
        std::unique_ptr<AnyWorld> world;
        Step step = 0;
        int branch = -1;
        Events events;
    };
    mutable Replay replay_;
};

}  // namespace lockstep
