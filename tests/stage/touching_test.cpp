// SPDX-License-Identifier: GPL-3.0-or-later
// Hands and keys on a real stage, offscreen.
#include <gtest/gtest.h>

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "drawing/shapes.h"
#include "stage/sample.h"
#include "stage/stage.h"

namespace lockstep::stage {
namespace {

using namespace Qt::StringLiterals;

class Touching : public ::testing::Test {
protected:
    Touching() {
        stage_.resize(400, 300);
        stage_.show(testing::shared(testing::sampleFigure()), false);
        static_cast<QWidget&>(stage_).show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&stage_));
    }

    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(stage_.viewport(), Qt::LeftButton, modifiers, from);
        QMouseEvent move(QEvent::MouseMove, to, stage_.viewport()->mapToGlobal(to), Qt::LeftButton,
                         Qt::LeftButton, modifiers);
        QApplication::sendEvent(stage_.viewport(), &move);
        QTest::mouseRelease(stage_.viewport(), Qt::LeftButton, modifiers, to);
    }

    Stage stage_;
};

TEST_F(Touching, AFigureFitsTheView) {
    EXPECT_DOUBLE_EQ(stage_.zoom(), 1);
    stage_.resize(800, 600);
    EXPECT_DOUBLE_EQ(stage_.zoom(), 2);
    stage_.zoomIn();
    EXPECT_FALSE(stage_.isFitted());
    EXPECT_DOUBLE_EQ(stage_.zoom(), 2.4);
    stage_.resize(400, 300);
    EXPECT_DOUBLE_EQ(stage_.zoom(), 2.4) << "the user's zoom stays";
    stage_.zoomToFit();
    EXPECT_DOUBLE_EQ(stage_.zoom(), 1);
}

TEST_F(Touching, AClickActivatesTheMarkUnderIt) {
    QSignalSpy activated(&stage_, &Stage::activated);
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, {}, {100, 115});
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, {}, {150, 76});
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, {}, {200, 101});
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, {}, {20, 280});
    ASSERT_EQ(activated.count(), 3);
    EXPECT_EQ(activated[0][0], u"server/S1"_s);
    EXPECT_EQ(activated[1][0], u"packet/1"_s) << "by its label";
    EXPECT_EQ(activated[2][0], u"link/S1-S2"_s);
    EXPECT_EQ(activated[0][1].toPoint(), stage_.viewport()->mapToGlobal(QPoint(100, 115)));
}

TEST_F(Touching, AMessageIsTouchedWhereItFlies) {
    stage_.setTime(500);
    QSignalSpy activated(&stage_, &Stage::activated);
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, {}, {200, 103});
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0], u"packet/1"_s);
}

TEST_F(Touching, ARightClickAsksForAMenu) {
    QSignalSpy asked(&stage_, &Stage::contextRequested);
    for (const QPoint place : {QPoint(300, 100), QPoint(390, 290)}) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, place,
                                stage_.viewport()->mapToGlobal(place));
        QApplication::sendEvent(stage_.viewport(), &event);
    }
    ASSERT_EQ(asked.count(), 2);
    EXPECT_EQ(asked[0][0], u"server/S2"_s);
    EXPECT_EQ(asked[1][0], QString());
}

TEST_F(Touching, ARectangleChoosesServers) {
    QSignalSpy changed(&stage_, &Stage::selectionChanged);
    drag({40, 40}, {340, 160});
    EXPECT_EQ(stage_.selection(), (QStringList{u"server/S1"_s, u"server/S2"_s}));
    EXPECT_EQ(changed.count(), 1);
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, Qt::ControlModifier, {200, 220});
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, Qt::ControlModifier, {100, 100});
    EXPECT_EQ(stage_.selection(), (QStringList{u"server/S2"_s, u"server/S3"_s}));
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, {}, {20, 280});
    EXPECT_TRUE(stage_.selection().isEmpty());
}

TEST_F(Touching, ADrawnLinePartsTheServers) {
    QSignalSpy parted(&stage_, &Stage::linePartition);
    stage_.setKnife(true);
    drag({50, 165}, {350, 165});
    ASSERT_EQ(parted.count(), 1);
    EXPECT_EQ(parted[0][0].toStringList(), (QStringList{u"S1"_s, u"S2"_s}));
    EXPECT_EQ(parted[0][1].toStringList(), (QStringList{u"S3"_s}));
    EXPECT_FALSE(stage_.hasKnife()) << "one cut and the knife is away";
    drag({200, 40}, {200, 180}, Qt::AltModifier);
    EXPECT_EQ(parted.count(), 2);
    drag({380, 10}, {380, 290}, Qt::AltModifier);
    EXPECT_EQ(parted.count(), 2) << "all servers on one side is no partition";
}

