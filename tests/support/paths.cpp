// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"

#include <cstdlib>

namespace lockstep::testing {

std::filesystem::path sourceFolder() { return LOCKSTEP_SOURCE_DIR; }

std::filesystem::path buildFolder() { return LOCKSTEP_BINARY_DIR; }

std::filesystem::path program() { return buildFolder() / "app" / "lockstep"; }

bool updatesGoldens() {
    const char* value = std::getenv("LOCKSTEP_UPDATE_GOLDENS");
    return value != nullptr && *value != '\0';
}

}  // namespace lockstep::testing
