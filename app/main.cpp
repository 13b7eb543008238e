// SPDX-License-Identifier: GPL-3.0-or-later
// Commands run at once and without Qt; the window opens when no command was given.
#include <QApplication>
#include <algorithm>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "window/run.h"

int main(int count, char** words) {
    const lockstep::cli::Call call =
        lockstep::cli::call(std::vector<std::string>(words + std::min(count, 1), words + count));
    if (call.status) return *call.status;
    QApplication application(count, words);
    return lockstep::window::run(application, call.files);
}
