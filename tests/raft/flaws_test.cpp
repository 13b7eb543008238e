// SPDX-License-Identifier: GPL-3.0-or-later
// Each broken rule, seen to break something; the same run with the rule whole
// breaks nothing. That the explorer finds them by itself is tests/explorer's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "lab.h"
#include "raft/raft.h"

namespace lockstep::raft {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::vector<std::string> brokenBy(Lab::Head head, const char* flaw,
                                  const std::function<void(Lab&)>& run) {
    Lab whole(head);
    run(whole);
    EXPECT_THAT(whole.broken(), IsEmpty()) << "without " << flaw;
    head.flaws = {flaw};
    Lab flawed(head);
    run(flawed);
    return flawed.broken();
}

TEST(RaftFlaws, CountingNoVotesElectsTwo) {
    EXPECT_THAT(
        brokenBy({}, "counts-no-votes", [](Lab& lab) { lab.plays("timeout S1\ntimeout S2"); }),
        Contains("election-safety"));
}

TEST(RaftFlaws, AForgottenVoteIsGivenTwice) {
    EXPECT_THAT(brokenBy({.servers = 3}, "forgets-vote",
                         [](Lab& lab) {
                             lab.plays("timeout S1\ndeliver request-vote S1->S3");
                             lab.plays("timeout S2\ncrash S3\nrestart S3");
                             lab.plays("deliver request-vote S2->S3");
                             lab.settle();
                         }),
                ::testing::IsSupersetOf({"one-vote-a-term", "election-safety"}));
}

TEST(RaftFlaws, AStaleLogWins) {
    EXPECT_THAT(brokenBy({.servers = 3}, "grants-stale-log",
                         [](Lab& lab) {
                             lab.plays("timeout S1\ndrop 2");
                             lab.settle();
                             lab.plays("cut S1-S3\nrequest S1 x=1");
                             lab.settle();
                             lab.plays("crash S1\ntimeout S3");
                             lab.plays("timeout S3");
                             lab.settle();
                         }),
                Contains("leader-completeness"));
}

TEST(RaftFlaws, WithoutTheCheckLogsDoNotMatch) {
    EXPECT_THAT(
        brokenBy({.servers = 3, .givens = {"S1 log=1,2", "S2 log=1,1"}}, "skips-consistency-check",
                 [](Lab& lab) {
                     lab.plays("timeout S1");
                     lab.settle();
                     lab.plays("request S1 x=1");
                     lab.settle();
                 }),
        Contains("log-matching"));
}

TEST(RaftFlaws, ALeaderThatStaysLeadsATermItDidNotWin) {
    EXPECT_THAT(brokenBy({.servers = 3}, "ignores-newer-term",
                         [](Lab& lab) {
                             lab.plays("timeout S1\ndeliver 1");
                             lab.plays("deliver vote S2->S1\ntimeout S3");
                             lab.plays("timeout S3");
                             lab.settle();
                         }),
                Contains("election-safety"));
}

TEST(RaftFlaws, HalfAQuorumElectsTwo) {
    EXPECT_THAT(brokenBy({.servers = 4}, "half-quorum",
                         [](Lab& lab) {
                             lab.plays("partition S1 S2 | S3 S4");
                             lab.plays("timeout S1\ntimeout S3");
                             lab.settle();
                         }),
                Contains("election-safety"));
}

// Two of five, as the broadest existing tool has it.
TEST(RaftFlaws, TwoOfFiveElectTwo) {
    EXPECT_THAT(brokenBy({}, "half-quorum",
                         [](Lab& lab) {
                             lab.plays("partition S1 S2 | S3 S4 S5");
                             lab.plays("timeout S1\ntimeout S3");
                             lab.settle();
                         }),
                Contains("election-safety"));
}

// The measure: elections begun, and leaders found, in ten seconds.
TEST(RaftFlaws, EqualTimeoutsSplitVotesForEver) {
    Lab flawed({.flaws = {"equal-timeouts"}});
    flawed.runFor(std::chrono::seconds(10));
    EXPECT_EQ(flawed.count("raft.leader_elected"), 0U);
    EXPECT_GT(flawed.count("raft.election_started"), 300U);
    Lab whole;
    whole.runFor(std::chrono::seconds(10));
    EXPECT_GE(whole.count("raft.leader_elected"), 1U);
    EXPECT_LT(whole.count("raft.election_started"), 20U);
}

// A broken rule can put a leader where none belongs, and two of them in a term;
// whatever they hear from each other, time goes on.
TEST(RaftFlaws, TimeGoesOnWhicheverRuleIsBroken) {
    for (const FlawSpec& flaw : Raft::info().flaws) {
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            Lab lab({.seed = seed, .dials = {{"loss", "8 %"}}, .flaws = {flaw.name}});
            lab.runFor(Duration(1'000'000));
            lab.plays("partition S1 S2 | S3 S4 S5");
            lab.runFor(Duration(500'000));
            lab.plays("heal");
            const Time end = lab.timeline().time() + Duration(2'000'000);
            int steps = 0;
            while (steps < 5000 && lab.timeline().stepClock(end))
                ++steps;
            EXPECT_LT(steps, 5000) << flaw.name << ", seed " << seed;
        }
    }
}

TEST(RaftFlaws, AFlawCanBeSwitchedWhileItRuns) {
    Lab lab;
    lab.plays("flaw half-quorum on\npartition S1 S2 | S3 S4 S5\ntimeout S1");
    lab.settle();
    EXPECT_EQ(lab.fact("S1.role"), "leader");
    lab.plays("flaw half-quorum off\ntimeout S2");
    lab.settle();
    EXPECT_EQ(lab.fact("S2.role"), "candidate");
}

}  // namespace
}  // namespace lockstep::raft
