// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "kernel/function_ref.h"
#include "kernel/glob.h"
#include "kernel/value.h"

namespace lockstep {

// Receives the facts that a topic visits. A fact is a named value of a world,
// "S1.role" = "leader"; names with a server start with its quoted name.
using FactSink = FunctionRef<void(std::string_view name, const Value& value)>;

}  // namespace lockstep
