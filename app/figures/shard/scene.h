// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the picture of shards have in common: the moment, and where things are.
#pragma once

#include <string>
#include <vector>

#include "drawing/figure.h"
#include "kernel/moment.h"
#include "shard/world.h"

namespace lockstep::figures::shard {

namespace core = lockstep::shard;

// Names that the kernel uses for something else.
using drawing::Ink;
using drawing::Mark;
using drawing::Point;
using drawing::Rect;

struct Scene {
    const core::World& before;
    const core::World& after;
    const Events& events;
    drawing::Time time = 0;

    std::vector<Rect> clients;  // boxes, in the clients' order
    Rect router;
    std::vector<Rect> shards;  // cards of their servers, in the order of World::shards
    std::vector<Rect> groups;  // of a shard with replicas: what is around its servers' cards
    double shardTop = 0;       // where the shards begin
    double upperLane = 0;      // of messages between router and clients
    double lowerLane = 0;      // of messages from shard to shard

    const std::string& name(ServerId id) const { return after.setup->name(id); }
    // The box of whoever lives there.
    const Rect& box(ServerId id) const;
    bool isShard(ServerId id) const { return after.shardOn(id) != nullptr; }
};

// Shards differ in ink, and their names are always written as well.
Ink inkOf(const core::World& world, ServerId shard);

// A directory as a bar: whose the pieces are. `left` and `width` say where it lies in the mark.
void addStrip(Mark& mark, const Scene& scene, const core::Directory& directory, const Rect& rect);

// The parts of the picture, each in a file of its name.
void addHeads(drawing::Figure& figure, const Scene& scene);
void addGroups(drawing::Figure& figure, const Scene& scene);
void addCards(drawing::Figure& figure, const Scene& scene);
void addPackets(drawing::Figure& figure, const Scene& scene);

// The head of a message: pointed for requests, round for answers, a lozenge for redirects, a box
// for a row or a copy, a dot for a beat.
enum class PacketLook { request, yes, no, redirect, row, beat };
void addPacketShape(Mark& mark, PacketLook look, Ink ink, Point direction);

// What a server is to its shard: a star and the word for its primary, a ring for a follower, a
// cross for one whose epoch is over, in a dashed ring for one that is out or down.
void addRole(Mark& mark, const std::string& role, double left, double middle, double width);

// A cell of a card: a row, and whether it is on its way or held.
enum class RowLook { plain, onItsWay, arriving, held };
void addRowShape(Mark& mark, RowLook look, Ink ink, const Rect& rect, const std::string& text);

}  // namespace lockstep::figures::shard
