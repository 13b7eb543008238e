// SPDX-License-Identifier: GPL-3.0-or-later
// A primary and its followers, by PacificA (Lin, Yang, Zhang and Zhou 2008) with the router as
// configuration manager, and by the output rule (Scales, Nelson and Venkitachalam 2010, §2.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::shard {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "The VM's output is delayed until the backup has the log entry of it": an answer waits for the
// copy, and for the copies of all followers.
TEST(ShardReplicas, APrimaryAnswersOnceAllFollowersHaveTheCopy) {
    Lab lab("directory slots\nreplicas 3");
    lab.plays("put foo 1\ndeliver put C1->S3");
    EXPECT_NE(lab.refusal("deliver reply S3->C1"), "");
    lab.plays("deliver copy S3->S3b\ndeliver copied S3b->S3");
    EXPECT_EQ(lab.fact("rows.S3b"), "1");
    EXPECT_NE(lab.refusal("deliver reply S3->C1"), "");
    lab.plays("deliver copy S3->S3c\ndeliver copied S3c->S3\ndeliver reply S3->C1");
    EXPECT_EQ(lab.fact("open"), "0");
}

// A read is an output too: without its followers' word a primary may have been replaced.
TEST(ShardReplicas, AReadIsConfirmedByTheFollowers) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("put foo 1\nsettle\nget foo\ndeliver get C1->S3");
    EXPECT_NE(lab.refusal("deliver reply S3->C1"), "");
    lab.plays("settle");
    EXPECT_EQ(lab.fact("answer"), "1");
}

