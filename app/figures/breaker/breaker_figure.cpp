// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a circuit breaker: its states with the one that it is in and the transition just
// taken, the window as a ring of outcomes, the caller's threads and the calls so far.
#include <algorithm>
#include <cmath>
#include <map>

#include "breaker/events.h"
#include "breaker/topic.h"
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"

namespace lockstep::figures::breaker {

namespace {

using namespace drawing;
namespace core = lockstep::breaker;

using core::State;
using drawing::Mark;
using drawing::Point;
using drawing::Weight;

// How far back the strip of calls looks.
constexpr Step mostSteps = 160;

Ink inkOf(State state) {
    switch (state) {
        case State::closed:
        case State::disabled: return Ink::leader;
        case State::halfOpen: return Ink::candidate;
        case State::open:
        case State::forcedOpen: return Ink::no;
    }
    return Ink::text;
}

std::string percent(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "–";
    return shortNumber(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %";
}

// A call as the strip shows it.
struct Seen {
    Cell cell;
    std::string words;
    Step step = 0;
};

class Picture {
public:
    explicit Picture(const Moment& moment)
        : moment_(moment),
          before_(moment.before ? moment.before->as<core::World>()
                                : moment.after->as<core::World>()),
          after_(moment.after->as<core::World>()) {}

    void draw(Figure& figure, const Rect& area) const {
        const double upper = area.height - 90;
        const double side = std::min(upper, area.width * 0.4);
        addStates(figure, {area.x, area.y, area.width - side - 24, upper});
        addWindow(figure, {area.right() - side, area.y, side, upper});
        addCalls(figure, {area.x, area.bottom() - 74, area.width, 70});
    }

    std::string description() const {
        return std::string("The breaker is ") + core::stateText(after_.breaker.state) + "; " +
               std::to_string(after_.passed) + " calls passed and " +
               std::to_string(after_.rejected) + " were refused.";
    }

private:
    // --- The states ---------------------------------------------------------

    void addStates(Figure& figure, const Rect& area) const {
        const Point closed{area.x + 80, area.y + 60};
        const Point open{area.right() - 80, area.y + 60};
        const Point half{area.center().x, area.y + std::min(area.height - 110, 240.0)};
        addWay(figure, State::closed, State::open, closed, open, "too many failed", {0, -9});
        addWay(figure, State::open, State::halfOpen, open + Point{8, 0}, half + Point{14, 0},
               "wait is over", {50, 8});
        addWay(figure, State::halfOpen, State::open, half - Point{14, 0}, open - Point{26, 0},
               "probe failed", {-46, -6});
        addWay(figure, State::halfOpen, State::closed, half - Point{22, 0}, closed,
               "probes went well", {-62, 8});
        addState(figure, State::closed, closed, "every call passes");
        addState(figure, State::open, open, waitWords());
        addState(figure, State::halfOpen, half, probeWords());
        const bool byHand =
            after_.breaker.state == State::forcedOpen || after_.breaker.state == State::disabled;
        if (byHand) {
            addState(
                figure, after_.breaker.state, {area.x + 80, half.y},
                after_.breaker.state == State::disabled ? "counts nothing" : "until it is reset");
        }
        addThreads(figure, {area.x, area.y + area.height - 34});
    }

    std::string waitWords() const {
        if (after_.breaker.state != State::open) return "no call passes";
        const lockstep::Time left =
            core::waitEnds(after_.breaker, after_.rules) - after_.cluster.now;
        return left.count() <= 0 ? "the wait is over" : "for another " + toText(left);
    }
    std::string probeWords() const {
        if (after_.breaker.state != State::halfOpen) return "a few probes pass";
        return std::to_string(after_.breaker.probesLetThrough) + " of " +
               std::to_string(after_.rules.probes) + " probes";
    }

    void addState(Figure& figure, State state, Point at, const std::string& words) const {
        const bool now = after_.breaker.state == state;
        const std::string name = core::stateText(state);
        Mark mark = markAt("state/" + name, drawing::Role::node, at,
                           name + (now ? ", the state it is in: " : ": ") + words);
        mark.layer = Layer::nodes;
        mark.lit = now && before_.breaker.state != state;
        const Ink ink = inkOf(state);
        const Rect rect = around({0, 0}, {148, 54});
        mark.parts.push_back(
            part("body", Box{rect, 12},
                 now ? outlined(ink.soft(), ink, 3) : outlined(Ink::panel, Ink::line, 1.5)));
        mark.parts.push_back(drawing::words(
            "name", (now ? "● " : "") + name, {0, -2}, drawing::size::heading,
            now ? Weight::bold : Weight::medium, now ? Ink::text : Ink::muted, Anchor::middle));
        mark.parts.push_back(drawing::words("words", words, {0, 17}, drawing::size::small,
                                            Weight::regular, Ink::muted, Anchor::middle));
        figure.marks.push_back(std::move(mark));
    }

    void addWay(Figure& figure, State from, State to, Point a, Point b, const std::string& words,
                Point label) const {
        const bool taken = before_.breaker.state == from && after_.breaker.state == to &&
                           moment_.before != nullptr;
        const std::string id =
            std::string("way/") + core::stateText(from) + '/' + core::stateText(to);
        Mark mark = markAt(id, drawing::Role::link, {0, 0}, words);
        mark.layer = Layer::links;
        mark.lit = taken;
        const Point direction = unit(b - a);
        const bool flat = std::abs(direction.y) < 0.1;
        const Point start = a + direction * (flat ? 78 : 42);
        const Point end = b - direction * (flat ? 82 : 42);
        const Ink ink = taken ? Ink::accent : Ink::line;
        mark.parts.push_back(part("line", segment(start, end), stroked(ink, taken ? 3 : 1.5)));
        mark.parts.push_back(part("head", arrowHead(end, direction, 11, 9), filled(ink)));
        mark.parts.push_back(drawing::words("words", words, between(start, end, 0.5) + label,
                                            drawing::size::small,
                                            taken ? Weight::semibold : Weight::regular,
                                            taken ? Ink::text : Ink::muted, Anchor::middle));
        figure.marks.push_back(std::move(mark));
    }

    void addThreads(Figure& figure, Point at) const {
        std::string text = "Under way: " + std::to_string(after_.calls.size());
        if (after_.around.threads)
            text += " of " + std::to_string(*after_.around.threads) + " threads";
        text += after_.dependencyUp ? " · dependency up" : " · × dependency down";
        if (after_.starved > 0) text += " · " + std::to_string(after_.starved) + " found no thread";
        Mark mark = markAt("threads", drawing::Role::note, at, text);
        mark.parts.push_back(drawing::words("words", text, {0, 14}, drawing::size::label,
                                            Weight::medium,
                                            after_.dependencyUp ? Ink::text : Ink::no));
        figure.marks.push_back(std::move(mark));
    }

    // --- The window ---------------------------------------------------------

    void addWindow(Figure& figure, const Rect& area) const {
        std::vector<core::Outcome> outcomes;
        after_.breaker.window.visit(after_.rules, after_.cluster.now,
                                    [&](const core::Outcome& one) { outcomes.push_back(one); });
        const bool byTime = after_.rules.trip == core::Trip::timeWindow;
        const std::size_t slots =
            byTime ? std::max<std::size_t>(outcomes.size(), 10)
                   : static_cast<std::size_t>(std::min<std::int64_t>(after_.rules.amount, 60));
        const double radius = std::min(area.width, area.height - 20) / 2 - 22;
        const Point middle = area.center();
        const double dot = std::clamp(radius * 2.2 / static_cast<double>(slots), 5.0, 15.0);
        const std::size_t first = outcomes.size() > slots ? outcomes.size() - slots : 0;
        for (std::size_t i = 0; i < slots; ++i) {
            const Point at = onCircle(middle, radius,
                                      360.0 * static_cast<double>(i) / static_cast<double>(slots));
            addOutcome(figure, i, at, dot,
                       first + i < outcomes.size() ? &outcomes[first + i] : nullptr);
        }
        addRates(figure, middle);
    }

    void addOutcome(Figure& figure, std::size_t slot, Point at, double dot,
                    const core::Outcome* outcome) const {
        Mark mark = markAt("outcome/" + std::to_string(slot), drawing::Role::entry, at);
        mark.layer = Layer::nodes;
        const Circle circle{{0, 0}, dot};
        if (!outcome) {
            mark.role = drawing::Role::decoration;
            mark.parts.push_back(part("slot", circle, stroked(Ink::line, 1.5, Dash::dashed)));
            figure.marks.push_back(std::move(mark));
            return;
        }
        const Ink ink = outcome->failed ? Ink::no : outcome->slow ? Ink::candidate : Ink::yes;
        mark.description = outcome->failed ? "A call failed."
                           : outcome->slow ? "A call was slow."
                                           : "A call succeeded.";
        mark.parts.push_back(part("slot", circle, outlined(ink.soft(), ink, 1.5)));
        if (outcome->failed) {
            mark.parts.push_back(part("glyph", crossGlyph({0, 0}, dot * 0.55), stroked(ink, 2)));
        } else if (outcome->slow) {
            mark.parts.push_back(part("glyph", segment({0, 0}, {0, -dot * 0.6}), stroked(ink, 2)));
            mark.parts.push_back(part("hand", segment({0, 0}, {dot * 0.45, 0}), stroked(ink, 2)));
        } else {
            mark.parts.push_back(part("glyph", checkGlyph({0, 0}, dot * 0.55), stroked(ink, 2)));
        }
        figure.marks.push_back(std::move(mark));
    }

    void addRates(Figure& figure, Point middle) const {
        const core::Tally tally = after_.breaker.window.tally(after_.rules, after_.cluster.now);
        const bool row = after_.rules.trip == core::Trip::consecutive;
        std::string large = percent(tally.failures, tally.calls);
        std::string small = "of " + std::to_string(tally.calls) + " failed; opens at " +
                            percent(after_.rules.failureRate, 1'000'000);
        if (row) {
            large = std::to_string(after_.breaker.failuresInARow);
            small = "failed in a row; opens at " + std::to_string(after_.rules.amount);
        }
        Mark mark = markAt("rate", drawing::Role::note, middle, large + ' ' + small);
        mark.parts.push_back(
            drawing::words("large", large, {0, 0}, 26, Weight::bold, Ink::text, Anchor::middle));
        mark.parts.push_back(drawing::words("small", small, {0, 20}, drawing::size::small,
                                            Weight::regular, Ink::muted, Anchor::middle));
        if (!row && tally.calls < core::callsNeeded(after_.rules))
            mark.parts.push_back(drawing::words(
                "needed", "counts from " + std::to_string(core::callsNeeded(after_.rules)) + " on",
                {0, 36}, drawing::size::small, Weight::medium, Ink::muted, Anchor::middle));
        figure.marks.push_back(std::move(mark));
    }

    // --- The calls ----------------------------------------------------------

    void addCalls(Figure& figure, const Rect& area) const {
        std::vector<StripCell> cells;
        for (const auto& [number, seen] : seenCalls()) {
            const std::string name = std::to_string(number);
            StripCell cell;
            cell.id = "call/" + name;
            cell.description = "Call " + name + ' ' + seen.words + '.';
            cell.top.text = name;
            cell.top.ink = Ink::muted;
            cell.bottom = seen.cell;
            cell.lit = seen.step == moment_.step;
            cells.push_back(std::move(cell));
        }
        addStrip(figure, "CALLS", cells, area, 38);
    }

    std::map<std::int64_t, Seen> seenCalls() const {
        std::map<std::int64_t, Seen> seen;
        if (!moment_.history) return seen;
        const Step last = moment_.step;
        for (Step step = last > mostSteps ? last - mostSteps : 1; step <= last; ++step) {
            for (const Event& event : moment_.history->eventsAt(step))
                note(seen, event, step);
        }
        return seen;
    }

    static void note(std::map<std::int64_t, Seen>& seen, const Event& event, Step step) {
        if (event.fields.empty() || event.fields[0].kind != Field::Kind::number) return;
        const auto put = [&](Cell cell, const char* words) {
            seen[event.fields[0].value] = {std::move(cell), words, step};
        };
        if (event.kind == &core::callPassed) put({"…", Ink::text, Ink::line}, "has passed");
        if (event.kind == &core::probePassed)
            put({"?", Ink::text, Ink::candidate, true}, "has passed as a probe");
        if (event.kind == &core::refused) put({"no", Ink::no, Ink::none, true}, "was refused");
        if (event.kind == &core::noThread)
            put({"∅", Ink::down, Ink::down, true}, "found no thread");
        if (event.kind == &core::succeeded) put({"✓", Ink::yes, Ink::yes}, "succeeded");
        if (event.kind == &core::wasSlow) put({"slow", Ink::text, Ink::candidate}, "was slow");
        if (event.kind == &core::failed) put({"×", Ink::no, Ink::no}, "failed");
        if (event.kind == &core::gaveUp) put({"late", Ink::no, Ink::no}, "timed out");
    }

    const Moment& moment_;
    const core::World& before_;
    const core::World& after_;
};

}  // namespace

Figure breakerFigure(const Moment& moment, const FigureOptions& options) {
    const Picture picture(moment);
    return board(moment, options, {"No call has been made yet.", picture.description()},
                 [&](Figure& figure, const Rect& area) { picture.draw(figure, area); });
}

Figure legend(const FigureOptions& options) {
    return boardLegend({{"✓", Ink::yes, Ink::yes, "Succeeded", "in the ring and in the strip"},
                        {"×", Ink::no, Ink::no, "Failed", "counts against the dependency"},
                        {"slow", Ink::text, Ink::candidate, "Slow", "took longer than slow-call"},
                        {"no", Ink::no, Ink::none, "Refused", "the breaker did not let it through"},
                        {"?", Ink::text, Ink::candidate, "Probe", "let through to find out"},
                        {"∅", Ink::down, Ink::down, "No thread", "all callers are waiting"}},
                       options);
}

void addTo(FigureCatalog& catalog) { catalog.add({"breaker", breakerFigure, legend}); }

}  // namespace lockstep::figures::breaker
