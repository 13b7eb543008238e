// SPDX-License-Identifier: GPL-3.0-or-later
// What is on its way, with a word beside it, and what this step lost.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "drawing/layout.h"
#include "drawing/motion.h"
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"
#include "figures/shard/words.h"
#include "kernel/network_events.h"

namespace lockstep::figures::shard {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double headRadius = 9;
constexpr double laneShift = 6;
constexpr double queueGap = 20;
constexpr double labelHeight = 18;
constexpr std::size_t mostLabels = 40;

struct Wanted {
    LabelWish wish;
    Mark label;
    bool flies = false;
};

PacketLook lookOf(const core::Message& message) {
    if (std::holds_alternative<core::Moved>(message) || std::holds_alternative<core::Ask>(message))
        return PacketLook::redirect;
    if (std::holds_alternative<core::MoveRow>(message) ||
        std::holds_alternative<core::Copy>(message))
        return PacketLook::row;
    if (std::holds_alternative<core::Beat>(message)) return PacketLook::beat;
    if (std::holds_alternative<core::TryAgain>(message) ||
        std::holds_alternative<core::Abort>(message))
        return PacketLook::no;
    if (const auto* vote = std::get_if<core::Vote>(&message))
        return vote->yes ? PacketLook::yes : PacketLook::no;
    const bool asks = std::holds_alternative<core::Request>(message) ||
                      std::holds_alternative<core::Where>(message) ||
                      std::holds_alternative<core::Import>(message) ||
                      std::holds_alternative<core::HandOver>(message) ||
                      std::holds_alternative<core::News>(message) ||
                      std::holds_alternative<core::Scan>(message) ||
                      std::holds_alternative<core::Prepare>(message) ||
                      std::holds_alternative<core::Commit>(message) ||
                      std::holds_alternative<core::Inquire>(message) ||
                      std::holds_alternative<core::Propose>(message) ||
                      std::holds_alternative<core::Join>(message);
    return asks ? PacketLook::request : PacketLook::yes;
}

Ink inkFor(const Scene& scene, const FlyingPacket& packet, PacketLook look) {
    switch (look) {
        case PacketLook::request: return Ink::request;
        case PacketLook::yes: return Ink::yes;
        case PacketLook::no: return Ink::no;
        case PacketLook::redirect: return Ink::candidate;
        case PacketLook::row: return inkOf(scene.after, packet.from);
        case PacketLook::beat: return Ink::muted;
    }
    return Ink::text;
}

// The boxes at this end of the way, and how many of them stand to the left of this one.
std::pair<double, double> placeInRow(const Scene& scene, ServerId id) {
    std::vector<Rect> row = scene.isShard(id) ? scene.shards : scene.clients;
    if (!scene.isShard(id)) row.push_back(scene.router);
    const double left = scene.box(id).x;
    const auto before =
        std::count_if(row.begin(), row.end(), [&](const Rect& box) { return box.x < left; });
    return {static_cast<double>(before), static_cast<double>(row.size())};
}

// Where a box sends to another row, and gets from there: each partner has a place of its own along
// the edge, so that what leaves for several at one moment does not lie on each other.
double portAt(const Scene& scene, const Rect& box, ServerId partner) {
    const auto [before, all] = placeInRow(scene, partner);
    return box.x + box.width * (before + 1) / (all + 1);
}

// From shard to shard and between the heads along a lane, where whoever has further to go starts
// and ends further from the box; else straight from box to box. Keeping to the right, so that a
// request and its answer pass each other.
Flight wayOf(const Scene& scene, ServerId from, ServerId to, drawing::Time sent,
             drawing::Time due) {
    const Rect& start = scene.box(from);
    const Rect& end = scene.box(to);
    Point a = start.center();
    Point b = end.center();
    if (scene.isShard(from) == scene.isShard(to)) {
        const double lane = scene.isShard(from) ? scene.lowerLane : scene.upperLane;
        const double sense = a.x < b.x ? 1 : -1;
        const double between =
            std::abs(placeInRow(scene, to).first - placeInRow(scene, from).first) - 1;
        const double off = std::min(16 + queueGap * std::max(0.0, between),
                                    0.4 * std::abs(b.x - a.x));
        a = {a.x + sense * off, lane - sense * laneShift};
        b = {b.x - sense * off, lane - sense * laneShift};
        return {a, b, sent, due};
    }
    const bool down = scene.isShard(to);
    a = {portAt(scene, start, to), down ? start.bottom() + 18 : start.y - 18};
    b = {portAt(scene, end, from), down ? end.y - 18 : end.bottom() + 18};
    const Point along = unit(b - a);
    const Point right = Point{-along.y, along.x} * laneShift;
    return {a + right, b + right, sent, due};
}

// How many left at the same moment for the same server after this one.
double behind(const Scene& scene, const FlyingPacket& packet) {
    const auto& packets = scene.after.cluster.packets;
    return static_cast<double>(
        std::count_if(packets.begin(), packets.end(), [&](const FlyingPacket& other) {
            return other.from == packet.from && other.to == packet.to &&
                   other.sent == packet.sent && other.id > packet.id;
        }));
}

// The next time that something arrives: until then the labels keep their spots.
drawing::Time horizonOf(const Scene& scene) {
    std::optional<drawing::Time> next;
    for (const FlyingPacket& packet : scene.after.cluster.packets) {
        const drawing::Time due = packet.due.count();
        if (due > scene.time && (!next || due < *next)) next = due;
    }
    return next.value_or(scene.time);
}

std::vector<Point> spotsAround(drawing::Size label) {
    std::vector<Point> spots;
    for (const double away : {headRadius + 4, headRadius + 16, headRadius + 30}) {
        const double dy = away + label.height / 2;
        const double dx = away + label.width / 2;
        for (const Point spot : {Point{dx, 0}, Point{-dx, 0}, Point{0, dy}, Point{0, -dy},
                                 Point{0.6 * dx, dy}, Point{-0.6 * dx, dy}, Point{0.6 * dx, -dy},
                                 Point{-0.6 * dx, -dy}})
            spots.push_back(spot);
    }
    return spots;
}

Wanted labelFor(const std::string& id, const std::string& text) {
    const drawing::Size size{textWidth(text, drawing::size::small, Weight::medium) + 14,
                             labelHeight};
    Wanted want;
    want.wish.size = size;
    want.wish.spots = spotsAround(size);
    want.wish.close = 8;
    want.wish.ownRadius = headRadius - 1;
    want.wish.leastGap = 5;
    want.label.id = id + "/label";
    want.label.of = id;
    want.label.layer = Layer::labels;
    want.label.parts.push_back(
        part("plate", Box{drawing::around({}, size), 5}, outlined(Ink::panel, Ink::line, 1)));
    want.label.parts.push_back(words("words", text, {0, baselineAt(0, drawing::size::small)},
                                     drawing::size::small, Weight::medium, Ink::text,
                                     Anchor::middle));
    return want;
}

void addPacket(Figure& figure, const Scene& scene, const FlyingPacket& packet,
               drawing::Time horizon, std::vector<Wanted>& wanted) {
    Mark mark;
    mark.id = "packet/" + std::to_string(packet.id);
    mark.role = drawing::Role::packet;
    mark.layer = Layer::packets;
    mark.lit = scene.before.cluster.find(packet.id) == nullptr;
    Flight way = wayOf(scene, packet.from, packet.to, packet.sent.count(), packet.due.count());
    const Point along = way.to - way.from;
    const double room = std::max(0.0, length(along) - 40);
    way.from = way.from + unit(along) * std::min(room, queueGap * behind(scene, packet));
    mark.flight = way;
    mark.place = way.from;
    mark.description = sentenceOf(scene.after, packet);
    mark.tip = tipOf(scene.after, packet);
    const PacketLook look = lookOf(packet.body);
    addPacketShape(mark, look, inkFor(scene, packet, look), along);
    if (look == PacketLook::beat) {  // many, and all alike
        figure.marks.push_back(std::move(mark));
        return;
    }
    Wanted want = labelFor(mark.id, labelOf(scene.after, packet.body));
    want.flies = true;
    // In a crowd the way from one look to the next may be longer.
    const int looks = scene.after.cluster.packets.size() > mostLabels ? 3 : 9;
    want.wish.anchors = placesBetween(mark, scene.time, horizon, looks);
    wanted.push_back(std::move(want));
    figure.marks.push_back(std::move(mark));
}

// What a message that this step lost leaves behind: a cross where it ended.
void addLost(Figure& figure, const Scene& scene, std::vector<Wanted>& wanted) {
    for (const Event& event : scene.events) {
        const bool isLost = event.kind == &network::lost || event.kind == &network::dropped;
        if (!isLost || event.fields.empty()) continue;
        const auto id = static_cast<MessageId>(event.fields[0].value);
        const FlyingPacket* packet = scene.before.cluster.find(id);
        if (!packet) continue;
        Mark mark = markAt("lost/" + std::to_string(id), drawing::Role::note, {},
                           "Message " + std::to_string(id) + " is lost.");
        mark.layer = Layer::packets;
        mark.lit = true;
        const Flight way =
            wayOf(scene, packet->from, packet->to, packet->sent.count(), packet->due.count());
        mark.flight = way;
        mark.place = placeAt(mark, scene.time);
        mark.flight.reset();
        mark.parts.push_back(part("way", segment(way.from - mark.place, {}),
                                  stroked(Ink::no, 1.6, Dash::dashed)));
        mark.parts.push_back(part("disc", Circle{{}, 9}, outlined(Ink::ground, Ink::no, 1.8)));
        mark.parts.push_back(part("cross", crossGlyph({}, 10), stroked(Ink::no, 2.2)));
        Wanted want = labelFor(mark.id, "lost: " + labelOf(scene.before, packet->body));
        want.wish.anchors = {mark.place};
        wanted.push_back(std::move(want));
        figure.marks.push_back(std::move(mark));
    }
}

KeepClear keepClear(const Figure& figure, const Scene& scene) {
    KeepClear clear;
    clear.bounds = {4, 4, figure.size.width - 8, figure.size.height - 8};
    clear.anchorRadius = headRadius + 1;
    for (const Rect& rect : scene.clients) clear.rects.push_back(rect);
    for (const Rect& rect : scene.groups.empty() ? scene.shards : scene.groups)
        clear.rects.push_back(rect);
    clear.rects.push_back(scene.router);
    return clear;
}

}  // namespace

