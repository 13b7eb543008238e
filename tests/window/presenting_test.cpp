// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>

#include "window/header_bar.h"
#include "window/narration_bar.h"
#include "window/opened_window.h"
#include "window/presenter.h"
#include "window/sheet.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Presenting : public OpenedWindow {
protected:
    void SetUp() override {
        OpenedWindow::SetUp();
        enter();
        key(Qt::Key_F5);
        ASSERT_NE(window->presenter(), nullptr);
        ASSERT_TRUE(QTest::qWaitForWindowActive(window->presenter()));
    }
    void press(Qt::Key key) { QTest::keyClick(window->presenter(), key); }
};

TEST_F(Presenting, AClickerSteps) {
    EXPECT_TRUE(window->presenter()->isFullScreen());
    press(Qt::Key_PageDown);
    EXPECT_EQ(step(), 1u);
    press(Qt::Key_Period);
    EXPECT_EQ(step(), 2u);
    press(Qt::Key_PageUp);
    EXPECT_EQ(step(), 1u);
    EXPECT_FALSE(window->presenter()->narration().what().isEmpty());
    QTest::keyClick(window->presenter()->view().stage(), Qt::Key_PageDown);
    EXPECT_EQ(step(), 2u);
}

TEST_F(Presenting, PlayMilestonesAndEndHaveKeys) {
    press(Qt::Key_Space);
    EXPECT_TRUE(session().playback().isPlaying());
    press(Qt::Key_Space);
    press(Qt::Key_BracketRight);
    const Step milestone = step();
    EXPECT_GT(milestone, 0u);
    press(Qt::Key_Home);
    EXPECT_EQ(step(), 0u);
    press(Qt::Key_End);
    EXPECT_EQ(step(), milestone);
    press(Qt::Key_B);
    EXPECT_FALSE(window->presenter()->view().isVisible());
    press(Qt::Key_B);
    EXPECT_TRUE(window->presenter()->view().isVisible());
}

TEST_F(Presenting, NotesHaveAWindowOfTheirOwn) {
    press(Qt::Key_N);
    window::NotesWindow& notes = window->presenter()->notes();
    EXPECT_TRUE(notes.isVisible());
    EXPECT_TRUE(notes.next().contains(u"timeout"_s)) << notes.next().toStdString();
    press(Qt::Key_N);
    EXPECT_FALSE(notes.isVisible());
}

TEST_F(Presenting, EscapeGoesBackToTheWindow) {
    const QPointer<window::PresenterWindow> presenter = window->presenter();
    press(Qt::Key_Escape);
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_TRUE(presenter.isNull());
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    key(Qt::Key_Right);
    EXPECT_EQ(step(), 1u);
}

TEST_F(Presenting, ItsOwnKeysAreInTheListOfKeys) {
    press(Qt::Key_Escape);
    window->commands().find(u"keys"_s)->trigger();
    ASSERT_NE(window->sheet(), nullptr);
    QStringList words;
    for (const QLabel* label : window->sheet()->findChildren<QLabel*>()) words << label->text();
    EXPECT_TRUE(words.contains(u"Black, and back"_s));
    EXPECT_TRUE(words.contains(u"Notes for the teacher"_s));
}

}  // namespace
}  // namespace lockstep::testing
