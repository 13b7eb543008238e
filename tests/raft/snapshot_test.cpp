// SPDX-License-Identifier: GPL-3.0-or-later
// Section 7 of the Raft paper: log compaction.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// S1 leads three servers and has committed x=1, y=2, x=3; S2 and S3 have too.
Lab written() {
    Lab lab({.servers = 3});
    lab.plays("timeout S1");
    lab.settle();
    for (const char* line : {"request S1 x=1", "request S1 y=2", "request S1 x=3"}) {
        lab.plays(line);
        lab.settle();
    }
    lab.plays("heartbeat S1");
    lab.settle();
    return lab;
}

// "Each server takes snapshots independently, covering just the committed
// entries in its log."
TEST(RaftSnapshot, CoversWhatIsCommittedAndNoMore) {
    Lab lab = written();
    lab.plays("partition S1 | S2 S3\nrequest S1 x=4\nsnapshot S1");
    EXPECT_EQ(lab.fact("S1.snapshot"), "3:1");
    EXPECT_EQ(lab.fact("S1.log"), "4:1=x:4");
    EXPECT_EQ(lab.fact("S2.snapshot"), "none");
    EXPECT_EQ(lab.fact("S1.kv.x"), "3");
    EXPECT_EQ(lab.fact("S1.commit"), "3");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// "the entire current system state is written to a snapshot on stable
// storage": it survives a crash, and the state machine starts from it.
TEST(RaftSnapshot, SurvivesACrash) {
    Lab lab = written();
    lab.plays("snapshot S2\ncrash S2");
    EXPECT_EQ(lab.fact("S2.snapshot"), "3:1");
    EXPECT_EQ(lab.fact("S2.kv.x"), "none");
    lab.plays("restart S2");
    EXPECT_EQ(lab.fact("S2.kv.x"), "3");
    EXPECT_EQ(lab.fact("S2.applied"), "3");
    EXPECT_EQ(lab.fact("S2.commit"), "3");
}

// "the leader must occasionally send snapshots to followers that lag behind.
// This happens when the leader has already discarded the next log entry that
// it needs to send to a follower."
TEST(RaftSnapshot, AFollowerThatLagsGetsIt) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("crash S3\nrequest S1 x=1\nrequest S1 y=2");
    lab.settle();
    lab.plays("snapshot S1\nrestart S3\nheartbeat S1");
    const std::string sent = lab.fact("messages");
    EXPECT_THAT(lab.fact("message." + sent.substr(sent.rfind(' ') + 1)), HasSubstr("snapshot"));
    lab.settle();
    EXPECT_EQ(lab.fact("S3.snapshot"), "2:1");
    EXPECT_EQ(lab.fact("S3.kv.y"), "2");
    EXPECT_EQ(lab.fact("S1.match.S3"), "2");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// "If instead the follower receives a snapshot that describes a prefix of its
// log … entries following the snapshot are still valid and must be retained."
TEST(RaftSnapshot, EntriesAfterItStayIfTheyFollowOn) {
    Lab lab({.servers = 3,
             .givens = {"S1 term=1 log=1,1,1,1 commit=3", "S2 term=1 log=1,1,1,1",
                        "S3 term=1 log=1,1,1,1"}});
    lab.plays("snapshot S1\ntimeout S1\ndeliver request-vote S1->S3\ndeliver vote S3->S1");
    // By hand the leader believes that S2 lags: it refuses no entry, but a
    // refused one from before the snapshot would take nextIndex back.
    lab.plays("deliver append S1->S3\ndeliver append-reply S3->S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.terms"), "1 1 1 1");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// "the follower discards its entire log; it is all superseded by the
// snapshot".
TEST(RaftSnapshot, AConflictingLogIsDiscarded) {
    Lab lab({.servers = 3,
             .givens = {"S1 term=2 snapshot=3:2 log=2", "S2 term=2 snapshot=3:2 log=2",
                        "S3 term=1 log=1,1,1,1,1,1"}});
    EXPECT_THAT(lab.faults(), IsEmpty());
    lab.plays("timeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.role"), "leader");
    EXPECT_EQ(lab.fact("S3.snapshot"), "3:2");
    EXPECT_EQ(lab.fact("S3.terms"), "2");
    EXPECT_EQ(lab.fact("S3.log"), "4:2");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// A snapshot holds "the latest configuration in the log as of last included
// index", so that membership changes work (§7).
TEST(RaftSnapshot, KeepsConfigurationAndSessions) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("request S1 x=1 client=C1 serial=4");
    lab.settle();
    lab.plays("remove S3");
    lab.settle();
    lab.plays("snapshot S1\ncrash S1\nrestart S1");
    EXPECT_EQ(lab.fact("S1.config"), "S1 S2");
    EXPECT_EQ(lab.fact("S1.sessions"), "C1:4");
    EXPECT_EQ(lab.fact("S1.snapshot"), "2:1");
}

// A newcomer to a cluster whose log is compacted starts from the snapshot.
TEST(RaftSnapshot, ANewcomerStartsFromIt) {
    Lab lab = written();
    lab.plays("snapshot S1\nadd S4");
    lab.settle();
    EXPECT_EQ(lab.fact("S4.snapshot"), "3:1");
    EXPECT_EQ(lab.fact("S4.kv.y"), "2");
    EXPECT_EQ(lab.fact("S4.config"), "S1 S2 S3 S4");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// Nothing new to put into one is said, and changes nothing.
TEST(RaftSnapshot, NothingNewIsNoSnapshot) {
    Lab lab({.servers = 3});
    lab.plays("snapshot S1");
    EXPECT_EQ(lab.fact("S1.snapshot"), "none");
    EXPECT_TRUE(lab.happened("raft.snapshot_refused"));
}

TEST(RaftSnapshot, AGivenOneMustBeAnIndexAndATerm) {
    for (const char* wrong : {"3", "3:", ":1", "0:1", "3:x", "3:0"}) {
        Lab lab({.servers = 3, .givens = {std::string("S1 term=9 snapshot=") + wrong}});
        ASSERT_EQ(lab.faults().size(), 1U) << wrong;
        EXPECT_THAT(lab.faults().front().message, HasSubstr("such as 3:1"));
    }
}

// A log that goes on after a given snapshot may not fall below its term.
TEST(RaftSnapshot, AGivenLogGoesOnFromIt) {
    Lab lab({.servers = 3, .givens = {"S1 snapshot=3:4 log=2"}});
    EXPECT_FALSE(lab.faults().empty());
}

}  // namespace
}  // namespace lockstep::raft
