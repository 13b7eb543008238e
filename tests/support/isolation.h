// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace lockstep::testing {

// A home folder for one test process, so that a test neither reads nor leaves
// settings of the person who runs it, and two tests never meet. HOME and the
// XDG folders point into it; it is removed at the end.
class OwnHome {
public:
    OwnHome();
    ~OwnHome();
    OwnHome(const OwnHome&) = delete;
    OwnHome& operator=(const OwnHome&) = delete;

    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

}  // namespace lockstep::testing
