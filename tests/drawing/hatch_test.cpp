// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/hatch.h"

#include <gtest/gtest.h>

namespace lockstep::drawing {
namespace {

TEST(Hatch, EveryLineStaysInsideTheShape) {
    const Box box{{10, 20, 60, 26}, 6};
    for (const Pattern pattern : {Pattern::rising, Pattern::falling, Pattern::level,
                                  Pattern::upright, Pattern::crossed}) {
        const Path lines = hatch(box, pattern, 5);
        EXPECT_GE(lines.steps.size(), 8U);
        for (const PathStep& step : lines.steps)
            EXPECT_TRUE(contains(grown(box.rect, 0.01), step.to));
    }
}

TEST(Hatch, APlainShapeHasNoLines) {
    EXPECT_TRUE(hatch(Circle{{}, 10}, Pattern::plain, 5).steps.empty());
}

}  // namespace
}  // namespace lockstep::drawing
