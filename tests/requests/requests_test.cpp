// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "requests/arrivals.h"
#include "requests/fraction.h"
#include "requests/latencies.h"

namespace lockstep::requests {
namespace {

// Pinned: the same gaps on every platform, or recordings would differ.
TEST(RequestsArrivals, AreTheSameEverywhere) {
    Random random(7);
    std::vector<std::int64_t> gaps;
    for (int i = 0; i < 4; ++i)
        gaps.push_back(nextArrival(random, 10'000'000).count());
    EXPECT_THAT(gaps, ::testing::ElementsAre(94204, 408707, 10451, 53968));
}

TEST(RequestsArrivals, ComeAtTheRateOnAverage) {
    Random random(1);
    double sum = 0;
    double squares = 0;
    const int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const auto gap = static_cast<double>(nextArrival(random, 100'000'000).count());
        sum += gap;
        squares += gap * gap;
    }
    const double mean = sum / count;
    EXPECT_NEAR(mean, 10'000, 100);
    // An exponential distribution's deviation is its mean.
    EXPECT_NEAR(std::sqrt(squares / count - mean * mean), 10'000, 200);
}

TEST(RequestsLatencies, GiveTheNearestRank) {
    Latencies some;
    EXPECT_FALSE(some.percentile(50));
    for (int ms : {300, 100, 200, 400})
        some.add(std::chrono::milliseconds(ms));
    EXPECT_EQ(some.percentile(50), std::chrono::milliseconds(200));
    EXPECT_EQ(some.percentile(75), std::chrono::milliseconds(300));
    EXPECT_EQ(some.percentile(99), std::chrono::milliseconds(400));
}

TEST(RequestsLatencies, AreAtMostSevenPercentTooLong) {
    Random random(3);
    std::vector<std::int64_t> all;
    Latencies some;
    for (int i = 0; i < 20'000; ++i) {
        all.push_back(static_cast<std::int64_t>(random.below(10'000'000)));
        some.add(Duration(all.back()));
    }
    std::sort(all.begin(), all.end());
    for (int percent : {1, 50, 95, 99}) {
        const std::size_t rank = (all.size() * static_cast<std::size_t>(percent) + 99) / 100;
        const auto truth = static_cast<double>(all[rank - 1]);
        const auto said = static_cast<double>(some.percentile(percent)->count());
        EXPECT_GE(said, truth) << percent;
        EXPECT_LE(said, truth * 1.07) << percent;
    }
}

TEST(RequestsFraction, HasAtMostFourDecimals) {
    EXPECT_EQ(fraction(0, 0), Value());
    EXPECT_EQ(fraction(0, 3), Value("0"));
    EXPECT_EQ(fraction(3, 3), Value("1"));
    EXPECT_EQ(fraction(1, 2), Value("0.5"));
    EXPECT_EQ(fraction(9, 11), Value("0.8182"));
    EXPECT_EQ(fraction(1, 11), Value("0.0909"));
    EXPECT_EQ(fraction(1, 100'000), Value("0"));
}

}  // namespace
}  // namespace lockstep::requests
