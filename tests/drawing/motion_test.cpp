// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/motion.h"

#include <gtest/gtest.h>

#include "drawing/shapes.h"
#include "drawing/transform.h"
#include "drawing/tween.h"

namespace lockstep::drawing {
namespace {

Mark packet() {
    Mark mark;
    mark.id = "packet/1";
    mark.flight = Flight{{0, 0}, {100, 0}, 1000, 2000};
    Part trail = part("trail", segment({}, {}), stroked(Ink::request, 3));
    trail.trail = 30;
    mark.parts = {trail, part("head", Circle{{}, 8}, filled(Ink::request))};
    return mark;
}

Figure with(Mark mark) {
    Figure figure;
    figure.size = {200, 100};
    figure.marks.push_back(std::move(mark));
    return figure;
}

TEST(Motion, AMessageFliesFromItsSendingToItsDueTime) {
    const Mark mark = packet();
    EXPECT_EQ(placeAt(mark, 0), (Point{0, 0}));
    EXPECT_EQ(placeAt(mark, 1500), (Point{50, 0}));
    EXPECT_EQ(placeAt(mark, 2000), (Point{100, 0}));
    EXPECT_EQ(placeAt(mark, 9000), (Point{100, 0}));
}

TEST(Motion, ATrailGrowsToItsLengthAndNoFurther) {
    const auto tailAt = [](Time time) {
        return std::get<Path>(at(packet(), time).parts[0].shape).steps[0].to.x;
    };
    EXPECT_DOUBLE_EQ(tailAt(1100), -10);
    EXPECT_DOUBLE_EQ(tailAt(1900), -30);
    EXPECT_EQ(at(packet(), 1000).parts[0].style.opacity, 0);
}

TEST(Motion, ATimerRunsOut) {
    const Countdown countdown{1000, 3000};
    EXPECT_DOUBLE_EQ(shareLeft(countdown, 500), 1);
    EXPECT_DOUBLE_EQ(shareLeft(countdown, 2000), 0.5);
    EXPECT_DOUBLE_EQ(shareLeft(countdown, 3000), 0);
    EXPECT_DOUBLE_EQ(shareLeft({5, 5}, 4), 0);
}

TEST(Motion, WhatWasEvaluatedStandsStill) {
    EXPECT_TRUE(moves(packet()));
    const Mark still = at(packet(), 1500);
    EXPECT_FALSE(moves(still));
    EXPECT_EQ(at(still, 1900), still);
}

TEST(Tween, BeginsAtTheOldPictureAndEndsAtTheNew) {
    Mark server;
    server.id = "server/S1";
    server.parts = {part("body", Circle{{}, 30}, outlined(Ink::follower.soft(), Ink::follower, 2))};
    Mark moved = server;
    moved.place = {80, 0};
    moved.parts[0] = part("body", Circle{{}, 40}, outlined(Ink::leader.soft(), Ink::leader, 4));
    const Figure before = with(server);
    const Figure after = with(moved);
    EXPECT_EQ(tween(before, after, 0), before);
    EXPECT_EQ(tween(before, after, 1), after);

    const Mark half = tween(before, after, 0.5).marks[0];
    EXPECT_EQ(half.place, (Point{40, 0}));
    EXPECT_DOUBLE_EQ(std::get<Circle>(half.parts[0].shape).radius, 35);
    EXPECT_EQ(half.parts[0].style.stroke, Paint(Ink::follower, Ink::leader, 0.5));
}

TEST(Tween, WhatIsNewFadesInAndWhatIsGoneFadesOut) {
    Mark other = packet();
    other.id = "packet/2";
    const Figure half = tween(with(packet()), with(other), 0.25);
    ASSERT_EQ(half.marks.size(), 2U);
    EXPECT_EQ(half.marks[0].id, "packet/2");
    EXPECT_DOUBLE_EQ(half.marks[0].parts[1].style.opacity, 0.25);
    EXPECT_DOUBLE_EQ(half.marks[1].parts[1].style.opacity, 0.75);
}

TEST(Tween, WhatIsNewAndJumpsSlidesInFromWhereItCame) {
    Mark keys = packet();
    keys.id = "gain/a/b";
    keys.flight = Flight{{0, 0}, {100, 40}, 7, 7};
    EXPECT_TRUE(jumps(keys));
    EXPECT_FALSE(jumps(packet()));
    const Mark quarter = tween(with(packet()), with(keys), 0.25).marks[0];
    EXPECT_EQ(quarter.place, (Point{25, 10}));
    EXPECT_DOUBLE_EQ(quarter.parts[1].style.opacity, 1);
    EXPECT_EQ(at(keys, 7).place, (Point{100, 40})) << "and stands there afterwards";
}

TEST(Tween, OtherWordsAndOtherShapesCrossFade) {
    Mark follower;
    follower.id = "server/S1";
    follower.parts = {part("body", Circle{{}, 30}, filled(Ink::follower)),
                      words("role", "follower", {}, 11, Weight::bold, Ink::follower)};
    Mark candidate = follower;
    candidate.parts = {part("body", hexagon({}, 30), filled(Ink::candidate)),
                       words("role", "candidate", {}, 11, Weight::bold, Ink::candidate)};
    const Mark half = tween(follower, candidate, 0.4);
    ASSERT_EQ(half.parts.size(), 4U);
    EXPECT_DOUBLE_EQ(half.parts[0].style.opacity, 0.936) << "no ground shines through";
    EXPECT_DOUBLE_EQ(half.parts[1].style.opacity, 0.6);
    EXPECT_DOUBLE_EQ(half.parts[3].style.opacity, 0.4);
}

TEST(Tween, ALabelThatChangesSidesFadesOverInsteadOfSliding) {
    Mark label;
    label.id = "packet/1/label";
    label.of = "packet/1";
    label.layer = Layer::labels;
    label.place = {0, -20};
    label.parts = {part("plate", Circle{{}, 8}, filled(Ink::panel))};
    Figure before = with(packet());
    before.time = 1000;
    before.marks.push_back(label);
    Figure after = with(packet());
    after.time = 1500;
    label.place = {50, -20};
    after.marks.push_back(label);
    EXPECT_EQ(tween(before, after, 0.5).marks.size(), 2U) << "above it all the time: it slides";
    after.marks.back().place = {50, 20};
    const Figure half = tween(before, after, 0.5);
    ASSERT_EQ(half.marks.size(), 3U);
    EXPECT_EQ(half.marks[1].place, (Point{50, 20}));
    EXPECT_DOUBLE_EQ(half.marks[1].parts[0].style.opacity, 0.5);
    EXPECT_EQ(half.marks[2].place, (Point{0, -20}));
}

TEST(Tween, EasesOut) {
    EXPECT_DOUBLE_EQ(easeOut(0), 0);
    EXPECT_DOUBLE_EQ(easeOut(1), 1);
    EXPECT_GT(easeOut(0.3), 0.5);
    EXPECT_DOUBLE_EQ(easeOut(7), 1);
}

TEST(Transform, AScaledFigureIsLargerInEverything) {
    const Figure twice = scaled(with(packet()), 2);
    EXPECT_EQ(twice.size, (Size{400, 200}));
    EXPECT_EQ(twice.marks[0].flight->to, (Point{200, 0}));
    EXPECT_DOUBLE_EQ(std::get<Circle>(twice.marks[0].parts[1].shape).radius, 16);
    EXPECT_DOUBLE_EQ(twice.marks[0].parts[0].trail, 60);
    EXPECT_DOUBLE_EQ(twice.marks[0].parts[0].style.width, 6);
}

}  // namespace
}  // namespace lockstep::drawing
