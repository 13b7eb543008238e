// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/space_time_view.h"

#include <QMenu>

#include "window/opened_window.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class SpaceTimePanel : public OpenedWindow {
protected:
    void SetUp() override {
        OpenedWindow::SetUp();
        enter();
        elect();
        for (int i = 0; i < 40; ++i) session().step();
    }

    window::SpaceTimeView& view() { return workspace().spaceTime(); }
    bool draws(const QString& mark) {
        const drawing::Figure* figure = view().stage()->figure();
        return figure && drawing::findMark(*figure, mark.toStdString());
    }
    QString here() { return u"event/%1"_s.arg(step()); }
};

TEST_F(SpaceTimePanel, AKeyOpensItBesideTheStageAndClosesIt) {
    EXPECT_FALSE(workspace().isSpaceTimeShown());
    type('s');
    EXPECT_TRUE(workspace().isSpaceTimeShown());
    EXPECT_TRUE(view().isVisible());
    EXPECT_TRUE(draws(u"server/S1"_s));
    type('s');
    EXPECT_FALSE(view().isVisible());
}

TEST_F(SpaceTimePanel, PointingAtAnEventLightsItAndItsServer) {
    type('s');
    Q_EMIT view().stage()->hovered(here());
    EXPECT_EQ(view().focus(), step());
    EXPECT_TRUE(workspace().stage().stage()->highlighted().startsWith("server/S"_L1));
    Q_EMIT view().stage()->hovered({});
    EXPECT_EQ(view().focus(), 0u);
    EXPECT_EQ(workspace().stage().stage()->highlighted(), QString());
}

TEST_F(SpaceTimePanel, AClickOnAnEventGoesThere) {
    type('s');
    const Step wanted = step() - 3;
    Q_EMIT view().stage()->activated(u"event/%1"_s.arg(wanted), {});
    EXPECT_EQ(step(), wanted);
}

TEST_F(SpaceTimePanel, TheWheelGoesToEarlierStepsAndBack) {
    type('s');
    const QString first = u"event/%1"_s.arg(1);
    EXPECT_FALSE(draws(first));
    view().scroll(100000);
    EXPECT_TRUE(draws(first)) << "it stops at the first step";
    view().scroll(-100000);
    EXPECT_FALSE(draws(first));
}

TEST_F(SpaceTimePanel, ServersCanBeHidden) {
    type('s');
    QMenu* menu = view().filter()->menu();
    Q_EMIT menu->aboutToShow();
    QAction* server = entry(menu, u"S2"_s);
    ASSERT_TRUE(server);
    EXPECT_TRUE(entry(menu, u"append"_s));
    server->setChecked(false);
    EXPECT_FALSE(draws(u"server/S2"_s));
    EXPECT_TRUE(draws(u"server/S3"_s));
}

}  // namespace
}  // namespace lockstep::testing
