// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kernel/timeline.h"
#include "script/script.h"

namespace lockstep::script {

// Hears what a script does while it is played. Each member does nothing
// unless it is overridden.
class Listener {
public:
    virtual ~Listener() = default;

    virtual void began(const Command&) {}
    virtual void ended(const Command&) {}
    // A step was taken: the timeline stands after it.
    virtual void acted(const Timeline&) {}
    // A condition was looked at; `got` are the facts that it names.
    virtual void expected(const Command&, const Expression&, bool /*holds*/,
                          const FactList& /*got*/) {}
    virtual void printed(const Timeline&, const FactList&) {}
    virtual void noted(const Timeline&, const std::string& /*text*/) {}
    virtual void wentBack(const Timeline&, Step /*count*/) {}
    virtual void went(const Timeline&, const std::string& /*target*/) {}
    virtual void branched(const Timeline&, const std::string& /*name*/) {}
    virtual void idled(const Timeline&) {}
    virtual void refused(const Command&, const std::string& /*why*/) {}

    // False ends the script after the step: nobody listens any more.
    virtual bool listens() { return true; }
};

enum class Outcome {
    done,
    failed,   // an expect does not hold; the script goes on
    refused,  // the state does not allow it; the script ends
    stopped,  // the listener has had enough
};

// Plays commands on a timeline, from where it stands.
class Player {
public:
    Player(Timeline& timeline, Listener& listener)
        : timeline_(timeline), listener_(listener) {}

    Outcome play(const Command& command);

    // Plays all, up to the end or to what is refused. Failed if any expect
    // failed, else as the last command ended.
    Outcome play(const std::vector<Command>& commands);

private:
    Outcome run(const Command& command, const StepCommand& what);
    Outcome run(const Command& command, const BackCommand& what);
    Outcome run(const Command& command, const GoCommand& what);
    Outcome run(const Command& command, const BranchCommand& what);
    Outcome run(const Command& command, const NoteCommand& what);
    Outcome run(const Command& command, const RunCommand& what);
    Outcome run(const Command& command, const RunUntilCommand& what);
    Outcome run(const Command& command, const IdleCommand& what);
    Outcome run(const Command& command, const SettleCommand& what);
    Outcome run(const Command& command, const ExpectCommand& what);
    Outcome run(const Command& command, const PrintCommand& what);
    Outcome run(const Command& command, const ActCommand& what);

    Outcome runUntil(const Command& command, Time until);
    Outcome acted(const Command& command);
    Outcome refuse(const Command& command, const std::string& why);
    bool mayBranch(const Command& command, Outcome& outcome);
    bool findStep(const GoCommand& what, int& branch, Step& step,
                  std::string& why) const;

    Timeline& timeline_;
    Listener& listener_;
    Step steps_ = 0;
};

}  // namespace lockstep::script
