// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/sample.h"

#include "drawing/shapes.h"

namespace lockstep::testing {

using namespace drawing;

namespace {

Mark server(const std::string& name, Point place) {
    Mark mark;
    mark.id = "server/" + name;
    mark.role = Role::node;
    mark.place = place;
    mark.description = name + " is a follower in term 1.";
    mark.tip = name + ", follower\nterm 1";
    Part timer = part("timer", Arc{{}, 34, 0, 360}, stroked(Ink::follower, 3));
    timer.countdown = Countdown{0, 2000};
    mark.parts = {timer,
                  part("body", Circle{{}, 26}, outlined(Ink::follower.soft(), Ink::follower, 2)),
                  words("name", name, {0, 5}, 14, Weight::bold, Ink::text, Anchor::middle)};
    return mark;
}

Mark link(const std::string& id, Point from, Point to) {
    Mark mark;
    mark.id = "link/" + id;
    mark.role = Role::link;
    mark.layer = Layer::links;
    mark.description = "The link " + id + '.';
    mark.parts = {part("line", segment(from, to), stroked(Ink::line, 1.3))};
    return mark;
}

}  // namespace

Figure sampleFigure() {
    Figure figure;
    figure.size = {400, 300};
    figure.title = "Three servers.";
    const Point s1{100, 100}, s2{300, 100}, s3{200, 220};
    figure.marks = {link("S1-S2", s1, s2), link("S1-S3", s1, s3), link("S2-S3", s2, s3),
                    server("S1", s1), server("S2", s2), server("S3", s3)};
    Mark packet;
    packet.id = "packet/1";
    packet.role = Role::packet;
    packet.layer = Layer::packets;
    packet.description = "RequestVote from S1 to S2.";
    packet.flight = Flight{{150, 100}, {250, 100}, 0, 1000};
    packet.place = packet.flight->from;
    Part trail = part("trail", segment({}, {}), stroked(Ink::request, 3));
    trail.trail = 20;
    packet.parts = {trail, part("head", Circle{{}, 8}, filled(Ink::request))};
    Mark label = packet;
    label.id = "packet/1/label";
    label.of = "packet/1";
    label.role = Role::decoration;
    label.layer = Layer::labels;
    label.flight->from.y = label.flight->to.y = label.place.y = 76;
    label.parts = {part("plate", Box{{-30, -9, 60, 18}, 5}, outlined(Ink::panel, Ink::line, 1)),
                   words("words", "vote?", {0, 4}, 11, Weight::medium, Ink::text, Anchor::middle)};
    figure.marks.push_back(packet);
    figure.marks.push_back(label);
    return figure;
}

std::shared_ptr<const Figure> shared(Figure figure) {
    return std::make_shared<const Figure>(std::move(figure));
}

}  // namespace lockstep::testing
