// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a balancer: a row a server with its books before and after the pick, how busy it
// is, its share against its weight, and the picks so far.
#include <algorithm>

#include "balance/health.h"
#include "balance/topic.h"
#include "drawing/shapes.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
namespace core = lockstep::balance;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr std::size_t mostRows = 12;

std::string percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return "–";
    return shortNumber(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %";
}

// How many open requests there are, as dots while they can be counted.
std::string dots(std::uint32_t count) {
    if (count == 0) return "–";
    if (count > 6) return "● × " + std::to_string(count);
    std::string text;
    for (std::uint32_t i = 0; i < count; ++i)
        text += "●";
    return text;
}

Cell healthCell(const core::World& world, ServerId id) {
    const std::string health = core::healthText(world, id);
    const bool well = health == "up";
    if (!world.up(id)) return {"× crashed", Ink::down, Ink::down};
    if (world.server(id).hangs) return {"… hangs", Ink::down, Ink::down};
    return {(well ? "✓ " : "× ") + health, well ? Ink::yes : Ink::no, well ? Ink::none : Ink::no};
}

class Picture {
public:
    explicit Picture(const Moment& moment)
        : before_(moment.before ? moment.before->as<core::World>()
                                : moment.after->as<core::World>()),
          after_(moment.after->as<core::World>()) {
        for (const auto& server : after_.servers)
            weights_ += static_cast<std::uint64_t>(server.weight);
    }

    void draw(Figure& figure, const Rect& area) const {
        Table table;
        table.id = "server";
        table.columns = {"SERVER",  "WEIGHT", "CURRENT",   "OPEN",
                         "WAITING", "SHARE",  "BY WEIGHT", "HEALTH"};
        const double unit = std::min(area.width, 860.0) / 8.4;
        table.widths = {unit,       unit * 0.8, unit * 1.3, unit * 1.2,
                        unit * 0.9, unit,       unit,       unit * 1.2};
        const std::size_t count = std::min(mostRows, after_.servers.size());
        for (std::size_t i = 0; i < count; ++i)
            table.rows.push_back(row(i));
        addTable(figure, table, {area.x, area.y});
        const double below = area.y + 32 + tableRow * static_cast<double>(count);
        addMore(figure, {area.x, below});
        addTotals(figure, {area.x, below + 30});
        addPicks(figure, {area.x, below + 60, area.width, 60});
    }

    std::string description() const {
        std::string text = "A balancer with " + std::to_string(after_.servers.size()) +
                           " servers; " + std::to_string(after_.open) + " requests are open.";
        return text;
    }

private:
    Table::Row row(std::size_t i) const {
        const ServerId id{static_cast<std::uint16_t>(i)};
        const auto& was = before_.server(id);
        const auto& is = after_.server(id);
        Table::Row row;
        row.name = after_.setup->name(id);
        row.lit = is.picks != was.picks;
        row.description = row.name + " has " + std::to_string(is.conns) +
                          " requests open and was picked " + std::to_string(is.picks) + " times.";
        std::string current = std::to_string(is.currentWeight);
        if (was.currentWeight != is.currentWeight)
            current = std::to_string(was.currentWeight) + " → " + current;
        const bool moved = was.currentWeight != is.currentWeight;
        std::string weight = std::to_string(is.weight);
        if (is.effectiveWeight != is.weight)
            weight = std::to_string(is.effectiveWeight) + " of " + weight;
        row.cells = {{row.name, Ink::text, Ink::none, true},
                     {weight},
                     {current, moved ? Ink::text : Ink::muted, Ink::none, moved},
                     {dots(is.conns)},
                     {is.waiting == 0 ? "–" : std::to_string(is.waiting)},
                     {percent(is.picks, after_.picked), Ink::text, Ink::none, true},
                     {percent(static_cast<std::uint64_t>(is.weight), weights_), Ink::muted},
                     healthCell(after_, id)};
        return row;
    }

    void addMore(Figure& figure, Point at) const {
        if (after_.servers.size() <= mostRows) return;
        Mark more = markAt("more", drawing::Role::note, at);
        more.parts.push_back(words(
            "more", "and " + std::to_string(after_.servers.size() - mostRows) + " servers more",
            {0, 14}, drawing::size::label, Weight::regular, Ink::muted));
        figure.marks.push_back(std::move(more));
    }

    void addTotals(Figure& figure, Point at) const {
        Mark mark = markAt("totals", drawing::Role::note, at);
        std::string text = std::to_string(after_.asked) + " requests · " +
                           std::to_string(after_.finished) + " done · " +
                           std::to_string(after_.failed) + " failed · " +
                           std::to_string(after_.rejected) + " rejected";
        if (const auto p50 = after_.latencies.percentile(50))
            text += " · p50 " + toText(*p50) + " · p99 " + toText(*after_.latencies.percentile(99));
        if (after_.crashed) text = "× The balancer has crashed. " + text;
        mark.parts.push_back(words("totals", text, {0, 14}, drawing::size::body, Weight::medium,
                                   after_.crashed ? Ink::no : Ink::text));
        mark.description = text;
        figure.marks.push_back(std::move(mark));
    }

    void addPicks(Figure& figure, const Rect& area) const {
        std::vector<StripCell> cells;
        const std::size_t kept = std::min<std::size_t>(after_.picks.size(), 60);
        for (std::size_t i = 0; i < kept; ++i) {
            const std::uint64_t number = after_.picked - kept + i;
            const ServerId id{after_.picks[number % core::picksKept]};
            const std::string name = after_.setup->name(id);
            StripCell cell;
            cell.id = "pick/" + std::to_string(number + 1);
            cell.description = "Pick " + std::to_string(number + 1) + " was " + name + ".";
            cell.top = {std::to_string(number + 1), Ink::muted};
            cell.bottom = {name, Ink::text, Ink::series(id.index), true};
            cell.lit = number >= before_.picked;
            cells.push_back(std::move(cell));
        }
        addStrip(figure, "PICKS", cells, area, 36);
    }

    const core::World& before_;
    const core::World& after_;
    std::uint64_t weights_ = 0;
};

}  // namespace

Figure balanceFigure(const Moment& moment, const FigureOptions& options) {
    const Picture picture(moment);
    return board(moment, options, {"No request has come yet.", picture.description()},
                 [&](Figure& figure, const Rect& area) { picture.draw(figure, area); });
}

Figure legend(const FigureOptions& options) {
    return boardLegend(
        {{"a", Ink::text, Ink::series(0), "A pick", "the server it went to"},
         {"−4 → 1", Ink::text, Ink::none, "Current",
          "the current weight before and after the pick"},
         {"●●", Ink::text, Ink::none, "Open", "requests sent there that have not ended"},
         {"× failed", Ink::no, Ink::no, "Out", "gets no requests, and why"},
         {"× crashed", Ink::down, Ink::down, "Broken", "whether the balancer knows or not"}},
        options);
}

void addTo(FigureCatalog& catalog) { catalog.add({"balance", balanceFigure, legend}); }

}  // namespace lockstep::figures::balance
