// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/chunked_list.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

ChunkedList<int> counted(int count) {
    ChunkedList<int> list;
    for (int i = 0; i < count; ++i)
        list.pushBack(i);
    return list;
}

TEST(ChunkedList, KeepsWhatIsPushed) {
    const auto list = counted(100);
    ASSERT_EQ(list.size(), 100U);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(list[static_cast<std::size_t>(i)], i);
    EXPECT_EQ(list.back(), 99);
}

TEST(ChunkedList, CopiesDoNotSeeEachOther) {
    auto first = counted(40);
    auto second = first;
    second.pushBack(7);
    second.set(3, 70);
    first.pushBack(8);
    EXPECT_EQ(first[40], 8);
    EXPECT_EQ(second[40], 7);
    EXPECT_EQ(first[3], 3);
    EXPECT_EQ(second[3], 70);
}

TEST(ChunkedList, TruncatesAtAnyPlace) {
    for (std::size_t at : {0U, 1U, 31U, 32U, 33U, 64U, 70U}) {
        auto list = counted(70);
        const auto whole = list;
        list.truncate(at);
        EXPECT_EQ(list.size(), at);
        list.pushBack(-1);
        EXPECT_EQ(list.back(), -1);
        EXPECT_EQ(whole, counted(70)) << "a copy keeps what it had";
    }
}

TEST(ChunkedList, EqualityIsOfMembers) {
    EXPECT_EQ(counted(33), counted(33));
    EXPECT_NE(counted(33), counted(34));
    auto other = counted(33);
    other.set(32, 5);
    EXPECT_NE(counted(33), other);
}

TEST(ChunkedList, FindsTheFirstDifference) {
    const auto a = counted(100);
    auto b = a;
    EXPECT_EQ(ChunkedList<int>::firstDifference(a, b), 100U);
    b.set(77, 0);
    EXPECT_EQ(ChunkedList<int>::firstDifference(a, b), 77U);
    EXPECT_EQ(ChunkedList<int>::firstDifference(a, b, 78), 100U);
    b.truncate(50);
    EXPECT_EQ(ChunkedList<int>::firstDifference(a, b), 50U);
}

}  // namespace
}  // namespace lockstep
