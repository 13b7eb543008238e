// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "kernel/timeline.h"
#include "script/script.h"

// Reads scripts. Everything that can be known before a run is checked here:
// words, names, values, facts. Faults have places, columns in characters.
namespace lockstep::script {

// Reads a whole script.
std::optional<Script> readScript(std::string_view text, const Catalog& catalog,
                                 std::vector<Fault>& faults);

// Reads a head alone, such as a lesson's scenario.
std::optional<Scenario> readHead(std::string_view text, const Catalog& catalog,
                                 std::vector<Fault>& faults);

// Reads commands to be played on a timeline from where it stands, such as a
// lesson's; facts and branches are looked up there.
std::optional<std::vector<Command>> readCommands(std::string_view text,
                                                 const Timeline& timeline,
                                                 std::vector<Fault>& faults);

// Reads what a lesson asks for, and knows that the timeline has its facts.
std::optional<Expression> readExpression(std::string_view line,
                                         const Timeline& timeline,
                                         std::vector<Fault>& faults,
                                         Asking asking =
                                             Asking::whetherItHolds);

// The timeline that a script is played on. Never empty for a script that has
// been read.
std::unique_ptr<Timeline> open(const Script& script,
                               Timeline::Options options = {});

}  // namespace lockstep::script
