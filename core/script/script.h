// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kernel/moment.h"
#include "kernel/topic.h"
#include "script/expression.h"

namespace lockstep::script {

// The commands of the language. What is not one of them is an action.
struct StepCommand {
    Step count = 1;
};
struct BackCommand {
    Step count = 1;
};
// A step's number, else a branch, else the n-th event with an id.
struct GoCommand {
    std::string target;
    std::optional<Step> step;
    bool branch = false;
    std::string event;
    std::uint32_t nth = 1;
};
struct BranchCommand {
    std::string name;
};
struct NoteCommand {
    std::string text;
};
struct RunCommand {
    Duration duration{};
};
struct RunUntilCommand {
    Expression expression;
    Duration within{};
};
struct IdleCommand {
    Duration duration{};
};
struct SettleCommand {};
struct ExpectCommand {
    Expression expression;
};
struct PrintCommand {
    std::vector<FactUse> facts;
};
// Its words are read once more where it is played: texts in an action belong
// to one run.
struct ActCommand {};

using AnyCommand =
    std::variant<StepCommand, BackCommand, GoCommand, BranchCommand,
                 NoteCommand, RunCommand, RunUntilCommand, IdleCommand,
                 SettleCommand, ExpectCommand, PrintCommand, ActCommand>;

// A line to be played.
struct Command {
    Place place;       // of its first word
    std::string text;  // as written, without a comment
    AnyCommand what;
};

// A whole script: what to build, and what to do then. It owns nothing of a
// run, so that it can be played on any timeline of its topic.
struct Script {
    const TopicInterface* topic = nullptr;
    Scenario scenario;
    std::vector<std::string> head;  // its lines as written, without comments
    std::vector<Command> commands;
};

// Limits that keep a hostile script from running for ever or filling memory.
inline constexpr std::size_t mostCommands = 500'000;
inline constexpr Step mostSteps = 10'000'000;
inline constexpr std::size_t mostBranches = 10'000;
inline constexpr std::uint32_t mostDeliveries = 1'000'000;
inline constexpr Duration usualWithin{60'000'000};

}  // namespace lockstep::script
