// SPDX-License-Identifier: GPL-3.0-or-later
// Directories: who owns what, what news does to it, and what a newcomer gets.
#include "shard/directory.h"

#include <gtest/gtest.h>

#include "lab.h"
#include "shard/hash_slot.h"

namespace lockstep::shard {
namespace {

Area slots(std::uint64_t first, std::uint64_t last) {
    return Area({{Place::at(first), Place::at(last + 1)}});
}

Directory halves() { return Directory({{{}, {0}, 1}, {Place::at(100), {1}, 1}}); }

TEST(Directory, TakesOverWhatIsNewer) {
    Directory directory = halves();
    EXPECT_TRUE(directory.learn(slots(90, 109), {2}, 2));
    EXPECT_EQ(directory.at(Place::at(89)).owner, ServerId{0});
    EXPECT_EQ(directory.at(Place::at(90)).owner, ServerId{2});
    EXPECT_EQ(directory.at(Place::at(109)).owner, ServerId{2});
    EXPECT_EQ(directory.at(Place::at(110)).owner, ServerId{1});
}

TEST(Directory, IsDeafToOldNews) {
    Directory directory = halves();
    directory.learn(slots(5, 5), {1}, 3);
    EXPECT_FALSE(directory.learn(slots(5, 5), {0}, 2));
    EXPECT_FALSE(directory.learn(slots(5, 5), {0}, 3));
    EXPECT_EQ(directory.at(Place::at(5)).owner, ServerId{1});
}

// News may come in any order: all end alike.
TEST(Directory, EndsAlikeWhateverTheOrderOfNews) {
    Directory one = halves();
    Directory other = halves();
    one.learn(slots(5, 20), {1}, 2);
    one.learn(slots(10, 30), {2}, 3);
    other.learn(slots(10, 30), {2}, 3);
    other.learn(slots(5, 20), {1}, 2);
    for (std::uint64_t place = 0; place < 120; ++place)
        EXPECT_EQ(one.at(Place::at(place)).owner, other.at(Place::at(place)).owner);
}

// What was handed over as one is one, whatever borders were known of in it.
TEST(Directory, NewsOfAnAreaIsOnePiece) {
    Directory directory = halves();
    directory.split(Place::at(30));
    directory.split(Place::at(60));
    const std::size_t before = directory.pieces().size();
    EXPECT_TRUE(directory.learn(slots(20, 70), {2}, 2));
    EXPECT_EQ(directory.pieces().size(), before);  // two borders for two
    EXPECT_EQ(directory.spanAt(Place::at(60)), (Span{Place::at(20), Place::at(71)}));
}

// D7.6: "3 masters about 5461 each".
TEST(ShardDirectory, GivesThreeMastersTheSlotsThatRedisGivesThem) {
    Lab lab;
    EXPECT_EQ(lab.fact("slots.S1"), "5461");
    EXPECT_EQ(lab.fact("slots.S2"), "5462");
    EXPECT_EQ(lab.fact("slots.S3"), "5461");
    EXPECT_EQ(lab.fact("owner.hello"), "S1");
    EXPECT_EQ(lab.fact("owner.somekey"), "S3");
}

// D7.7: "add a 4th node: 4096 slots move".
TEST(ShardDirectory, MovesAQuarterOfTheSlotsToAFourth) {
    Lab lab;
    lab.plays("add S4\nrun 1 s");
    EXPECT_EQ(lab.fact("slots.S4"), "4096");
    for (const char* old : {"slots.S1", "slots.S2", "slots.S3"})
        EXPECT_EQ(lab.fact(old), "4096");
    EXPECT_TRUE(lab.broken().empty());
}

TEST(ShardDirectory, SharesEvenlyHoweverManyCome) {
    Lab lab("directory slots\nservers 1");
    for (int shards = 2; shards <= 9; ++shards) {
        lab.plays("add S" + std::to_string(shards) + "\nrun 1 s");
        for (int i = 1; i <= shards; ++i) {
            EXPECT_NEAR(lab.number("slots.S" + std::to_string(i)), slotCount / shards, shards)
                << shards;
        }
    }
}

TEST(ShardDirectory, EmptiesAShardThatLeaves) {
    Lab lab("directory slots\nservers 4");
    lab.plays("put foo 1\nput bar 2\nput hello 3\nsettle\nremove S2\nrun 1 s");
    EXPECT_EQ(lab.fact("state.S2"), "gone");
    EXPECT_EQ(lab.fact("slots.S2"), "0");
    EXPECT_EQ(lab.fact("shards"), "S1 S3 S4");
    EXPECT_NEAR(lab.number("slots.S1"), 5461, 2);
    EXPECT_EQ(lab.fact("value.bar"), "2");
    EXPECT_TRUE(lab.broken().empty());
}

// The same ring as the topic of that name: hash xxHash64, 160 points each.
TEST(ShardDirectory, PutsKeysOnTheRingOfTheRing) {
    Catalog catalog = allTopics();
    std::vector<Fault> faults;
    const auto script = script::readScript("topic ring\nservers 3\n", catalog, faults);
    const auto ring = script::open(*script);
    Lab lab("directory ring");
    for (int i = 1; i <= 200; ++i) {
        const std::string fact = "owner.k" + std::to_string(i);
        std::string owner;
        ring->visitFacts(Glob(fact),
                         [&](std::string_view, const Value& value) { owner = value.text(); });
        EXPECT_EQ(lab.fact(fact), owner) << fact;
    }
}

TEST(ShardDirectory, MovesKeysOnARingOnlyToTheNewcomer) {
    Lab lab("directory ring");
    for (int i = 1; i <= 40; ++i)
        lab.plays("put k" + std::to_string(i) + " v");
    lab.plays("settle");
    std::vector<std::string> owners;
    for (int i = 1; i <= 40; ++i)
        owners.push_back(lab.fact("owner.k" + std::to_string(i)));
    lab.plays("add S4\nrun 5 s");
    int moved = 0;
    for (int i = 1; i <= 40; ++i) {
        const std::string owner = lab.fact("owner.k" + std::to_string(i));
        if (owner == owners[static_cast<std::size_t>(i) - 1]) continue;
        EXPECT_EQ(owner, "S4");
        ++moved;
    }
    EXPECT_NEAR(moved, 10, 6);
    EXPECT_EQ(lab.fact("moving"), "none");
    EXPECT_TRUE(lab.broken().empty());
}

// D7.1: "range shards and a monotonic key hotspot": all writes meet one shard.
TEST(ShardDirectory, ByRangeGivesAGrowingKeyToOneShard) {
    Lab range("directory range\nbounds \"2025 2026\"");
    Lab slots;
    for (int second = 10; second < 40; ++second) {
        const std::string put = "put 2026-11-28T15:00:" + std::to_string(second) + " v\nsettle";
        range.plays(put);
        slots.plays(put);
    }
    EXPECT_EQ(range.fact("requests.S3"), "30");
    EXPECT_EQ(range.fact("requests.S1"), "0");
    EXPECT_EQ(range.fact("requests.S2"), "0");
    for (const char* fact : {"requests.S1", "requests.S2", "requests.S3"})
        EXPECT_LT(slots.number(fact), 20) << fact;
}

TEST(ShardDirectory, SplitsAndMergesRanges) {
    Lab lab("directory range");
    EXPECT_EQ(lab.fact("ranges"), "S1 i:S2 r:S3");
    lab.plays("put apple 1\nput fig 2\nsettle\nsplit f");
    EXPECT_EQ(lab.fact("ranges"), "S1 f:S1 i:S2 r:S3");
    lab.plays("move fig S1 S3\nrun 1 s");
    EXPECT_EQ(lab.fact("ranges"), "S1 f:S3 i:S2 r:S3");
    EXPECT_EQ(lab.fact("rows.S3"), "1");
    EXPECT_EQ(lab.refusal("merge f"), "the range before it is S1's; move one of them first");
    lab.plays("move fig S3 S1\nrun 1 s\nmerge f");
    EXPECT_EQ(lab.fact("ranges"), "S1 i:S2 r:S3");
    EXPECT_EQ(lab.fact("value.fig"), "2");
    EXPECT_TRUE(lab.broken().empty());
}

// What is joined to a range that is going over would be given two owners by one epoch.
TEST(ShardDirectory, ARangeThatMovesIsNotJoinedToAnother) {
    Lab lab("directory range");
    lab.plays("split d\nsplit f\nmove apple S1 S2\nmerge fig");
    EXPECT_EQ(lab.fact("ranges"), "S1 d:S1 i:S2 r:S3");
    EXPECT_EQ(lab.refusal("merge fig"), "one of the two is moving");
    lab.plays("run 1 s");
    EXPECT_EQ(lab.fact("ranges"), "S2 d:S1 i:S2 r:S3");
    EXPECT_TRUE(lab.broken().empty());
}

// The router hears late of a move, and may know of borders that the owner has not got.
TEST(ShardDirectory, TheRouterHasAJoinedRangeAsItsOwnerHasIt) {
    Lab lab("directory range");
    lab.plays("cut S1->R\nmove fig S1 S3\nmove kiwi S2 S1\nrun 1 s\nmove fig S3 S1\nrun 1 s");
    EXPECT_EQ(lab.fact("ranges"), "S1 i:S1 r:S3");
    lab.plays("merge kiwi\nheal\nsettle");
    EXPECT_EQ(lab.fact("ranges"), "S1 r:S3");
    lab.plays("move fig S1 S2\nrun 1 s");
    EXPECT_EQ(lab.fact("ranges"), "S2 r:S3");
    EXPECT_EQ(lab.refusal("merge kiwi"), "no range stands before this one");
    EXPECT_TRUE(lab.broken().empty());
}

}  // namespace
}  // namespace lockstep::shard
