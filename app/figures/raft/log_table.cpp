// SPDX-License-Identifier: GPL-3.0-or-later
// The logs side by side: an index a column, a server a row. Dashed cells are not committed as far
// as their server knows; the thick line is how far each server knows the log to be committed. At
// the right stands what the entries that a server has applied have come to.
#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/raft/log_grid.h"
#include "figures/raft/server_marks.h"
#include "figures/raft/words.h"

namespace lockstep::figures::raft {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;
using protocol::Index;
using protocol::Server;

constexpr double emptyHeight = 26;

const Server* leaderOf(const protocol::World& world) {
    const Server* leader = nullptr;
    for (const Server& server : world.servers)
        if (world.up(server.id) && server.role == protocol::Role::leader &&
            (!leader || server.currentTerm > leader->currentTerm))
            leader = &server;
    return leader;
}

// Which entries lie left and right of what is seen; empty if none do.
std::string hiddenWords(const Grid& grid) {
    const auto range = [](Index from, Index to) {
        return from == to ? std::to_string(from)
                          : std::to_string(from) + " to " + std::to_string(to);
    };
    const bool left = grid.first > 1;
    const bool right = grid.last > grid.end();
    if (!left && !right) return {};
    std::string text = left ? "‹ " + range(1, grid.first - 1) : "";
    if (left && right) text += " and ";
    if (right) text += range(grid.end() + 1, grid.last) + " ›";
    return text + " not shown";
}

bool hasKeys(const protocol::World& world, const Grid& grid) {
    return (leaderOf(world) && world.servers.size() > 1) || !hiddenWords(grid).empty();
}

Mark markOf(const std::string& id, drawing::Role role, Layer layer = Layer::table) {
    Mark mark;
    mark.id = id;
    mark.role = role;
    mark.layer = layer;
    return mark;
}

class Table {
public:
    Table(Figure& figure, const Scene& scene)
        : figure_(figure), scene_(scene), world_(scene.after),
          grid_(gridFor(scene, scene.logRoom)),
          corner_{scene.logs.x, scene.logs.y} {}

    void add() {
        addHeader();
        for (std::size_t row = 0; row < grid_.rows; ++row) addRow(row);
        addCommitLine();
        if (grid_.appliedWidth > 0) addApplied();
        if (const Server* leader = leaderOf(world_)) addProgress(*leader);
        addKeys();
    }

private:
    void place(Mark&& mark, Point at = {}) {
        mark.place = corner_ + at;
        figure_.marks.push_back(std::move(mark));
    }

    void addHeader() {
        Mark mark = markOf("log/header", drawing::Role::decoration);
        Part title = words("title", "LOGS", {0, 15}, drawing::size::small, Weight::semibold,
                           Ink::muted);
        std::get<Text>(title.shape).spacing = 0.8;
        mark.parts.push_back(std::move(title));
        for (Index index = grid_.first; index < grid_.first + grid_.columns; ++index)
            mark.parts.push_back(words("index-" + std::to_string(index), std::to_string(index),
                                       {grid_.middle(index), 15},
                                       drawing::size::small, Weight::regular, Ink::muted,
                                       Anchor::middle));
        place(std::move(mark));
    }

    void addRow(std::size_t row) {
        const ServerId id = serverAt(row);
        const Server& server = world_.server(id);
        const bool isUp = world_.up(id);
        Mark name = markOf("log/" + scene_.name(id), drawing::Role::note);
        name.of = "server/" + scene_.name(id);
        const Index count = server.log.lastIndex();
        name.description = "The log of " + scene_.name(id) + " has " + std::to_string(count) +
                           (count == 1 ? " entry." : " entries.");
        name.parts.push_back(words(
            "name", elided(scene_.name(id), grid_.nameWidth - 12, drawing::size::label,
                           Weight::semibold),
            {0, grid_.top(row) + baselineAt(grid_.cellHeight / 2, drawing::size::label)},
            drawing::size::label, Weight::semibold, isUp ? Ink::text : Ink::down));
        if (server.log.lastIndex() < grid_.first && grid_.first > 1)
            addShortLog(name, server, row);
        place(std::move(name));
        if (server.log.snapshotIndex() >= grid_.first) addSnapshot(server, row);
        const Index from = std::max(grid_.first, server.log.firstIndex());
        for (Index index = from; index < grid_.first + grid_.columns; ++index)
            addCellAt(server, row, index);
    }

