// SPDX-License-Identifier: GPL-3.0-or-later
// What is in flight: it goes along its rung of the ladder.
#include <algorithm>

#include "drawing/shapes.h"
#include "figures/paxos/scene.h"
#include "figures/paxos/words.h"

namespace lockstep::figures::paxos {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;

PacketLook lookOf(const protocol::Message& message) {
    if (std::holds_alternative<protocol::Nack>(message)) return PacketLook::no;
    const bool asks = std::holds_alternative<protocol::Prepare>(message) ||
                      std::holds_alternative<protocol::Accept>(message);
    return asks ? PacketLook::request : PacketLook::yes;
}

Ink inkOfPacket(const protocol::World& world, const protocol::Message& message) {
    if (const auto* prepare = std::get_if<protocol::Prepare>(&message)) {
        return inkOf(world, prepare->ballot);
    }
    if (const auto* accept = std::get_if<protocol::Accept>(&message)) {
        return inkOf(world, accept->proposal.ballot);
    }
    return std::holds_alternative<protocol::Nack>(message) ? Ink::no : Ink::yes;
}

}  // namespace

void addPacketShape(Mark& mark, PacketLook look, Ink ink, Point direction) {
    Part trail = part("trail", segment({}, {}), stroked(ink, 3));
    trail.style.opacity = 0.35;
    trail.trail = 48;
    mark.parts.push_back(std::move(trail));
    if (look == PacketLook::request) {
        mark.parts.push_back(part("head", arrowHead({}, direction, 15, 12), filled(ink)));
        return;
    }
    mark.parts.push_back(part("head", Circle{{}, 7}, filled(ink)));
    const Path sign = look == PacketLook::yes ? checkGlyph({}, 7) : crossGlyph({}, 7);
    mark.parts.push_back(part("sign", sign, stroked(ink.on(), 1.8)));
}

void addPackets(Figure& figure, const Scene& scene) {
    std::vector<Point> starts;
    for (const FlyingPacket& packet : scene.after.cluster.packets) {
        Point from;
        Point to;
        if (!scene.way(packet, from, to)) continue;
        const Point along = unit(to - from);
        // A message starts a little on its way, where it can be told apart, and a copy behind it.
        Point start = from + along * 12;
        while (std::find(starts.begin(), starts.end(), start) != starts.end()) {
            start = start + along * 18;
        }
        starts.push_back(start);
        Mark mark;
        mark.id = "packet/" + std::to_string(packet.id);
        mark.role = drawing::Role::packet;
        mark.layer = Layer::packets;
        mark.lit = scene.before.cluster.find(packet.id) == nullptr;
        mark.flight = Flight{start, to - along * 8, packet.sent.count(), packet.due.count()};
        mark.place = start;
        mark.description = sentenceOf(scene.after, packet);
        mark.tip = tipOf(scene.after, packet);
        addPacketShape(mark, lookOf(packet.body), inkOfPacket(scene.after, packet.body), along);
        figure.marks.push_back(std::move(mark));
    }
}

}  // namespace lockstep::figures::paxos
