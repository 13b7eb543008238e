// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/dial.h"

#include <gtest/gtest.h>

#include "kernel/simulate.h"

namespace lockstep {
namespace {

std::string roundTrip(const DialInfo& dial, std::string_view text) {
    std::string why;
    const auto value = parseDial(dial, text, why);
    return value ? toText(dial, *value) : "refused";
}

TEST(Dial, ValuesReadBack) {
    const auto dials = simulate::networkDialInfos();
    EXPECT_EQ(roundTrip(dials[0], "10..20 ms"), "10..20 ms");
    EXPECT_EQ(roundTrip(dials[0], "5ms"), "5 ms");
    EXPECT_EQ(roundTrip(dials[1], "5 %"), "5 %");
    EXPECT_EQ(roundTrip(dials[1], "5%"), "5 %");
    EXPECT_EQ(roundTrip(dials[1], "2.5 %"), "2.5 %");
    EXPECT_EQ(roundTrip(dials[1], "0.0001 %"), "0.0001 %");
    EXPECT_EQ(roundTrip(dials[1], "12.0304 %"), "12.0304 %");
    EXPECT_EQ(roundTrip(dials[3], "on"), "on");
}

TEST(Dial, WrongValuesSayWhatWouldBeRight) {
    const auto dials = simulate::networkDialInfos();
    std::string why;
    EXPECT_FALSE(parseDial(dials[0], "2 min", why));
    EXPECT_EQ(why,
              "latency cannot be '2 min'; it takes a range of times such "
              "as 10..20 ms, between 0 ms and 60 s");
    EXPECT_FALSE(parseDial(dials[1], "120 %", why));
    EXPECT_EQ(why,
              "loss cannot be '120 %'; it takes a percentage between 0 % "
              "and 100 %");
    EXPECT_FALSE(parseDial(dials[1], "-1 %", why));
    EXPECT_FALSE(parseDial(dials[3], "maybe", why));
    EXPECT_EQ(why, "reorder cannot be 'maybe'; it takes off or on");
}

TEST(Dial, TheStandardIsAValueOfIts) {
    for (const DialInfo& dial : simulate::networkDialInfos()) {
        EXPECT_EQ(roundTrip(dial, dial.standard), dial.standard) << dial.name;
    }
}

}  // namespace
}  // namespace lockstep
