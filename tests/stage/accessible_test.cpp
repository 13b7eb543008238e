// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QAccessible>
#include <QSignalSpy>

#include "stage/sample.h"
#include "stage/stage.h"

namespace lockstep::stage {
namespace {

using namespace Qt::StringLiterals;

TEST(AccessibleStage, IsAListOfWhatCanBeTouched) {
    Stage stage;
    stage.resize(400, 300);
    stage.show(testing::shared(testing::sampleFigure()), false);
    static_cast<QWidget&>(stage).show();
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&stage);
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->role(), QAccessible::List);
    ASSERT_EQ(list->childCount(), 7);
    EXPECT_EQ(list->child(0)->text(QAccessible::Name), u"S1 is a follower in term 1."_s);
    EXPECT_EQ(list->child(3)->text(QAccessible::Name), u"RequestVote from S1 to S2."_s);
    EXPECT_EQ(list->indexOfChild(list->child(3)), 3);
    EXPECT_EQ(list->child(0)->parent(), list);
    EXPECT_TRUE(list->child(0)->rect().contains(stage.viewport()->mapToGlobal(QPoint(100, 100))));
    EXPECT_EQ(list->child(7), nullptr);
    EXPECT_EQ(stage.accessibleDescription(), u"Three servers."_s);
}

TEST(AccessibleStage, AnEntryIsPressedLikeAMark) {
    Stage stage;
    stage.resize(400, 300);
    stage.show(testing::shared(testing::sampleFigure()), false);
    QSignalSpy activated(&stage, &Stage::activated);
    QAccessibleInterface* server = QAccessible::queryAccessibleInterface(&stage)->child(1);
    ASSERT_NE(server->actionInterface(), nullptr);
    server->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0], u"server/S2"_s);
    stage.setSelection({u"server/S2"_s});
    EXPECT_TRUE(server->state().selected);
}

}  // namespace
}  // namespace lockstep::stage
