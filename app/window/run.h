// SPDX-License-Identifier: GPL-3.0-or-later
// The program with its window.
#pragma once

#include <string>
#include <vector>

class QApplication;

namespace lockstep::window {

// Shows the window with these files opened, or with what was open last. Returns when it is closed.
int run(QApplication& application, const std::vector<std::string>& files);

}  // namespace lockstep::window
