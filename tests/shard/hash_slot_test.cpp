// SPDX-License-Identifier: GPL-3.0-or-later
// Slots as the Redis Cluster specification has them.
#include "shard/hash_slot.h"

#include <gtest/gtest.h>

#include <string>

namespace lockstep::shard {
namespace {

// "The CRC16 of 123456789 is 0x31C3" (appendix A).
TEST(HashSlot, IsTheCrcOfTheSpecification) {
    EXPECT_EQ(crc16("123456789"), 0x31c3);
    EXPECT_EQ(crc16(""), 0);
    EXPECT_EQ(slotOf("123456789"), 12739u);
}

// Redis's own answers to CLUSTER KEYSLOT.
TEST(HashSlot, IsWhatRedisAnswers) {
    EXPECT_EQ(slotOf("foo"), 12182u);
    EXPECT_EQ(slotOf("bar"), 5061u);
    EXPECT_EQ(slotOf("hello"), 866u);
    EXPECT_EQ(slotOf("somekey"), 11058u);
}

TEST(HashSlot, GoesByTheTag) {
    EXPECT_EQ(hashTag("{user1000}.following"), "user1000");
    EXPECT_EQ(slotOf("{user1000}.following"), slotOf("{user1000}.followers"));
    EXPECT_EQ(slotOf("{user1000}.following"), slotOf("user1000"));
    EXPECT_EQ(slotOf("foo{hash_tag}"), 2515u);
}

// The corner cases of the specification, one each.
TEST(HashSlot, HasTheCornerCasesOfTheSpecification) {
    EXPECT_EQ(hashTag("foo{}{bar}"), "foo{}{bar}");
    EXPECT_EQ(hashTag("foo{{bar}}zap"), "{bar");
    EXPECT_EQ(hashTag("foo{bar}{zap}"), "bar");
    EXPECT_EQ(hashTag("{}"), "{}");
    EXPECT_EQ(hashTag("foo{bar"), "foo{bar");
    EXPECT_EQ(hashTag("foo}bar{"), "foo}bar{");
    EXPECT_EQ(hashTag(""), "");
}

TEST(HashSlot, SpreadsKeysEvenly) {
    std::uint32_t thirds[3] = {0, 0, 0};
    for (int i = 0; i < 30'000; ++i) {
        const std::uint32_t slot = slotOf("key:" + std::to_string(i));
        ASSERT_LT(slot, slotCount);
        ++thirds[slot * 3 / slotCount];
    }
    for (const std::uint32_t third : thirds)
        EXPECT_NEAR(third, 10'000, 400);
}

}  // namespace
}  // namespace lockstep::shard