// "If the secondary receives nothing from the primary within the grace period it proposes a
// configuration without it, and itself as the primary."
TEST(ShardReplicas, AFollowerOfASilentPrimaryTakesItsPlace) {
    Lab lab("directory slots\nreplicas 3\nlatency 10 ms");
    lab.plays("put foo 1\nsettle\ncrash S3\nrun 1 s");
    EXPECT_EQ(lab.fact("primary.S3"), "S3b");
    EXPECT_EQ(lab.fact("epoch.S3"), "2");
    EXPECT_EQ(lab.fact("followers.S3"), "S3c");
    EXPECT_EQ(lab.fact("role.S3"), "down");
    lab.plays("get foo\nrun 1 s");
    EXPECT_EQ(lab.fact("answer"), "1");
    EXPECT_EQ(lab.fact("owner.foo"), "S3");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// "The configuration manager accepts the first request for a configuration, and rejects those
// that follow, because they are of an older version."
TEST(ShardReplicas, OfTwoProposalsForAnEpochTheFirstCounts) {
    Lab lab("directory slots\nreplicas 3");
    lab.plays("suspect S3c\nsuspect S3b\ndeliver propose S3c->R\ndeliver propose S3b->R\nsettle");
    EXPECT_EQ(lab.fact("primary.S3"), "S3c");
    EXPECT_EQ(lab.fact("epoch.S3"), "3");  // by which the old primary follows
    EXPECT_EQ(lab.fact("followers.S3"), "S3 S3b");
    EXPECT_TRUE(lab.happened("shard.view_kept"));
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// It is not down, only cut off; what it takes on it can tell nobody.
TEST(ShardReplicas, AnOldPrimaryCanServeNobody) {
    Lab lab("directory slots\nreplicas 2\nclients 2");
    lab.plays("put foo 1\nsettle\npartition S3 C2\nrun 600 ms");
    EXPECT_EQ(lab.fact("primary.S3"), "S3b");
    lab.plays("put foo 2\nrun 500 ms\nclient C2\nput foo 3\nrun 500 ms\nget foo\nrun 100 ms");
    EXPECT_EQ(lab.fact("value.foo"), "2");
    EXPECT_EQ(lab.fact("open"), "2");
    lab.plays("heal\nrun 2 s");
    EXPECT_EQ(lab.fact("role.S3"), "follower");
    EXPECT_EQ(lab.fact("cached.C2.foo"), "S3");
    EXPECT_EQ(lab.fact("open"), "0");
    EXPECT_TRUE(lab.happened("shard.stepped_down"));
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// What a replaced primary does, and one of its followers that has not heard of that stores, counts
// from when that follower leads.
constexpr const char* replaced = "suspect S3b\ndeliver propose S3b->R\ndeliver lead R->S3b";
constexpr const char* replacedByTheOther =
    "deliver copy S3->S3c\ndeliver lead R->S3c\nsuspect S3c\ndeliver propose S3c->R\n"
    "deliver lead R->S3c\nrun 3 s";

TEST(ShardReplicas, AWriteOfAReplacedPrimaryMayComeBackByWhoLeadsNext) {
    Lab lab("directory slots\nreplicas 3");
    lab.plays("put foo 1\n" + std::string(replaced) + "\ndeliver put C1->S3");
    EXPECT_EQ(lab.fact("value.foo"), "none");
    lab.plays(replacedByTheOther);
    EXPECT_EQ(lab.fact("primary.S3"), "S3c");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_EQ(lab.fact("open"), "0");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(ShardReplicas, AHalfOfAReplacedPrimaryMayComeBackByWhoLeadsNext) {
    Lab lab("directory slots\nreplicas 3");
    lab.plays("put-both foo=1 hello=2\nrun until transaction = committing within 1 s");
    lab.plays(std::string(replaced) + "\ndeliver commit R->S3");
    EXPECT_EQ(lab.fact("value.foo"), "none");
    lab.plays(replacedByTheOther);
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_EQ(lab.fact("value.hello"), "2");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// The router has decided, and nobody of the shard has heard of it: the old primary shows itself
// still. Whoever was sent to the new one by the router tells it.
TEST(ShardReplicas, WhoIsToLeadHearsItFromWhoeverKnows) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("suspect S3b\ndeliver propose S3b->R\ndrop lead R->S3b\ndrop lead R->S3");
    lab.plays("cut C1->S3\nput foo 1\nrun 2 s");
    EXPECT_EQ(lab.fact("primary.S3"), "S3b");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_EQ(lab.fact("open"), "0");
    EXPECT_EQ(lab.fact("epoch.S3"), "3");  // by which the old primary follows
    EXPECT_TRUE(lab.happened("shard.view_corrected"));
}

// "The primary proposes to remove a secondary that does not acknowledge."
TEST(ShardReplicas, AFollowerThatDoesNotKeepUpGoes) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("crash S3b\nput foo 1\nrun 300 ms");
    EXPECT_EQ(lab.fact("answer"), "none");
    lab.plays("run 400 ms");
    EXPECT_EQ(lab.fact("followers.S3"), "none");
    EXPECT_EQ(lab.fact("answer"), "1");
}

// "A new secondary catches up first, and only then is the configuration changed."
TEST(ShardReplicas, AServerThatComesBackCatchesUpBeforeItIsLetIn) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("crash S3b\nput foo 1\nrun 1 s\nrestart S3b\nrun until role.S3b = out within 2 s");
    EXPECT_EQ(lab.fact("rows.S3b"), "0");
    lab.plays("run until role.S3b = follower within 2 s");
    EXPECT_EQ(lab.fact("rows.S3b"), "1");
    lab.plays("crash S3\nrun 1 s\nget foo\nrun 1 s");
    EXPECT_EQ(lab.fact("answer"), "1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// A move goes on from where the old primary had told of it, at either end.
TEST(ShardReplicas, AMoveOutlivesThePrimariesOfBothEnds) {
    for (const char* crash : {"S3", "S1"}) {
        Lab lab("directory slots\nreplicas 2");
        lab.plays("put foo 1\nput {foo}2 2\nput {foo}3 3\nrun 200 ms\nmove foo S3 S1");
        lab.plays("run until moved = 1 within 1 s\ncrash " + std::string(crash) + "\nrun 3 s");
        EXPECT_EQ(lab.fact("moving"), "none") << crash;
        EXPECT_EQ(lab.fact("owner.foo"), "S1") << crash;
        for (const char* key : {"foo", "{foo}2", "{foo}3"})
            EXPECT_NE(lab.fact("value." + std::string(key)), "none") << crash;
        EXPECT_THAT(lab.broken(), IsEmpty()) << crash;
    }
}

// A shard that has promised keeps its promise, whoever leads it.
TEST(ShardReplicas, AWriteOverTwoShardsOutlivesAPrimary) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("put-both foo=1 hello=2\nrun until transaction = committing within 1 s\ncrash S3");
    lab.plays("run 3 s");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_EQ(lab.fact("value.hello"), "2");
    EXPECT_EQ(lab.fact("transaction"), "committed");
    EXPECT_EQ(lab.fact("blocked"), "none");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(ShardReplicas, AScanWaitsForTheNewPrimary) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("put foo 1\nput hello 2\nsettle\ncrash S3\nscan a z\nrun 2 s");
    EXPECT_EQ(lab.fact("scan"), "foo=1 hello=2");
}

TEST(ShardReplicas, AShardJoinsAndLeavesWithItsFollowers) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("put foo 1\nsettle\nadd S4\nrun 3 s");
    EXPECT_EQ(lab.fact("followers.S4"), "S4b");
    EXPECT_EQ(lab.fact("slots.S4b"), "4096");
    lab.plays("remove S3\nrun 3 s");
    EXPECT_EQ(lab.fact("state.S3"), "gone");
    EXPECT_EQ(lab.fact("state.S3b"), "gone");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(ShardReplicas, WithoutTheRouterNobodyTakesOver) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("crash R\ncrash S3\nrun 2 s");
    EXPECT_EQ(lab.fact("role.S3b"), "follower");
    lab.plays("restart R\nrun 1 s");
    EXPECT_EQ(lab.fact("role.S3b"), "primary");
}

// The flaws, and what they cost.
TEST(ShardReplicas, AnEarlyAnswerLosesAWrite) {
    const std::string lines =
        "put foo 1\nrun 12 ms\ndrop copy S3->S3b\nrun 20 ms\ncrash S3\nrun 1 s\n";
    Lab whole("directory slots\nreplicas 2\nlatency 10 ms");
    whole.plays(lines);
    EXPECT_THAT(whole.broken(), IsEmpty());
    Lab flawed("directory slots\nreplicas 2\nlatency 10 ms\nflaw early-answer on");
    flawed.plays(lines);
    EXPECT_THAT(flawed.broken(), Contains("no-row-lost"));
    EXPECT_THAT(flawed.broken(), Contains("every-copy"));
}

TEST(ShardReplicas, AnOldPrimaryThatIsObeyedUndoesAWrite) {
    const std::string lines =
        "put foo 1\nsettle\ncut S3-S3b\ncut S3-R\nrun 600 ms\nput foo 2\nrun 1 s\nheal\n"
        "client C2\nput foo 3\nrun 300 ms\n";
    const std::string head = "directory slots\nreplicas 2\nclients 2\nlatency 10 ms";
    Lab whole(head);
    whole.plays(lines);
    EXPECT_THAT(whole.broken(), IsEmpty());
    Lab flawed(head + "\nflaw old-primary on");
    flawed.plays(lines);
    EXPECT_THAT(flawed.broken(), Contains("no-row-lost"));
}

// A hot row in copies: a write goes to all of them, a read to the next.
TEST(ShardSalt, AWriteWritesAllCopiesAndReadsTakeTurns) {
    Lab lab("directory slots");
    lab.plays("salt star 4\nput star 1\nsettle");
    for (const char* key : {"star#1", "star#2", "star#3", "star#4"})
        EXPECT_EQ(lab.fact("value." + std::string(key)), "1");
    EXPECT_EQ(lab.fact("value.star"), "none");
    lab.plays("burst star 8\nsettle");
    EXPECT_EQ(lab.number("requests.S1") + lab.number("requests.S2") + lab.number("requests.S3"),
              12);
    EXPECT_EQ(lab.fact("salts"), "star:4");
    lab.plays("delete star\nsettle\nsalt star 1\nput star 2\nsettle");
    EXPECT_EQ(lab.fact("value.star#3"), "none");
    EXPECT_EQ(lab.fact("value.star"), "2");
    EXPECT_EQ(lab.fact("salts"), "none");
    EXPECT_EQ(lab.refusal("salt star 17"), "a row has 1 to 16 copies");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(ShardReplicas, BadHeadsAndActionsHaveAClearWord) {
    const Lab many("servers 5\nreplicas 3");
    ASSERT_FALSE(many.faults().empty());
    EXPECT_EQ(many.faults().front().message,
              "5 shards of 3 replicas are more than 12 servers; write fewer of either");
    const Lab taken("servers a ab\nreplicas 2");
    ASSERT_FALSE(taken.faults().empty());
    EXPECT_THAT(taken.faults().front().message, HasSubstr("'ab'"));
    Lab lab("directory slots\nreplicas 2");
    EXPECT_EQ(lab.refusal("move foo S3b S1"),
              "unknown shard 'S3b'; it is a server of shard S3");
    EXPECT_EQ(lab.refusal("suspect S3"), "S3 leads its shard");
    EXPECT_EQ(lab.refusal("beat S3b"), "S3b does not lead its shard");
    EXPECT_EQ(Lab().refusal("suspect S3"), "each shard is one server; set replicas to 2 or 3");
}

}  // namespace
}  // namespace lockstep::shard
