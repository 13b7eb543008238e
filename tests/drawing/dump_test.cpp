// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/dump.h"

#include <gtest/gtest.h>

#include "drawing/shapes.h"

namespace lockstep::drawing {
namespace {

TEST(Dump, ReadsLikeTheDescriptionOfAPicture) {
    Figure figure;
    figure.size = {300, 200};
    figure.time = 1500;
    figure.title = "S1 leads.";
    Mark mark;
    mark.id = "server/S1";
    mark.role = Role::node;
    mark.lit = true;
    mark.place = {50, 60};
    mark.description = "S1 leads in term 2.";
    Part timer = part("timer", Arc{{}, 42, 0, 360}, stroked(Ink::leader, 3));
    timer.countdown = Countdown{1000, 2000};
    mark.parts = {timer,
                  part("body", Circle{{}, 32}, outlined(Ink::leader.soft(), Ink::leader, 2.5)),
                  words("term", "term 2", {0, 50}, size::small, Weight::semibold, Ink::series(1),
                        Anchor::middle)};
    figure.marks.push_back(mark);
    EXPECT_EQ(toText(figure),
              "figure 300x200 at 1500 us: S1 leads.\n"
              "server/S1 node at 50,60 lit: S1 leads in term 2.\n"
              "  timer arc 0,0 r42 from 0 by 360 line leader 3 runs out 1000..2000\n"
              "  body circle 0,0 r32 in leader-soft line leader 2.5\n"
              "  term \"term 2\" around 0,50 11 semibold in series-2\n");
}

TEST(Figure, IsPaintedLayerByLayerAndFoundById) {
    Figure figure;
    for (const Layer layer : {Layer::front, Layer::nodes, Layer::backdrop, Layer::nodes}) {
        Mark mark;
        mark.id = std::to_string(figure.marks.size());
        mark.layer = layer;
        figure.marks.push_back(mark);
    }
    EXPECT_EQ(paintingOrder(figure), (std::vector<std::size_t>{2, 1, 3, 0}));
    EXPECT_EQ(findMark(figure, "3"), &figure.marks[3]);
    EXPECT_EQ(findMark(figure, "4"), nullptr);
    EXPECT_EQ(nameInId("server/S1"), "S1");
}

}  // namespace
}  // namespace lockstep::drawing
