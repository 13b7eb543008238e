// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of retries: the attempts of the last calls as bars on one time line, the layers that
// multiply them, and what became of the calls.
#include <algorithm>
#include <map>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"
#include "retry/events.h"
#include "retry/topic.h"

namespace lockstep::figures::retry {

namespace {

using namespace drawing;
namespace core = lockstep::retry;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

// How far back the bars look.
constexpr Step mostSteps = 240;
constexpr std::size_t mostCalls = 10;
constexpr double rowHeight = 26;

struct Bar {
    lockstep::Time sent{};
    lockstep::Time ended{};
    enum class End { underWay, success, failure, timeout } end = End::underWay;
    bool lit = false;
};

struct Row {
    std::map<std::int64_t, Bar> bars;  // by attempt
    bool gaveUp = false;
    bool succeeded = false;
};

class Picture {
public:
    explicit Picture(const Moment& moment)
        : moment_(moment), after_(moment.after->as<core::World>()) {
        look();
    }

    void draw(Figure& figure, const Rect& area) const {
        addTotals(figure, {area.x, area.y});
        const double layers = after_.settings.layers > 1 ? 118 : 0;
        addBars(figure, {area.x, area.y + 40, area.width, area.height - 44 - layers});
        if (layers > 0)
            addLayers(figure, {area.x, area.bottom() - layers + 8, area.width, layers - 8});
    }

    std::string description() const {
        return std::to_string(after_.made) + " calls made " + std::to_string(after_.tried) +
               " attempts; " + std::to_string(after_.succeeded) + " succeeded and " +
               std::to_string(after_.gaveUp) + " were given up.";
    }

private:
    // --- What happened, from the steps so far -------------------------------

    void look() {
        if (!moment_.history) return;
        const Step last = moment_.step;
        for (Step step = last > mostSteps ? last - mostSteps : 1; step <= last; ++step) {
            const lockstep::Time at = moment_.history->timeAt(step);
            for (const Event& event : moment_.history->eventsAt(step))
                note(event, at, step);
        }
        // A call whose attempts are too long ago has nothing to show.
        std::erase_if(rows_, [](const auto& row) { return row.second.bars.empty(); });
        while (rows_.size() > mostCalls)
            rows_.erase(rows_.begin());
    }

    void note(const Event& event, lockstep::Time at, Step step) {
        const auto field = [&](std::size_t i) { return event.fields[i].value; };
        const auto end = [&](std::int64_t call, std::int64_t attempt, Bar::End how) {
            Bar& bar = rows_[call].bars[attempt];
            bar.ended = at;
            bar.end = how;
            bar.lit = step == moment_.step;
        };
        if (event.kind == &core::tried)
            rows_[field(0)].bars[field(1)] = {at, at, Bar::End::underWay, step == moment_.step};
        if (event.kind == &core::succeeded) {
            end(field(0), field(1), Bar::End::success);
            rows_[field(0)].succeeded = true;
        }
        if (event.kind == &core::failed || event.kind == &core::pushedBack)
            end(field(1), field(0), Bar::End::failure);
        if (event.kind == &core::timedOut) end(field(1), field(0), Bar::End::timeout);
        if (event.kind == &core::gaveUp) rows_[field(0)].gaveUp = true;
    }

    // --- Totals -------------------------------------------------------------

    void addTotals(Figure& figure, Point at) const {
        std::string text = std::to_string(after_.made) + " calls · " +
                           std::to_string(after_.tried) + " attempts · " +
                           std::to_string(after_.succeeded) + " succeeded · " +
                           std::to_string(after_.gaveUp) + " given up";
        if (after_.waiting > 0)
            text += " · " + std::to_string(after_.waiting) + " waiting at the dependency";
        if (after_.wasted > 0) text += " · " + std::to_string(after_.wasted) + " served in vain";
        Mark mark = markAt("totals", drawing::Role::note, at, text);
        mark.parts.push_back(
            words("calls", text, {0, 14}, drawing::size::body, Weight::medium, Ink::text));
        const char* const healths[] = {"answered by hand", "✓ up", "× down", "… hangs"};
        const auto health = static_cast<std::size_t>(after_.health);
        const bool ill =
            after_.health == core::Health::down || after_.health == core::Health::hangs;
        mark.parts.push_back(words("health", std::string("Dependency: ") + healths[health], {0, 33},
                                   drawing::size::label, Weight::medium,
                                   ill ? Ink::no : Ink::muted));
        figure.marks.push_back(std::move(mark));
    }

    // --- The bars -----------------------------------------------------------

    void addBars(Figure& figure, const Rect& area) const {
        lockstep::Time first = lockstep::Time::max();
        for (const auto& [number, row] : rows_)
            for (const auto& [attempt, bar] : row.bars)
                first = std::min(first, bar.sent);
        const lockstep::Time now = after_.cluster.now;
        const double span = std::max(1.0, static_cast<double>((now - first).count()));
        const double left = 64;
        const double width = area.width - left - 90;
        const auto x = [&](lockstep::Time time) {
            return left + width * static_cast<double>((time - first).count()) / span;
        };
        double y = 18;
        for (const auto& [number, row] : rows_) {
            if (y + rowHeight > area.height) break;
            addRow(figure, number, row, {area.x, area.y + y}, x, left + width);
            y += rowHeight;
        }
        if (rows_.empty()) return;
        Mark axis = markAt("axis", drawing::Role::decoration, {area.x, area.y});
        axis.parts.push_back(heading("calls", "CALLS", {0, 12}));
        axis.parts.push_back(words("from", toText(first), {left, 12}, drawing::size::small,
                                   Weight::regular, Ink::muted));
        axis.parts.push_back(words("to", toText(now), {left + width, 12}, drawing::size::small,
                                   Weight::regular, Ink::muted, Anchor::end));
        figure.marks.push_back(std::move(axis));
    }

