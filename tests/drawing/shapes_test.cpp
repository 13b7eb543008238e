// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/shapes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "drawing/bounds.h"
#include "drawing/dashes.h"

namespace lockstep::drawing {
namespace {

Rect boundsOfPath(const Path& path) { return boundsOf(part("path", path, filled(Ink::text))); }

TEST(Shapes, ASoftHullKeepsItsMarginAroundEveryPoint) {
    const std::vector<Point> points{{0, 0}, {100, 0}, {100, 60}, {50, 30}};
    const Path hull = softHull(points, 20);
    const Rect bounds = boundsOfPath(hull);
    EXPECT_NEAR(bounds.x, -20, 0.2);
    EXPECT_NEAR(bounds.y, -20, 0.2);
    EXPECT_NEAR(bounds.right(), 120, 0.2);
    EXPECT_NEAR(bounds.bottom(), 80, 0.2);
    for (const Outline& outline : outlinesOf(hull))
        for (const Point& edge : outline.points)
            for (const Point& point : points) EXPECT_GE(distance(edge, point), 19.8);
}

TEST(Shapes, ASoftHullOfTwoIsAStadiumAndOfOneACircle) {
    const Rect two = boundsOfPath(softHull({{0, 0}, {50, 0}}, 10));
    EXPECT_NEAR(two.width, 70, 0.1);
    EXPECT_NEAR(two.height, 20, 0.1);
    const Rect one = boundsOfPath(softHull({{5, 5}}, 10));
    EXPECT_NEAR(one.width, 20, 0.1);
    EXPECT_TRUE(softHull({}, 10).steps.empty());
}

TEST(Shapes, AnArrowPointsWhereItGoes) {
    const Path arrow = arrowHead({10, 10}, {0, 1}, 16, 14);
    EXPECT_EQ(arrow.steps[0].to, (Point{10, 18}));
}

TEST(Shapes, DashesOfAClosedOutlineComeOutEven) {
    const Circle circle{{}, 32};
    const auto lengths = dashLengths(circle, stroked(Ink::down, 2, Dash::dashed));
    ASSERT_TRUE(lengths.has_value());
    const double periods = 2 * 3.14159 * 32 / (lengths->line + lengths->gap);
    EXPECT_NEAR(periods, std::round(periods), 0.05);
    EXPECT_FALSE(dashLengths(circle, stroked(Ink::down, 2)).has_value());
}

TEST(Geometry, NumbersAreShortAndTheSameEverywhere) {
    EXPECT_EQ(shortNumber(12.0), "12");
    EXPECT_EQ(shortNumber(12.345), "12.35");
    EXPECT_EQ(shortNumber(-0.001), "0");
    EXPECT_EQ(shortNumber(0.5, 0), "0");
    EXPECT_EQ(shortNumber(100), "100");
}

TEST(Geometry, AHullIsConvexAndClockwise) {
    const auto hull = convexHull({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {5, 5}});
    ASSERT_EQ(hull.size(), 4U);
    EXPECT_EQ(hull[0], (Point{0, 0}));
    EXPECT_EQ(hull[1], (Point{10, 0}));
}

}  // namespace
}  // namespace lockstep::drawing
