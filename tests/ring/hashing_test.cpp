// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/hashing.h"

#include <gtest/gtest.h>

namespace lockstep::ring {
namespace {

TEST(RingHashing, XxHash64IsTheStandardOne) {
    EXPECT_EQ(xxHash64(""), 0xef46db3751d8e999U);
    EXPECT_EQ(xxHash64("a"), 0xd24ec4f1a98c6e5bU);
    EXPECT_EQ(xxHash64("abc"), 0x44bc2cf5ad770999U);
    EXPECT_NE(xxHash64("abc", 1), xxHash64("abc"));
}

TEST(RingHashing, Md5IsReadInLittleEndianWords) {
    // RFC 1321: MD5("") = d41d8cd98f00b204e9800998ecf8427e.
    const std::array<std::uint32_t, 4> empty = {0xd98c1dd4, 0x04b2008f, 0x980980e9, 0x7e42f8ec};
    EXPECT_EQ(md5Words(""), empty);
    // MD5("abc") = 900150983cd24fb0d6963f7d28e17f72.
    EXPECT_EQ(md5Words("abc")[0], 0x98500190U);
}

TEST(RingHashing, Crc32HasItsCheckValueAndGoesOn) {
    EXPECT_EQ(crc32("123456789"), 0xcbf43926U);
    EXPECT_EQ(crc32("6789", crc32("12345")), 0xcbf43926U);
    EXPECT_EQ(crc32(std::string_view(), crc32("123456789")), 0xcbf43926U) << "an empty part";
}

TEST(RingHashing, JavasHashCodeKeepsNeighboursTogether) {
    EXPECT_EQ(javaHashCode("hello"), 99162322U);
    EXPECT_EQ(javaHashCode("k2") - javaHashCode("k1"), 1U);
}

TEST(RingHashing, A32BitHashIsTheUpperHalfOfAPlace) {
    EXPECT_EQ(positionOf(0x80000000U, HashKind::crc32), 1ULL << 63);
    EXPECT_EQ(positionOf(5, HashKind::xxhash64), 5U);
}

}  // namespace
}  // namespace lockstep::ring
