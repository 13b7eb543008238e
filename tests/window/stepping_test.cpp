// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/changed_panel.h"
#include "window/code_panel.h"
#include "window/narration_bar.h"
#include "window/opened_window.h"
#include "window/status_line.h"
#include "window/timeline_strip.h"
#include "window/transport_bar.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Stepping : public OpenedWindow {
protected:
    void SetUp() override {
        OpenedWindow::SetUp();
        enter();
    }
};

TEST_F(Stepping, EveryKeyForAStepIsAStep) {
    key(Qt::Key_Right);
    EXPECT_EQ(step(), 1u);
    type('.');
    EXPECT_EQ(step(), 2u);
    key(Qt::Key_PageDown);
    EXPECT_EQ(step(), 3u);
    click(workspace().transport().stepButton());
    EXPECT_EQ(step(), 4u);
}

TEST_F(Stepping, AfterAClickOnAButtonTheSpaceBarPlays) {
    QAbstractButton* button = workspace().transport().stepButton();
    button->setFocus(Qt::TabFocusReason);
    QTest::keyClick(button, Qt::Key_Space);
    EXPECT_EQ(step(), 1u) << "whoever came by key presses it";
    workspace().stage().stage()->setFocus();
    button->setFocus(Qt::MouseFocusReason);
    click(button);
    EXPECT_EQ(step(), 2u);
    QTest::keyClick(button, Qt::Key_Space);
    EXPECT_EQ(step(), 2u);
    EXPECT_TRUE(session().playback().isPlaying());
}

TEST_F(Stepping, EveryKeyBackIsExact) {
    std::vector<std::uint64_t> digests{digest()};
    for (int i = 0; i < 5; ++i) {
        session().step();
        digests.push_back(digest());
    }
    key(Qt::Key_Left);
    EXPECT_EQ(digest(), digests[4]);
    type(',');
    EXPECT_EQ(digest(), digests[3]);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(digest(), digests[2]);
    key(Qt::Key_PageUp);
    EXPECT_EQ(digest(), digests[1]);
    click(workspace().transport().backButton());
    EXPECT_EQ(digest(), digests[0]);
    EXPECT_FALSE(workspace().transport().backButton()->isEnabled());
}

TEST_F(Stepping, MilestonesStartAndEndHaveKeys) {
    type(']');
    EXPECT_EQ(session().timeline().events().front().kind->weight, Weight::milestone);
    const Step first = step();
    click(workspace().transport().nextButton());
    EXPECT_GT(step(), first);
    type('[');
    EXPECT_EQ(step(), first);
    key(Qt::Key_Home);
    EXPECT_EQ(step(), 0u);
    key(Qt::Key_End);
    EXPECT_EQ(step(), session().timeline().stepCount());
}

TEST_F(Stepping, SpacePlaysAndPausesAndTheSpeedHasKeys) {
    key(Qt::Key_Space);
    EXPECT_TRUE(session().playback().isPlaying());
    EXPECT_EQ(workspace().transport().playButton()->accessibleName(), u"Pause"_s);
    key(Qt::Key_Space);
    EXPECT_FALSE(session().playback().isPlaying());
    const double speed = session().playback().speed();
    type('+');
    EXPECT_GT(session().playback().speed(), speed);
    type('-');
    EXPECT_DOUBLE_EQ(session().playback().speed(), speed);
    workspace().transport().speedSlider()->setValue(0);
    EXPECT_DOUBLE_EQ(session().playback().speed(), session::Playback::slowest);
}

TEST_F(Stepping, SpaceOnAButtonPressesTheButton) {
    elect();
    workspace().transport().backButton()->setFocus();
    const Step before = step();
    QTest::keyClick(workspace().transport().backButton(), Qt::Key_Space);
    EXPECT_EQ(step(), before - 1);
    EXPECT_FALSE(session().playback().isPlaying());
}

TEST_F(Stepping, TheStripScrubs) {
    elect();
    window::TimelineStrip& strip = workspace().strip();
    const auto place = [&](double at) {
        return QPoint(static_cast<int>(strip.placeOf(at)), strip.height() / 2);
    };
    QTest::mousePress(&strip, Qt::LeftButton, Qt::NoModifier, place(2));
    EXPECT_EQ(step(), 2u);
    QTest::mouseMove(&strip, place(5));
    EXPECT_EQ(step(), 5u);
    QTest::mouseRelease(&strip, Qt::LeftButton, Qt::NoModifier, place(5));
    EXPECT_TRUE(workspace().status().text().contains(u"past"_s));
    click(workspace().status().wayButton());
    EXPECT_EQ(step(), session().timeline().stepCount());
}

