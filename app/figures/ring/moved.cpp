// SPDX-License-Identifier: GPL-3.0-or-later
// How many keys the last change moved, beside what theory expects and what mod N would have moved.
#include <algorithm>

#include "figures/ring/scene.h"

namespace lockstep::figures::ring {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;
using protocol::ChangeKind;

namespace {

struct Row {
    const char* id;
    std::string name;
    double moved = 0;
    double expected = -1;
    Ink ink;
};

void addRow(Figure& figure, const Scene& scene, const Row& row, double y) {
    const Rect& area = scene.shares;
    Mark mark;
    mark.id = row.id;
    mark.role = drawing::Role::note;
    mark.layer = Layer::nodes;
    mark.place = {area.x, y};
    mark.lit = scene.isChange;
    std::string value = percent(row.moved);
    if (row.expected >= 0) value += ", theory " + percent(row.expected);
    mark.description = row.name + ": " + value + " of the keys.";
    const double name = textWidth(row.name, size::label, Weight::medium) + 8;
    const bool fits = name + textWidth(value, size::label, Weight::semibold) <= area.width;
    const double valueSize = fits ? size::label : size::small;
    const double room = area.width - textWidth(value, valueSize, Weight::semibold) - 8;
    mark.parts.push_back(words("name", elided(row.name, room, size::label, Weight::medium), {0, 0},
                               size::label, Weight::medium, Ink::text));
    mark.parts.push_back(words("value", value, {area.width, 0}, valueSize, Weight::semibold,
                               Ink::text, Anchor::end));
    addBar(mark, {row.moved, 1, row.expected, row.ink}, area.width, 4);
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addMoved(Figure& figure, const Scene& scene) {
    const auto& change = *scene.after.change;
    if (change.kind == ChangeKind::none || change.kind == ChangeKind::otherKeys) return;
    const Rect& area = scene.shares;
    const double top = area.bottom() - movedHeight + 8;
    std::string count = counted(change.moved.size(), "key", "keys") + " moved";
    if (!change.arcs.empty()) {
        const std::string arcs = ", on " + counted(change.arcs.size(), "arc", "arcs");
        const double title = textWidth("Last change", size::label, Weight::semibold);
        if (title + 12 + textWidth(count + arcs, size::small) <= area.width) count += arcs;
    }
    addHeading(figure, "moved", "Last change", {area.x, top}, count, area.width);
    const double all = std::max<double>(1, change.keyCount);
    const bool members = change.kind == ChangeKind::added || change.kind == ChangeKind::removed;
    const bool expects = members || change.kind == ChangeKind::reweighted;
    const bool isBounded = scene.after.dials.scheme == protocol::Scheme::bounded;
    addRow(figure, scene,
           {"moved/scheme", isBounded ? "bounded" : schemeTitle(scene.after),
            static_cast<double>(change.moved.size()) / all,
            expects ? static_cast<double>(change.expected) / all : -1, Ink::text},
           top + 38);
    if (!members || scene.after.dials.scheme == protocol::Scheme::mod) return;
    addRow(figure, scene,
           {"moved/mod", "mod N, same keys", static_cast<double>(change.movedByMod) / all, -1,
            Ink::muted},
           top + 76);
}

}  // namespace lockstep::figures::ring
