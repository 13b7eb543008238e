// SPDX-License-Identifier: GPL-3.0-or-later
// The keys, inside the ring at their hashes: dots in their owners' inks, or their density.
#include <algorithm>
#include <array>
#include <set>

#include "drawing/layout.h"
#include "figures/ring/scene.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr std::size_t mostDots = 240;
constexpr std::size_t mostNames = 16;
constexpr std::size_t bins = 180;
constexpr double keyRow = 22;  // from the ring's line inwards
constexpr double tallestBin = 26;

std::set<protocol::KeyIndex> movedKeys(const Scene& scene) {
    std::set<protocol::KeyIndex> keys;
    if (!scene.isChange) return keys;
    for (const auto& moved : scene.after.change->moved)
        keys.insert(moved.key);
    return keys;
}

void addDots(Figure& figure, const Scene& scene) {
    const auto& keys = *scene.placement().keys;
    const auto moved = movedKeys(scene);
    const double radius = keys.size() > 100 ? 3 : 4;
    const double halo = moved.size() > 40 ? 1.8 : 3.5;
    std::vector<Rect> taken;
    for (protocol::KeyIndex key = 0; key < keys.size(); ++key) {
        const auto owner = scene.placement().owners[key];
        const std::string name = keys.names.name(key);
        const bool isMoved = moved.count(key) != 0;
        Mark mark;
        mark.id = "key/" + name;
        mark.role = drawing::Role::entry;
        mark.layer = isMoved ? Layer::packets : Layer::table;
        mark.lit = isMoved;
        const double degrees = scene.degreesOf(keys.hashes[key]);
        // Keys that would lie on each other stand in rows, one further in than the other.
        Rect spot;
        for (int row = 0; row < 4; ++row) {
            mark.place = scene.at(degrees, -keyRow - row * (2 * radius + 1));
            spot = around(mark.place, {2 * radius, 2 * radius});
            if (std::none_of(taken.begin(), taken.end(),
                             [&](const Rect& other) { return overlap(spot, other); }))
                break;
        }
        taken.push_back(spot);
        if (isMoved)
            mark.parts.push_back(
                part("halo", Circle{{}, radius + halo}, outlined(Ink::lit, Ink::text, 1.2)));
        const Ink ink = scene.ink(owner);
        mark.parts.push_back(
            part("dot", Circle{{}, radius}, outlined(ink, Ink::ground, isMoved ? 1.5 : 0.8)));
        mark.description =
            name + (owner == protocol::noServer ? " has no owner."
                                                : " belongs to " + scene.name(owner) + '.');
        figure.marks.push_back(std::move(mark));
    }
}

// The names of few keys, where they cover no dot and no other name; else they are left out, and
// each dot says its name when it is pointed at.
void addNames(Figure& figure, const Scene& scene) {
    std::vector<LabelWish> wishes;
    std::vector<std::string> names;
    KeepClear clear;
    clear.bounds = scene.circle;
    if (scene.isLookup) clear.rects.push_back(lookupPlate(scene));
    const std::string lookedUp = scene.isLookup ? scene.name(scene.after.lookedUp) : "";
    for (const Mark& mark : figure.marks) {
        if (mark.id.rfind("key/", 0) != 0) continue;
        clear.discs.push_back({mark.place, 5});
        const std::string name = mark.id.substr(4);
        if (name == lookedUp) continue;
        const double width = textWidth(name, size::small, Weight::medium) + 2;
        const Point inwards = unit(scene.center - mark.place);
        LabelWish wish{{width, 13}, {mark.place}, {}, 0, 0};
        for (const double away : {15.0, 28.0, 42.0})
            for (const double turn : {0.0, 0.7, -0.7, 1.3, -1.3}) {
                const Point towards{inwards.x - turn * inwards.y, inwards.y + turn * inwards.x};
                const Point way = unit(towards);
                wish.spots.push_back({way.x * (away + width / 2 - 6), way.y * away});
            }
        wishes.push_back(std::move(wish));
        names.push_back(name);
    }
    const auto spots = placeLabels(wishes, clear);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        if (!spots[i]) continue;
        Mark mark;
        mark.id = "key-name/" + names[i];
        mark.of = "key/" + names[i];
        mark.layer = Layer::labels;
        mark.place = wishes[i].anchors.front() + spots[i]->first;
        mark.parts.push_back(words("name", names[i], {0, baselineAt(0, size::small)}, size::small,
                                   Weight::medium, Ink::text, Anchor::middle));
        figure.marks.push_back(std::move(mark));
    }
}

// The places of keys stand in order: a search finds where each stretch ends.
std::array<std::uint32_t, bins> binsInOrder(const protocol::Keys& keys) {
    std::array<std::uint32_t, bins> counts{};
    auto from = keys.places.begin();
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const auto until =
            std::partition_point(from, keys.places.end(), [&](protocol::Position place) {
                return degreesOf(place) < 360.0 * static_cast<double>(bin + 1) / bins;
            });
        counts[bin] = static_cast<std::uint32_t>(until - from);
        from = until;
    }
    counts.back() += static_cast<std::uint32_t>(keys.places.end() - from);
    return counts;
}

// Many keys: how many lie in each of 180 stretches, and how many of these moved.
void addDensity(Figure& figure, const Scene& scene) {
    const auto& keys = *scene.placement().keys;
    std::array<std::uint32_t, bins> all{};
    std::array<std::uint32_t, bins> moved{};
    const auto binOf = [&](protocol::KeyIndex key) {
        const double degrees = scene.degreesOf(keys.hashes[key]);
        return std::min(bins - 1, static_cast<std::size_t>(degrees / 360 * bins));
    };
    if (scene.placement().table.empty()) {
        all = binsInOrder(keys);
    } else {
        for (protocol::KeyIndex key = 0; key < keys.size(); ++key)
            ++all[binOf(key)];
    }
    if (scene.isChange)
        for (const auto& one : scene.after.change->moved)
            ++moved[binOf(one.key)];
    const double most = *std::max_element(all.begin(), all.end());
    Mark mark;
    mark.id = "density";
    mark.layer = Layer::table;
    mark.place = scene.center;
    mark.description = counted(keys.size(), "key", "keys") + ", drawn as how many lie where.";
    const double outer = scene.radius - bandHalf - 4;
    const auto bar = [&](const char* what, std::size_t bin, double count, Ink ink) {
        if (count <= 0) return;
        const double from = 360.0 * static_cast<double>(bin) / bins;
        const double depth = std::max(1.0, tallestBin * count / most);
        mark.parts.push_back(
            part(what + std::to_string(bin),
                 bandPiece({}, outer - depth, outer, from + 0.25, from + 360.0 / bins - 0.25),
                 filled(ink)));
    };
    for (std::size_t bin = 0; bin < bins; ++bin) {
        bar("all", bin, all[bin], Ink::line);
        bar("moved", bin, moved[bin], Ink::text);
    }
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addKeys(Figure& figure, const Scene& scene) {
    if (scene.placement().keys->size() <= mostDots) {
        addDots(figure, scene);
        if (scene.placement().keys->size() <= mostNames) addNames(figure, scene);
    } else {
        addDensity(figure, scene);
    }
}

}  // namespace lockstep::figures::ring
