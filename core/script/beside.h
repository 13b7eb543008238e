// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/timeline.h"

// Two runs beside each other: the same script in two worlds.
namespace lockstep::script {

// What was done by hand in a run, done again at the same times in a world
// built from another scenario of the same topic; in between its own clock
// runs. It ends at the time at which the run stands. Actions that are not
// possible there are left out, a line each in `skipped`. Nothing, and the
// faults, if the scenario cannot be built.
std::unique_ptr<Timeline> replayIn(const Timeline& run, Scenario varied,
                                   std::vector<std::string>& skipped,
                                   std::vector<Fault>& faults);

// A scenario with a flaw switched over, or with a dial at another value.
Scenario withFlaw(Scenario scenario, const std::string& flaw);
Scenario withDial(Scenario scenario, const std::string& dial,
                  const std::string& value);

// The first step that two runs do not share: what was done, when, or what is
// so afterwards.
struct Difference {
    Step step = 0;      // 0: they differ from the start
    std::string left;   // what each did: "deliver 12 at 151.2 ms"
    std::string right;  // "nothing" past the end of a run
    // Facts that differ after it, at most a handful: "S3.voted".
    std::vector<std::string> facts;
};

// Up to where both stand; a run that merely goes on longer differs there.
// Nothing if they are the same.
std::optional<Difference> firstDifference(const Timeline& left,
                                          const Timeline& right);

}  // namespace lockstep::script
