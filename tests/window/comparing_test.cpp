// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/beside.h"
#include "window/compare_choice.h"
#include "window/compare_window.h"
#include "window/opened_window.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Comparing : public OpenedWindow {
protected:
    void SetUp() override {
        OpenedWindow::SetUp();
        enter();
        session().restart([](Scenario& scenario) {
            scenario.servers = numberedServers(3);
            scenario.seed = 5;
        });
        for (const char* line : {"timeout S1", "deliver request-vote S1->S2", "crash S2",
                                 "restart S2", "timeout S3"}) {
            ASSERT_EQ(session().act(QString::fromLatin1(line)), QString()) << line;
        }
    }

    void choose(const QString& words) {
        type('c');
        ASSERT_TRUE(window->sheet());
        for (QPushButton* button : window->sheet()->findChildren<QPushButton*>()) {
            if (button->text().contains(words)) {
                button->click();
                return;
            }
        }
        FAIL() << words.toStdString() << " is not among the choices";
    }
};

TEST_F(Comparing, AFlawIsOneKeyAndOneClickAway) {
    choose(u"forgets its vote"_s);
    ASSERT_TRUE(window->comparison());
    auto& compare = *window->comparison();
    EXPECT_TRUE(compare.isVisible());
    EXPECT_EQ(compare.session(0).timeline().step(), 0u);
    EXPECT_TRUE(compare.verdict().startsWith(u"They part at step 4, restart S2"_s))
        << compare.verdict().toStdString();
    EXPECT_TRUE(compare.verdict().contains(u"S2.voted"_s));
}

TEST_F(Comparing, TheThemeIsOneKeyAwayHereToo) {
    choose(u"forgets its vote"_s);
    ASSERT_TRUE(window->comparison());
    const auto ground = [&] { return window->comparison()->grab().toImage().pixelColor(2, 2); };
    const QColor before = ground();
    window->comparison()->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window->comparison()));
    QTest::keyClick(window->comparison(), Qt::Key_T);
    EXPECT_NE(ground(), before);
}

TEST_F(Comparing, TheFirstChoiceHasTheKeyboard) {
    type('c');
    auto* first = qobject_cast<QPushButton*>(QApplication::focusWidget());
    ASSERT_NE(first, nullptr);
    EXPECT_TRUE(first->text().startsWith(u"Broken: "_s));
    QTest::keyClick(first, Qt::Key_Space);
    EXPECT_NE(window->comparison(), nullptr);
}

TEST_F(Comparing, BothAreSteppedTogetherAndTheirMessagesCounted) {
    choose(u"forgets its vote"_s);
    auto& compare = *window->comparison();
    EXPECT_TRUE(compare.step());
    EXPECT_EQ(compare.session(0).timeline().step(), 1u);
    EXPECT_EQ(compare.session(1).timeline().step(), 1u);
    EXPECT_TRUE(compare.count(0).startsWith(u"2 messages sent"_s))
        << compare.count(0).toStdString();
    EXPECT_TRUE(compare.back());
    EXPECT_EQ(compare.session(1).timeline().step(), 0u);
    EXPECT_FALSE(compare.back());
    compare.toDifference()->click();
    EXPECT_EQ(compare.session(0).timeline().step(), 4u);
}

TEST_F(Comparing, OneStepIsTheNextThingOnEitherSide) {
    choose(u"Noop: on"_s);
    auto& compare = *window->comparison();
    Time last{};
    for (int i = 0; i < 60 && compare.step(); ++i) {
        const Time left = compare.session(0).timeline().time();
        const Time right = compare.session(1).timeline().time();
        EXPECT_GE(std::max(left, right), last);
        last = std::max(left, right);
    }
    EXPECT_GT(last.count(), 0);
}

TEST_F(Comparing, AnActionHappensInBothAndARefusalIsSaid) {
    choose(u"forgets its vote"_s);
    auto& compare = *window->comparison();
    compare.act(u"crash S3"_s);
    EXPECT_FALSE(compare.session(0).timeline().world().up({2}));
    EXPECT_FALSE(compare.session(1).timeline().world().up({2}));
    compare.act(u"crash S3"_s);
    EXPECT_TRUE(compare.verdict().contains(u"S3 is down"_s)) << compare.verdict().toStdString();
}

TEST_F(Comparing, TheRunItselfStaysWhereItWas) {
    const Step before = step();
    choose(u"forgets its vote"_s);
    window->comparison()->step();
    EXPECT_EQ(step(), before);
    window->comparison()->close();
}

}  // namespace
}  // namespace lockstep::testing
