// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/paxos/paxos_figure.h"

#include <algorithm>

#include "drawing/text_width.h"
#include "drawing/transform.h"
#include "figures/caption.h"
#include "figures/paxos/scene.h"
#include "figures/paxos/words.h"

namespace lockstep::figures::paxos {

namespace {

constexpr double margin = 16;
constexpr double headsHeight = 84;
constexpr double feetHeight = 48;
constexpr double observerHeight = 36;
constexpr double labelsWidth = 138;
constexpr double registerPitch = 84;  // where "1.P2=blue" is whole
constexpr double sidePitch = 58;      // where "accepting" is
constexpr double tableWidth = 240;  // the least of the slot table
constexpr double tableGap = 24;
// Below the least size the picture is laid out for it all the same and shown smaller.
constexpr double leastLadderWidth = 480;
// From this size on everything grows, so that a slide or a wall has large words too.
constexpr drawing::Size usualSize{780, 620};
constexpr double mostGrowth = 2;

double growthFor(drawing::Size size, drawing::Size least) {
    const double room = std::min(size.width / usualSize.width, size.height / usualSize.height);
    const double need = std::min(size.width / least.width, size.height / least.height);
    return need < 1 ? need : std::clamp(room, 1.0, std::min(mostGrowth, need));
}

// Nine of each role need room.
double leastWidth(const protocol::World& world) {
    const auto roles = static_cast<double>(world.proposers.size() + world.acceptors.size() +
                                           world.learners.size());
    return std::max(leastLadderWidth, labelsWidth + 62 * roles + 30);
}

// Room for heads, a whole ballot with a line above it, registers and observer. In a slot a ballot
// has two rungs, for its phase 1 is shown apart.
double leastHeight(const protocol::World& world, bool caption) {
    const double rung = rungHeightFor(world.acceptors.size());
    const double ballot = world.dials.multi ? 70 + 2 * rung : titleHeight + 24 + 4 * rung;
    return margin + headsHeight + 14 + ballot + 8 + feetHeight + 12 + observerHeight + 2 +
           (caption ? captionHeight : 0);
}

// Where the slot table stands, and from which size on all has its room.
struct Layout {
    bool beside = false;  // to the right of the ladder, else below
    drawing::Size least;
};

Layout layoutFor(const protocol::World& world, drawing::Size size, bool caption) {
    Layout below{false, {leastWidth(world), leastHeight(world, caption)}};
    if (!world.dials.multi) return below;
    const drawing::Size table = slotTableSize(world, {tableWidth, 0});
    Layout beside{true, below.least};
    beside.least.width += table.width + tableGap;
    beside.least.height = std::max(beside.least.height, table.height + 2 * captionHeight);
    below.least.height += table.height + 14;
    const auto room = [&](const Layout& layout) {
        return std::min(size.width / layout.least.width, size.height / layout.least.height);
    };
    const bool bothFit = room(below) >= 1 && room(beside) >= 1;
    const bool isWide = size.width > 1.4 * size.height;
    return (bothFit ? isWide : room(beside) > room(below)) ? beside : below;
}

void divide(Scene& scene, Rect area, bool beside) {
    if (scene.after.dials.multi && beside) {
        const double most = std::min(area.width * 0.4,
                                     area.width - leastWidth(scene.after) + 2 * margin - tableGap);
        const drawing::Size size =
            slotTableSize(scene.after, {std::max(tableWidth, most), area.height});
        scene.table = {area.right() - size.width, area.y + 40, size.width, size.height};
        area.width -= size.width + tableGap;
    } else if (scene.after.dials.multi) {
        const drawing::Size size = slotTableSize(scene.after, {area.width, area.height});
        scene.table = {area.x + 8, area.bottom() - size.height, size.width, size.height};
        area.height -= size.height + 14;
    }
    scene.observer = {area.x + 4, area.bottom() - observerHeight - 2, area.width - 8,
                      observerHeight};
    scene.feet = {area.x, scene.observer.y - feetHeight - 12, area.width, feetHeight};
    // Which server it is on takes a line more.
    const double heads = headsHeight + (scene.after.dials.together ? 14 : 0);
    scene.heads = {area.x, area.y, area.width, heads};
    scene.ladder = {area.x, area.y + heads, area.width, scene.feet.y - area.y - heads - 8};
}

// Proposers, acceptors and learners from left to right, with a gap between the roles. Where room
// is short the acceptors keep more of it, for their registers have the longest words.
void placeColumns(Scene& scene) {
    const protocol::World& world = scene.after;
    scene.labels = labelsWidth;
    const auto acceptors = static_cast<double>(world.acceptors.size());
    const auto others = static_cast<double>(world.proposers.size() + world.learners.size());
    const double gaps = 0.35 * (world.learners.empty() ? 1 : 2);
    const double room = scene.ladder.width - scene.labels - 4;
    scene.side = std::min(150.0, room / (others + acceptors + gaps));
    scene.pitch = scene.side;
    if (scene.side < registerPitch) {
        scene.side = std::min(scene.side, sidePitch);
        scene.pitch = std::min(registerPitch, (room - (others + gaps) * scene.side) / acceptors);
    }
    const double gap = 0.35 * scene.side;
    const double used = (others + gaps) * scene.side + acceptors * scene.pitch;
    double x = scene.ladder.x + scene.labels +
               std::max(0.0, (scene.ladder.width - scene.labels - used) / 2);
    const auto place = [&](std::vector<double>& into, std::size_t count, double pitch) {
        for (std::size_t i = 0; i < count; ++i) {
            into.push_back(x + pitch / 2);
            x += pitch;
        }
        x += gap;
    };
    place(scene.proposers, world.proposers.size(), scene.side);
    place(scene.acceptors, world.acceptors.size(), scene.pitch);
    place(scene.learners, world.learners.size(), scene.side);
}

}  // namespace

drawing::Figure paxosFigure(const Moment& moment, const FigureOptions& options) {
    const auto& after = moment.after->as<protocol::World>();
    const auto& before = moment.before ? moment.before->as<protocol::World>() : after;
    const Events none;
    const Layout layout = layoutFor(after, options.size, options.caption);
    const double growth = growthFor(options.size, layout.least);

    drawing::Figure figure;
    figure.size = {options.size.width / growth, options.size.height / growth};
    figure.time = moment.time.count();
    const CaptionWords caption = captionOf(
        moment, *after.setup,
        isFresh(after) ? "Nothing is proposed yet. Every acceptor is free."
                       : "It begins with what the acceptors have promised and accepted before.");
    figure.title = caption.what;
    figure.description = describe(after);

    Scene scene{before, after, moment.events ? *moment.events : none, attemptsOf(moment),
                figure.time, {}, {}, {}, {}, {}, 0, {}, {}, {}, 0, 0, {}, 0};
    Rect area{margin, margin / 2, figure.size.width - 2 * margin, figure.size.height - margin};
    if (options.caption) area.height -= captionHeight;
    divide(scene, area, layout.beside);
    placeColumns(scene);
    placeBlocks(scene);

    addLadder(figure, scene);
    addHeads(figure, scene);
    addRegisters(figure, scene);
    if (!scene.table.isEmpty()) addSlotTable(figure, scene);
    addPackets(figure, scene);
    if (options.caption)
        figure.marks.push_back(captionMark(
            caption, {margin + 8, figure.size.height - captionHeight,
                      figure.size.width - 2 * (margin + 8), captionHeight}));
    figure = drawing::scaled(std::move(figure), growth);
    figure.size = options.size;  // to the last bit
    return figure;
}

void addTo(FigureCatalog& catalog) {
    catalog.add({"paxos", paxosFigure, legend});
}

}  // namespace lockstep::figures::paxos
