// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lesson/faults.h"
#include "lesson/lesson.h"
#include "lesson/rehearsal.h"

namespace lockstep::lesson {

// The properties of an excellent lesson that a machine can see, from what the
// lesson says and from what playing it showed. What only a reader can judge,
// such as whether a feedback fits, stays with the reader.
void checkExcellence(const Lesson& lesson, const Observed& observed,
                     Faults& faults);

}  // namespace lockstep::lesson
