// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <QSignalSpy>

#include "session/running.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;
using PlaybackTest = Running;

TEST_F(PlaybackTest, ASecondHereIsSoMuchThere) {
    elect();
    ASSERT_EQ(session.playback().speed(), session::Playback::usual);
    const Time from = session.playback().shown();
    session.playback().play();
    for (int frame = 0; frame < 10; ++frame) session.playback().advance(0.01);
    EXPECT_EQ((session.playback().shown() - from).count(), 2000);
}

TEST_F(PlaybackTest, TheTimeShownNeverRunsPastWhatIsDue) {
    session.playback().play();
    session.playback().setSpeed(1);
    for (int frame = 0; frame < 200; ++frame) {
        session.playback().advance(0.003);
        const auto next = session.nextTime();
        ASSERT_TRUE(next);
        ASSERT_LE(session.playback().shown(), *next);
        ASSERT_GE(session.playback().shown(), session.timeline().time());
    }
    EXPECT_GT(session.timeline().step(), 5u);
}

TEST_F(PlaybackTest, WhereNothingIsInFlightItGlides) {
    session.playback().play();
    session.playback().setSpeed(session::Playback::slowest);
    double waited = 0;
    while (session.timeline().step() == 0 && waited < 60) {
        session.playback().advance(0.05);
        waited += 0.05;
    }
    EXPECT_LT(waited, 2.5);
    EXPECT_GT(session.timeline().step(), 0u);
}

TEST_F(PlaybackTest, TheSlowestSpeedMovesToo) {
    elect();
    session.playback().setSpeed(session::Playback::slowest);
    const Time from = session.playback().shown();
    session.playback().play();
    for (int frame = 0; frame < 100; ++frame) session.playback().advance(0.0001);
    EXPECT_NEAR(static_cast<double>((session.playback().shown() - from).count()), 10, 1);
}

TEST_F(PlaybackTest, PlayedIsWhatSteppedWouldBe) {
    session::Session other(catalog);
    ASSERT_EQ(other.start(session.timeline().setup().scenario), QString());
    session.playback().play();
    session.playback().setSpeed(10);
    for (int frame = 0; frame < 50; ++frame) session.playback().advance(0.016);
    session.playback().pause();
    while (other.timeline().step() < session.timeline().step()) ASSERT_TRUE(other.step());
    EXPECT_EQ(session.timeline().world().digest(), other.timeline().world().digest());
}

TEST_F(PlaybackTest, ItPlaysToAStepAndStops) {
    elect();
    const Step end = session.timeline().step();
    session.goTo(0);
    session.playback().playTo(end, 1.0);
    for (int frame = 0; frame < 200 && session.playback().isPlaying(); ++frame) {
        session.playback().advance(0.016);
    }
    EXPECT_FALSE(session.playback().isPlaying());
    EXPECT_EQ(session.timeline().step(), end);
    EXPECT_EQ(session.timeline().branches().size(), 1u);
}

TEST_F(PlaybackTest, ItStopsWhenNothingIsDue) {
    for (const char* crash : {"crash S1", "crash S2", "crash S3", "crash S4", "crash S5"}) {
        ASSERT_EQ(session.act(QString::fromLatin1(crash)), QString());
    }
    QSignalSpy told(&session, &session::Session::told);
    session.playback().play();
    EXPECT_FALSE(session.playback().isPlaying());
    EXPECT_EQ(told.count(), 1);
}

TEST_F(PlaybackTest, SteppingPauses) {
    session.playback().play();
    ASSERT_TRUE(session.playback().isPlaying());
    session.step();
    EXPECT_FALSE(session.playback().isPlaying());
}

TEST(Speed, HasWords) {
    EXPECT_EQ(session::speedText(0.02), u"1/50"_s);
    EXPECT_EQ(session::speedText(0.001), u"1/1000"_s);
    EXPECT_EQ(session::speedText(10), u"10"_s);
    EXPECT_EQ(session::speedMeaning(0.02), u"1 s here = 20 ms"_s);
    EXPECT_EQ(session::speedMeaning(0.001), u"1 s here = 1 ms"_s);
    EXPECT_EQ(session::speedMeaning(10), u"1 s here = 10 s"_s);
}

TEST(Speed, ItsSliderIsLogarithmic) {
    EXPECT_DOUBLE_EQ(session::speedToPlace(session::Playback::slowest), 0);
    EXPECT_DOUBLE_EQ(session::speedToPlace(session::Playback::fastest), 1);
    EXPECT_NEAR(session::speedToPlace(0.1), 0.5, 1e-9);
    EXPECT_NEAR(session::placeToSpeed(0.5), 0.1, 1e-9);
}

TEST(Speed, GoesThroughTheUsualOnes) {
    const Catalog catalog = allTopics();
    session::Session session(catalog);
    session::Playback& playback = session.playback();
    playback.setSpeed(0.02);
    playback.faster();
    EXPECT_DOUBLE_EQ(playback.speed(), 0.05);
    playback.slower();
    playback.slower();
    EXPECT_DOUBLE_EQ(playback.speed(), 0.01);
    for (int i = 0; i < 30; ++i) playback.slower();
    EXPECT_DOUBLE_EQ(playback.speed(), session::Playback::slowest);
}

}  // namespace
}  // namespace lockstep::testing
