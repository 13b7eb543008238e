// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "support/isolation.h"

int main(int count, char** arguments) {
    ::testing::InitGoogleMock(&count, arguments);
    const lockstep::testing::OwnHome home;
    return RUN_ALL_TESTS();
}
