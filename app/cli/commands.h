// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the program, one function each: its arguments in, its exit code out.
#pragma once

#include <string>
#include <vector>

namespace lockstep::cli {

using Words = std::vector<std::string>;

int listTopics(const Words& words);
int listLessons(const Words& words);
int runScript(const Words& words);
int checkLessons(const Words& words);
int explore(const Words& words);
int compareRuns(const Words& words);
int exportFigure(const Words& words);
int rows(const Words& words);

}  // namespace lockstep::cli
