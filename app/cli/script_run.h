// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "catalog/catalog.h"
#include "kernel/timeline.h"

namespace lockstep::cli {

// A script that was played to its end, for commands that go on from there.
struct PlayedScript {
    std::string text;
    std::unique_ptr<Timeline> timeline;
};

// Reads and plays a script. Nothing, a line on standard error and the exit code in `status`, if it
// cannot be read, is refused on the way, or an expect in it fails.
std::optional<PlayedScript> playScript(const std::string& file, const Catalog& catalog,
                                       int& status);

// The same with its text; complaints name it.
std::optional<PlayedScript> playText(const std::string& name, std::string text,
                                     const Catalog& catalog, int& status);

}  // namespace lockstep::cli
