// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/player.h"

#include <algorithm>

#include "kernel/action_text.h"
#include "script/text.h"

namespace lockstep::script {
namespace {

std::optional<MessageId> lowestMessage(const AnyWorld& world) {
    std::optional<MessageId> lowest;
    world.visitMessages([&](const MessageView& message) {
        if (!lowest || message.id < *lowest) lowest = message.id;
    });
    return lowest;
}

std::string plural(std::uint64_t count, const std::string& noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

}  // namespace

Outcome Player::play(const Command& command) {
    listener_.began(command);
    Outcome outcome{};
    if (mayBranch(command, outcome)) {
        outcome =
            std::visit([&](const auto& what) { return run(command, what); },
                       command.what);
    }
    listener_.ended(command);
    return outcome;
}

Outcome Player::play(const std::vector<Command>& commands) {
    bool anyFailed = false;
    for (const Command& command : commands) {
        const Outcome outcome = play(command);
        if (outcome == Outcome::failed) anyFailed = true;
        if (outcome == Outcome::refused || outcome == Outcome::stopped) {
            return outcome;
        }
    }
    return anyFailed ? Outcome::failed : Outcome::done;
}

Outcome Player::refuse(const Command& command, const std::string& why) {
    listener_.refused(command, why);
    return Outcome::refused;
}

Outcome Player::acted(const Command& command) {
    listener_.acted(timeline_);
    if (++steps_ > mostSteps) {
        return refuse(command, "the script has taken " +
                                   plural(mostSteps, "step") +
                                   ", which is the most; make it shorter");
    }
    return listener_.listens() ? Outcome::done : Outcome::stopped;
}

Outcome Player::run(const Command& command, const StepCommand& what) {
    for (Step i = 0; i < what.count; ++i) {
        const bool past = !timeline_.atTip();
        const bool stepped =
            past ? timeline_.forward() : timeline_.stepClock();
        if (past) timeline_.resume();
        if (!stepped) {
            return refuse(command,
                          "nothing is pending: no message is in flight and no "
                          "timer runs; act by hand, such as restart a server");
        }
        const Outcome outcome = acted(command);
        if (outcome != Outcome::done) return outcome;
    }
    return Outcome::done;
}

Outcome Player::run(const Command& command, const BackCommand& what) {
    const Step here = timeline_.step();
    if (what.count > here) {
        return refuse(command, "one can go back " + plural(here, "step") +
                                   " from here, not " +
                                   std::to_string(what.count));
    }
    timeline_.seek(here - what.count);
    timeline_.resume();
    listener_.wentBack(timeline_, what.count);
    return Outcome::done;
}

bool Player::findStep(const GoCommand& what, int& branch, Step& step,
                      std::string& why) const {
    branch = timeline_.branch();
    if (what.step) {
        step = *what.step;
        if (step <= timeline_.stepCount()) return true;
        why = "there is no step " + std::to_string(step) +
              " on this branch; its last is " +
              std::to_string(timeline_.stepCount());
        return false;
    }
    if (what.branch) {
        const auto branches = timeline_.branches();
        for (std::size_t i = 0; i < branches.size(); ++i) {
            if (branches[i].name != what.target) continue;
            branch = static_cast<int>(i);
            step = branches[i].tip;
            return true;
        }
        why = "there is no branch " + shown(what.target) + " yet";
        return false;
    }
    step = timeline_.find(what.event, what.nth);
    if (step != 0) return true;
    why = what.event + " did not happen " +
          (what.nth == 1 ? "on this branch"
                         : plural(what.nth, "time") + " on this branch");
    return false;
}

Outcome Player::run(const Command& command, const GoCommand& what) {
    int branch = 0;
    Step step = 0;
    std::string why;
    if (!findStep(what, branch, step, why)) return refuse(command, why);
    if (branch == timeline_.branch()) {
        timeline_.seek(step);
    } else {
        timeline_.switchTo(branch, step);
    }
    if (timeline_.atTip()) timeline_.resume();
    listener_.went(timeline_, what.target);
    return Outcome::done;
}

// Acting in the past opens a branch, and so does the command of that name.
bool Player::mayBranch(const Command& command, Outcome& outcome) {
    const bool opens = std::holds_alternative<BranchCommand>(command.what);
    if (!opens && timeline_.atTip()) return true;
    if (timeline_.branches().size() < mostBranches) return true;
    outcome = refuse(command, "there are " +
                                  std::to_string(mostBranches) +
                                  " branches, which is the most");
    return false;
}

Outcome Player::run(const Command& command, const BranchCommand& what) {
    for (const BranchInfo& branch : timeline_.branches()) {
        if (branch.name != what.name) continue;
        return refuse(command, "there is a branch " + shown(what.name) +
                                   " already; give this one another name");
    }
    timeline_.openBranch(what.name);
    listener_.branched(timeline_, what.name);
    return Outcome::done;
}

Outcome Player::run(const Command&, const NoteCommand& what) {
    listener_.noted(timeline_, what.text);
    return Outcome::done;
}

Outcome Player::runUntil(const Command& command, Time until) {
    while (timeline_.stepClock(until)) {
        const Outcome outcome = acted(command);
        if (outcome != Outcome::done) return outcome;
    }
    timeline_.wait(until);
    listener_.idled(timeline_);
    return Outcome::done;
}

Outcome Player::run(const Command& command, const RunCommand& what) {
    return runUntil(command, timeline_.time() + what.duration);
}

// Looks before the first step and after each.
Outcome Player::run(const Command& command, const RunUntilCommand& what) {
    const Time limit = timeline_.time() + what.within;
    for (;;) {
        if (what.expression.holds(timeline_)) return Outcome::done;
        if (!timeline_.stepClock(limit)) break;
        const Outcome outcome = acted(command);
        if (outcome != Outcome::done) return outcome;
    }
    timeline_.wait(limit);
    listener_.idled(timeline_);
    listener_.expected(command, what.expression, false,
                       what.expression.got(timeline_));
    return Outcome::failed;
}

Outcome Player::run(const Command& command, const IdleCommand& what) {
    const Time until = timeline_.time() + what.duration;
    const auto due = timeline_.world().next();
    if (due && due->time < until) {
        return refuse(command, "something is due at " + toText(due->time) +
                                   ", before " + toText(until) +
                                   "; play it with run or step");
    }
    timeline_.wait(until);
    listener_.idled(timeline_);
    return Outcome::done;
}

// No time passes: what is in flight arrives at once, in order of sending.
Outcome Player::run(const Command& command, const SettleCommand&) {
    for (std::uint32_t count = 0;; ++count) {
        const auto id = lowestMessage(timeline_.world());
        if (!id) return Outcome::done;
        if (count == mostDeliveries) {
            return refuse(command,
                          "messages are still in flight after " +
                              std::to_string(mostDeliveries) +
                              " deliveries; these servers never settle");
        }
        const std::string why =
            timeline_.act({Verb::deliver, {}, {}, *id, 0});
        if (!why.empty()) return refuse(command, why);
        const Outcome outcome = acted(command);
        if (outcome != Outcome::done) return outcome;
    }
}

Outcome Player::run(const Command& command, const ExpectCommand& what) {
    const bool holds = what.expression.holds(timeline_);
    listener_.expected(command, what.expression, holds,
                       what.expression.got(timeline_));
    return holds ? Outcome::done : Outcome::failed;
}

Outcome Player::run(const Command&, const PrintCommand& what) {
    listener_.printed(timeline_, readFacts(timeline_, what.facts));
    return Outcome::done;
}

Outcome Player::run(const Command& command, const ActCommand&) {
    const TopicInfo& info = timeline_.topic().info();
    Fault fault;
    const auto written =
        parseAction(command.text, info, timeline_.setup(), fault);
    if (!written) return refuse(command, fault.message);
    std::string why;
    const auto action = resolve(*written, timeline_.world(), why);
    if (!action) return refuse(command, why);
    why = timeline_.act(*action);
    if (!why.empty()) return refuse(command, why);
    return acted(command);
}

}  // namespace lockstep::script
