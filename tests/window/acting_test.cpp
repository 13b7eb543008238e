// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSpinBox>

#include "window/action_line.h"
#include "window/dial_editor.h"
#include "window/dials_panel.h"
#include "window/flaws_panel.h"
#include "window/input_popup.h"
#include "window/invariant_lights.h"
#include "window/lesson_page.h"
#include "window/lesson_panel.h"
#include "window/header_bar.h"
#include "window/opened_window.h"
#include "window/status_line.h"
#include "window/toggle_switch.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Acting : public OpenedWindow {
protected:
    void SetUp() override {
        OpenedWindow::SetUp();
        enter();
    }

    window::InputPopup* popup() {
        return qobject_cast<window::InputPopup*>(QApplication::activePopupWidget());
    }
};

TEST_F(Acting, AServersMenuHasWhatItCanDoNow) {
    auto menu = menuFor(u"server/S3"_s);
    ASSERT_TRUE(menu);
    ASSERT_NE(entry(menu.get(), u"Crash"_s), nullptr);
    EXPECT_EQ(entry(menu.get(), u"Restart"_s), nullptr);
    entry(menu.get(), u"Crash"_s)->trigger();
    EXPECT_EQ(fact("S3.role"), "down");
    menu = menuFor(u"server/S3"_s);
    EXPECT_EQ(entry(menu.get(), u"Crash"_s), nullptr);
    entry(menu.get(), u"Restart"_s)->trigger();
    EXPECT_EQ(fact("S3.role"), "follower");
}

TEST_F(Acting, WhatIsNotPossibleIsGreyAndSaysWhy) {
    auto menu = menuFor(u"server/S3"_s);
    QAction* heartbeat = entry(menu.get(), u"Send heartbeats now"_s);
    ASSERT_NE(heartbeat, nullptr);
    EXPECT_FALSE(heartbeat->isEnabled());
    EXPECT_TRUE(heartbeat->text().contains(u"does not lead"_s)) << heartbeat->text().toStdString();
}

TEST_F(Acting, AServerBesideTheSelectionIsMeantAlone) {
    auto menu = menuFor(u"server/S1"_s, {u"S2"_s, u"S3"_s});
    EXPECT_NE(entry(menu.get(), u"Part S1 from the rest"_s), nullptr);
    menu = menuFor(u"server/S2"_s, {u"S2"_s, u"S3"_s});
    EXPECT_NE(entry(menu.get(), u"Part S2, S3 from the rest"_s), nullptr);
}

TEST_F(Acting, AKeyThatFindsNothingSaysSo) {
    type('7');
    EXPECT_TRUE(workspace().status().text().contains(u"no server 7"_s));
    type('b');
    EXPECT_TRUE(workspace().status().text().contains(u"one branch"_s));
    key(Qt::Key_Return);
    EXPECT_TRUE(workspace().status().text().contains(u"Nothing is selected"_s));
}

TEST_F(Acting, LinksAndMessagesHaveMenusToo) {
    auto menu = menuFor(u"link/S1-S2"_s);
    entry(menu.get(), u"Cut both ways"_s)->trigger();
    EXPECT_NE(menuFor(u"link/S1-S2"_s), nullptr);
    session().act(u"timeout S3"_s);
    const std::string messages = fact("messages");
    const QString id = QString::fromStdString(messages.substr(0, messages.find(' ')));
    menu = menuFor(u"packet/"_s + id);
    ASSERT_TRUE(menu);
    entry(menu.get(), u"Drop"_s)->trigger();
    EXPECT_EQ(fact("messages").find(id.toStdString() + " "), std::string::npos);
    EXPECT_FALSE(menuFor(u"packet/9999"_s) && entry(menuFor(u"packet/9999"_s).get(), u"Drop"_s)
                                                  ->isEnabled());
    EXPECT_EQ(menuFor(u"nothing/at/all"_s), nullptr);
}

TEST_F(Acting, ANumberOpensAServersMenu) {
    type('2');
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(session().focusServer(), u"S2"_s);
    QTest::keyClick(menu, Qt::Key_C);
    EXPECT_EQ(fact("S2.role"), "down");
}

