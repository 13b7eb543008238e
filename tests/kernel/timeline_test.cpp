// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline on a Raft cluster: exact seeking, branches, history.
#include "kernel/timeline.h"

#include <gtest/gtest.h>

#include "catalog/catalog.h"
#include "kernel/action_text.h"

namespace lockstep {
namespace {

class TimelineTest : public ::testing::Test {
protected:
    std::unique_ptr<Timeline> fresh(std::uint64_t seed = 1) {
        Scenario scenario;
        scenario.topic = "raft";
        scenario.seed = seed;
        std::vector<Fault> faults;
        return Timeline::start(*catalog_.find("raft"), scenario, faults);
    }

    static std::string act(Timeline& timeline, std::string_view line) {
        Fault fault;
        const auto written = parseAction(line, timeline.topic().info(), timeline.setup(), fault);
        std::string why;
        const auto action = resolve(*written, timeline.world(), why);
        return action ? timeline.act(*action) : why;
    }

    Catalog catalog_ = allTopics();
};

TEST_F(TimelineTest, TheSameSeedIsTheSameRun) {
    auto a = fresh();
    auto b = fresh();
    a->runUntil(std::chrono::seconds(3));
    b->runUntil(std::chrono::seconds(3));
    EXPECT_EQ(a->world().digest(), b->world().digest());
    EXPECT_TRUE(a->world().equals(b->world()));
    auto c = fresh(2);
    c->runUntil(std::chrono::seconds(3));
    EXPECT_NE(a->world().digest(), c->world().digest());
}

TEST_F(TimelineTest, EveryStepIsFoundAgainExactly) {
    auto timeline = fresh();
    std::vector<std::uint64_t> digests{timeline->world().digest()};
    for (int i = 0; i < 5000; ++i) {
        timeline->stepClock();
        digests.push_back(timeline->world().digest());
    }
    for (Step step : {0U, 1U, 1999U, 2000U, 2001U, 3999U, 4000U, 4001U, 5000U, 17U, 4999U}) {
        timeline->seek(step);
        EXPECT_EQ(timeline->world().digest(), digests[step]) << step;
        EXPECT_EQ(timeline->step(), step);
        if (step > 0) {
            EXPECT_EQ(timeline->before().digest(), digests[step - 1]) << step;
            EXPECT_FALSE(timeline->events().empty()) << step;
        }
    }
    while (timeline->back()) {
        ASSERT_EQ(timeline->world().digest(), digests[timeline->step()]);
        if (timeline->step() == 4900) break;
    }
    while (timeline->forward()) {
        ASSERT_EQ(timeline->world().digest(), digests[timeline->step()]);
    }
    EXPECT_EQ(timeline->stepCount(), 5000U);
    EXPECT_EQ(timeline->branches().size(), 1U);
}

TEST_F(TimelineTest, TheClockInThePastFollowsTheRecording) {
    auto timeline = fresh();
    timeline->runUntil(std::chrono::seconds(1));
    const auto digest = timeline->world().digest();
    const Step tip = timeline->step();
    timeline->seek(5);
    timeline->runUntil(std::chrono::seconds(1));
    EXPECT_EQ(timeline->step(), tip);
    EXPECT_EQ(timeline->world().digest(), digest);
    EXPECT_EQ(timeline->branches().size(), 1U);
}

TEST_F(TimelineTest, ActingInThePastOpensABranchAndKeepsTheOther) {
    auto timeline = fresh();
    timeline->runUntil(std::chrono::seconds(1));
    const Step tip = timeline->step();
    const auto digest = timeline->world().digest();
    timeline->seek(10);
    EXPECT_EQ(act(*timeline, "crash S1"), "");
    ASSERT_EQ(timeline->branches().size(), 2U);
    EXPECT_EQ(timeline->branch(), 1);
    EXPECT_EQ(timeline->branches()[1].fork, 10U);
    EXPECT_EQ(timeline->stepCount(), 11U);
    timeline->switchTo(0, tip);
    EXPECT_EQ(timeline->world().digest(), digest);
    timeline->switchTo(1, 11);
    EXPECT_FALSE(timeline->world().up({0}));
    // A branch of the branch, at a step that belongs to the first one.
    timeline->seek(4);
    EXPECT_EQ(act(*timeline, "crash S2"), "");
    EXPECT_EQ(timeline->branches()[2].parent, 0);
    EXPECT_EQ(timeline->stepCount(), 5U);
}

TEST_F(TimelineTest, ARefusedActionChangesNothing) {
    auto timeline = fresh();
    timeline->stepClock();
    const auto digest = timeline->world().digest();
    EXPECT_EQ(act(*timeline, "restart S1"), "S1 is up");
    EXPECT_EQ(timeline->world().digest(), digest);
    EXPECT_EQ(timeline->step(), 1U);
}

// Undo takes back the clock too: time that passed with nothing to do.
TEST_F(TimelineTest, BackRestoresTheClock) {
    auto timeline = fresh();
    timeline->runUntil(Duration(100'000));
    const auto digest = timeline->world().digest();
    act(*timeline, "crash S1");
    timeline->back();
    EXPECT_EQ(timeline->time(), Duration(100'000));
    EXPECT_EQ(timeline->world().digest(), digest);
}

TEST_F(TimelineTest, RunningEndsAtItsTime) {
    auto timeline = fresh();
    timeline->runUntil(Duration(100'000));
    EXPECT_EQ(timeline->step(), 0U);
    EXPECT_EQ(timeline->time(), Duration(100'000));
    EXPECT_EQ(timeline->branches()[0].tipTime, Duration(100'000));
}

TEST_F(TimelineTest, PastEventsAreToldAgain) {
    auto timeline = fresh();
    std::vector<std::string> told{""};
    const auto all = [&](const Events& events) {
        std::string text;
        for (const Event& event : events)
            text += toText(event, timeline->setup());
        return text;
    };
    while (timeline->step() < 4100) {
        timeline->stepClock();
        told.push_back(all(timeline->events()));
    }
    for (Step step = 1; step <= 4100; step += 41) {
        EXPECT_EQ(all(timeline->eventsAt(step)), told[step]) << step;
    }
    EXPECT_EQ(all(timeline->eventsAt(3)), told[3]);
    EXPECT_EQ(timeline->step(), 4100U) << "looking moves nothing";
}

TEST_F(TimelineTest, MarksErasAndEventsAreFound) {
    auto timeline = fresh();
    timeline->runUntil(std::chrono::seconds(1));
    const Step elected = timeline->find("raft.leader_elected", 1);
    ASSERT_GT(elected, 0U);
    EXPECT_EQ(timeline->find("raft.leader_elected", 99), 0U);
    EXPECT_EQ(timeline->find("no.such", 1), 0U);
    bool marked = false;
    for (const Mark& mark : timeline->marks()) {
        marked = marked || mark.step == elected;
    }
    EXPECT_TRUE(marked);
    ASSERT_GE(timeline->eras().size(), 2U);
    EXPECT_EQ(timeline->eras()[0].era, 0U);
    EXPECT_EQ(timeline->eras()[1].era, 1U);
}

TEST_F(TimelineTest, BreaksStandAtTheirStep) {
    Scenario scenario;
    scenario.topic = "raft";
    scenario.flaws = {"counts-no-votes"};
    std::vector<Fault> faults;
    auto timeline = Timeline::start(*catalog_.find("raft"), scenario, faults);
    act(*timeline, "timeout S1");
    EXPECT_EQ(timeline->brokenSoFar(), 0U);
    act(*timeline, "timeout S2");
    EXPECT_EQ(timeline->brokenSoFar(), 1U);
    ASSERT_EQ(timeline->breaks().size(), 1U);
    EXPECT_EQ(timeline->breaks()[0].step, 2U);
    EXPECT_EQ(timeline->breaks()[0].telling, "S1 and S2 both lead term 1.");
    timeline->back();
    EXPECT_EQ(timeline->brokenSoFar(), 0U);
}

TEST_F(TimelineTest, FactsOfTheTimelineAreThere) {
    auto timeline = fresh();
    timeline->stepClock();
    std::string names;
    timeline->visitFacts(
        Glob("*"), [&](std::string_view name, const Value&) { names += std::string(name) + ' '; });
    EXPECT_EQ(names, "step time branch digest broken leaders messages cuts partition ");
}

}  // namespace
}  // namespace lockstep