    // What a snapshot replaced is folded into one block, as wide as its entries were.
    void addSnapshot(const Server& server, std::size_t row) {
        const Index last = server.log.snapshotIndex();
        const Rect from = grid_.cell(grid_.first, row);
        const Rect to = grid_.cell(std::min(last, grid_.first + grid_.columns - 1), row);
        const Rect block{0, 0, to.right() - from.x, from.height};
        const std::string name = scene_.name(server.id);
        Mark mark = markOf("snapshot/" + name, drawing::Role::entry);
        mark.lit = scene_.was(server.id).log.snapshotIndex() != last;
        mark.description = "A snapshot of " + name + " stands for its entries up to " +
                           std::to_string(last) + '.';
        SnapshotLook look;
        look.term = server.log.snapshotTerm();
        look.last = last;
        look.lit = mark.lit;
        look.opacity = world_.up(server.id) ? 1 : 0.45;
        addSnapshotBlock(mark, look, block);
        place(std::move(mark), {from.x, from.y});
    }

    // A log that ends before the columns shown says so where its entries would be.
    void addShortLog(Mark& mark, const Server& server, std::size_t row) {
        const Rect cell = grid_.cell(grid_.first, row);
        const Index last = server.log.lastIndex();
        mark.parts.push_back(words("ends",
                                   last == 0 ? "‹ empty" : "‹ ends at " + std::to_string(last),
                                   {cell.x + 6, baselineAt(cell.center().y, drawing::size::small)},
                                   drawing::size::small, Weight::medium, Ink::muted));
    }

    void addCellAt(const Server& server, std::size_t row, Index index) {
        const Rect rect = grid_.cell(index, row);
        const std::string name = scene_.name(server.id);
        const std::string id = "cell/" + name + '/' + std::to_string(index);
        if (index > server.log.lastIndex()) {
            Mark blank = markOf(id, drawing::Role::decoration);
            Style style = stroked(Ink::line, 1.2);
            style.opacity = world_.up(server.id) ? 0.6 : 0.35;
            blank.parts.push_back(
                part("cell", Box{{0, 0, rect.width, rect.height}, 5}, style));
            place(std::move(blank), {rect.x, rect.y});
            return;
        }
        const protocol::Entry& entry = server.log[index];
        Mark mark = markOf(id, drawing::Role::entry);
        CellLook look;
        look.term = entry.term;
        look.command = cellWords(world_, entry);
        look.committed = index <= server.commitIndex;
        look.lit = isNew(server.id, index);
        look.opacity = world_.up(server.id) ? 1 : 0.45;
        mark.lit = look.lit;
        const std::string command = commandWords(world_, entry);
        mark.description = "Entry " + std::to_string(index) + " of " + name + ": " +
                           (command.empty() ? "" : command + " ") + "of " +
                           termWords(entry.term) +
                           (look.committed ? ", committed." : ", not committed as it knows.");
        addCell(mark, look, {0, 0, rect.width, rect.height});
        place(std::move(mark), {rect.x, rect.y});
    }

    // Whether this step wrote the entry, or made it committed.
    bool isNew(ServerId id, Index index) const {
        const Server& was = scene_.was(id);
        const Server& is = world_.server(id);
        if (index > was.log.lastIndex()) return true;
        if (was.log.stores(index) && !(was.log[index] == is.log[index])) return true;
        return index > was.commitIndex && index <= is.commitIndex;
    }

