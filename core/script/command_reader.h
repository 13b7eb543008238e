// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/timeline.h"
#include "script/script.h"

namespace lockstep::script {

// Reads commands from the lines of a script, from line `from` (from 0) on.
// Names, facts and branches are those of the timeline they start on. What
// stands between a line ---- and an empty line is expected output: passed over.
std::vector<Command> readCommandLines(
    const std::vector<std::string_view>& lines, std::size_t from,
    const Timeline& timeline, std::vector<Fault>& faults);

// Notes a fault for each look at a fact that this timeline can never have.
// Newcomers are servers that join later: they have the facts of the others.
void checkFacts(const std::vector<FactUse>& uses, const Timeline& timeline,
                std::vector<Fault>& faults,
                const std::vector<std::string>& newcomers = {});

}  // namespace lockstep::script
