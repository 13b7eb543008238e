// SPDX-License-Identifier: GPL-3.0-or-later
// The program without a window. Nothing here but export touches Qt, so that commands start at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lockstep::cli {

// What the arguments (without the program's name) come to: a command that has run and its exit
// code, or the window with these files.
struct Call {
    std::optional<int> status;
    std::vector<std::string> files;
};

Call call(const std::vector<std::string>& arguments);

}  // namespace lockstep::cli
