// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <QApplication>

#include "resources.h"
#include "support/isolation.h"

int main(int count, char** arguments) {
    ::testing::InitGoogleMock(&count, arguments);
    // ctest asks for the names without the environment of a test, perhaps on a
    // machine without a display: answer before Qt looks for one.
    if (::testing::GTEST_FLAG(list_tests)) return RUN_ALL_TESTS();

    const lockstep::testing::OwnHome home;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    lockstep::initResources();
    QApplication application(count, arguments);
    QApplication::setApplicationName(QStringLiteral("lockstep-test"));
    return RUN_ALL_TESTS();
}
