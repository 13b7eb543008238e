// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/raft/log_grid.h"

#include "drawing/text_width.h"
#include "figures/raft/words.h"

namespace lockstep::figures::raft {

namespace {

using drawing::Face;
using drawing::textWidth;
using protocol::Index;
using protocol::Server;

constexpr Index fewestColumns = 5;
constexpr double narrowestCell = 26;
constexpr double widestCell = 106;  // a joint configuration fits: 2 S1–S3|S1–S5

double widthOf(const std::string& command, protocol::Term term) {
    double width = textWidth(std::to_string(term), drawing::size::small, Weight::bold) + 14;
    if (!command.empty())
        width += 4 + textWidth(command, drawing::size::small, Weight::regular, Face::code);
    return std::clamp(width, narrowestCell, widestCell);
}

// The widest entry at any of these indices.
double cellWidthFor(const protocol::World& world, Index from, Index to) {
    double widest = narrowestCell;
    for (const Server& server : world.servers) {
        const Index last = std::min(to, server.log.lastIndex());
        for (Index index = std::max(from, server.log.firstIndex()); index <= last; ++index) {
            const protocol::Entry& entry = server.log[index];
            widest = std::max(widest, widthOf(cellWords(world, entry), entry.term));
        }
    }
    return widest;
}

// As many as there is room for, and at least one.
template <class Pitch>
void placeColumns(Grid& grid, double room, Index end, Pitch pitch) {
    double right = 0;
    grid.lefts = {grid.nameWidth};
    for (Index index = grid.first; index <= end; ++index) {
        right += pitch(index);
        if (right > room && grid.columns > 0) return;
        grid.lefts.push_back(grid.nameWidth + right);
        ++grid.columns;
    }
}

// Whether there are entries at this index, and none has a command.
bool isBare(const protocol::World& world, Index index) {
    bool any = false;
    for (const Server& server : world.servers) {
        if (!server.log.stores(index)) continue;
        any = true;
        if (!cellWords(world, server.log[index]).empty()) return false;
    }
    return any;
}

double appliedWidthFor(const protocol::World& world) {
    double widest = textWidth("APPLIED", drawing::size::small, Weight::semibold) + 8;
    for (const Server& server : world.servers)
        widest = std::max(widest, textWidth(storeWords(world, server.id), drawing::size::small,
                                            Weight::regular, Face::code));
    return std::min(widest, 150.0);
}

// Logs with many terms alone in them (Figure 7) are shown whole if narrower cells and names do it.
bool showWhole(Grid& grid, const protocol::World& world, double widestName, drawing::Size most,
               double usual) {
    constexpr double narrowestBare = 12.5;
    constexpr double narrowestName = 40;
    const double name = std::max(widestName + 12, narrowestName);
    double room = most.width - name;
    int bare = 0;
    for (Index index = 1; index <= grid.last; ++index) {
        if (isBare(world, index)) ++bare;
        else room -= usual + columnGap;
    }
    if (bare == 0 || room / bare < narrowestBare + columnGap) return false;
    grid.nameWidth = name;
    grid.first = 1;
    placeColumns(grid, most.width - name + 0.5, grid.last, [&](Index index) {
        return isBare(world, index) ? room / bare : usual + columnGap;
    });
    return true;
}

}  // namespace

Index longest(const protocol::World& world) {
    Index last = 0;
    for (const Server& server : world.servers) last = std::max(last, server.log.lastIndex());
    return last;
}

// In a cell the servers alone say that it is a configuration.
std::string cellWords(const protocol::World& world, const protocol::Entry& entry) {
    if (entry.configuration.empty()) return commandWords(world, entry);
    return memberWords(world, entry.configuration);
}

Grid gridFor(const Scene& scene, drawing::Size most) {
    const protocol::World& world = scene.after;
    Grid grid;
    grid.rows = world.servers.size();
    const double usualRows = 34 * static_cast<double>(grid.rows);
    const bool isTight = headerHeight + usualRows + 2 * footerHeight > most.height;
    grid.cellHeight = isTight ? 20 : usualCellHeight;
    grid.rowPitch = grid.cellHeight + (isTight ? 6 : 8);
    double widestName = 0;
    for (const Server& server : world.servers)
        widestName = std::max(widestName, textWidth(world.setup->name(server.id),
                                                    drawing::size::label, Weight::semibold));
    grid.nameWidth = std::clamp(widestName + 18, 50.0, 120.0);
    grid.last = longest(world);
    // The last few entries decide: those are what is shown, and a long log is not read through.
    constexpr Index looked = 40;
    const double usual = cellWidthFor(
        world, grid.last > looked ? grid.last - looked : 1, grid.last);
    double room = most.width - grid.nameWidth;
    // The entries come first: what is applied follows from them.
    const double applied = appliedGap + appliedWidthFor(world);
    const Index needed = std::clamp(grid.last + 1, fewestColumns, fewestColumns + 2);
    if (room - applied >= (usual + columnGap) * needed) {
        grid.appliedWidth = applied - appliedGap;
        room -= applied;
    }
    // Entries without a command need no more room than their term.
    const auto pitch = [&](Index index) {
        return columnGap + (isBare(world, index) ? cellWidthFor(world, index, index) : usual);
    };
    // One column more than there is, for what comes next.
    grid.first = grid.last + 1;
    for (double left = room - pitch(grid.first); grid.first > 1; --grid.first) {
        left -= pitch(grid.first - 1);
        if (left < 0) break;
    }
    if (grid.first > 1 && showWhole(grid, world, widestName, most, usual)) return grid;
    // Where there is room for one column only, it is of what there is.
    grid.first = std::min(grid.first, std::max<Index>(grid.last, 1));
    if (scene.firstIndex > 0) grid.first = std::min(grid.first, scene.firstIndex);
    placeColumns(grid, room, std::max(grid.last + 1, fewestColumns), pitch);
    return grid;
}

}  // namespace lockstep::figures::raft
