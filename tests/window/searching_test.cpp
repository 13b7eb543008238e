// SPDX-License-Identifier: GPL-3.0-or-later
// Breaking a rule, finding the failure and mending it.
#include "window/explore_page.h"
#include "window/failure_bar.h"
#include "window/flaws_panel.h"
#include "window/header_bar.h"
#include "window/opened_window.h"
#include "window/sheet.h"
#include "window/toggle_switch.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Searching : public OpenedWindow {
protected:
    void SetUp() override {
        OpenedWindow::SetUp();
        enter();
    }
    std::size_t flaw(const char* name) {
        const auto& flaws = session().topic().flaws;
        for (std::size_t i = 0; i < flaws.size(); ++i) {
            if (std::string_view(flaws[i].name) == name) return i;
        }
        ADD_FAILURE() << "no flaw " << name;
        return 0;
    }
    window::ExplorePage* page() {
        return window->sheet() ? window->sheet()->findChild<window::ExplorePage*>() : nullptr;
    }
    bool waitForEnd() {
        return QTest::qWaitFor([&] { return !page() || !page()->search().isRunning(); }, 60'000);
    }
};

TEST_F(Searching, BreakARuleFindTheFailureMendItIsThreeClicks) {
    click(workspace().flaws().toggle(flaw("forgets-vote")));
    click(workspace().flaws().findButton());
    ASSERT_TRUE(waitForEnd());
    QCoreApplication::processEvents();
    EXPECT_EQ(window->sheet(), nullptr);
    const std::vector<Break> breaks = session().timeline().breaks();
    ASSERT_FALSE(breaks.empty());
    EXPECT_EQ(step(), breaks.front().step);
    ASSERT_TRUE(workspace().failure().isVisible());
    const char* promise =
        session().topic().invariants[static_cast<std::size_t>(breaks.front().invariant)].title;
    EXPECT_TRUE(workspace().failure().text().contains(QString::fromUtf8(promise)));

    const Step brokenAt = step();
    click(workspace().failure().mendButton());
    QCoreApplication::processEvents();
    EXPECT_TRUE(session().timeline().breaks().empty());
    EXPECT_EQ(session().timeline().world().flaws().bits(), 0u);
    EXPECT_GT(step(), 0u);
    EXPECT_LE(step(), brokenAt);
    EXPECT_FALSE(workspace().failure().isVisible());
}

TEST_F(Searching, WithEveryRuleInForceItSaysHowMuchItSaw) {
    type('e');
    ASSERT_NE(page(), nullptr);
    EXPECT_FALSE(page()->search().isRunning());
    for (QSpinBox* count : page()->findChildren<QSpinBox*>()) {
        if (count->accessibleName() == u"timeout"_s) count->setValue(1);
        if (count->accessibleName() == u"request"_s) count->setValue(0);
    }
    click(page()->startButton());
    EXPECT_TRUE(page()->search().isRunning());
    ASSERT_TRUE(waitForEnd());
    ASSERT_NE(page(), nullptr);
    EXPECT_TRUE(page()->verdict().startsWith(u"Every promise holds"_s))
        << page()->verdict().toStdString();
}

TEST_F(Searching, ItCanBeGivenUp) {
    type('e');
    ASSERT_NE(page(), nullptr);
    for (QSpinBox* count : page()->findChildren<QSpinBox*>()) count->setValue(count->maximum());
    click(page()->startButton());
    QTest::qWait(150);
    ASSERT_TRUE(page()->search().isRunning());
    click(page()->startButton());
    ASSERT_TRUE(waitForEnd());
    EXPECT_TRUE(page()->verdict().startsWith(u"Given up"_s)) << page()->verdict().toStdString();
}

TEST_F(Searching, ClosingTheSheetEndsTheSearch) {
    type('e');
    for (QSpinBox* count : page()->findChildren<QSpinBox*>()) count->setValue(count->maximum());
    click(page()->startButton());
    key(Qt::Key_Escape);
    window->sheet()->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_EQ(window->sheet(), nullptr);
}

