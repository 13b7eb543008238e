// SPDX-License-Identifier: GPL-3.0-or-later
// The generator and the digest are pinned: the same numbers everywhere, for
// ever, or recordings would tell another story.
#include "kernel/random.h"

#include <gtest/gtest.h>

#include <array>

namespace lockstep {
namespace {

// The first outputs of SplitMix64 for seed 1234567, as published with its
// reference code (Vigna).
TEST(Random, IsSplitMix64) {
    Random random(1234567);
    EXPECT_EQ(random.next(), 6457827717110365317ULL);
    EXPECT_EQ(random.next(), 3203168211198807973ULL);
    EXPECT_EQ(random.next(), 9817491932198370423ULL);
    EXPECT_EQ(random.next(), 4593380528125082431ULL);
    EXPECT_EQ(random.next(), 16408922859458223821ULL);
}

TEST(Random, BelowIsEvenAndWithinBounds) {
    Random random(7);
    std::array<int, 6> counts{};
    for (int i = 0; i < 60'000; ++i)
        ++counts[random.below(6)];
    for (int count : counts)
        EXPECT_NEAR(count, 10'000, 400);
}

TEST(Random, RangesIncludeBothEnds) {
    Random random(3);
    bool low = false;
    bool high = false;
    for (int i = 0; i < 200; ++i) {
        const Duration drawn = random.within({Duration(10), Duration(12)});
        EXPECT_GE(drawn, Duration(10));
        EXPECT_LE(drawn, Duration(12));
        low = low || drawn == Duration(10);
        high = high || drawn == Duration(12);
    }
    EXPECT_TRUE(low && high);
}

TEST(Random, NoChanceDrawsNothing) {
    Random random(3);
    const Random before = random;
    EXPECT_FALSE(random.chance(0));
    EXPECT_EQ(random, before);
    EXPECT_TRUE(random.chance(1'000'000));
}

TEST(Digest, DependsOnOrderAndLength) {
    EXPECT_NE(Digest().add(1).add(2).value(), Digest().add(2).add(1).value());
    EXPECT_NE(Digest().add("ab").add("c").value(), Digest().add("a").add("bc").value());
    EXPECT_NE(Digest().add(0).value(), Digest().value());
}

TEST(Digest, IsPinned) {
    EXPECT_EQ(Digest().add(42).add("x=7").value(),
              Digest().add(42).add(std::string_view("x=7")).value());
    EXPECT_EQ(mixed(0), 0U);
    EXPECT_EQ(mixed(0x9e3779b97f4a7c15ULL), 16294208416658607535ULL);
}

}  // namespace
}  // namespace lockstep
