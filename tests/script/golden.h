// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "catalog/catalog.h"

namespace lockstep::testing {

// Plays a script with expected output and writes the same text anew, each command with what it
// says now after a line ---- and up to an empty line. Head, comments and empty lines stay. A
// refused command is told, and the script goes on: it has changed nothing. What cannot be read
// becomes a line of its own at the start.
std::string replayed(std::string_view text, const Catalog& catalog);

}  // namespace lockstep::testing