void addPacketShape(Mark& mark, PacketLook look, Ink ink, Point direction) {
    Part trail = part("trail", segment({}, {}), stroked(ink, 3));
    trail.style.opacity = 0.35;
    trail.trail = 48;
    mark.parts.push_back(std::move(trail));
    switch (look) {
        case PacketLook::request:
            mark.parts.push_back(part("head", arrowHead({}, direction, 16, 13), filled(ink)));
            break;
        case PacketLook::yes:
            mark.parts.push_back(part("head", Circle{{}, 8}, filled(ink)));
            mark.parts.push_back(part("sign", checkGlyph({}, 8), stroked(ink.on(), 1.9)));
            break;
        case PacketLook::no:
            mark.parts.push_back(part("head", Circle{{}, 8}, filled(ink)));
            mark.parts.push_back(part("sign", crossGlyph({}, 8), stroked(ink.on(), 1.9)));
            break;
        case PacketLook::redirect:
            mark.parts.push_back(
                part("head", polygon({{0, -9}, {9, 0}, {0, 9}, {-9, 0}}), filled(ink)));
            mark.parts.push_back(part("sign", segment({-4, 0}, {3, 0}), stroked(ink.on(), 1.8)));
            mark.parts.push_back(part("tip", arrowHead({3.5, 0}, {1, 0}, 5, 6), filled(ink.on())));
            break;
        case PacketLook::row:
            mark.parts.push_back(
                part("head", Box{{-11, -7, 22, 14}, 3}, outlined(ink.soft(), ink, 2)));
            mark.parts.push_back(part("sign", segment({-6, 0}, {6, 0}), stroked(ink, 2)));
            break;
        case PacketLook::beat:
            mark.parts.push_back(part("head", Circle{{}, 4}, filled(ink)));
            break;
    }
}

void addPackets(Figure& figure, const Scene& scene) {
    std::vector<Wanted> wanted;
    const drawing::Time horizon = horizonOf(scene);
    addLost(figure, scene, wanted);
    for (const FlyingPacket& packet : scene.after.cluster.packets)
        addPacket(figure, scene, packet, horizon, wanted);
    std::vector<LabelWish> wishes;
    for (const Wanted& want : wanted) {
        wishes.push_back(want.wish);
        if (wishes.size() > mostLabels) wishes.back().spots.clear();
    }
    const auto spots = placeLabels(wishes, keepClear(figure, scene));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!spots[i]) continue;
        const LabelWish& wish = wanted[i].wish;
        Mark& label = wanted[i].label;
        label.place = wish.anchors.front() + spots[i]->first;
        if (wanted[i].flies)
            label.flight =
                Flight{label.place, wish.anchors.back() + spots[i]->last, scene.time, horizon};
        figure.marks.push_back(std::move(label));
    }
}

}  // namespace lockstep::figures::shard
