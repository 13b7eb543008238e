// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include "window/door.h"
#include "window/entry_button.h"
#include "window/header_bar.h"
#include "window/lesson_panel.h"
#include "window/opened_window.h"
#include "window/settings.h"
#include "window/sheet.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Starting : public OpenedWindow {
protected:
    // The topic's entry on the sheet that the play door opens; null if there is none.
    window::EntryButton* choice(const QString& title) {
        if (!window->sheet()) return nullptr;
        for (auto* entry : window->sheet()->findChildren<window::EntryButton*>()) {
            if (entry->accessibleName() == title) return entry;
        }
        return nullptr;
    }
};

TEST_F(Starting, ItOpensOnThreeDoorsWithSomethingAlive) {
    EXPECT_TRUE(window->isOnStartPage());
    EXPECT_TRUE(window->startPage().learnDoor()->isVisible());
    EXPECT_TRUE(window->startPage().presentDoor()->isVisible());
    EXPECT_TRUE(window->startPage().demo().hasRun());
    EXPECT_TRUE(window->startPage().demo().playback().isPlaying());
    EXPECT_FALSE(window->header().presentButton()->isVisible());
}

TEST_F(Starting, NothingIsCutWhereWordsAreLarge) {
    window->look().setChoice(theme::Choice::projector);
    window->look().setTextSize(1.3);
    QApplication::processEvents();
    for (QLabel* label : window->startPage().findChildren<QLabel*>()) {
        if (!label->isVisible() || !label->wordWrap()) continue;
        EXPECT_GE(label->height(), label->heightForWidth(label->width()))
            << label->text().toStdString();
    }
    EXPECT_GE(window->startPage().learnDoor()->height(),
              window->startPage().learnDoor()->sizeHint().height());
}

TEST_F(Starting, WhatGoesOnByItselfComesFirst) {
    window->play();
    ASSERT_NE(window->sheet(), nullptr);
    auto* first = window->sheet()->findChild<window::EntryButton*>();
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->accessibleName(), u"Raft"_s);
}

TEST_F(Starting, TheChoiceSaysWhatItIsFor) {
    click(window->startPage().playDoor());
    ASSERT_NE(window->sheet(), nullptr);
    EXPECT_EQ(window->sheet()->title(), u"What to play with"_s);
    QTest::keyClick(window->sheet(), Qt::Key_Escape);
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    click(window->startPage().presentDoor());
    ASSERT_NE(window->sheet(), nullptr);
    EXPECT_EQ(window->sheet()->title(), u"What to present"_s);
}

TEST_F(Starting, TwoClicksToPlayAndTheFirstElectionComesByItself) {
    click(window->startPage().playDoor());
    ASSERT_NE(choice(u"Raft"_s), nullptr);
    click(choice(u"Raft"_s));
    QCoreApplication::processEvents();
    ASSERT_FALSE(window->isOnStartPage());
    EXPECT_TRUE(session().playback().isPlaying());
    EXPECT_FALSE(window->startPage().demo().playback().isPlaying());
    double seconds = 0;
    while (session().timeline().find("raft.leader_elected", 1) == 0 && seconds < 20) {
        session().playback().advance(0.016);
        seconds += 0.016;
    }
    EXPECT_LT(seconds, 20);
    // An easy one to watch first: one candidate, nobody against it.
    EXPECT_EQ(session().timeline().find("raft.election_started", 2), 0u);
}

TEST_F(Starting, TheKeyboardAloneWillDo) {
    EXPECT_EQ(QApplication::focusWidget(), window->startPage().playDoor());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ASSERT_NE(window->sheet(), nullptr);
    EXPECT_TRUE(window->sheet()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCoreApplication::processEvents();
    EXPECT_FALSE(window->isOnStartPage());
}

TEST_F(Starting, LearnShowsTheLessons) {
    click(window->startPage().learnDoor());
    EXPECT_FALSE(window->isOnStartPage());
    EXPECT_TRUE(window->lessonPanel().isVisible());
}

TEST_F(Starting, HomeOffersToGoOn) {
    enter();
    session().step();
    const std::uint64_t place = digest();
    click(window->header().homeButton());
    ASSERT_TRUE(window->isOnStartPage());
    Q_EMIT window->startPage().continueAsked();
    EXPECT_FALSE(window->isOnStartPage());
    EXPECT_EQ(digest(), place);
}

TEST_F(Starting, WithoutARunKeysThatNeedOneDoNothing) {
    key(Qt::Key_Right);
    type('l');
    EXPECT_FALSE(session().hasRun());
    EXPECT_EQ(window->sheet(), nullptr);
}

TEST_F(Starting, TheSessionIsRestoredWithItsBranches) {
    enter();
    elect();
    session().goTo(2);
    ASSERT_EQ(session().act(u"crash S1"_s), QString());
    const std::uint64_t place = digest();
    window->close();
    window.reset();
    open();
    ASSERT_TRUE(window->restoreSession());
    EXPECT_FALSE(window->isOnStartPage());
    EXPECT_EQ(digest(), place);
    EXPECT_EQ(session().timeline().branches().size(), 2u);
}

TEST_F(Starting, ALogoutKeepsTheSessionAsClosingDoes) {
    enter();
    elect();
    const std::uint64_t place = digest();
    for (const int sign : {SIGTERM, SIGHUP, SIGINT}) {
        ASSERT_TRUE(window->isVisible());
        std::raise(sign);
        EXPECT_TRUE(QTest::qWaitFor([&] { return !window->isVisible(); }));
        window.reset();
        open();
        ASSERT_TRUE(window->restoreSession());
        EXPECT_EQ(digest(), place);
    }
}

TEST_F(Starting, LeftOnTheStartPageItStartsThere) {
    enter();
    window->goHome();
    window->close();
    window.reset();
    open();
    EXPECT_FALSE(window->restoreSession());
    EXPECT_TRUE(window->isOnStartPage());
}

TEST_F(Starting, SettingsAreKept) {
    enter();
    key(Qt::Key_Plus, Qt::ControlModifier);
    const double size = window->look().textSize();
    window->commands().find(u"theme"_s)->trigger();
    const auto kind = window->look().theme().kind;
    session().playback().setSpeed(0.1);
    workspace().setRightShown(false);
    window->close();
    window.reset();
    open();
    EXPECT_EQ(window->look().textSize(), size);
    EXPECT_EQ(window->look().theme().kind, kind);
    EXPECT_DOUBLE_EQ(session().playback().speed(), 0.1);
    EXPECT_FALSE(workspace().isRightShown());
}

}  // namespace
}  // namespace lockstep::testing
