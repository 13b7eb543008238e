// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/logarithm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace lockstep {
namespace {

TEST(Logarithm, AgreesWithTheLibrary) {
    for (double x = 1e-18; x < 1e9; x *= 1.37) {
        EXPECT_NEAR(naturalLogarithm(x), std::log(x), 1e-14 * std::max(1.0, std::abs(std::log(x))))
            << x;
    }
    EXPECT_EQ(naturalLogarithm(1), 0);
}

TEST(Exponential, AgreesWithTheLibrary) {
    for (double x = -50; x < 50; x += 0.37) {
        EXPECT_NEAR(exponential(x) / std::exp(x), 1, 1e-13) << x;
    }
    EXPECT_EQ(exponential(0), 1);
}

}  // namespace
}  // namespace lockstep