TEST_F(Stepping, ABandOfTheStripSaysWhatItMeans) {
    EXPECT_EQ(workspace().strip().eraLabel(3), u"term 3"_s);
    EXPECT_EQ(workspace().strip().eraLabel(0), QString());
    window->startTopic(*catalog.find("balance"));
    EXPECT_EQ(workspace().strip().eraLabel(1), u"round-robin"_s);
    window->startTopic(*catalog.find("retry"));
    EXPECT_EQ(workspace().strip().eraLabel(3), u"hangs"_s);
}

TEST_F(Stepping, ActingInThePastOpensABranchAndBothAreKept) {
    elect();
    const Step tip = step();
    session().goTo(3);
    ASSERT_EQ(session().act(u"crash S1"_s), QString());
    EXPECT_TRUE(workspace().status().branchButton()->isVisible());
    EXPECT_TRUE(workspace().status().text().contains(u"branch 2"_s));
    QMenu* menu = workspace().status().branchButton()->menu();
    Q_EMIT menu->aboutToShow();
    ASSERT_EQ(menu->actions().size(), 2);
    menu->actions().front()->trigger();
    EXPECT_EQ(session().timeline().branch(), 0);
    EXPECT_EQ(step(), tip);
}

TEST_F(Stepping, NothingMovesWhenABranchOpensOrNumbersGrow) {
    elect();
    const QRect stage = workspace().stage().geometry();
    const QPoint place = workspace().stage().mapTo(window.get(), QPoint());
    session().goTo(3);
    session().act(u"crash S1"_s);
    session().change([](Timeline& timeline) { timeline.runUntil(Time{40'000'000}); });
    QApplication::processEvents();
    EXPECT_TRUE(workspace().status().branchButton()->isVisible());
    EXPECT_GT(step(), 1000u);
    EXPECT_EQ(workspace().stage().geometry(), stage);
    EXPECT_EQ(workspace().stage().mapTo(window.get(), QPoint()), place);
}

TEST_F(Stepping, WhereNoMilestoneComesItIsSaid) {
    for (const char* name : {"S1", "S2", "S3", "S4", "S5"}) {
        session().act(u"crash "_s + QString::fromLatin1(name));
    }
    type(']');
    EXPECT_TRUE(workspace().status().text().contains(u"No milestone"_s));
}

TEST_F(Stepping, NarrationCodeAndFactsFollow) {
    session().act(u"timeout S3"_s);
    EXPECT_TRUE(workspace().narration().what().contains(u"S3 starts an election"_s));
    EXPECT_FALSE(workspace().narration().why().isEmpty());
    EXPECT_EQ(workspace().code().ruleNames().front(), u"start-election"_s);
    EXPECT_FALSE(workspace().code().litLines().isEmpty());
    EXPECT_EQ(workspace().changedFacts().server(), u"S3"_s);
    const auto& facts = workspace().changedFacts().view().facts();
    ASSERT_GT(facts.rowCount(), 2);
    EXPECT_EQ(facts.line(0).name, u"role"_s);
    EXPECT_EQ(facts.line(0).value, u"follower → candidate"_s);
    EXPECT_EQ(facts.line(0).kind, window::FactLine::Kind::changed);
}

TEST_F(Stepping, RGoesToTheLessonAndBackToTheOwnRun) {
    session().step();
    const std::uint64_t own = digest();
    window->commands().find(u"lessons"_s)->trigger();
    ASSERT_EQ(window->lessonPanel().openLesson(u"raft/timeouts"_s), QString());
    const std::uint64_t lesson = digest();
    EXPECT_NE(lesson, own);
    workspace().stage().stage()->setFocus();
    type('r');
    EXPECT_FALSE(session().hasLeftLesson());
    EXPECT_TRUE(window->lessonPanel().isAncestorOf(QApplication::focusWidget()));
    type('r');
    EXPECT_TRUE(session().hasLeftLesson());
    EXPECT_EQ(digest(), own);
    type('r');
    EXPECT_FALSE(session().hasLeftLesson());
    EXPECT_EQ(digest(), lesson);
}

}  // namespace
}  // namespace lockstep::testing
