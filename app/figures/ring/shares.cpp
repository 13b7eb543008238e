// SPDX-License-Identifier: GPL-3.0-or-later
// Beside the ring: each server's keys as a bar, with what came to it from whom, and what it lost.
#include <algorithm>
#include <map>
#include <numeric>

#include "figures/ring/scene.h"
#include "ring/facts.h"
#include "ring/lookup.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;
using protocol::ServerIndex;

constexpr double rowMost = 38;
constexpr double rowLeast = 28;
constexpr double leastPiece = 3;
constexpr double headingHeight = 30;

class Shares {
public:
    Shares(Figure& figure, const Scene& scene, const Rect& area)
        : figure_(figure), scene_(scene), area_(area) {
        const auto& placement = scene.placement();
        keys_ = std::max(1.0, static_cast<double>(placement.keys->size()));
        most_ = 0.01;
        for (const auto& member : scene.after.members)
            weights_ += member.weight;
        for (std::size_t i = 0; i < scene.size(); ++i)
            most_ = std::max({most_, placement.loads[i] / keys_, fairShare(i)});
        if (scene.isChange) countFlows();
        chooseRows();
    }

    void add() {
        const auto& placement = scene_.placement();
        const std::string spread =
            scene_.size() == 0 || placement.keys->size() == 0
                ? ""
                : "fullest / mean " + protocol::fractionText(protocol::spreadOf(placement));
        const double free = area_.width - textWidth(spread, size::small) - 12;
        const bool isLong =
            textWidth("Keys per server", size::label, Weight::semibold) <= free;
        addHeading(figure_, "shares", isLong ? "Keys per server" : "Keys", {area_.x, area_.y},
                   spread, area_.width);
        for (std::size_t row = 0; row < rows_.size(); ++row)
            figure_.marks.push_back(serverRow(rows_[row], placeOf(row)));
        for (std::size_t row = 0; row < rows_.size(); ++row)
            addGains(rows_[row], placeOf(row));
        if (rows_.size() == scene_.size()) return;
        const std::string more = std::to_string(scene_.size() - rows_.size()) + " more servers";
        addHeading(figure_, "more", "and " + more, placeOf(rows_.size()) - Point{0, 12}, "",
                   area_.width);
    }

private:
    void countFlows() {
        for (const auto& key : scene_.after.change->moved) {
            ++gained_[key.to][key.from];
            ++lost_[key.from];
        }
    }

    // All servers, or as many of the first as there is room for and the one that changed.
    void chooseRows() {
        const double room = area_.height - headingHeight;
        const auto fitting = static_cast<std::size_t>(std::max(1.0, room / rowLeast));
        const std::size_t all = scene_.size();
        const std::size_t shown = all <= fitting ? all : std::max<std::size_t>(1, fitting - 1);
        for (std::size_t i = 0; i < shown; ++i)
            rows_.push_back(static_cast<ServerIndex>(i));
        const auto changed =
            protocol::memberNamed(scene_.after, scene_.after.change->server);
        if (changed != protocol::noServer && changed >= shown) rows_.back() = changed;
        const std::size_t lines = shown < all ? fitting : std::max<std::size_t>(1, shown);
        rowHeight_ = std::clamp(room / static_cast<double>(lines), rowLeast, rowMost);
    }

    double fairShare(std::size_t server) const {
        return protocol::weighs(scene_.after.dials.scheme)
                   ? scene_.after.members[server].weight / weights_
                   : 1 / static_cast<double>(scene_.size());
    }

    Point placeOf(std::size_t row) const {
        return {area_.x, area_.y + headingHeight + 8 + rowHeight_ * static_cast<double>(row)};
    }

    double widthOf(double keys) const { return area_.width * keys / keys_ / most_; }

    std::uint64_t gainOf(ServerIndex server) const {
        const auto found = gained_.find(scene_.after.members[server].name);
        if (found == gained_.end()) return 0;
        return std::accumulate(found->second.begin(), found->second.end(), std::uint64_t{0},
                               [](std::uint64_t sum, const auto& one) { return sum + one.second; });
    }

