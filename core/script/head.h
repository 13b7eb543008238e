// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "script/script.h"

namespace lockstep::script {

// Reads the head from the lines of a script, into its topic, scenario and head
// lines. Returns the number of the first line after it, from 0: the first
// command, or the end. It goes on after a fault; without a topic it stops.
std::size_t readHeadLines(const std::vector<std::string_view>& lines,
                          const Catalog& catalog, Script& script,
                          std::vector<Fault>& faults);

}  // namespace lockstep::script
