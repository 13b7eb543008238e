// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace lockstep::testing {

// The checkout that the tests were built from: goldens, lessons, sources.
std::filesystem::path sourceFolder();

// The build, and the program in it.
std::filesystem::path buildFolder();
std::filesystem::path program();

// Whether goldens are to be written instead of compared
// (tests/run --update-goldens).
bool updatesGoldens();

}  // namespace lockstep::testing