    template <class X>
    void addRow(Figure& figure, std::int64_t number, const Row& row, Point at, X x,
                double right) const {
        const std::string name = std::to_string(number);
        Mark mark =
            markAt("call/" + name, drawing::Role::node, at,
                   "Call " + name + " made " + std::to_string(row.bars.size()) + " attempts.");
        mark.parts.push_back(words("name", "call " + name, {0, 16}, drawing::size::label,
                                   Weight::semibold, Ink::text));
        mark.parts.push_back(part("line",
                                  segment({x(row.bars.begin()->second.sent), 12}, {right, 12}),
                                  stroked(Ink::line, 1)));
        for (const auto& [attempt, bar] : row.bars) {
            mark.lit = mark.lit || bar.lit;
            addBar(mark, std::to_string(attempt), bar, x);
        }
        if (row.succeeded || row.gaveUp)
            mark.parts.push_back(words("end", row.succeeded ? "✓ done" : "× given up",
                                       {right + 20, 16}, drawing::size::small, Weight::semibold,
                                       row.succeeded ? Ink::yes : Ink::no));
        figure.marks.push_back(std::move(mark));
    }

    template <class X>
    void addBar(Mark& mark, const std::string& key, const Bar& bar, X x) const {
        const bool open = bar.end == Bar::End::underWay;
        const double from = x(bar.sent);
        const double to = std::max(from + 12, x(open ? after_.cluster.now : bar.ended));
        const Ink ink = open                           ? Ink::request
                        : bar.end == Bar::End::success ? Ink::yes
                        : bar.end == Bar::End::timeout ? Ink::candidate
                                                       : Ink::no;
        Style style = outlined(ink.soft(), bar.lit ? Ink::accent : ink, bar.lit ? 2.5 : 1.2);
        if (open) style.dash = Dash::dashed;
        mark.parts.push_back(part("bar-" + key, Box{{from, 3, to - from, 18}, 4}, style));
        const Point middle{from + std::min(6.0, (to - from) / 2), 12};
        if (bar.end == Bar::End::failure)
            mark.parts.push_back(part("cross-" + key, crossGlyph(middle, 3.5), stroked(ink, 1.6)));
        if (bar.end == Bar::End::success)
            mark.parts.push_back(part("check-" + key, checkGlyph(middle, 3.5), stroked(ink, 1.6)));
        if (bar.end == Bar::End::timeout) {
            mark.parts.push_back(part("clock-" + key, Circle{middle, 4}, stroked(ink, 1.4)));
            mark.parts.push_back(
                part("hand-" + key, segment(middle, middle + Point{0, -3}), stroked(ink, 1.4)));
        }
    }

    // --- The layers ---------------------------------------------------------

    // A row a layer, as wide as the one above: each call of a layer is as many of the next.
    void addLayers(Figure& figure, const Rect& area) const {
        Mark mark = markAt("layers", drawing::Role::note, {area.x, area.y},
                           "Each layer makes up to " + std::to_string(after_.settings.attempts) +
                               " attempts of the one below.");
        mark.parts.push_back(heading("title", "LAYERS MULTIPLY", {0, 12}));
        double count = 1;
        const double height = std::min(20.0, (area.height - 20) / (after_.settings.layers + 1));
        for (std::uint32_t layer = 0; layer <= after_.settings.layers; ++layer) {
            const double y = 20 + height * layer;
            const double shown = std::min(count, 81.0);
            const double width = (area.width - 110) / shown;
            for (int i = 0; i < static_cast<int>(shown); ++i) {
                const double gap = width > 4 ? 1 : 0.3;
                const Ink ink = Ink::series(layer);
                mark.parts.push_back(part("box-" + std::to_string(layer) + '-' + std::to_string(i),
                                          Box{{width * i + gap, y, width - 2 * gap, height - 3}, 2},
                                          outlined(ink.soft(), ink, width > 4 ? 1 : 0.4)));
            }
            const std::string text = layer == 0 ? "1 call" : shortNumber(count, 0) + " attempts";
            mark.parts.push_back(words("count-" + std::to_string(layer), text,
                                       {area.width - 100, y + height - 6}, drawing::size::small,
                                       Weight::medium, Ink::text));
            count *= after_.settings.attempts;
        }
        figure.marks.push_back(std::move(mark));
    }

    const Moment& moment_;
    const core::World& after_;
    std::map<std::int64_t, Row> rows_;
};

}  // namespace

Figure retryFigure(const Moment& moment, const FigureOptions& options) {
    const Picture picture(moment);
    return board(moment, options, {"No call has been made yet.", picture.description()},
                 [&](Figure& figure, const Rect& area) { picture.draw(figure, area); });
}

Figure legend(const FigureOptions& options) {
    return boardLegend(
        {{"…", Ink::request, Ink::request, "Under way", "an attempt without an answer yet"},
         {"✓", Ink::yes, Ink::yes, "Succeeded", "the call is done"},
         {"×", Ink::no, Ink::no, "Failed", "the client backs off, or gives up"},
         {"late", Ink::candidate, Ink::candidate, "Timed out",
          "the dependency may still work on it"}},
        options);
}

void addTo(FigureCatalog& catalog) { catalog.add({"retry", retryFigure, legend}); }

}  // namespace lockstep::figures::retry
