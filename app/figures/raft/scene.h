// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the Raft picture share: the moment, and where things are.
#pragma once

#include <string>
#include <vector>

#include "drawing/figure.h"
#include "drawing/layout.h"
#include "kernel/moment.h"
#include "raft/world.h"

namespace lockstep::figures::raft {

namespace protocol = lockstep::raft;

// Names that the kernel and the protocol use for something else.
using drawing::Ink;
using drawing::Mark;
using drawing::Point;
using drawing::Rect;
using drawing::Weight;

struct Scene {
    const protocol::World& before;
    const protocol::World& after;
    const Events& events;

    Rect ring;                  // where the servers stand
    Rect logs;                  // where the log table stands
    drawing::Size logRoom;      // the most it could have taken
    std::vector<Point> places;  // of the servers' centres, in head order
    double radius = 32;         // of a server's circle; the timer runs around it
    drawing::Time time = 0;
    protocol::Index firstIndex = 0;  // wanted at the left of the log table; 0: see its end

    std::size_t size() const { return after.servers.size(); }
    const std::string& name(ServerId id) const { return after.setup->name(id); }
    Point place(ServerId id) const { return places[id.index]; }
    // The server before this step; a fresh one if it joined in it.
    const protocol::Server& was(ServerId id) const;
    bool joined(ServerId id) const { return id.index >= before.servers.size(); }
    // Whether anything of the server itself changed in this step.
    bool changed(ServerId id) const;

    double timerRadius() const { return radius + 10; }
    // Around a server with all that belongs to it.
    drawing::Disc disc(ServerId id) const { return {place(id), timerRadius() + 4}; }
    Rect chip(ServerId id) const;  // the term below it
    std::string chipWords(ServerId id) const;
    // So many servers that the dots of votes may find no room.
    bool crowded() const { return size() > 6; }
};

inline ServerId serverAt(std::size_t index) { return {static_cast<std::uint16_t>(index)}; }

// The parts of the picture, each in a file of its name.
void addLinks(drawing::Figure& figure, const Scene& scene);
// The crosses on links that are cut.
std::vector<drawing::Disc> cutMarks(const Scene& scene);
void addGroups(drawing::Figure& figure, const Scene& scene);
void addServers(drawing::Figure& figure, const Scene& scene);
// Votes, packets and their labels: what must find room between the servers.
void addTraffic(drawing::Figure& figure, const Scene& scene);
void addLogTable(drawing::Figure& figure, const Scene& scene);

// What the table takes of the room it may have. A table too high gets lower rows; if that does
// not help it stays higher.
drawing::Size logTableSize(const Scene& scene, drawing::Size most);

}  // namespace lockstep::figures::raft
