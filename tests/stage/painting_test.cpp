// SPDX-License-Identifier: GPL-3.0-or-later
// What the stage paints with sprites and its picture of the still is what an export paints.
#include <gtest/gtest.h>

#include <QPainter>
#include <QTest>

#include "drawing/motion.h"
#include "stage/sample.h"
#include "stage/stage.h"
#include "theme/figure_painter.h"

namespace lockstep::stage {
namespace {

QImage painted(const drawing::Figure& figure, const theme::Theme& theme) {
    QImage image(400, 300, QImage::Format_RGB32);
    QPainter painter(&image);
    theme::FigurePainter(painter, theme).paint(figure, true);
    return image;
}

// The share of pixels that clearly differ.
double difference(const QImage& a, const QImage& b) {
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QColor p = a.pixelColor(x, y);
            const QColor q = b.pixelColor(x, y);
            const int apart = std::abs(p.red() - q.red()) + std::abs(p.green() - q.green()) +
                              std::abs(p.blue() - q.blue());
            count += apart > 120 ? 1 : 0;
        }
    return static_cast<double>(count) / (a.width() * a.height());
}

class Painting : public ::testing::Test {
protected:
    Painting() {
        stage_.resize(400, 300);
        stage_.setTheme(theme_);
        stage_.show(testing::shared(testing::sampleFigure()), false);
        static_cast<QWidget&>(stage_).show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&stage_));
    }

    QImage seen() { return stage_.viewport()->grab().toImage(); }

    theme::Theme theme_ = theme::makeTheme(theme::Kind::light);
    Stage stage_;
};

TEST_F(Painting, SpritesShowWhatVectorsWould) {
    for (const drawing::Time time : {0, 333, 500, 990, 1500}) {
        stage_.setTime(time);
        const drawing::Figure still = drawing::at(testing::sampleFigure(), time);
        EXPECT_LT(difference(seen(), painted(still, theme_)), 0.0012) << time;
    }
}

TEST_F(Painting, TimeMovesThePicture) {
    const QImage first = seen();
    stage_.setTime(700);
    EXPECT_GT(difference(first, seen()), 0.003);
}

TEST_F(Painting, AThemeChangesEverything) {
    stage_.setTheme(theme::makeTheme(theme::Kind::dark));
    EXPECT_EQ(seen().pixelColor(5, 5), QColor(0x14, 0x18, 0x1F));
}

TEST_F(Painting, ATweenBeginsAtTheOldPictureAndEndsAtTheNew) {
    drawing::Figure next = testing::sampleFigure();
    next.marks[3].place.y += 60;
    const QImage before = seen();
    stage_.show(testing::shared(next), true);
    EXPECT_LT(difference(seen(), painted(next, theme_)), 0.05);
    QTest::qWait(320);
    EXPECT_LT(difference(seen(), painted(drawing::at(next, 0), theme_)), 0.0012);
    EXPECT_GT(difference(seen(), before), 0.01);
}

TEST_F(Painting, InFastPlayNothingIsLeftHalfFaded) {
    drawing::Figure next = testing::sampleFigure();
    for (int i = 0; i < 12; ++i) {
        next.marks[3].place.y += 5;
        next.marks[3].id = "another/" + std::to_string(i);
        stage_.show(testing::shared(next), true);
    }
    EXPECT_LT(difference(seen(), painted(drawing::at(next, 0), theme_)), 0.0012);
    // After a pause things slide again.
    QTest::qWait(250);
    next.marks[3].place.y -= 60;
    stage_.show(testing::shared(next), true);
    EXPECT_GT(difference(seen(), painted(drawing::at(next, 0), theme_)), 0.005);
}

TEST_F(Painting, ReducedMotionShowsTheNewPictureAtOnce) {
    stage_.setReducedMotion(true);
    drawing::Figure next = testing::sampleFigure();
    next.marks[3].place.y += 60;
    stage_.show(testing::shared(next), true);
    EXPECT_LT(difference(seen(), painted(drawing::at(next, 0), theme_)), 0.0012);
}

// Only what changed is painted anew: after many changes nothing of the old is left, nor too much
// wiped away.
TEST_F(Painting, WhatStandsStillSurvivesWhatChanges) {
    stage_.setReducedMotion(true);
    drawing::Figure figure = testing::sampleFigure();
    for (int i = 0; i < 60; ++i) {
        drawing::Mark& mark = figure.marks[static_cast<std::size_t>(i * 7) % figure.marks.size()];
        mark.place = mark.place + drawing::Point{i % 3 == 0 ? 9.0 : -7.0, i % 2 == 0 ? 6.0 : -5.0};
        if (i % 5 == 0) std::swap(figure.marks[1], figure.marks[2]);
        if (i % 11 == 10) figure.marks.pop_back();
        if (i % 13 == 12) figure.marks.push_back(testing::sampleFigure().marks.back());
        stage_.show(testing::shared(figure), i % 2 == 0);
        if (i % 4 == 0) continue;
        EXPECT_LT(difference(seen(), painted(drawing::at(figure, 0), theme_)), 0.0012) << i;
    }
}

TEST_F(Painting, AStageWithoutAFigureIsJustGround) {
    Stage empty;
    empty.setTheme(theme_);
    empty.resize(100, 80);
    EXPECT_EQ(empty.grab().toImage().pixelColor(50, 40), theme_.color(drawing::Ink::ground));
}

}  // namespace
}  // namespace lockstep::stage
