// SPDX-License-Identifier: GPL-3.0-or-later
// How a policy that hashes finds a server: the places behind the hash on the ring, one by one, or
// the entries around the one it points at.
#include "balance/lookup.h"

#include <algorithm>

#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using core::Policy;

constexpr double cellWidth = 52;

bool isRing(Policy policy) { return policy == Policy::ringHash || policy == Policy::boundedHash; }

StripCell cellOf(const Scene& scene, std::size_t number, const std::string& above, ServerId id) {
    StripCell cell;
    cell.id = "lookup/" + std::to_string(number);
    cell.top = {above, Ink::muted};
    cell.bottom = {scene.name(id), Ink::text, Scene::ink(id), true};
    cell.description = scene.name(id) + (above.empty() ? "." : ": " + above + '.');
    return cell;
}

// The points from the hash on, to the winner and a few beyond.
std::vector<StripCell> walked(const Scene& scene, const Pick& pick, std::size_t room) {
    const ring::HashRing& ring = scene.after.lookup.lookup->ring;
    std::vector<StripCell> cells;
    std::size_t at = ring.find(core::placeOf(pick.client));
    bool found = false;
    for (std::size_t i = 0; i < std::min(room, ring.size()); ++i) {
        const ServerId id = serverAt(ring.points()[at].server);
        std::string above;
        if (!found) {
            found = id == pick.server;
            const bool usable = scene.usable(scene.before, id);
            above = found ? "✓" : usable ? "full" : "out";
        }
        cells.push_back(cellOf(scene, i, above, id));
        cells.back().lit = above == "✓";
        if (!cells.back().lit) cells.back().bottom.bold = false;
        at = at + 1 < ring.size() ? at + 1 : 0;
    }
    return cells;
}

// The entry in the middle of its neighbours.
std::vector<StripCell> entries(const Scene& scene, const Pick& pick, std::size_t room) {
    const core::Lookup& lookup = *scene.after.lookup.lookup;
    const std::size_t size = lookup.table.size();
    const std::size_t count = std::min(room, size);
    const std::size_t entry = core::entryOf(pick.client, lookup);
    const std::size_t first = (entry + size - count / 2) % size;
    std::vector<StripCell> cells;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = (first + i) % size;
        cells.push_back(cellOf(scene, i, std::to_string(at), serverAt(lookup.table[at])));
        cells.back().lit = at == entry;
        if (!cells.back().lit) cells.back().bottom.bold = false;
    }
    return cells;
}

}  // namespace

double lookupHeight(const Scene& scene) {
    const Policy policy = scene.after.settings.policy;
    return isRing(policy) || policy == Policy::maglev ? 84 : 0;
}

void addLookup(Figure& figure, const Scene& scene, const Rect& area) {
    if (area.height == 0 || scene.picks.empty() || !scene.after.lookup.lookup) return;
    const Pick& pick = scene.picks.back();
    const bool ring = isRing(scene.after.settings.policy);
    if (ring == scene.after.lookup.lookup->ring.empty()) return;
    const auto room = static_cast<std::size_t>(area.width / cellWidth);
    const std::string client = pick.client.empty() ? "NOBODY" : "“" + pick.client + "”";
    Figure strip;
    if (ring) {
        addStrip(strip, "ON THE RING FROM THE HASH OF " + client + " ON →",
                 walked(scene, pick, room), area, cellWidth);
    } else {
        const auto& lookup = *scene.after.lookup.lookup;
        addStrip(strip,
                 "THE HASH OF " + client + " MOD " + std::to_string(lookup.table.size()) + " = " +
                     std::to_string(core::entryOf(pick.client, lookup)),
                 entries(scene, pick, room), area, cellWidth);
    }
    strip.marks.front().id = "lookup/header";
    figure.marks.insert(figure.marks.end(), strip.marks.begin(), strip.marks.end());
}

}  // namespace lockstep::figures::balance
