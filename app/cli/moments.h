// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "catalog/catalog.h"
#include "kernel/timeline.h"

namespace lockstep::cli {

// A point of a script or a lesson, as arguments name it.
struct NamedMoment {
    std::string file;                // a script, "-", or a lesson's .md
    std::optional<std::string> page; // of a lesson, from 1; without it the last
    std::optional<std::string> at;   // a step, a milestone or a time; without it the end
};

// The timeline, standing there. Null, a line on standard error and the exit code in `status`, if
// there is no such point.
std::shared_ptr<Timeline> openMoment(const NamedMoment& moment, const Catalog& catalog,
                                     int& status);

}  // namespace lockstep::cli