TEST_F(Acting, ARequestAsksForItsKeyAndValue) {
    const QString name = leader();
    const std::string line = "request " + name.toStdString() + " KEY=VALUE";
    window->menus().perform(Offer{"Client request …", line, true, {}}, QPoint());
    ASSERT_NE(popup(), nullptr);
    EXPECT_EQ(popup()->field()->text(), u"x=1"_s);
    popup()->field()->setText(u"y=7"_s);
    QTest::keyClick(popup()->field(), Qt::Key_Return);
    EXPECT_EQ(popup(), nullptr);
    const QString log = QString::fromStdString(fact((name.toStdString() + ".log").c_str()));
    EXPECT_TRUE(log.contains(u'y')) << log.toStdString();
}

TEST_F(Acting, ServersArePartedAndHealedByKeys) {
    workspace().stage().stage()->setSelection({u"server/S1"_s, u"server/S2"_s});
    type('x');
    EXPECT_EQ(step(), 1u);
    EXPECT_EQ(session::FactTable(session().timeline().moment()).rows().empty(), false);
    const Event& event = session().timeline().events().front();
    EXPECT_STREQ(event.kind->id, "network.partitioned");
    type('h');
    EXPECT_STREQ(session().timeline().events().front().kind->id, "network.healed");
    type('k');
    EXPECT_TRUE(workspace().stage().stage()->hasKnife());
}

TEST_F(Acting, ADrawnLinePartsTheServers) {
    Q_EMIT workspace().stage().stage()->linePartition({u"S1"_s, u"S2"_s},
                                                      {u"S3"_s, u"S4"_s, u"S5"_s});
    EXPECT_STREQ(session().timeline().events().front().kind->id, "network.partitioned");
}

TEST_F(Acting, NothingSelectedIsSaidInWords) {
    type('x');
    EXPECT_EQ(step(), 0u);
    EXPECT_TRUE(workspace().status().text().contains(u"Select"_s));
}

// As a click on it does.
TEST_F(Acting, EnterOnAServerAnswersAQuestionThatAsksForOne) {
    window->commands().find(u"lessons"_s)->trigger();
    ASSERT_EQ(window->lessonPanel().openLesson(u"raft/election"_s), QString());
    workspace().stage().stage()->setFocus();
    workspace().stage().stage()->setSelection({u"server/S3"_s});
    key(Qt::Key_Return);
    EXPECT_EQ(QApplication::activePopupWidget(), nullptr);
    QStringList taken;
    for (auto* choice : window->lessonPanel().page().findChildren<QAbstractButton*>()) {
        if (choice->isChecked()) taken << choice->accessibleName();
    }
    EXPECT_EQ(taken, QStringList{u"S3"_s});
}

TEST_F(Acting, AMenuOpenedByAKeyHasItsFirstEntryUnderEnter) {
    QCursor::setPos(window->mapToGlobal(QPoint(1, 1)));
    type('3');
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    ASSERT_NE(menu->activeAction(), nullptr);
    EXPECT_TRUE(menu->activeAction()->isEnabled());
    QTest::keyClick(menu, Qt::Key_Return);
    EXPECT_EQ(step(), 1u);
}

TEST_F(Acting, APageOfALessonBeginsWithNothingSelected) {
    stage::Stage* stage = workspace().stage().stage();
    stage->setSelection({u"server/S3"_s});
    window->commands().find(u"lessons"_s)->trigger();
    ASSERT_EQ(window->lessonPanel().openLesson(u"raft/timeouts"_s), QString());
    EXPECT_TRUE(stage->selection().isEmpty());
    EXPECT_TRUE(session().focusServer().isEmpty());
}

