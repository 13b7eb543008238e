// SPDX-License-Identifier: GPL-3.0-or-later
// The shards: what each owns, its rows in the order of their keys, and moves between two of them.
#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"
#include "figures/shard/words.h"
#include "shard/facts.h"

namespace lockstep::figures::shard {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double pad = 8;
constexpr double shardHead = 66;
constexpr double replicaHead = 86;
constexpr double rowPitch = 24;

const core::Shard* wasOf(const Scene& scene, const core::Shard& shard) {
    return scene.before.shardOn(shard.server);
}

void addLine(Mark& mark, const char* key, const std::string& text, double y, double width,
             double size, Weight weight, Ink ink) {
    if (text.empty()) return;
    mark.parts.push_back(
        words(key, elided(text, width - 2 * pad, size, weight), {pad, y}, size, weight, ink));
}

// What a shard owns, in as little room as can be: "from i to before r".
void addOwned(Mark& mark, const std::string& owned, double width, Ink ink) {
    const std::string text = owned.rfind("keys ", 0) == 0 ? owned.substr(5) : owned;
    const bool fits = textWidth(text, drawing::size::label, Weight::medium) <= width - 2 * pad;
    addLine(mark, "owned", text, 38, width, fits ? drawing::size::label : drawing::size::small,
            Weight::medium, ink);
}

double headOf(const Scene& scene) { return scene.groups.empty() ? shardHead : replicaHead; }

void addCard(Figure& figure, const Scene& scene, std::size_t index) {
    const core::Shard& shard = scene.after.shards[index];
    const core::Shard* was = wasOf(scene, shard);
    const Rect& card = scene.shards[index];
    const bool up = scene.after.up(shard.server) && !shard.gone;
    const Ink ink = up ? inkOf(scene.after, shard.server) : Ink::down;
    const std::string& name = scene.name(shard.server);
    const std::string owned = ownedWords(scene.after, shard);
    const Said standing = standingOf(scene.after, shard);
    Mark mark = markAt("server/" + name, drawing::Role::node, {card.x, card.y});
    mark.layer = Layer::nodes;
    mark.lit = !was || !(*was == shard) ||
               scene.before.up(shard.server) != scene.after.up(shard.server);
    const bool replicated = !scene.groups.empty();
    const bool isOver = up && shard.leads() && !core::counts(scene.after, shard);
    const std::string role = isOver ? "old primary" : core::roleText(scene.after, shard);
    const double head = headOf(scene);
    const std::string rows =
        std::to_string(shard.store.live()) + (shard.store.live() == 1 ? " row" : " rows");
    mark.description = (replicated ? name + ", " + role + " of " + scene.name(shard.id) +
                                         ", which owns " + owned + ", holds "
                                   : name + " owns " + owned + " and holds ") +
                       rows + ".";
    mark.tip = name + (replicated ? "\n" + role + " of " + scene.name(shard.id) : "") +
               "\nowns " + owned + "\nrows " + std::to_string(shard.store.live()) +
               "\nrequests " + std::to_string(shard.requests) +
               (standing.text.empty() ? "" : '\n' + standing.text);
    const Dash dash = up ? Dash::solid : Dash::dashed;
    mark.parts.push_back(part("card", Box{{0, 0, card.width, card.height}, 8},
                              outlined(Ink::panel, ink, 1.8, dash)));
    mark.parts.push_back(part("head", Box{{2, 2, card.width - 4, head - 4}, 6},
                              filled(mark.lit ? Ink::lit : ink.soft())));
    const std::string counts = rows + " · " + std::to_string(shard.requests) +
                               (shard.requests == 1 ? " request" : " requests");
    const double nameWidth = textWidth(name, drawing::size::heading, Weight::bold);
    addLine(mark, "name", name, 20, card.width, drawing::size::heading, Weight::bold, ink);
    if (replicated) {
        addRole(mark, role, pad - 2, 36, card.width - 2 * pad + 4);
        const bool fits =
            textWidth(counts, drawing::size::small, Weight::medium) <= card.width - 2 * pad;
        addLine(mark, "counts", shard.leads() && fits ? counts : rows, 61, card.width,
                drawing::size::small, Weight::medium, Ink::muted);
        addLine(mark, "standing", up && shard.leads() ? standing.text : "", 77, card.width,
                drawing::size::small,
                Weight::semibold, standing.ink);
        figure.marks.push_back(std::move(mark));
        return;
    }
    const double room = card.width - 2 * pad - nameWidth - 8;
    mark.parts.push_back(words("counts", elided(counts, room, drawing::size::small),
                               {card.width - pad, 19}, drawing::size::small, Weight::medium,
                               Ink::muted, Anchor::end));
    addOwned(mark, owned, card.width, up ? Ink::text : Ink::down);
    addLine(mark, "standing", standing.text, 56, card.width, drawing::size::small,
            Weight::semibold, standing.ink);
    figure.marks.push_back(std::move(mark));
}

RowLook lookOf(const core::World& world, const core::Shard& shard, const core::Row& row) {
    if (shard.isOnItsWay(row.key)) return RowLook::onItsWay;
    if (shard.preparedFor(row.key)) return RowLook::held;
    const bool owned = shard.directory.at(world.placeOf(row.key)).owner == shard.id;
    return owned ? RowLook::plain : RowLook::arriving;
}

// The copy of a row on its way has a name of its own, so that the row itself slides over when it
// counts there.
std::string idOf(const Scene& scene, const core::Shard& shard, const core::Row& row) {
    const std::string id =
        "row/" + std::string(scene.after.setup->symbols.text(row.key));
    // The row is where its shard's primary has it; followers have copies of their own.
    if (&shard != core::primaryOf(scene.after, shard.id))
        return id + '@' + scene.name(shard.server);
    for (const core::Shard* one : core::primariesOf(scene.after)) {
        const core::Shard& other = *one;
        if (other.server == shard.server) continue;
        const bool there = other.store.find(row.key, scene.after.setup->symbols) != nullptr;
        const bool first = other.server < shard.server && !shard.isOnItsWay(row.key);
        if (there && (other.isOnItsWay(row.key) || first)) return id + "/copy";
    }
    return id;
}

struct Shown {
    std::string id;
    std::string text;
    RowLook look = RowLook::plain;
    bool isLit = false;
};

void addRow(Figure& figure, const Scene& scene, const core::Shard& shard, const Shown& shown,
            const Rect& rect) {
    Mark mark = markAt(shown.id, drawing::Role::entry, {rect.x, rect.y},
                       scene.name(shard.server) + " holds " + shown.text + ".");
    mark.of = "server/" + scene.name(shard.server);
    mark.lit = shown.isLit;
    addRowShape(mark, shown.look, inkOf(scene.after, shard.server),
                {0, 0, rect.width, rect.height}, shown.text);
    if (shown.isLit)
        mark.parts.push_back(part("lit", Box{{-1, -1, rect.width + 2, rect.height + 2}, 5},
                                  stroked(Ink::accent, 2)));
    figure.marks.push_back(std::move(mark));
}

// Rows that are held before they are there: a promise to write a new one.
std::vector<Shown> rowsOf(const Scene& scene, const core::Shard& shard) {
    const core::World& world = scene.after;
    const core::Shard* was = wasOf(scene, shard);
    std::vector<Shown> rows;
    for (const core::Row& row : shard.store.rows()) {
        const core::Row* before = was ? was->store.find(row.key, world.setup->symbols) : nullptr;
        rows.push_back({idOf(scene, shard, row), rowWords(world, row), lookOf(world, shard, row),
                        !before || before->value != row.value});
    }
    for (const core::Prepared& one : shard.prepared) {
        if (shard.store.find(one.key, world.setup->symbols)) continue;
        const std::string key(world.setup->symbols.text(one.key));
        const std::string at = scene.groups.empty() ? "" : '@' + scene.name(shard.server);
        rows.push_back({"row/" + key + "/promised" + at, key + " promised", RowLook::held,
                        !was || !was->preparedFor(one.key)});
    }
    return rows;
}

void addRows(Figure& figure, const Scene& scene, std::size_t index) {
    const core::Shard& shard = scene.after.shards[index];
    const Rect& card = scene.shards[index];
    const double top = card.y + headOf(scene) + 4;
    const double room = card.bottom() - 6 - top;
    const auto most = static_cast<std::size_t>(std::max(0.0, room / rowPitch));
    const std::vector<Shown> rows = rowsOf(scene, shard);
    const std::size_t shown = rows.size() <= most ? rows.size() : most == 0 ? 0 : most - 1;
    for (std::size_t i = 0; i < shown; ++i)
        addRow(figure, scene, shard, rows[i],
               {card.x + 6, top + rowPitch * static_cast<double>(i), card.width - 12,
                rowPitch - 4});
    if (shown == rows.size()) return;
    Mark more = markAt("more/" + scene.name(shard.server), drawing::Role::note,
                       {card.x + pad, top + rowPitch * static_cast<double>(shown)});
    more.parts.push_back(words("more",
                               elided("and " + std::to_string(rows.size() - shown) + " more",
                                      card.width - 2 * pad, drawing::size::small),
                               {0, 14}, drawing::size::small, Weight::medium, Ink::muted));
    figure.marks.push_back(std::move(more));
}

void addMove(Figure& figure, const Scene& scene, const core::Shard& shard,
             const core::Outgoing& move) {
    const Point from{scene.box(shard.server).center().x, scene.lowerLane};
    const ServerId target = core::primaryOf(scene.after, move.target)->server;
    const Point to{scene.box(target).center().x, scene.lowerLane};
    const Ink ink = inkOf(scene.after, move.target);
    const Point along = unit(to - from);
    Mark mark = markAt("move/" + scene.name(shard.server) + '-' + scene.name(move.target),
                       drawing::Role::decoration, from);
    mark.layer = Layer::links;
    mark.description = scene.name(shard.server) + " hands over to " + scene.name(move.target) + '.';
    const Point way = to - from;
    const Point down{0, scene.shardTop - to.y - 8};
    mark.parts.push_back(part("foot", segment({}, {0, scene.shardTop - from.y}),
                              stroked(ink, 1.6, Dash::dashed)));
    mark.parts.push_back(part("way", segment({}, way), stroked(ink, 1.6, Dash::dashed)));
    mark.parts.push_back(part("end", segment(way, way + down),
                              stroked(ink, 1.6, Dash::dashed)));
    mark.parts.push_back(part("tip",
                              arrowHead(way + down + Point{0, 3}, {0, 1}, 10, 9),
                              filled(ink)));
    mark.parts.push_back(part("start", Circle{along * 2, 3}, filled(ink)));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addRowShape(Mark& mark, RowLook look, Ink ink, const Rect& rect, const std::string& text) {
    Style style = outlined(ink.soft(), ink, 1);
    Ink letters = Ink::text;
    std::string sign;
    switch (look) {
        case RowLook::plain: break;
        case RowLook::onItsWay:
            style = outlined(Ink::panel, ink, 1.4, Dash::dashed);
            letters = Ink::muted;
            sign = "going";
            break;
        case RowLook::arriving:
            style = outlined(Ink::panel, ink, 1.2, Dash::dotted);
            sign = "new";
            break;
        case RowLook::held:
            style = outlined(Ink::candidate.soft(), Ink::candidate, 1.4);
            sign = "held";
            break;
    }
    mark.parts.push_back(part("cell", Box{rect, 4}, style));
    const double line = baselineAt(rect.center().y, drawing::size::label);
    const double signWidth =
        sign.empty() ? 0 : textWidth(sign, drawing::size::small, Weight::semibold) + 6;
    const bool hasSign = !sign.empty() && rect.width > 84;
    const double room = rect.width - 12 - (hasSign ? signWidth : 0);
    const std::string shown =
        elided(text, room, drawing::size::label, Weight::regular, Face::code);
    mark.parts.push_back(
        code("text", shown, {rect.x + 6, line}, drawing::size::label, letters));
    if (hasSign)
        mark.parts.push_back(words("sign", sign, {rect.right() - 6, line}, drawing::size::small,
                                   Weight::semibold, Ink::candidate, Anchor::end));
}

void addCards(Figure& figure, const Scene& scene) {
    for (std::size_t i = 0; i < scene.after.shards.size(); ++i) {
        addCard(figure, scene, i);
        addRows(figure, scene, i);
    }
    for (const core::Shard* shard : core::primariesOf(scene.after))
        for (const core::Outgoing& move : shard->outgoing) addMove(figure, scene, *shard, move);
}

}  // namespace lockstep::figures::shard