    // Down a row a piece of the line; where the next row knows more or less, a step aside.
    void addCommitLine() {
        Index most = 0;
        for (const Server& server : world_.servers) most = std::max(most, server.commitIndex);
        if (most == 0) return;
        Mark mark = markOf("log/commit", drawing::Role::note, Layer::front);
        mark.description = "How far each server knows the log to be committed.";
        Path path;
        double lastX = 0;
        double wordX = 0;  // below the last piece, though a server that is down follows
        for (std::size_t row = 0; row < grid_.rows; ++row) {
            const Server& server = world_.servers[row];
            if (!world_.up(server.id)) {
                lastX = 0;
                continue;
            }
            const double x = grid_.commitX(server.commitIndex);
            const double gap = grid_.rowPitch - grid_.cellHeight;
            const double top = grid_.top(row) - gap / 2;
            lastX == 0 ? path.moveTo({x, top}) : path.lineTo({x, top});
            path.lineTo({x, top + grid_.rowPitch});
            lastX = x;
            wordX = x;
        }
        mark.parts.push_back(part("line", path, stroked(Ink::text, 2)));
        if (wordX != 0) {
            const double width = textWidth("committed", drawing::size::small, Weight::semibold);
            const double x = std::max(0.0, std::min(wordX - 2, grid_.cellsEnd() - width));
            mark.parts.push_back(words("word", "committed", {x, grid_.bottom() + 12},
                                       drawing::size::small, Weight::semibold, Ink::text));
        }
        place(std::move(mark));
    }

    void addApplied() {
        Mark header = markOf("log/applied", drawing::Role::decoration);
        Part title = words("title", "APPLIED", {0, 15}, drawing::size::small, Weight::semibold,
                           Ink::muted);
        std::get<Text>(title.shape).spacing = 0.8;
        header.parts.push_back(std::move(title));
        place(std::move(header), {grid_.appliedLeft(), 0});
        for (std::size_t row = 0; row < grid_.rows; ++row) addAppliedAt(row);
    }

    // What a server keeps of it is gone when it crashes, and comes back from the log.
    void addAppliedAt(std::size_t row) {
        const ServerId id = serverAt(row);
        const Server& server = world_.server(id);
        if (!world_.up(id)) return;
        const std::string name = scene_.name(id);
        const std::string store = storeWords(world_, id);
        Mark mark = markOf("log/applied/" + name, drawing::Role::note);
        mark.of = "server/" + name;
        mark.lit = scene_.before.server(id).lastApplied != server.lastApplied;
        mark.description = name + " has applied " + std::to_string(server.lastApplied) +
                           (server.lastApplied == 1 ? " entry" : " entries") +
                           (store.empty() ? "." : ": " + store + '.');
        const Rect room{-5, 0, grid_.appliedWidth + 10, grid_.cellHeight};
        if (mark.lit) mark.parts.push_back(part("lit", Box{room, 5}, filled(Ink::lit)));
        const std::string shown = store.empty() ? "–" : store;
        mark.parts.push_back(code("store",
                                  elided(shown, grid_.appliedWidth, drawing::size::small,
                                         Weight::regular, Face::code),
                                  {0, baselineAt(grid_.cellHeight / 2, drawing::size::small)},
                                  drawing::size::small, store.empty() ? Ink::muted : Ink::text));
        place(std::move(mark), {grid_.appliedLeft(), grid_.top(row)});
    }

    void addProgress(const Server& leader) {
        for (std::size_t row = 0; row < grid_.rows && row < leader.peers.size(); ++row) {
            const ServerId id = serverAt(row);
            if (id == leader.id) continue;
            const protocol::Progress& progress = leader.peers[row];
            const std::string name = scene_.name(id);
            const double line = grid_.top(row) + grid_.cellHeight;
            if (progress.matchIndex > 0 && grid_.shows(progress.matchIndex)) {
                Mark mark = markOf("log/match/" + name, drawing::Role::note, Layer::front);
                mark.description = scene_.name(leader.id) + " knows that " + name +
                                   " matches up to " + std::to_string(progress.matchIndex) + '.';
                mark.parts.push_back(
                    part("dot", Circle{{}, 3.4}, outlined(Ink::leader, Ink::ground, 1.2)));
                place(std::move(mark),
                      {grid_.middle(progress.matchIndex), line});
            }
            if (!grid_.shows(progress.nextIndex)) continue;
            Mark mark = markOf("log/next/" + name, drawing::Role::note, Layer::front);
            mark.description = scene_.name(leader.id) + " sends entry " +
                               std::to_string(progress.nextIndex) + " to " + name + " next.";
            mark.parts.push_back(part("tip", arrowHead({0, 1.5}, {0, -1}, 7.5, 10),
                                      outlined(Ink::leader, Ink::ground, 1.2)));
            place(std::move(mark), {grid_.middle(progress.nextIndex), line});
        }
    }

