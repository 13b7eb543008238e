// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "drawing/bounds.h"
#include "drawing/shapes.h"

namespace lockstep::drawing {
namespace {

Figure scene() {
    Figure figure;
    figure.size = {300, 200};
    Mark link;
    link.id = "link/S1-S2";
    link.role = Role::link;
    link.layer = Layer::links;
    link.parts = {part("line", segment({50, 100}, {250, 100}), stroked(Ink::line, 1))};
    Mark server;
    server.id = "server/S1";
    server.role = Role::node;
    server.place = {50, 100};
    server.parts = {part("body", Circle{{}, 30}, filled(Ink::follower))};
    Mark packet;
    packet.id = "packet/1";
    packet.role = Role::packet;
    packet.layer = Layer::packets;
    packet.flight = Flight{{90, 100}, {210, 100}, 0, 100};
    packet.place = packet.flight->from;
    packet.parts = {part("head", Circle{{}, 8}, filled(Ink::request))};
    Mark label = packet;
    label.id = "packet/1/label";
    label.of = "packet/1";
    label.role = Role::decoration;
    label.layer = Layer::labels;
    label.flight->from.y = 70;
    label.flight->to.y = 70;
    label.place.y = 70;
    label.parts = {part("plate", Box{{-40, -9, 80, 18}, 5}, filled(Ink::panel))};
    figure.marks = {link, server, packet, label};
    return figure;
}

std::string touched(Point point, Time time, double slop = 4) {
    static const Figure figure = scene();
    const Mark* mark = markAt(figure, point, time, slop);
    return mark ? mark->id : "nothing";
}

TEST(Touch, TheTopmostMarkAnswers) {
    EXPECT_EQ(touched({60, 110}, 0), "server/S1");
    EXPECT_EQ(touched({90, 102}, 0), "packet/1");
    EXPECT_EQ(touched({180, 103}, 0), "link/S1-S2");
    EXPECT_EQ(touched({180, 150}, 0), "nothing");
}

TEST(Touch, AMessageIsTouchedWhereItIsNow) {
    EXPECT_EQ(touched({150, 101}, 50), "packet/1");
    EXPECT_EQ(touched({92, 101}, 50), "link/S1-S2");
}

TEST(Touch, ALabelAnswersForItsMessage) { EXPECT_EQ(touched({70, 70}, 0), "packet/1"); }

TEST(Touch, AFlightIsBoundedByItsWholeWay) {
    const Figure figure = scene();
    const Rect swept = sweptBounds(figure.marks[2]);
    EXPECT_EQ(swept, (Rect{82, 92, 136, 16}));
}

}  // namespace
}  // namespace lockstep::drawing