    std::uint64_t lossOf(ServerIndex server) const {
        const auto found = lost_.find(scene_.after.members[server].name);
        return found == lost_.end() ? 0 : found->second;
    }

    // What stands at the end of a server's row; a long name is whole beside "×3".
    std::string valueText(ServerIndex server) const {
        const auto& name = scene_.name(server);
        const auto room = area_.width - 32 - textWidth(name, size::body, Weight::bold);
        std::string value = valueText(server, "weight ");
        if (textWidth(value, size::small) > room) value = valueText(server, "×");
        return value;
    }

    std::string valueText(ServerIndex server, const std::string& weight) const {
        const auto& member = scene_.after.members[server];
        std::string value = counted(scene_.placement().loads[server], "key", "keys");
        if (member.weight != 1) value = weight + std::to_string(member.weight) + " · " + value;
        if (const auto gain = gainOf(server)) value += " +" + std::to_string(gain);
        if (const auto loss = lossOf(server)) value += " −" + std::to_string(loss);
        if (member.lookups != 0 && !scene_.isChange)
            value += " · " + counted(member.lookups, "look-up", "look-ups");
        return value;
    }

    // Which copy of the key that is looked up is here, from 1; 0 for none.
    unsigned holderNumber(ServerIndex server) const {
        if (!scene_.isLookup) return 0;
        unsigned number = 0;
        for (const auto& stop : protocol::stopsSoFar(scene_.after)) {
            const bool holds = stop.kind == protocol::StopKind::owner ||
                               stop.kind == protocol::StopKind::replica;
            if (holds && stop.server == server) return number + 1;
            if (holds) ++number;
        }
        return 0;
    }

    Mark serverRow(ServerIndex server, Point at) {
        const auto& placement = scene_.placement();
        const auto& member = scene_.after.members[server];
        const double width = area_.width;
        Mark mark;
        mark.id = "server/" + scene_.name(server);
        mark.role = drawing::Role::node;
        mark.layer = Layer::nodes;
        mark.place = at;
        mark.description = describeServer(scene_.after, server);
        const auto was = protocol::memberNamed(scene_.before, member.name);
        const unsigned holder = holderNumber(server);
        mark.lit = holder != 0 || was == protocol::noServer ||
                   scene_.before.placement->loads[was] != placement.loads[server];
        if (mark.lit)
            mark.parts.push_back(
                part("halo", Box{{-6, -14, width + 12, rowLeast}, 6}, filled(Ink::lit)));
        const Ink ink = scene_.ink(server);
        const std::string value = valueText(server);
        const double room = width - textWidth(value, size::small) - 32;
        const std::string name =
            elided(scene_.name(server), room, size::body, Weight::bold);
        mark.parts.push_back(words("name", name, {0, 0}, size::body, Weight::bold, ink));
        if (holder != 0)
            addBadge(mark, "badge", {textWidth(name, size::body, Weight::bold) + 14, -4}, holder,
                     ink);
        mark.parts.push_back(words("keys", value, {width, 0}, size::small, Weight::regular,
                                   Ink::text, Anchor::end));
        const double load = placement.loads[server];
        addBar(mark, {load / keys_, most_, fairShare(server), ink}, width, 4);
        if (const auto loss = lossOf(server)) {
            const double from = widthOf(load);
            const double length = std::max(leastPiece, widthOf(static_cast<double>(loss)));
            const double until = std::min(width, from + length);
            mark.parts.push_back(part("lost", Box{{from, 4, until - from, barHeight}, 2},
                                      stroked(Ink::text, 1, Dash::dashed)));
        }
        return mark;
    }

