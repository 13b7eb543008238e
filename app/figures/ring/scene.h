// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the ring's picture share: the moment, and where things are.
#pragma once

#include <string>
#include <vector>

#include "drawing/figure.h"
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/ring/sectors.h"
#include "kernel/moment.h"
#include "ring/world.h"

namespace lockstep::figures::ring {

namespace protocol = lockstep::ring;

// Names that the kernel and the protocol use for something else.
using drawing::Ink;
using drawing::Mark;
using drawing::Point;
using drawing::Rect;
using drawing::Weight;

struct Scene {
    const protocol::World& before;
    const protocol::World& after;
    Rect circle;  // where the ring stands
    Rect shares;  // where the list of servers stands
    Point center;
    double radius = 0;      // of the ring's middle line
    bool isChange = false;     // this step moved keys, or could have
    bool isLookup = false;     // this step looked a key up

    const protocol::Placement& placement() const { return *after.placement; }
    std::size_t size() const { return after.members.size(); }
    std::string name(Symbol symbol) const {
        return std::string(after.setup->symbols.text(symbol));
    }
    std::string name(protocol::ServerIndex server) const {
        return name(protocol::nameOf(after, server));
    }
    // One ink for a server as long as it lives, whoever else comes or goes.
    Ink ink(Symbol server) const;
    Ink ink(protocol::ServerIndex server) const {
        return server == protocol::noServer ? Ink::muted : ink(protocol::nameOf(after, server));
    }

    // Where a key's hash lies, in degrees: on the ring, in Maglev's table, or simply among all
    // hashes.
    double degreesOf(std::uint64_t hash) const;
    Point at(double degrees, double out) const {
        return drawing::onCircle(center, radius + out, degrees);
    }
};

// Half the width of the band that the arcs make.
inline constexpr double bandHalf = 11;

// A holder's number in a disc of its ink: the owner is 1, its copies 2 and on.
inline constexpr double badgeRadius = 8;
void addBadge(Mark& mark, const std::string& key, Point at, unsigned number, Ink ink);

// A bar of a share of `most`, with a tick at what would be fair; below 0: no tick.
struct Bar {
    double share = 0;
    double most = 1;
    double fair = -1;
    Ink ink;
};
inline constexpr double barHeight = 10;
void addBar(Mark& mark, const Bar& bar, double width, double y);

// A quiet title with a value at its right end.
void addHeading(drawing::Figure& figure, const std::string& id, const std::string& text, Point at,
                const std::string& right, double width);

// Whether the way of a look-up finds room in the middle of the ring.
bool isWide(const Scene& scene);

// What the last change takes of the room below the shares.
inline constexpr double movedHeight = 104;
// And what stands there: the last change, or the way of a look-up.
double below(const Scene& scene);

// Where the name of the key that was looked up stands.
Rect lookupPlate(const Scene& scene);

// The parts of the picture, each in a file of its name.
void addCircle(drawing::Figure& figure, const Scene& scene);
void addMiddle(drawing::Figure& figure, const Scene& scene);
void addKeys(drawing::Figure& figure, const Scene& scene);
void addLookup(drawing::Figure& figure, const Scene& scene);
void addShares(drawing::Figure& figure, const Scene& scene);
void addMoved(drawing::Figure& figure, const Scene& scene);

// "0.25" of something as "25 %", "8.3 %".
std::string percent(double share);
// "1 key", "20 keys", "12,000 keys".
std::string counted(std::uint64_t count, const char* one, const char* many);

// The whole state in words, and one sentence each for a server and the ring.
std::string describe(const protocol::World& world);
std::string describeServer(const protocol::World& world, protocol::ServerIndex server);
// "Ring, 160 points a server", "hash mod 4".
std::string schemeTitle(const protocol::World& world);
std::string schemeRule(const protocol::World& world);

}  // namespace lockstep::figures::ring
