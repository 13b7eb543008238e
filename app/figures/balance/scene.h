// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the balancer's picture share: the moment, what happened in it, and where
// things are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "balance/world.h"
#include "drawing/figure.h"
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "kernel/moment.h"

namespace lockstep::figures::balance {

namespace core = lockstep::balance;

// Names that the kernel and the protocol use for something else.
using drawing::Anchor;
using drawing::Figure;
using drawing::Ink;
using drawing::Layer;
using drawing::Mark;
using drawing::Point;
using drawing::Rect;
using drawing::Weight;

// A pick of this step: who got which request, and what the policy compared.
struct Pick {
    std::uint32_t request = 0;
    ServerId server;
    std::vector<std::optional<std::string>> scores;  // by server; nothing: it was not looked at
    std::string client;
};

// How a request left the picture, and when.
enum class Fate : std::uint8_t { done, failed, dropped, rejected };
struct Gone {
    std::uint32_t request = 0;
    ServerId server;  // of a rejected one: none
    Fate fate = Fate::done;
    drawing::Time when = 0;
};

// The columns of a server's lane, from left to right.
struct Columns {
    double score = 0;
    double scoreWidth = 0;
    double box = 0;
    double boxWidth = 0;
    double dots = 0;
    double dotsWidth = 0;
    double share = 0;
    double shareWidth = 0;
    double counts = 0;  // done, lost and mean; 0: they stand below the share
    double countWidth = 0;
};

// With less there is no room for a name.
inline constexpr double leastTile = 38;
// Beside the cells.
inline constexpr double rowNameWidth = 44;

struct Scene {
    explicit Scene(const Moment& moment);

    const core::World& before;
    const core::World& after;
    drawing::Time time = 0;
    drawing::Time travel = 0;  // how long a request is drawn on its way; it takes no time itself
    std::vector<Pick> picks;
    std::vector<Gone> gone;
    std::uint32_t lastOver = 0;  // the last request that ended in this very step

    Rect servers;  // where the lanes or tiles stand
    Rect box;      // the balancer
    Columns columns;
    double lane = 0;         // the height of a server's lane; 0: tiles
    double tile = 0;         // the height of a tile, and its width, with the gap to the next
    double tileWide = 0;
    std::size_t across = 1;  // tiles in a row
    bool panics = false;     // the balancer: all servers are used

    std::size_t size() const { return after.servers.size(); }
    const std::string& name(ServerId id) const { return after.setup->name(id); }
    bool isPicked(ServerId id) const;
    // A server that may be picked, as the balancer sees it.
    bool usable(const core::World& world, ServerId id) const;
    bool works(ServerId id) const { return after.up(id) && !after.server(id).hangs; }
    // So many servers that each is but a cell.
    bool hasCells() const { return lane == 0 && tile < leastTile; }
    // One server's ink in lane, strip and chart.
    static Ink ink(ServerId id) { return Ink::series(id.index); }

    double middle(ServerId id) const;  // of its lane
    Rect tileOf(ServerId id) const;
    Rect boxOf(ServerId id) const;
    // Where requests leave the balancer, come back to it, and wait for it.
    Point door() const { return {box.right(), box.center().y - 8}; }
    Point back() const { return {box.right(), box.center().y + 10}; }
    Point next() const { return {box.x - 20, box.center().y}; }
    // Where a link from the balancer ends.
    Point entry(ServerId id) const;
};

inline ServerId serverAt(std::size_t index) { return {static_cast<std::uint16_t>(index)}; }

// The radius of a request; there is room for two digits in the larger.
inline constexpr double dotRadius = 9;
inline constexpr double smallDotRadius = 5;

// The parts of the picture, each in a file of its name.
void addBalancer(Figure& figure, const Scene& scene);
void addLanes(Figure& figure, const Scene& scene);
void addScores(Figure& figure, const Scene& scene);
void placeField(Scene& scene);
void addField(Figure& figure, const Scene& scene);
void addTiles(Figure& figure, const Scene& scene);
void addShades(Figure& figure, const Scene& scene);
void addSpread(Figure& figure, const Scene& scene, const Rect& area);
void addRequests(Figure& figure, const Scene& scene);
// The requests that lie at servers; `addRequests` has those on their way.
void addHeld(Figure& figure, const Scene& scene);
void addLookup(Figure& figure, const Scene& scene, const Rect& area);
void addTotals(Figure& figure, const Scene& scene, const Rect& area);

// How high the look-up of a policy that hashes is; 0 if there is none to see.
double lookupHeight(const Scene& scene);

// words.cpp
std::string policyName(core::Policy policy);
std::string stateWord(const core::World& world, ServerId id);
std::string describe(const core::World& world, ServerId id);
std::string percent(std::uint64_t part, std::uint64_t whole);
std::string shortDuration(Duration duration);

}  // namespace lockstep::figures::balance
