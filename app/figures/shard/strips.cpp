// SPDX-License-Identifier: GPL-3.0-or-later
// A directory as a bar in the shards' inks. Slots lie where they are; ranges are equally wide,
// because keys have no length; the arcs of a ring are added up for each shard.
#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/shard/scene.h"
#include "shard/hash_slot.h"

namespace lockstep::figures::shard {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

struct Block {
    ServerId owner;
    double share = 0;
    std::string text;  // what begins there, for ranges
};

double shareOf(const core::Span& span, core::Scheme scheme) {
    const double whole = scheme == core::Scheme::slots ? core::slotCount : 18446744073709551616.0;
    const double end = span.end.end ? whole : static_cast<double>(span.end.number);
    return (end - static_cast<double>(span.first.number)) / whole;
}

std::vector<Block> blocksOf(const core::World& world, const core::Directory& directory) {
    const core::Scheme scheme = world.dials.scheme;
    std::vector<Block> blocks;
    if (scheme == core::Scheme::ring) {
        for (const core::Shard& shard : world.shards) {
            Block block{shard.server, 0, {}};
            const core::Area area = directory.areaOf(shard.server);
            for (const core::Span& span : area.spans()) block.share += shareOf(span, scheme);
            if (block.share > 0) blocks.push_back(block);
        }
        return blocks;
    }
    const auto& pieces = directory.pieces();
    for (const core::Piece& piece : pieces) {
        const bool joins = scheme == core::Scheme::slots && !blocks.empty() &&
                           blocks.back().owner == piece.owner;
        const double even = 1.0 / static_cast<double>(pieces.size());
        const bool isRange = scheme == core::Scheme::range;
        const double share =
            isRange ? even : shareOf(directory.spanAt(piece.first), scheme);
        if (joins) {
            blocks.back().share += share;
        } else {
            blocks.push_back({piece.owner, share, piece.first.key});
        }
    }
    return blocks;
}

// What is too narrow to be seen is made wider, at the expense of the others.
void widen(std::vector<Block>& blocks, double least) {
    double lacking = 0;
    double rest = 0;
    for (Block& block : blocks) {
        if (block.share < least) {
            lacking += least - block.share;
            block.share = least;
        } else {
            rest += block.share - least;
        }
    }
    if (rest <= lacking) return;
    for (Block& block : blocks)
        if (block.share > least) block.share -= (block.share - least) * lacking / rest;
}

}  // namespace

void addStrip(Mark& mark, const Scene& scene, const core::Directory& directory, const Rect& rect) {
    std::vector<Block> blocks = blocksOf(scene.after, directory);
    widen(blocks, 4 / rect.width);
    double x = rect.x;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Block& block = blocks[i];
        const double width = block.share * rect.width;
        const Ink ink = inkOf(scene.after, block.owner);
        const std::string key = "piece-" + std::to_string(i);
        const Rect piece{x, rect.y, width, rect.height};
        mark.parts.push_back(part(key, Box{grown(piece, -0.5), 2}, outlined(ink.soft(), ink, 1)));
        std::string text = scene.name(block.owner);
        if (!block.text.empty()) text = block.text + ": " + text;
        const double room = width - 6;
        const bool fits = textWidth(text, drawing::size::small, Weight::semibold) <= room;
        if (!fits) text = scene.name(block.owner);
        if (textWidth(text, drawing::size::small, Weight::semibold) <= room)
            mark.parts.push_back(words(key + "-name", text,
                                       {piece.center().x,
                                        baselineAt(piece.center().y, drawing::size::small)},
                                       drawing::size::small, Weight::semibold, ink,
                                       Anchor::middle));
        x += width;
    }
}

}  // namespace lockstep::figures::shard
