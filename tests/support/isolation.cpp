// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/isolation.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace lockstep::testing {
namespace {

void point(const char* variable, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    ::setenv(variable, folder.c_str(), 1);
}

}  // namespace

OwnHome::OwnHome() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "lockstep-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), pattern);
    }
    folder_ = pattern;
    point("HOME", folder_ / "home");
    point("XDG_CONFIG_HOME", folder_ / "config");
    point("XDG_DATA_HOME", folder_ / "data");
    point("XDG_CACHE_HOME", folder_ / "cache");
    point("XDG_STATE_HOME", folder_ / "state");
    point("XDG_RUNTIME_DIR", folder_ / "runtime");
    ::unsetenv("XDG_CONFIG_DIRS");
}

OwnHome::~OwnHome() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace lockstep::testing