TEST_F(Acting, AQuestionHasItsKeysAndTheStageIsOneKeyAway) {
    window->commands().find(u"lessons"_s)->trigger();
    auto& lessons = window->lessonPanel();
    ASSERT_EQ(lessons.openLesson(u"raft/election"_s), QString());
    QCoreApplication::processEvents();  // where they are decides which is right of which
    lessons.page().focusFirst();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    EXPECT_EQ(QApplication::focusWidget()->accessibleName(), u"S2"_s);
    EXPECT_EQ(step(), 0u);
    workspace().stage().stage()->setFocus();
    type('r');
    EXPECT_TRUE(lessons.isAncestorOf(QApplication::focusWidget()));
    ASSERT_EQ(lessons.openLesson(u"raft/short-version"_s), QString());
    lessons.page().focusFirst();
    QTest::keyClick(QApplication::focusWidget(), 't');
    QTest::keyClick(QApplication::focusWidget(), '1');
    EXPECT_FALSE(lessons.page().asks().front()->primary()->isEnabled()) << "t1 is no number";
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    EXPECT_TRUE(lessons.page().asks().front()->primary()->isEnabled());
}

TEST_F(Acting, FromTheDialsAndFromTheListOneComesBackToTheLesson) {
    window->commands().find(u"lessons"_s)->trigger();
    auto& lessons = window->lessonPanel();
    ASSERT_EQ(lessons.openLesson(u"raft/timeouts"_s), QString());
    workspace().showDials();
    ASSERT_TRUE(workspace().dials().backButton()->isVisible());
    workspace().dials().backButton()->click();
    EXPECT_TRUE(lessons.page().isVisible());
    window->commands().find(u"lessons"_s)->trigger();
    QTest::qWait(20);
    EXPECT_FALSE(lessons.page().isVisible());
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"raft/timeouts"_s);
    workspace().stage().stage()->setFocus();
    type('r');
    EXPECT_TRUE(lessons.page().isVisible());
}

// A choice of words, and one of servers.
class EnterInALesson : public Acting, public ::testing::WithParamInterface<const char*> {};

TEST_P(EnterInALesson, TakesAChoiceAndAgainAnswersWithIt) {
    window->commands().find(u"lessons"_s)->trigger();
    ASSERT_EQ(window->lessonPanel().openLesson(QLatin1String(GetParam())), QString());
    auto& page = window->lessonPanel().page();
    page.focusFirst();
    auto* choice = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    ASSERT_NE(choice, nullptr);
    QTest::keyClick(choice, Qt::Key_Return);
    EXPECT_TRUE(choice->isChecked());
    EXPECT_FALSE(page.isWatching() || page.asks().front()->isSettled());
    QTest::keyClick(choice, Qt::Key_Return);
    EXPECT_TRUE(page.isWatching() || page.asks().front()->isSettled());
}

INSTANTIATE_TEST_SUITE_P(Choices, EnterInALesson,
                         ::testing::Values("raft/timeouts", "raft/election"));

TEST_F(Acting, AnActionCanBeTyped) {
    const QRect stage = workspace().stage().geometry();
    type('a');
    window::ActionLine& line = workspace().actionLine();
    ASSERT_TRUE(line.isVisible());
    QTest::qWait(20);
    EXPECT_EQ(workspace().stage().geometry(), stage);
    // Whole words at once, while the list of what is possible is open.
    QTest::keyClicks(line.field(), u"crash S4"_s);
    QWidget* list = QApplication::activePopupWidget();
    QTest::keyClick(list ? list : line.field(), Qt::Key_Return);
    EXPECT_EQ(fact("S4.role"), "down");
    line.field()->setText(u"run 200 ms"_s);
    QTest::keyClick(line.field(), Qt::Key_Return);
    EXPECT_EQ(session().timeline().time(), std::chrono::milliseconds(200));
    line.field()->setText(u"crush S4"_s);
    QTest::keyClick(line.field(), Qt::Key_Return);
    EXPECT_FALSE(line.answer().isEmpty());
    QTest::keyClick(line.field(), Qt::Key_Escape);
    EXPECT_FALSE(line.isVisible());
}

