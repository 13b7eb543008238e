// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/short_text.h"
#include "kernel/time.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(Time, ReadsNumbersWithUnits) {
    EXPECT_EQ(parseDuration("200 ms"), Duration(200'000));
    EXPECT_EQ(parseDuration("200ms"), Duration(200'000));
    EXPECT_EQ(parseDuration("1.5 s"), Duration(1'500'000));
    EXPECT_EQ(parseDuration("2 min"), Duration(120'000'000));
    EXPECT_EQ(parseDuration("7 us"), Duration(7));
    EXPECT_EQ(parseDuration("0 ms"), Duration(0));
    EXPECT_EQ(parseDuration("12.345 ms"), Duration(12'345));
}

TEST(Time, RefusesWhatIsNoDuration) {
    for (const char* text :
         {"", "ms", "5", "-5 ms", "5 m", "5 ms x", "1.2.3 s", "5. ms", "1e3 ms", "0.0001 ms",
          "0.5 us", "99999999999999999999 s", "1000001 s", "five s"}) {
        EXPECT_EQ(parseDuration(text), std::nullopt) << text;
    }
}

TEST(Time, ReadsRanges) {
    EXPECT_EQ(parseDurationRange("10..20 ms"), (DurationRange{Duration(10'000), Duration(20'000)}));
    EXPECT_EQ(parseDurationRange("10 ms..1 s"),
              (DurationRange{Duration(10'000), Duration(1'000'000)}));
    EXPECT_EQ(parseDurationRange("5 ms"), (DurationRange{Duration(5'000), Duration(5'000)}));
    EXPECT_EQ(parseDurationRange("20..10 ms"), std::nullopt);
    EXPECT_EQ(parseDurationRange("10.. ms"), std::nullopt);
    EXPECT_EQ(parseDurationRange("..10 ms"), std::nullopt);
}

TEST(Time, SaysMillisecondsWithAtMostThreeDecimals) {
    EXPECT_EQ(toMilliseconds(Duration(151'200)), "151.2");
    EXPECT_EQ(toMilliseconds(Duration(151'000)), "151");
    EXPECT_EQ(toMilliseconds(Duration(1)), "0.001");
    EXPECT_EQ(toMilliseconds(Duration(0)), "0");
}

TEST(Time, ASentenceHasThreeDigits) {
    EXPECT_EQ(toShortText(Duration(2'297'288)), "2.3 s");
    EXPECT_EQ(toShortText(Duration(153'482)), "153 ms");
    EXPECT_EQ(toShortText(Duration(95'766)), "95.8 ms");
    EXPECT_EQ(toShortText(Duration(999'999)), "1 s");
    EXPECT_EQ(toShortText(Duration(800)), "800 us");
    EXPECT_EQ(toShortText(Duration(-5'000'000)), "-5 s");
    EXPECT_EQ(toShortText(Duration(0)), "0 ms");
}

// What is written reads back as the same.
TEST(Time, TextsReadBack) {
    for (std::int64_t value :
         {0L, 1L, 999L, 1000L, 1500L, 12'345L, 1'000'000L, 1'234'567L, 60'000'000L}) {
        const Duration duration(value);
        EXPECT_EQ(parseDuration(toText(duration)), duration) << value;
        for (std::int64_t more : {0L, 1L, 500L, 5'000'000L}) {
            const DurationRange range{duration, Duration(value + more)};
            EXPECT_EQ(parseDurationRange(toText(range)), range) << toText(range);
        }
    }
}

}  // namespace
}  // namespace lockstep