TEST_F(Searching, OnePromiseCanBeLookedFor) {
    type('e');
    ASSERT_NE(page(), nullptr);
    click(page()->flaw(flaw("forgets-vote")));
    page()->promise()->setCurrentText(u"Election safety"_s);
    click(page()->startButton());
    ASSERT_TRUE(waitForEnd());
    QCoreApplication::processEvents();
    ASSERT_TRUE(workspace().failure().isVisible());
    EXPECT_NE(session().timeline().brokenSoFar() & 1U, 0u);
}

// Some do their harm where much has happened already, or with what usually does not happen.
TEST_F(Searching, EachRuleThatKeepsAPromiseIsFoundBroken) {
    for (const FlawSpec& spec : session().topic().flaws) {
        if (!spec.safety) continue;
        Scenario fresh;
        fresh.topic = "raft";
        ASSERT_EQ(session().start(fresh), QString());
        type('e');
        ASSERT_NE(page(), nullptr) << spec.name;
        click(page()->flaw(flaw(spec.name)));
        click(page()->startButton());
        ASSERT_TRUE(waitForEnd());
        QCoreApplication::processEvents();
        EXPECT_EQ(window->sheet(), nullptr) << spec.name;
        EXPECT_FALSE(session().timeline().breaks().empty()) << spec.name;
    }
}

TEST_F(Searching, OfARuleThatOnlyCostsTimeItSaysSo) {
    type('e');
    click(page()->flaw(flaw("equal-timeouts")));
    for (QSpinBox* count : page()->findChildren<QSpinBox*>()) {
        if (count->accessibleName() == u"request"_s) count->setValue(0);
    }
    click(page()->startButton());
    ASSERT_TRUE(waitForEnd());
    ASSERT_NE(page(), nullptr);
    EXPECT_TRUE(page()->verdict().contains(u"costs time"_s)) << page()->verdict().toStdString();
}

// One way goes each run to its end, another draws them by chance; both shorten what they find.
TEST_F(Searching, RunsAreTriedInOtherOrdersToo) {
    for (const char* order : {"each to its end", "by chance"}) {
        type('e');
        ASSERT_NE(page(), nullptr) << order;
        if (!page()->flaw(flaw("half-quorum"))->isChecked())
            click(page()->flaw(flaw("half-quorum")));
        page()->order()->setCurrentText(QString::fromLatin1(order));
        click(page()->startButton());
        ASSERT_TRUE(waitForEnd());
        QCoreApplication::processEvents();
        EXPECT_EQ(window->sheet(), nullptr) << order;
        EXPECT_FALSE(session().timeline().breaks().empty()) << order;
    }
}

TEST_F(Searching, RunsByChanceAreCounted) {
    type('e');
    page()->order()->setCurrentText(u"by chance"_s);
    for (QSpinBox* count : page()->findChildren<QSpinBox*>()) {
        if (count->accessibleName() == u"request"_s) count->setValue(0);
    }
    click(page()->startButton());
    ASSERT_TRUE(waitForEnd());
    ASSERT_NE(page(), nullptr);
    EXPECT_TRUE(page()->verdict().startsWith(u"Nothing found on 10,000 runs"_s))
        << page()->verdict().toStdString();
}

TEST_F(Searching, ItGoesOnFromWhereTheRunStands) {
    elect();
    const Step here = step();
    type('e');
    auto* fromHere = page()->findChild<QCheckBox*>();
    ASSERT_NE(fromHere, nullptr);
    fromHere->setChecked(true);
    click(page()->flaw(flaw("half-quorum")));
    click(page()->startButton());
    ASSERT_TRUE(waitForEnd());
    QCoreApplication::processEvents();
    EXPECT_GT(step(), here);
    EXPECT_FALSE(session().timeline().breaks().empty());
}

}  // namespace
}  // namespace lockstep::testing
