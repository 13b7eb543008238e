// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "lesson/faults.h"
#include "lesson/lesson.h"
#include "lesson/markdown.h"
#include "lesson/yaml.h"

// The parts of a lesson that are written in YAML.
namespace lockstep::lesson {

Meta readMeta(const YamlNode& node, Faults& faults);
Ask readAsk(const Block& block, Faults& faults);
Goal readGoal(const Block& block, Faults& faults);

}  // namespace lockstep::lesson
