// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/beside.h"

#include <gtest/gtest.h>

#include "catalog/catalog.h"
#include "script/player.h"
#include "script/reader.h"

namespace lockstep::script {
namespace {

class Beside : public ::testing::Test {
protected:
    std::unique_ptr<Timeline> played(const std::string& text) {
        std::vector<Fault> faults;
        const auto script = readScript(text, catalog_, faults);
        EXPECT_TRUE(script) << (faults.empty() ? "" : faults.front().message);
        auto timeline = open(*script);
        Listener listener;
        EXPECT_EQ(Player(*timeline, listener).play(script->commands), Outcome::done);
        return timeline;
    }
    std::unique_ptr<Timeline> replayed(const Timeline& run, Scenario scenario) {
        std::vector<Fault> faults;
        skipped_.clear();
        return replayIn(run, std::move(scenario), skipped_, faults);
    }

    const std::string forgetting_ =
        "topic raft\nservers 3\nseed 5\n\n"
        "timeout S1\ndeliver request-vote S1->S2\ncrash S2\nrestart S2\n"
        "timeout S3\ndeliver request-vote S3->S2\nrun 100 ms\n";
    Catalog catalog_ = allTopics();
    std::vector<std::string> skipped_;
};

TEST_F(Beside, TheSameWorldGivesTheSameRun) {
    const auto run = played(forgetting_);
    const auto again = replayed(*run, run->setup().scenario);
    ASSERT_TRUE(again);
    EXPECT_TRUE(skipped_.empty());
    EXPECT_EQ(again->world().digest(), run->world().digest());
    EXPECT_EQ(again->step(), run->step());
    EXPECT_FALSE(firstDifference(*run, *again));
}

TEST_F(Beside, AFlawPartsTheRunsWhereItFirstMatters) {
    const auto run = played(forgetting_);
    const auto other = replayed(*run, withFlaw(run->setup().scenario, "forgets-vote"));
    ASSERT_TRUE(other);
    const auto difference = firstDifference(*run, *other);
    ASSERT_TRUE(difference);
    EXPECT_EQ(difference->step, 4u) << "at the restart the vote is forgotten";
    EXPECT_EQ(difference->left, "restart S2 at 0 ms");
    EXPECT_EQ(difference->right, "restart S2 at 0 ms");
    EXPECT_EQ(difference->facts, std::vector<std::string>{"S2.voted"});
}

TEST_F(Beside, WhatIsNotPossibleInTheOtherWorldIsLeftOutAndTold) {
    const auto run = played("topic raft\nservers 3\n\ntimeout S1\ndrop 1\n");
    const auto other = replayed(*run, withDial(run->setup().scenario, "loss", "100 %"));
    ASSERT_TRUE(other);
    ASSERT_EQ(skipped_.size(), 1u);
    EXPECT_EQ(skipped_[0], "drop 1: there is no message 1 in flight");
    EXPECT_EQ(other->world().messagesSent(), run->world().messagesSent());
}

TEST_F(Beside, ARunThatGoesOnLongerDiffersThere) {
    const auto run = played("topic raft\nservers 3\n\nstep 4\n");
    const auto longer = played("topic raft\nservers 3\n\nstep 6\n");
    const auto difference = firstDifference(*run, *longer);
    ASSERT_TRUE(difference);
    EXPECT_EQ(difference->step, 5u);
    EXPECT_EQ(difference->left, "nothing");
}

TEST_F(Beside, AFlawThatIsOnIsSwitchedOff) {
    Scenario scenario;
    scenario.flaws = {"forgets-vote"};
    EXPECT_TRUE(withFlaw(scenario, "forgets-vote").flaws.empty());
    EXPECT_EQ(withDial(withDial(scenario, "noop", "on"), "noop", "off").dials.size(), 1u);
}

}  // namespace
}  // namespace lockstep::script
