// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "window/charts_panel.h"
#include "window/code_panel.h"
#include "window/opened_window.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class ChartsBeside : public OpenedWindow {
protected:
    void open(const char* topic) {
        Scenario scenario;
        scenario.topic = topic;
        ASSERT_EQ(session().start(scenario), QString());
    }
    void SetUp() override {
        OpenedWindow::SetUp();
        window->resize(1920, 1080);
        enter();
    }
    void callTwice() {
        session().act(u"fail"_s);
        session().change([](Timeline& timeline) { timeline.runUntil(Time{2'000'000}); });
        session().act(u"succeed"_s);
    }
    window::ChartsPanel& panel() { return workspace().charts(); }
};

TEST_F(ChartsBeside, ATopicWithNumbersShowsItsCharts) {
    EXPECT_FALSE(workspace().areChartsShown()) << "Raft has none";
    type('g');
    EXPECT_FALSE(workspace().areChartsShown());
    open("breaker");
    EXPECT_TRUE(workspace().areChartsShown());
    EXPECT_GT(panel().count(), 0u);
    type('g');
    EXPECT_FALSE(workspace().areChartsShown());
}

TEST_F(ChartsBeside, InASmallWindowThePictureKeepsItsRoomUntilTheyAreAskedFor) {
    window->resize(1366, 768);
    open("breaker");
    EXPECT_FALSE(workspace().areChartsShown());
    QTest::qWait(100);  // the columns settle
    const int width = workspace().stage().width();
    type('g');
    EXPECT_TRUE(workspace().areChartsShown());
    EXPECT_EQ(workspace().stage().width(), width) << "they are a tab beside the code";
    type('g');
    EXPECT_FALSE(workspace().areChartsShown());
    EXPECT_TRUE(workspace().code().isVisible());
}

TEST_F(ChartsBeside, TheirTabIsThereForWhoHasChartsAndANarrowPicture) {
    const auto hasTab = [&] { return workspace().tabs()->count() == 4; };
    open("breaker");
    EXPECT_FALSE(hasTab());
    window->resize(1366, 768);
    EXPECT_TRUE(hasTab());
    open("raft");
    EXPECT_FALSE(hasTab());
    open("breaker");
    EXPECT_TRUE(hasTab());
    window->resize(1920, 1080);
    EXPECT_FALSE(hasTab());
    type('g');
    EXPECT_TRUE(workspace().areChartsShown());
}

TEST_F(ChartsBeside, TheyFollowTheTimelineBothWays) {
    open("breaker");
    callTwice();
    const double end = panel().view(0)->chart().present;
    EXPECT_EQ(end, 2000);
    session().back();
    EXPECT_LT(panel().view(0)->chart().present, 2001);
    session().goToStart();
    EXPECT_EQ(panel().view(0)->chart().present, 0);
    EXPECT_EQ(panel().view(0)->chart().until, 2000) << "what lies ahead stays";
}

TEST_F(ChartsBeside, AClickGoesToThatTime) {
    open("breaker");
    callTwice();
    Q_EMIT panel().view(0)->timeChosen(1000);
    EXPECT_EQ(step(), 1u);
    Q_EMIT panel().view(0)->timeChosen(2000);
    EXPECT_EQ(step(), 2u);
}

TEST_F(ChartsBeside, EachIsSavedAsPictureAndNumbers) {
    open("breaker");
    callTwice();
    for (const char* ending : {"svg", "pdf", "png", "csv"}) {
        const QString path = home.filePath(u"chart."_s + QLatin1String(ending));
        EXPECT_EQ(panel().save(0, path), QString());
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_GT(file.size(), 20);
    }
    EXPECT_TRUE(panel().save(0, home.filePath(u"chart.doc"_s)).contains(u".svg"_s));
}

}  // namespace
}  // namespace lockstep::testing