TEST_F(Touching, EscapeTakesALineBack) {
    const QImage before = stage_.grab().toImage();
    stage_.setFocus();
    stage_.setKnife(true);
    QTest::mousePress(stage_.viewport(), Qt::LeftButton, {}, {50, 165});
    QMouseEvent move(QEvent::MouseMove, QPointF(350, 265),
                     stage_.viewport()->mapToGlobal(QPointF(350, 265)), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(stage_.viewport(), &move);
    QTest::keyClick(&stage_, Qt::Key_Escape);
    EXPECT_EQ(stage_.grab().toImage(), before);
    EXPECT_FALSE(stage_.hasKnife());
}

TEST_F(Touching, TabAndArrowsWalkOverServersAndMessages) {
    stage_.setFocus();
    QTest::keyClick(&stage_, Qt::Key_Tab);
    EXPECT_EQ(stage_.focusedMark(), u"server/S1"_s);
    QTest::keyClick(&stage_, Qt::Key_Down);
    EXPECT_EQ(stage_.focusedMark(), u"server/S3"_s);
    QTest::keyClick(&stage_, Qt::Key_Tab);
    EXPECT_EQ(stage_.focusedMark(), u"packet/1"_s);
    QTest::keyClick(&stage_, Qt::Key_Right);
    EXPECT_EQ(stage_.focusedMark(), u"server/S2"_s);
    QSignalSpy activated(&stage_, &Stage::activated);
    QTest::keyClick(&stage_, Qt::Key_Return);
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0], u"server/S2"_s);
    QTest::keyClick(&stage_, Qt::Key_Escape);
    EXPECT_TRUE(stage_.focusedMark().isEmpty());
}

TEST_F(Touching, AfterAClickTheArrowsAreFreeToStep) {
    QTest::mouseClick(stage_.viewport(), Qt::LeftButton, {}, {100, 100});
    ASSERT_EQ(stage_.focusedMark(), u"server/S1"_s);
    QKeyEvent arrow(QEvent::ShortcutOverride, Qt::Key_Right, {});
    arrow.ignore();
    QApplication::sendEvent(&stage_, &arrow);
    EXPECT_FALSE(arrow.isAccepted());
    QTest::keyClick(&stage_, Qt::Key_Right);
    EXPECT_EQ(stage_.focusedMark(), u"server/S1"_s);
    QTest::keyClick(&stage_, Qt::Key_Tab);
    QApplication::sendEvent(&stage_, &arrow);
    EXPECT_TRUE(arrow.isAccepted()) << "whoever walks by key goes on so";
}

TEST_F(Touching, ACardsRingRunsAlongItsEdges) {
    drawing::Figure figure;
    figure.size = {400, 300};
    drawing::Mark card;
    card.id = "server/S1";
    card.role = drawing::Role::node;
    card.parts = {drawing::part("card", drawing::Box{{100, 100, 200, 100}, 6},
                                drawing::filled(drawing::Ink::panel))};
    figure.marks = {card};
    stage_.show(testing::shared(figure), false);
    const QImage before = stage_.grab().toImage();
    stage_.setFocusedMark(u"server/S1"_s);
    const QImage after = stage_.grab().toImage();
    const auto isChangedAbove = [&](int x) {
        for (int y = 80; y < 100; ++y)
            if (before.pixel(x, y) != after.pixel(x, y)) return true;
        return false;
    };
    EXPECT_TRUE(isChangedAbove(110));
    EXPECT_TRUE(isChangedAbove(200));
    EXPECT_TRUE(isChangedAbove(290));
}

TEST_F(Touching, AMarkThatIsGoneLosesSelectionAndFocus) {
    stage_.setSelection({u"server/S1"_s, u"server/S2"_s});
    stage_.setFocusedMark(u"server/S1"_s);
    drawing::Figure figure = testing::sampleFigure();
    figure.marks.erase(figure.marks.begin() + 3);
    stage_.show(testing::shared(figure), true);
    EXPECT_EQ(stage_.selection(), QStringList{u"server/S2"_s});
    EXPECT_TRUE(stage_.focusedMark().isEmpty());
}

TEST_F(Touching, ACardIsMarkedAsAWholeWhateverCirclesAreOnIt) {
    drawing::Figure figure = testing::sampleFigure();
    drawing::Part card;
    card.shape = drawing::Box{{0, 0, 80, 40}, 8};
    drawing::Part badge;
    badge.shape = drawing::Circle{{12, 20}, 5};
    figure.marks[3].parts = {card, badge};
    stage_.show(testing::shared(figure), true);
    const QRect rect = stage_.globalRectOf(u"server/S1"_s);
    EXPECT_GT(rect.width(), 1.5 * rect.height());
}

TEST_F(Touching, TheWheelZoomsAroundThePointer) {
    const QPointF at(300, 100);
    QWheelEvent wheel(at, stage_.viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(stage_.viewport(), &wheel);
    EXPECT_GT(stage_.zoom(), 1.1);
    const QPoint center = stage_.globalRectOf(u"server/S2"_s).center();
    EXPECT_LE((center - stage_.viewport()->mapToGlobal(QPoint(300, 100))).manhattanLength(), 3);
}

TEST_F(Touching, AMarkIsPointedAtByIdOrByName) {
    stage_.highlight(u"S3"_s);
    EXPECT_EQ(stage_.highlighted(), u"S3"_s);
    const QImage pointed = stage_.grab().toImage();
    stage_.highlight({});
    EXPECT_NE(pointed, stage_.grab().toImage());
}

}  // namespace
}  // namespace lockstep::stage
