// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/layout.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lockstep::drawing {
namespace {

constexpr Rect area{50, 40, 500, 240};

TEST(RingLayout, EveryServerStandsInsideItsArea) {
    for (std::size_t count = 1; count <= 9; ++count)
        for (const Point& place : ringPlaces(count, area))
            EXPECT_TRUE(contains(grown(area, 0.01), place)) << count;
}

TEST(RingLayout, TheFirstServerIsAtTheTopAndTheOrderIsClockwise) {
    const auto places = ringPlaces(5, area);
    EXPECT_NEAR(places[0].x, area.center().x, 0.01);
    EXPECT_NEAR(places[0].y, area.y, 0.01);
    EXPECT_GT(places[1].x, places[0].x);
    EXPECT_GT(places[2].y, places[1].y);
    EXPECT_LT(places[4].x, places[0].x);
}

TEST(RingLayout, TwoServersStandSideBySide) {
    const auto places = ringPlaces(2, area);
    EXPECT_NEAR(places[0].y, places[1].y, 0.01);
    EXPECT_LT(places[0].x, places[1].x);
}

TEST(RingLayout, NeighboursKeepTheirDistanceInAFlatArea) {
    const auto places = ringPlaces(9, {0, 0, 520, 200});
    EXPECT_GT(largestRadius(places, 0) * 2, 85);
}

// Packets all over a small ring, as after a broadcast by everybody.
std::vector<LabelWish> crowd(const std::vector<Point>& places) {
    std::vector<LabelWish> wishes;
    for (const Point& from : places)
        for (const Point& to : places) {
            if (from == to) continue;
            LabelWish wish;
            wish.size = {110, 18};
            for (const double share : {0.3, 0.5, 0.7})
                wish.anchors.push_back(between(from, to, share));
            wish.spots = {{0, -22}, {0, 22}, {70, 0}, {-70, 0}, {60, -22}, {-60, 22}};
            wish.close = 6;
            wishes.push_back(wish);
        }
    return wishes;
}

class Labels : public ::testing::TestWithParam<int> {};

TEST_P(Labels, NeverCoverAServerOrEachOther) {
    const auto places = ringPlaces(static_cast<std::size_t>(GetParam()), area);
    KeepClear clear;
    clear.bounds = grown(area, 60);
    clear.anchorRadius = 9;
    for (const Point& place : places) clear.discs.push_back({place, 40});
    const auto wishes = crowd(places);
    const auto spots = placeLabels(wishes, clear);
    ASSERT_EQ(spots.size(), wishes.size());
    for (std::size_t moment = 0; moment < 3; ++moment) {
        std::vector<Rect> labels;
        for (std::size_t i = 0; i < wishes.size(); ++i)
            if (spots[i])
                labels.push_back(around(
                    wishes[i].anchors[moment] +
                        between(spots[i]->first, spots[i]->last, static_cast<double>(moment) / 2),
                    wishes[i].size));
        for (std::size_t i = 0; i < labels.size(); ++i) {
            EXPECT_TRUE(contains(clear.bounds, labels[i]));
            for (const Disc& disc : clear.discs)
                EXPECT_GE(distanceToRect(disc.center, labels[i]), disc.radius);
            for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(overlap(labels[i], labels[j]));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(OneToNineServers, Labels, ::testing::Range(1, 10));

TEST(Labels, TheEarlierWishChoosesFirst) {
    LabelWish wish{{100, 18}, {{0, 0}}, {{0, -20}}, 1, 0};
    KeepClear clear;
    clear.bounds = {-200, -200, 400, 400};
    const auto spots = placeLabels({wish, wish}, clear);
    EXPECT_TRUE(spots[0].has_value());
    EXPECT_FALSE(spots[1].has_value());
}

TEST(Labels, ALabelSlidesToItsOtherSideWhereTheWayIsShort) {
    // From one server to the next: behind it there is no room at first, ahead none at last.
    LabelWish wish{{60, 18}, {{60, 0}, {100, 0}, {140, 0}}, {{-45, 0}, {45, 0}}, 2, 0};
    KeepClear clear;
    clear.bounds = {-200, -200, 600, 400};
    clear.discs = {{{0, 0}, 50}, {{200, 0}, 50}};
    wish.spots = {{-25, -30}, {25, -30}};
    clear.rects = {{20, -45, 22, 90}, {158, -45, 22, 90}};
    const auto spots = placeLabels({wish}, clear);
    ASSERT_TRUE(spots[0].has_value());
    EXPECT_EQ(*spots[0], (LabelSpot{{25, -30}, {-25, -30}}));
}

TEST(Labels, ALabelMayComeCloseToWhatFliesRatherThanBeLeftOut) {
    LabelWish wish{{100, 18}, {{0, 0}}, {{0, -20}}, 1, 4};
    LabelWish other{{10, 10}, {{0, -36}}, {}, 0, 0};
    KeepClear clear;
    clear.bounds = {-200, -200, 400, 400};
    clear.anchorRadius = 12;
    EXPECT_TRUE(placeLabels({wish, other}, clear)[0].has_value());
    wish.leastGap = 12;
    EXPECT_FALSE(placeLabels({wish, other}, clear)[0].has_value());
}

}  // namespace
}  // namespace lockstep::drawing
