// SPDX-License-Identifier: GPL-3.0-or-later
// Figures 7 and 8 of the Raft paper, played.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

// Figure 7: the leader of term 8, here S7, faces followers (a) to (f), here
// S1 to S6.
Lab figure7(std::vector<std::pair<std::string, std::string>> dials = {}) {
    return Lab(
        {.servers = 7,
         .dials = std::move(dials),
         .givens = {"S1 term=7 log=1,1,1,4,4,5,5,6,6", "S2 term=7 log=1,1,1,4",
                    "S3 term=7 log=1,1,1,4,4,5,5,6,6,6,6", "S4 term=7 log=1,1,1,4,4,5,5,6,6,6,7,7",
                    "S5 term=7 log=1,1,1,4,4,4,4", "S6 term=7 log=1,1,1,2,2,2,3,3,3,3,3",
                    "S7 term=7 log=1,1,1,4,4,5,5,6,6,6"}});
}

TEST(RaftFigure7, TheLeaderOfTermEightIsElectedByAAndBAndEAndF) {
    Lab lab = figure7();
    lab.plays("timeout S7");
    lab.settle();
    EXPECT_EQ(lab.fact("S7.role"), "leader");
    EXPECT_EQ(lab.fact("S7.term"), "8");
    // (c) and (d) have logs that are more up to date, and deny their votes.
    for (const char* server : {"S1", "S2", "S5", "S6"}) {
        EXPECT_EQ(lab.fact(std::string(server) + ".voted"), "S7") << server;
    }
    EXPECT_EQ(lab.fact("S3.voted"), "none");
    EXPECT_EQ(lab.fact("S4.voted"), "none");
}

// Until the leader has appended an entry of its own, (c) and (d) rightly keep
// their extra entries; the others become its log.
TEST(RaftFigure7, ExtraEntriesStayUntilTheLeaderAppends) {
    for (const char* backup : {"plain", "fast"}) {
        Lab lab = figure7({{"backup", backup}});
        lab.plays("timeout S7");
        lab.settle();
        const std::string leader = lab.fact("S7.terms");
        EXPECT_EQ(leader, "1 1 1 4 4 5 5 6 6 6");
        for (const char* server : {"S1", "S2", "S5", "S6"}) {
            EXPECT_EQ(lab.fact(std::string(server) + ".terms"), leader) << server;
        }
        EXPECT_EQ(lab.fact("S3.terms"), "1 1 1 4 4 5 5 6 6 6 6");
        EXPECT_EQ(lab.fact("S4.terms"), "1 1 1 4 4 5 5 6 6 6 7 7");
        lab.plays("request S7 x=8");
        lab.settle();
        for (const char* server : {"S1", "S2", "S3", "S4", "S5", "S6", "S7"}) {
            EXPECT_EQ(lab.fact(std::string(server) + ".terms"), "1 1 1 4 4 5 5 6 6 6 8") << server;
        }
        EXPECT_EQ(lab.fact("S7.commit"), "11");
        EXPECT_THAT(lab.broken(), IsEmpty());
    }
}

// Fast back-up needs fewer refusals than going back entry by entry.
TEST(RaftFigure7, FastBackUpNeedsFewerRefusals) {
    const auto refusals = [](const char* backup) {
        Lab lab = figure7({{"backup", backup}});
        lab.plays("timeout S7");
        lab.settle();
        return lab.count("raft.backed_up");
    };
    EXPECT_LT(refusals("fast"), refusals("plain"));
}

// Figure 8, up to (c): S1, leader of term 4, has brought its entry of term 2
// to a majority.
Lab figure8(std::vector<std::string> flaws = {}) {
    return Lab({.servers = 5,
                .flaws = std::move(flaws),
                .givens = {"S1 term=4 voted=S1 log=1,2", "S2 term=4 log=1,2", "S3 term=4 log=1",
                           "S4 term=3 log=1", "S5 term=3 voted=S5 log=1,3"}});
}

std::string leadAndReplicate(Lab& lab) {
    lab.plays("timeout S1");
    lab.plays("deliver request-vote S1->S2\ndeliver request-vote S1->S3");
    lab.plays("deliver vote S2->S1\ndeliver vote S3->S1");
    lab.plays("drop append S1->S4\ndrop append S1->S5");
    lab.plays("deliver append S1->S3\ndeliver append-reply S3->S1");
    lab.plays("deliver append S1->S3\ndeliver append-reply S3->S1");
    lab.plays("deliver append S1->S2\ndeliver append-reply S2->S1");
    return lab.fact("S1.match.S3");
}

// (c): the entry of term 2 is on a majority, but not committed.
TEST(RaftFigure8, TheEntryOfTermTwoIsOnAMajorityButNotCommitted) {
    Lab lab = figure8();
    EXPECT_EQ(leadAndReplicate(lab), "2");
    EXPECT_EQ(lab.fact("S1.commit"), "0");
}

// (d): S5 is elected by S2, S3 and S4 and overwrites the entry with its own.
TEST(RaftFigure8, TheEntryCanStillBeOverwritten) {
    Lab lab = figure8();
    leadAndReplicate(lab);
    lab.plays("crash S1\ntimeout S5\ntimeout S5\ntimeout S5");
    lab.settle();
    EXPECT_EQ(lab.fact("S5.role"), "leader");
    EXPECT_EQ(lab.fact("S2.terms"), "1 3");
    EXPECT_EQ(lab.fact("S3.terms"), "1 3");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// (d) with the rule broken: the committed entry is lost.
TEST(RaftFigure8, CommittingByCountingLosesIt) {
    Lab lab = figure8({"commits-old-term"});
    leadAndReplicate(lab);
    EXPECT_EQ(lab.fact("S1.commit"), "2");
    lab.plays("crash S1\ntimeout S5\ntimeout S5\ntimeout S5");
    lab.settle();
    EXPECT_THAT(lab.broken(), Contains("leader-completeness"));
}

// (e): with an entry of term 5 on a majority, S5 cannot win.
TEST(RaftFigure8, AnEntryOfItsOwnTermProtectsIt) {
    Lab lab = figure8();
    leadAndReplicate(lab);
    lab.plays("request S1 x=1");
    for (int i = 0; i < 2; ++i) {
        lab.plays("deliver append S1->S2\ndeliver append S1->S3");
        if (i == 0) {
            lab.plays("deliver append-reply S2->S1\ndeliver append-reply S3->S1");
        }
        if (lab.fact("messages") == "none") break;
        if (lab.fact("S3.terms") == "1 2 5") break;
    }
    EXPECT_EQ(lab.fact("S1.commit"), "3");
    lab.plays("crash S1\ntimeout S5\ntimeout S5\ntimeout S5");
    lab.settle();
    EXPECT_EQ(lab.fact("S5.role"), "candidate");
    EXPECT_THAT(lab.broken(), IsEmpty());
}

// SCENARIOS D1.10: a log with a newer term loses an election in its own term,
// wins the next and overwrites.
TEST(RaftFigures, AnEntryOfOneServerIsOverwritten) {
    Lab lab({.givens = {"S1 term=1 log=1", "S2 term=1 log=1", "S3 term=2 voted=S3 log=2",
                        "S4 term=2 voted=S3", "S5 term=2 voted=S3"}});
    lab.plays("timeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.role"), "candidate");
    EXPECT_EQ(lab.fact("S1.term"), "2");
    lab.plays("timeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.role"), "leader");
    EXPECT_EQ(lab.fact("S1.term"), "3");
    EXPECT_EQ(lab.fact("S3.terms"), "1");
}

}  // namespace
}  // namespace lockstep::raft
