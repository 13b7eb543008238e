// SPDX-License-Identifier: GPL-3.0-or-later
// The window with topics that it knows nothing of.
#include <QLineEdit>

#include "counter_topic.h"
#include "session/first_run.h"
#include "window/action_bar.h"
#include "window/entry_button.h"
#include "window/input_popup.h"
#include "window/opened_window.h"
#include "window/sheet.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Topics : public OpenedWindow {
protected:
    static Catalog withCounter() {
        Catalog catalog = allTopics();
        catalog.add(std::make_unique<const TopicOf<Counter>>());
        return catalog;
    }
    void SetUp() override {
        OpenedWindow::SetUp();
        window.reset();
        window = std::make_unique<window::MainWindow>(two, figures);
        window->resize(1366, 768);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    }
    void TearDown() override { window.reset(); }
    window::EntryButton* choice(const QString& title) {
        for (auto* entry : window->sheet()->findChildren<window::EntryButton*>()) {
            if (entry->accessibleName() == title) return entry;
        }
        return nullptr;
    }
    void choose(const QString& title) {
        window->play();
        ASSERT_NE(window->sheet(), nullptr);
        ASSERT_NE(choice(title), nullptr);
        click(choice(title));
        QCoreApplication::processEvents();
        ASSERT_FALSE(window->isOnStartPage());
    }
    QPushButton* button(const QString& label) { return workspace().actionBar().button(label); }

    const Catalog two = withCounter();
};

TEST_F(Topics, WithSeveralThereIsAChoice) {
    window->play();
    ASSERT_NE(window->sheet(), nullptr);
    EXPECT_TRUE(window->isOnStartPage());
    EXPECT_NE(choice(u"Raft"_s), nullptr);
    EXPECT_NE(choice(u"Counter"_s), nullptr);
    key(Qt::Key_Escape);
}

TEST_F(Topics, WhatHappensToNoServerHasButtons) {
    choose(u"Counter"_s);
    ASSERT_TRUE(workspace().actionBar().isVisible());
    EXPECT_FALSE(button(u"Take one away"_s)->isEnabled());
    EXPECT_EQ(button(u"Take one away"_s)->toolTip(), u"there is nothing to take"_s);
    click(button(u"Count"_s));
    click(button(u"Count"_s));
    EXPECT_EQ(fact("count"), "2");
    EXPECT_TRUE(button(u"Take one away"_s)->isEnabled());
    click(button(u"Take one away"_s));
    EXPECT_EQ(fact("count"), "1");
    session().back();
    EXPECT_EQ(fact("count"), "2");
}

TEST_F(Topics, WhatAnActionLeavesOpenIsAskedFor) {
    choose(u"Counter"_s);
    click(button(u"Name it"_s));
    auto* popup = window->findChild<window::InputPopup*>();
    ASSERT_NE(popup, nullptr);
    popup->field()->setText(u"seven"_s);
    QTest::keyClick(popup->field(), Qt::Key_Return);
    EXPECT_EQ(fact("last"), "seven");
}

TEST_F(Topics, TheKeyboardHasThemToo) {
    choose(u"Counter"_s);
    type('w');
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    entry(menu, u"Count"_s)->trigger();
    menu->close();
    EXPECT_EQ(fact("count"), "1");
}

TEST_F(Topics, NothingIsOfferedThatATopicDoesNotHave) {
    choose(u"Counter"_s);
    EXPECT_EQ(menuFor(u"server/S1"_s), nullptr);
    choose(u"Raft"_s);
    session().playback().pause();
    EXPECT_FALSE(workspace().actionBar().isVisible());
}

TEST_F(Topics, ATopicThatWaitsForItsLearnerDoesNotLiveOnTheStartPage) {
    EXPECT_FALSE(session::firstRunOf(*two.find("counter")).livesByItself);
    EXPECT_TRUE(session::firstRunOf(*two.find("raft")).livesByItself);
    EXPECT_EQ(window->startPage().demo().topic().id, "raft");
}

}  // namespace
}  // namespace lockstep::testing
