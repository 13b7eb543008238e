// SPDX-License-Identifier: GPL-3.0-or-later
// Crashes, restarts and messages: what Figure 2 calls persistent and volatile,
// and what the network does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::raft {
namespace {

using ::testing::HasSubstr;

// Figure 2, "Persistent state on all servers": currentTerm, votedFor, log.
TEST(RaftServers, TermVoteAndLogSurviveARestart) {
    Lab lab;
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("request S1 x=7");
    lab.settle();
    lab.plays("crash S1");
    EXPECT_EQ(lab.fact("S1.role"), "down");
    EXPECT_EQ(lab.fact("S1.term"), "1");
    EXPECT_EQ(lab.fact("S1.voted"), "S1");
    EXPECT_EQ(lab.fact("S1.log"), "1:1=x:7");
    EXPECT_EQ(lab.fact("S1.commit"), "none");
    EXPECT_EQ(lab.fact("S1.votes"), "none");
    lab.plays("restart S1");
    EXPECT_EQ(lab.fact("S1.role"), "follower");
    EXPECT_EQ(lab.fact("S1.voted"), "S1");
    EXPECT_EQ(lab.fact("S1.commit"), "0");
    EXPECT_EQ(lab.fact("S1.kv.x"), "none");
}

// So a restarted voter does not vote twice in its term.
TEST(RaftServers, AVoteSurvivesARestart) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1\ndeliver request-vote S1->S3\ncrash S3\nrestart S3");
    lab.plays("timeout S2\ndeliver request-vote S2->S3");
    EXPECT_EQ(lab.fact("S3.voted"), "S1");
}

TEST(RaftServers, AMessageToACrashedServerIsLost) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1\ncrash S2\ndeliver request-vote S1->S2");
    EXPECT_THAT(lab.telling(), HasSubstr("S2 is down"));
    EXPECT_EQ(lab.fact("S2.term"), "0");
}

TEST(RaftServers, WhatACrashedServerSentStillArrives) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1\ncrash S1\ndeliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S2.voted"), "S1");
}

TEST(RaftServers, ActionsThatTheStateDoesNotAllowAreRefused) {
    Lab lab({.servers = 3});
    lab.plays("crash S1");
    EXPECT_EQ(lab.refusal("crash S1"), "S1 is down");
    EXPECT_EQ(lab.refusal("timeout S1"), "S1 is down");
    EXPECT_EQ(lab.refusal("request S1 x=1"), "S1 is down");
    EXPECT_EQ(lab.refusal("restart S2"), "S2 is up");
    EXPECT_EQ(lab.refusal("deliver 99"), "there is no message 99 in flight");
    EXPECT_EQ(lab.refusal("deliver vote S1->S2"), "there is no vote from S1 to S2 in flight");
    EXPECT_THAT(lab.refusal("heartbeat S2"), HasSubstr("does not lead"));
}

TEST(RaftNetwork, ACutLinkLosesWhatWouldArrive) {
    Lab lab({.servers = 3});
    lab.plays("timeout S1\ncut S1->S2\ndeliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S2.term"), "0");
    EXPECT_EQ(lab.fact("cuts"), "S1->S2");
    lab.plays("heal S1->S2\ntimeout S1\ndeliver request-vote S1->S2");
    EXPECT_EQ(lab.fact("S2.term"), "2");
}

TEST(RaftNetwork, APartitionReplacesTheOneBefore) {
    Lab lab;
    lab.plays("partition S1 S2 | S3");
    EXPECT_EQ(lab.fact("partition"), "S1 S2 | S3 | S4 S5");
    lab.plays("partition S1 | S2 S3 S4 S5");
    EXPECT_EQ(lab.fact("partition"), "S1 | S2 S3 S4 S5");
    lab.plays("cut S2-S3\nheal");
    EXPECT_EQ(lab.fact("partition"), "none");
    EXPECT_EQ(lab.fact("cuts"), "none");
}

// With reordering off a link is first in, first out, whatever is drawn.
TEST(RaftNetwork, LinksAreFirstInFirstOut) {
    Lab lab({.servers = 2, .dials = {{"latency", "1..500 ms"}}});
    lab.plays("timeout S1\ntimeout S1\ntimeout S1\ntimeout S1");
    std::vector<Time> dues;
    lab.timeline().world().visitMessages(
        [&](const MessageView& view) { dues.push_back(view.due); });
    ASSERT_EQ(dues.size(), 4U);
    EXPECT_TRUE(std::is_sorted(dues.begin(), dues.end()));
}

TEST(RaftNetwork, LostAndDuplicatedMessagesCountTheirIds) {
    Lab lost({.servers = 3, .dials = {{"loss", "100 %"}}});
    lost.plays("timeout S1");
    EXPECT_EQ(lost.fact("messages"), "none");
    lost.plays("loss 0 %\ntimeout S1");
    EXPECT_EQ(lost.fact("messages"), "3 4");
    Lab twice({.servers = 3, .dials = {{"duplicate", "100 %"}}});
    twice.plays("timeout S1");
    EXPECT_EQ(twice.fact("messages"), "1 2 3 4");
    EXPECT_EQ(twice.fact("message.2"), "request-vote S1->S2");
}

TEST(RaftNetwork, ASlowServersMessagesTakeLonger) {
    Lab lab({.servers = 2, .dials = {{"latency", "10 ms"}}});
    lab.plays("slow S2 x10\ntimeout S1");
    lab.timeline().world().visitMessages(
        [](const MessageView& view) { EXPECT_EQ(view.due, Duration(100'000)); });
}

// By hand nothing moves the clock, and a timer starts again from now.
TEST(RaftNetwork, AHandMovesNoClock) {
    Lab lab({.servers = 3, .dials = {{"election-timeout", "200 ms"}}});
    lab.runFor(Duration(150'000));
    lab.plays("timeout S1");
    EXPECT_EQ(lab.fact("time"), "150");
    lab.plays("partition S1 | S2 | S3");
    lab.timeline().runUntil(Duration(349'999));
    EXPECT_EQ(lab.fact("S1.term"), "1");
    lab.timeline().runUntil(Duration(350'000));
    EXPECT_EQ(lab.fact("S1.term"), "2");
}

}  // namespace
}  // namespace lockstep::raft