    // At the end of the bar, a piece for each server that keys came from, in that server's ink; it
    // slides there from that server's bar.
    void addGains(ServerIndex server, Point at) {
        const auto found = gained_.find(scene_.after.members[server].name);
        if (found == gained_.end()) return;
        double right = widthOf(scene_.placement().loads[server]);
        for (const auto& [from, count] : joinedWhereSmall(found->second)) {
            const double width = std::max(leastPiece, widthOf(static_cast<double>(count)));
            right -= width;
            Mark mark;
            mark.id = "gain/" + scene_.name(from) + '/' + scene_.name(server);
            mark.layer = Layer::packets;
            mark.lit = true;
            mark.place = at + Point{std::max(0.0, right), 4};
            Point start = endOfBar(from);
            start.x = std::min(start.x, at.x + area_.width - width);
            mark.flight = {start, mark.place, figure_.time, figure_.time};
            const std::string keys = counted(count, "key", "keys");
            mark.description = from == Symbol::none
                                   ? keys + " came to " + scene_.name(server) + '.'
                                   : keys + " moved from " + scene_.name(from) + " to " +
                                         scene_.name(server) + '.';
            const Ink ink = from == Symbol::none ? Ink::muted : scene_.ink(from);
            mark.parts.push_back(
                part("keys", Box{{0, 0, width, barHeight}, 2}, outlined(ink, Ink::text, 1.4)));
            figure_.marks.push_back(std::move(mark));
        }
    }

    // Pieces too small to be seen make one piece, of nobody's ink.
    std::map<Symbol, std::uint64_t> joinedWhereSmall(
        const std::map<Symbol, std::uint64_t>& pieces) const {
        std::map<Symbol, std::uint64_t> joined;
        for (const auto& [from, count] : pieces) {
            const bool isSmall = widthOf(static_cast<double>(count)) < leastPiece;
            joined[isSmall && pieces.size() > 6 ? Symbol::none : from] += count;
        }
        return joined;
    }

    // Where the bar of a server of before ends; below all rows if it is not shown.
    Point endOfBar(Symbol server) const {
        const auto now = protocol::memberNamed(scene_.after, server);
        for (std::size_t row = 0; row < rows_.size(); ++row)
            if (rows_[row] == now && now != protocol::noServer)
                return placeOf(row) + Point{widthOf(scene_.placement().loads[now]), 4};
        const auto was = protocol::memberNamed(scene_.before, server);
        const bool left = was != protocol::noServer && now == protocol::noServer;
        return placeOf(left && was < rows_.size() ? was : rows_.size()) + Point{0, 4};
    }

    Figure& figure_;
    const Scene& scene_;
    Rect area_;
    double keys_ = 1;
    double most_ = 1;
    double weights_ = 0;
    double rowHeight_ = rowMost;
    std::vector<ServerIndex> rows_;
    // How many keys came to a server, by the server they came from; and how many left one.
    std::map<Symbol, std::map<Symbol, std::uint64_t>> gained_;
    std::map<Symbol, std::uint64_t> lost_;
};

}  // namespace

void addHeading(Figure& figure, const std::string& id, const std::string& text, Point at,
                const std::string& right, double width) {
    Mark mark;
    mark.id = id;
    mark.role = drawing::Role::note;
    mark.layer = Layer::labels;
    mark.place = at;
    mark.description = text + (right.empty() ? "." : ": " + right + '.');
    mark.parts.push_back(words("title", text, {0, 14}, size::label, Weight::semibold, Ink::muted));
    if (!right.empty())
        mark.parts.push_back(words("value", right, {width, 14}, size::small, Weight::regular,
                                   Ink::muted, Anchor::end));
    figure.marks.push_back(std::move(mark));
}

void addBar(Mark& mark, const Bar& bar, double width, double y) {
    mark.parts.push_back(part("ground", Box{{0, y, width, barHeight}, 3}, filled(Ink::panel)));
    const double length = std::max(bar.share > 0 ? 2.0 : 0.0, width * bar.share / bar.most);
    if (length > 0)
        mark.parts.push_back(part("bar", Box{{0, y, length, barHeight}, 3}, filled(bar.ink)));
    if (bar.fair < 0) return;
    const double at = width * std::min(1.0, bar.fair / bar.most);
    mark.parts.push_back(
        part("fair", segment({at, y - 1}, {at, y + barHeight + 4}), stroked(Ink::text, 1.5)));
}

void addShares(Figure& figure, const Scene& scene) {
    Rect area = scene.shares;
    area.height -= below(scene);
    Shares(figure, scene, area).add();
    if (!scene.isLookup || isWide(scene)) addMoved(figure, scene);
}

}  // namespace lockstep::figures::ring
