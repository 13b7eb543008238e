// SPDX-License-Identifier: GPL-3.0-or-later
// A slot moves while it is used; MOVED and ASK; scans and writes over two shards beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::shard {
namespace {

using ::testing::IsEmpty;

// foo is in slot 12182, which is S3's; {foo}2 and {foo}3 are there too.
constexpr const char* threeRows = "put foo 1\nput {foo}2 2\nput {foo}3 3\nsettle";

// "A client that gets MOVED should remember it" (MOVED redirection).
TEST(ShardMove, HealsTheCacheByMoved) {
    Lab lab;
    lab.plays("put foo 1\nsettle\nmove 12182 S3 S1\nsettle");
    EXPECT_EQ(lab.fact("owner.foo"), "S1");
    EXPECT_EQ(lab.fact("cached.C1.foo"), "S3");
    lab.plays("get foo\nsettle");
    EXPECT_EQ(lab.fact("answer"), "1");
    EXPECT_EQ(lab.fact("redirects"), "1");
    EXPECT_EQ(lab.fact("cached.C1.foo"), "S1");
    lab.plays("get foo\nsettle");
    EXPECT_EQ(lab.fact("redirects"), "1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// "ASK: only the next query goes there; the next begins at the old node".
TEST(ShardMove, AsksOnceDuringTheMove) {
    Lab lab;
    lab.plays(threeRows);
    lab.plays("move 12182 S3 S1\ndeliver import S3->S1\ndeliver ready S1->S3");
    lab.plays("deliver row S3->S1\ndeliver stored S1->S3");
    EXPECT_EQ(lab.fact("moved"), "1");
    const std::string gone = lab.fact("keys.S1");
    lab.plays("get " + gone + "\ndeliver get C1->S3\ndeliver ask S3->C1");
    EXPECT_EQ(lab.fact("cached.C1." + gone), "S3");
    lab.plays("deliver get C1->S1\ndeliver reply S1->C1");
    EXPECT_EQ(lab.fact("asks"), "1");
    EXPECT_NE(lab.fact("answer"), "none");
    lab.plays("get " + gone + "\ndeliver get C1->S3\ndeliver ask S3->C1");
    EXPECT_EQ(lab.fact("asks"), "2");
}

// Who was not sent there is sent back: the slot is not the target's yet.
TEST(ShardMove, TheTargetServesOnlyWhoWasSent) {
    Lab lab("directory slots\nclients 2");
    lab.plays("put foo 1\nsettle\nmove 12182 S3 S1\nsettle\nget foo\nsettle");
    lab.plays("put {foo}2 2\nsettle\nmove 12182 S1 S3");
    lab.plays("deliver import S1->S3\ndeliver ready S3->S1");
    // C2 still believes that S3 owns it.
    lab.plays("client C2\nget foo\ndeliver get C2->S3");
    EXPECT_TRUE(lab.happened("shard.moved"));
    lab.plays("settle");
    EXPECT_EQ(lab.fact("answer"), "1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// D7.10: a write during the move is not lost.
TEST(ShardMove, KeepsWritesThatComeInBetween) {
    Lab lab;
    lab.plays(threeRows);
    lab.plays("move 12182 S3 S1\ndeliver import S3->S1\ndeliver ready S1->S3");
    lab.plays("put foo 10\nput {foo}2 20\nput {foo}3 30\nput {foo}4 40\nrun 2 s");
    EXPECT_EQ(lab.fact("value.foo"), "10");
    EXPECT_EQ(lab.fact("value.{foo}2"), "20");
    EXPECT_EQ(lab.fact("value.{foo}3"), "30");
    EXPECT_EQ(lab.fact("value.{foo}4"), "40");
    EXPECT_EQ(lab.fact("rows.S3"), "0");
    EXPECT_EQ(lab.fact("rows.S1"), "4");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(ShardMove, SurvivesCrashesOfBothAndLostMessages) {
    Lab lab("directory slots\nloss 20 %\nseed 5");
    lab.plays("put foo 1\nput {foo}2 2\nput {foo}3 3\nrun 3 s");
    lab.plays("move 12182 S3 S1\nrun 60 ms\ncrash S3\nrun 300 ms\nrestart S3");
    lab.plays("run 60 ms\ncrash S1\nrun 300 ms\nrestart S1\nrun 20 s");
    EXPECT_EQ(lab.fact("moving"), "none");
    EXPECT_EQ(lab.fact("rows.S1"), "3");
    EXPECT_EQ(lab.fact("rows.S3"), "0");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// A scan has each row once, though rows go from one shard to the next.
TEST(ShardScan, IsWholeDuringAMove) {
    Lab lab;
    lab.plays(threeRows);
    lab.plays("put bar 5\nput hello 6\nsettle");
    for (int delivered = 0; delivered <= 12; ++delivered) {
        Lab one;
        one.plays(threeRows);
        one.plays("put bar 5\nput hello 6\nsettle\nmove 12182 S3 S1");
        one.plays("step " + std::to_string(delivered + 1) + "\nscan a {zzz}\nsettle");
        if (one.fact("scan.state") == "waiting") one.plays("run 2 s");
        EXPECT_EQ(one.fact("scan"), "bar=5 foo=1 hello=6 {foo}2=2 {foo}3=3") << delivered;
        EXPECT_THAT(one.broken(), IsEmpty()) << delivered;
        if (one.fact("moving") == "none") return;
    }
}

// D7.13: the slowest shard decides.
TEST(ShardScan, IsAsSlowAsTheSlowestShard) {
    Lab lab("directory slots\nlatency 10 ms");
    lab.plays("put foo 1\nput bar 2\nput hello 3\nsettle\nscan a z\nrun 1 s");
    EXPECT_EQ(lab.fact("scan.took"), "20");
    lab.plays("slow S2 x9\nscan a z\nrun 1 s");
    EXPECT_EQ(lab.fact("scan.took"), "180");
    EXPECT_EQ(lab.fact("scan.slowest"), "S2");
}

// D7.2: by hash all are asked, by range one.
TEST(ShardScan, ByRangeAsksOnlyWhoCanHaveRows) {
    Lab lab("directory range");
    lab.plays("put apple 1\nput fig 2\nput zoo 3\nsettle\nscan a f");
    EXPECT_EQ(lab.fact("scan.waits"), "S1");
    lab.plays("settle");
    EXPECT_EQ(lab.fact("scan"), "apple=1");
}

TEST(ShardPair, IsWrittenOnBothShards) {
    Lab lab;
    lab.plays("put-both foo=1 hello=2\nsettle");
    EXPECT_EQ(lab.fact("transaction"), "committed");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_EQ(lab.fact("value.hello"), "2");
    EXPECT_EQ(lab.fact("blocked"), "none");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// D7.14: the coordinator crashes between the votes and the decision.
TEST(ShardPair, BlocksWhileTheCoordinatorIsDown) {
    Lab lab;
    lab.plays("put foo 0\nput hello 0\nsettle\nput-both foo=1 hello=2");
    lab.plays("deliver prepare R->S3\ndeliver prepare R->S1\ncrash R\nrun 2 s");
    EXPECT_EQ(lab.fact("blocked"), "S1 S3");
    EXPECT_TRUE(lab.happened("shard.blocked"));
    lab.plays("get foo\nrun 100 ms");
    EXPECT_EQ(lab.fact("open"), "1");
    lab.plays("restart R\nrun 2 s");
    EXPECT_EQ(lab.fact("blocked"), "none");
    EXPECT_EQ(lab.fact("transaction"), "aborted");
    EXPECT_EQ(lab.fact("value.foo"), "0");
    EXPECT_EQ(lab.fact("answer"), "0");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// What it had written down it goes on with.
TEST(ShardPair, IsCommittedFromTheLogAfterACrash) {
    Lab lab;
    lab.plays("put-both foo=1 hello=2\ndeliver prepare R->S3\ndeliver prepare R->S1");
    lab.plays("deliver vote S3->R\ndeliver vote S1->R\ncrash R\ndeliver commit R->S3");
    lab.plays("drop commit R->S1\nrun 1 s");
    EXPECT_EQ(lab.fact("blocked"), "S1");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    lab.plays("restart R\nrun 2 s");
    EXPECT_EQ(lab.fact("value.hello"), "2");
    EXPECT_EQ(lab.fact("transaction"), "committed");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(ShardPair, MakesAMoveWait) {
    Lab lab;
    lab.plays("put foo 0\nsettle\nput-both foo=1 hello=2\ndeliver prepare R->S3");
    lab.plays("move 12182 S3 S2\ndeliver import S3->S2\ndeliver ready S2->S3");
    EXPECT_TRUE(lab.happened("shard.move_waits"));
    lab.plays("run 3 s");
    EXPECT_EQ(lab.fact("owner.foo"), "S2");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

TEST(ShardPair, IsRefusedWhileTheRowMoves) {
    Lab lab;
    lab.plays("put foo 0\nsettle\nmove 12182 S3 S2\nput-both foo=1 hello=2\nrun 3 s");
    EXPECT_EQ(lab.fact("transaction"), "aborted");
    EXPECT_EQ(lab.fact("value.foo"), "0");
    EXPECT_EQ(lab.fact("value.hello"), "none");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// D7.12: a hot key is one shard's, however many there are; salted it is many's.
TEST(ShardHotKey, MeetsOneShardAndSaltedMany) {
    Lab lab;
    lab.plays("put star v\nsettle\nburst star 90\nsettle");
    const std::string owner = lab.fact("owner.star");
    EXPECT_EQ(lab.number("requests." + owner), 91);
    Lab salted;
    for (int salt = 0; salt < 9; ++salt) {
        const std::string key = "star-" + std::to_string(salt);
        salted.plays("put " + key + " v\nsettle\nburst " + key + " 10\nsettle");
    }
    for (const char* fact : {"requests.S1", "requests.S2", "requests.S3"})
        EXPECT_LT(salted.number(fact), 67) << fact;
}

}  // namespace
}  // namespace lockstep::shard