TEST_F(Acting, ADialTurnedIsAStepThatCanBeUndone) {
    window::DialEditor* latency = workspace().dials().editor(u"latency"_s);
    ASSERT_NE(latency, nullptr);
    latency->type(u"1..2 ms"_s);
    EXPECT_EQ(step(), 1u);
    EXPECT_EQ(session().presentScenario().dials.front().value, "1..2 ms");
    session().back();
    EXPECT_TRUE(session().presentScenario().dials.empty());
    latency->type(u"soon"_s);
    EXPECT_EQ(step(), 0u);
}

TEST_F(Acting, ServersAndSeedStartTheRunAgain) {
    session().step();
    workspace().dials().servers()->setValue(3);
    EXPECT_EQ(step(), 0u);
    EXPECT_EQ(session().timeline().setup().serverCount(), 3u);
    workspace().dials().seed()->setText(u"42"_s);
    Q_EMIT workspace().dials().seed()->editingFinished();
    EXPECT_EQ(session().timeline().setup().scenario.seed, 42u);
}

TEST_F(Acting, AfterEnterInADialTheKeysStepAgain) {
    auto* seed = workspace().dials().seed();
    seed->setFocus();
    seed->setText(u"42"_s);
    QTest::keyClick(seed, Qt::Key_Return);
    QCoreApplication::processEvents();
    EXPECT_EQ(session().timeline().setup().scenario.seed, 42u);
    EXPECT_EQ(QApplication::focusWidget(), workspace().stage().stage());
    type('.');
    EXPECT_EQ(step(), 1u);
}

TEST_F(Acting, TheRuleThatIsBrokenIsInSight) {
    auto* last = workspace().flaws().toggle(session().topic().flaws.size() - 1);
    EXPECT_TRUE(last->visibleRegion().isEmpty()) << "it would be seen anyhow";
    ASSERT_EQ(session().act(u"flaw redraws-timeouts on"_s), QString());
    QCoreApplication::processEvents();
    EXPECT_FALSE(last->visibleRegion().isEmpty());
}

TEST_F(Acting, ABrokenRuleTurnsItsLightRedAndAClickGoesThere) {
    click(workspace().flaws().toggle(0));  // leads without counting votes
    EXPECT_TRUE(session().timeline().world().flaws().has(0));
    ASSERT_EQ(session().act(u"timeout S1"_s), QString());
    ASSERT_EQ(session().act(u"timeout S2"_s), QString());
    const auto& lights = window->header().lights()->lights();
    const auto red = std::find_if(lights.begin(), lights.end(),
                                  [](const auto* light) { return light->isBroken(); });
    ASSERT_NE(red, lights.end());
    EXPECT_TRUE((*red)->toolTip().contains(u"Broken at step"_s));
    const Step broken = (*red)->brokenAt();
    session().step();
    session().step();
    click(*red);
    EXPECT_EQ(step(), broken);
    session().goTo(0);
    EXPECT_FALSE((*red)->isBroken());
}

TEST(Marks, HaveMeanings) {
    Scenario scenario;
    scenario.topic = "any";
    scenario.servers = {{"a", 1}, {"b-c", 1}, {"b", 1}};
    const lockstep::Setup setup(scenario);
    using Kind = window::MarkMeaning::Kind;
    EXPECT_EQ(window::meaningOf(u"server/b-c"_s, setup).a.index, 1);
    EXPECT_EQ(window::meaningOf(u"cell/a/12"_s, setup).kind, Kind::server);
    const auto link = window::meaningOf(u"link/b-c-a"_s, setup);
    EXPECT_EQ(link.kind, Kind::link);
    EXPECT_EQ(link.a.index, 1);
    EXPECT_EQ(link.b.index, 0);
    EXPECT_EQ(window::meaningOf(u"packet/12"_s, setup).message, 12u);
    EXPECT_EQ(window::meaningOf(u"packet/x"_s, setup).kind, Kind::nothing);
    EXPECT_EQ(window::meaningOf(u"server/zz"_s, setup).kind, Kind::nothing);
    EXPECT_EQ(window::partitionLine({u"a"_s}, {u"127.0.0.1:90"_s}),
              u"partition a | \"127.0.0.1:90\""_s);
}

}  // namespace
}  // namespace lockstep::testing
