// SPDX-License-Identifier: GPL-3.0-or-later
// Commands run at once and without Qt; the window opens when no command was given.
#include <QApplication>
#include <string>
#include <vector>

#include "cli/cli.h"
#if __has_include("window/run.h")
#include "window/run.h"
#endif

int main(int count, char** words) {
    const lockstep::cli::Call call =
        lockstep::cli::call(std::vector<std::string>(words + 1, words + count));
    if (call.status) return *call.status;
#if __has_include("window/run.h")
    QApplication application(count, words);
    return lockstep::window::run(application, call.files);
#else
    return 0;
#endif
}