    void addKeys() {
        if (!hasKeys(world_, grid_)) return;
        Mark mark = markOf("log/keys", drawing::Role::note);
        const double y = grid_.bottom() + footerHeight + 10;
        double x = 0;
        const auto fits = [&](const std::string& text) {
            return corner_.x + x + textWidth(text, drawing::size::small) < figure_.size.width;
        };
        const auto say = [&](const std::string& key, const std::string& text) {
            mark.parts.push_back(words(key, text, {x, y}, drawing::size::small, Weight::regular,
                                       Ink::muted));
            x += textWidth(text, drawing::size::small) + 14;
        };
        if (const Server* leader = leaderOf(world_); leader && grid_.rows > 1) {
            const std::string name = scene_.name(leader->id);
            mark.description = "As " + name + ", the leader, knows the others' logs.";
            mark.parts.push_back(
                part("dot", Circle{{4, y - 4}, 3.4}, filled(Ink::leader)));
            x += 13;
            say("match", "match");
            mark.parts.push_back(
                part("tip", arrowHead({x + 4, y - 4}, {0, -1}, 6.5, 9), filled(Ink::leader)));
            x += 13;
            const std::string whole = "next, as " + name + " knows";
            say("next", fits(whole) ? whole : "next");
        }
        const std::string hidden = hiddenWords(grid_);
        if (!hidden.empty() && fits(hidden)) say("hidden", hidden);
        place(std::move(mark));
    }

    Figure& figure_;
    const Scene& scene_;
    const protocol::World& world_;
    Grid grid_;
    Point corner_;
};

}  // namespace

void addCell(Mark& mark, const CellLook& look, const Rect& rect) {
    const Ink ink = inkOf(look.term);
    if (look.lit) mark.parts.push_back(part("lit", Box{grown(rect, 3.5), 8}, filled(Ink::lit)));
    Style style = outlined(ink.soft(), ink, 1.6, look.committed ? Dash::solid : Dash::dashed);
    style.opacity = look.opacity;
    mark.parts.push_back(part("cell", Box{rect, 5}, style));

    const std::string term = std::to_string(look.term);
    const double termWidth = textWidth(term, drawing::size::small, Weight::bold);
    const double room = rect.width - termWidth - 14;
    const std::string command =
        look.command.empty()
            ? look.command
            : elided(look.command, room, drawing::size::small, Weight::regular, Face::code);
    const double commandWidth =
        textWidth(command, drawing::size::small, Weight::regular, Face::code);
    const double gap = command.empty() ? 0 : 4;
    const double left = rect.center().x - (termWidth + gap + commandWidth) / 2;
    const double line = baselineAt(rect.center().y, drawing::size::small);
    Part number = words("term", term, {left, line}, drawing::size::small, Weight::bold, ink);
    number.style.opacity = look.opacity;
    mark.parts.push_back(std::move(number));
    if (command.empty()) return;
    Part text = code("command", command, {left + termWidth + gap, line}, drawing::size::small,
                     Ink::text);
    text.style.opacity = look.opacity;
    mark.parts.push_back(std::move(text));
}

drawing::Size logTableSize(const Scene& scene, drawing::Size most) {
    if (longest(scene.after) == 0) return {0, emptyHeight};
    const Grid grid = gridFor(scene, most);
    return {grid.width(), grid.bottom() + footerHeight + (hasKeys(scene.after, grid) ? 16 : 0)};
}

void addLogTable(Figure& figure, const Scene& scene) {
    if (longest(scene.after) > 0) return Table(figure, scene).add();
    Mark mark = markOf("log/empty", drawing::Role::note);
    mark.description = "All logs are empty.";
    mark.place = {scene.logs.x + scene.logs.width / 2, scene.logs.y};
    mark.parts.push_back(words("words", "All logs are empty.", {0, 16}, drawing::size::label,
                               Weight::regular, Ink::muted, Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

}  // namespace lockstep::figures::raft
