// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <QSignalSpy>

#include "session/running.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;
using SessionTest = Running;

TEST_F(SessionTest, AStepChangesFactsAndABackStepUndoesItExactly) {
    const std::uint64_t start = session.timeline().world().digest();
    ASSERT_TRUE(session.step());
    EXPECT_NE(session.timeline().world().digest(), start);
    EXPECT_TRUE(session.facts().anyChanged());
    ASSERT_TRUE(session.back());
    EXPECT_EQ(session.timeline().world().digest(), start);
    EXPECT_FALSE(session.facts().anyChanged());
    EXPECT_FALSE(session.back());
}

TEST_F(SessionTest, FactsTellOldAndNew) {
    ASSERT_EQ(session.act(u"timeout S3"_s), QString());
    const session::FactRow* role = session.facts().find("S3.role");
    ASSERT_NE(role, nullptr);
    EXPECT_TRUE(role->changed);
    EXPECT_EQ(role->old, "follower");
    EXPECT_EQ(role->value, "candidate");
    EXPECT_EQ(role->server, "S3");
    EXPECT_EQ(role->shortName, "role");
    EXPECT_EQ(session.facts().changedServers().front(), "S3");
}

TEST_F(SessionTest, WhatIsRefusedSaysWhyAndChangesNothing) {
    const std::uint64_t before = session.timeline().world().digest();
    EXPECT_NE(session.act(u"restart S1"_s), QString());
    EXPECT_NE(session.act(u"frobnicate S1"_s), QString());
    EXPECT_NE(session.act(u"crash S77"_s), QString());
    EXPECT_EQ(session.timeline().world().digest(), before);
    EXPECT_EQ(session.timeline().stepCount(), 0u);
}

TEST_F(SessionTest, ActingInThePastOpensABranchAndKeepsTheOther) {
    for (int i = 0; i < 8; ++i) ASSERT_TRUE(session.step());
    const std::uint64_t tip = session.timeline().world().digest();
    session.goTo(3);
    QSignalSpy history(&session, &session::Session::historyChanged);
    ASSERT_EQ(session.act(u"crash S1"_s), QString());
    EXPECT_EQ(history.count(), 1);
    EXPECT_EQ(session.timeline().branches().size(), 2u);
    EXPECT_EQ(session.timeline().step(), 4u);
    session.goTo(0, 8);
    EXPECT_EQ(session.timeline().world().digest(), tip);
}

TEST_F(SessionTest, MilestonesAreFoundAheadAndBehind) {
    ASSERT_TRUE(session.nextMilestone());
    const Step first = session.timeline().step();
    ASSERT_TRUE(session.nextMilestone());
    EXPECT_GT(session.timeline().step(), first);
    ASSERT_TRUE(session.previousMilestone());
    EXPECT_EQ(session.timeline().step(), first);
    ASSERT_TRUE(session.previousMilestone());
    EXPECT_EQ(session.timeline().step(), 0u);
    EXPECT_FALSE(session.previousMilestone());
}

TEST_F(SessionTest, ASearchInVainLeavesNoTrace) {
    for (const char* crash : {"crash S1", "crash S2", "crash S3", "crash S4", "crash S5"}) {
        ASSERT_EQ(session.act(QString::fromLatin1(crash)), QString());
    }
    QSignalSpy told(&session, &session::Session::told);
    const Step count = session.timeline().stepCount();
    EXPECT_FALSE(session.nextMilestone());
    EXPECT_EQ(told.count(), 1);
    EXPECT_EQ(session.timeline().stepCount(), count);
}

TEST_F(SessionTest, ARestartKeepsWhatWasTurned) {
    ASSERT_EQ(session.act(u"latency 1..2 ms"_s), QString());
    ASSERT_EQ(session.restart([](Scenario& scenario) { scenario.servers = numberedServers(3); }),
              QString());
    EXPECT_EQ(session.timeline().setup().serverCount(), 3u);
    EXPECT_EQ(session.timeline().step(), 0u);
    const Scenario now = session.presentScenario();
    ASSERT_EQ(now.dials.size(), 1u);
    EXPECT_EQ(now.dials[0].name, "latency");
    EXPECT_EQ(now.dials[0].value, "1..2 ms");
}

TEST_F(SessionTest, AFlawThatIsOnIsRememberedByARestart) {
    const std::string flaw = session.topic().flaws.front().name;
    ASSERT_EQ(session.act(u"flaw "_s + QString::fromStdString(flaw) + u" on"_s), QString());
    ASSERT_EQ(session.restart([](Scenario& scenario) { scenario.seed = 9; }), QString());
    EXPECT_THAT(session.presentScenario().flaws, ::testing::ElementsAre(flaw));
}

TEST_F(SessionTest, ALessonIsLeftByActingAndReturnedTo) {
    Scenario scenario;
    scenario.topic = session.topic().id;
    scenario.seed = 5;
    std::vector<Fault> faults;
    std::shared_ptr<Timeline> run = Timeline::start(*catalog.find("raft"), scenario, faults);
    ASSERT_TRUE(run);
    session.step();
    session.openLessonRun(u"Electing a leader"_s, run);
    EXPECT_TRUE(session.inLesson());
    EXPECT_TRUE(session.hasOwnRun());
    session.step();
    session.holdLessonPlace();
    const std::uint64_t place = session.timeline().world().digest();
    EXPECT_FALSE(session.hasLeftLesson());

    ASSERT_EQ(session.act(u"crash S2"_s), QString());
    EXPECT_TRUE(session.hasLeftLesson());
    const std::uint64_t own = session.timeline().world().digest();
    session.returnToLesson();
    EXPECT_FALSE(session.hasLeftLesson());
    EXPECT_EQ(session.timeline().world().digest(), place);
    session.resumeOwnRun();
    EXPECT_TRUE(session.hasLeftLesson());
    EXPECT_EQ(session.timeline().world().digest(), own);
}

TEST_F(SessionTest, WhereTheLearnerIsToActActingIsNotLeaving) {
    Scenario scenario;
    scenario.topic = session.topic().id;
    std::vector<Fault> faults;
    session.openLessonRun(u"A goal"_s,
                          Timeline::start(*catalog.find("raft"), scenario, faults));
    session.setLearnerActs(true);
    ASSERT_EQ(session.act(u"crash S2"_s), QString());
    EXPECT_FALSE(session.hasLeftLesson());
}

TEST_F(SessionTest, AnActionHappensWhenItIsSeenToHappen) {
    elect();
    const Time at = session.timeline().time();
    session.playback().play();
    session.playback().setSpeed(1);
    session.playback().advance(0.0005);
    const Time shown = session.playback().shown();
    ASSERT_GT(shown, at);
    ASSERT_EQ(session.act(u"crash S1"_s), QString());
    EXPECT_EQ(session.timeline().time(), shown);
}

TEST_F(SessionTest, AnUnknownTopicIsRefusedInWords) {
    Scenario scenario;
    scenario.topic = "weather";
    EXPECT_NE(session.start(scenario), QString());
    EXPECT_TRUE(session.hasRun());
}

}  // namespace
}  // namespace lockstep::testing
