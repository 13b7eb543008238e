// SPDX-License-Identifier: GPL-3.0-or-later
// The state machine: three states, the one that it is in, the way just taken, and how long it still
// waits. Each breaker is a token, which moves from state to state.
#include <algorithm>
#include <array>
#include <optional>

#include "breaker/events.h"
#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Role;
using drawing::Weight;

namespace {

constexpr Size capsule{136, 52};
constexpr std::size_t mostNamed = 8;

// Where the three stand. Forced open is where open is, disabled where closed is: they let pass
// what those do, and nothing but a hand ends them.
class Machine {
public:
    Machine(Figure& figure, const Scene& scene) : figure_(figure), scene_(scene) {
        const Rect& area = scene.states;
        const double height = std::min(area.height, 300.0);
        const double top = area.y + (area.height - height) / 2 + 30 + capsule.height / 2;
        const double inset = std::min(24.0, (area.width - 400) / 4);
        closed_ = {area.x + inset + capsule.width / 2, top};
        open_ = {area.right() - inset - capsule.width / 2, top};
        half_ = {area.center().x, area.y + (area.height + height) / 2 - capsule.height / 2 - 4};
        if (scene.many())
            half_.y -= 4 + tokenGap() * static_cast<double>(1 + (scene.after.guards.size() - 1) /
                                                                    tokensInRow());
    }

    void draw() {
        addWays();
        addState(State::closed);
        addState(State::open);
        addState(State::halfOpen);
        addTokens();
    }

private:
    Point placeOf(State state) const {
        if (state == State::halfOpen) return half_;
        return isOpenLike(state) ? open_ : closed_;
    }

    // --- Ways ---------------------------------------------------------------

    struct Way {
        const char* id;
        State from;
        State to;
        Point start, control1, control2, end;
        Point label;
        Anchor anchor;
        std::string words;
    };

    // The transition that this step took, if it took one.
    std::optional<std::pair<State, State>> taken() const {
        if (!scene_.moment.before || scene_.was() == scene_.breaker().state) return std::nullopt;
        return std::pair{scene_.was(), scene_.breaker().state};
    }

    // A call after the wait that ended in the same step: it was the probe, and has judged.
    bool wentThroughHalfOpen() const {
        if (!scene_.moment.before) return false;
        const auto& events = *scene_.moment.events;
        return scene_.was() == State::open && scene_.breaker().state != State::halfOpen &&
               std::any_of(events.begin(), events.end(),
                           [](const Event& event) { return event.kind == &core::halfOpened; });
    }

    bool wasTaken(const Way& way) const {
        const State now = scene_.breaker().state;
        if (wentThroughHalfOpen())
            return way.to == State::halfOpen || (way.from == State::halfOpen && way.to == now);
        const auto taken = this->taken();
        return taken && placeOf(taken->first) == placeOf(way.from) &&
               placeOf(taken->second) == placeOf(way.to);
    }

    std::string whyOpened() const {
        const core::Tally tally =
            scene_.breaker().window.tally(scene_.after.rules, scene_.after.cluster.now);
        if (scene_.after.rules.trip == core::Trip::consecutive)
            return std::to_string(scene_.breaker().failuresInARow) + " failed in a row";
        const bool failing = std::int64_t{tally.failures} * 1'000'000 >=
                             scene_.after.rules.failureRate * tally.calls;
        return std::to_string(failing ? tally.failures : tally.slow) + " of " +
               std::to_string(tally.calls) + (failing ? " failed" : " were slow");
    }

    std::string tripWords() const {
        const core::Rules& rules = scene_.after.rules;
        if (rules.trip == core::Trip::consecutive)
            return rules.amount == 1 ? "a call fails"
                                     : std::to_string(rules.amount) + " failures in a row";
        return percent(rules.failureRate, 1'000'000) + " of calls fail";
    }

    std::string probesWords() const {
        const std::uint32_t probes = scene_.after.rules.probes;
        return probes == 1 ? "the probe succeeds" : std::to_string(probes) + " probes go well";
    }

    std::array<Way, 4> ways() const {
        const double dx = capsule.width / 2;
        const double dy = capsule.height / 2;
        const Point a = closed_ + Point{dx + 3, -8};
        const Point b = open_ + Point{-dx - 8, -8};
        const double low = dy + tokensDepth(State::open);
        const double lowClosed = dy + tokensDepth(State::closed);
        const Point c = open_ + Point{26, low + 4};
        const Point d = half_ + Point{dx + 8, 4};
        const Point e = half_ + Point{20, -dy - 4};
        const Point f = open_ + Point{-34, low + 7};
        const Point g = half_ + Point{-dx - 3, 4};
        const Point h = closed_ + Point{-26, lowClosed + 7};
        const double drop = (half_.y - open_.y) * 0.55;
        const bool row = scene_.after.rules.trip == core::Trip::consecutive;
        return {{
            {"way/closed/open", State::closed, State::open, a, a + Point{30, -26},
             b + Point{-30, -26}, b, between(a, b, 0.5) + Point{0, -26}, Anchor::middle,
             tripWords()},
            {"way/open/half-open", State::open, State::halfOpen, c, c + Point{2, drop},
             d + Point{34, 0}, d, {(d.x + open_.x + dx) / 2 + 4, half_.y + 24}, Anchor::middle,
             "after " + shortTime(scene_.after.rules.wait)},
            {"way/half-open/open", State::halfOpen, State::open, e, e + Point{2, -drop * 0.6},
             f + Point{-14, drop * 0.5}, f, e + Point{-8, -8}, Anchor::end,
             row ? "a probe fails" : "probes fail"},
            {"way/half-open/closed", State::halfOpen, State::closed, g, g + Point{-34, 0},
             h + Point{-2, drop}, h, {(g.x + closed_.x - dx) / 2 - 4, half_.y + 24},
             Anchor::middle, probesWords()},
        }};
    }

    // What a way that was just taken says instead.
    std::string takenWords(const Way& way) const {
        const State now = scene_.breaker().state;
        if (now == State::forcedOpen || now == State::disabled) return "by hand";
        if (way.from == State::closed) return whyOpened();
        for (const Event& event : *scene_.moment.events)
            if (event.kind == &core::wasReset) return "by hand";
        return way.words;
    }

    void addWays() {
        const auto now = taken();
        bool shown = false;
        for (const Way& way : ways()) {
            const bool lit = wasTaken(way);
            shown = shown || lit;
            addWay(way, lit);
        }
        // Only a hand closes an open breaker.
        if (!now || shown || placeOf(now->first) == placeOf(now->second)) return;
        const double dx = capsule.width / 2;
        const bool down = placeOf(now->first) == closed_;
        const Point from = open_ + Point{-dx - 3, 12};
        const Point to = (down ? half_ : closed_) + Point{dx + 8, 12};
        addWay({"way/by-hand", now->first, now->second, from, between(from, to, 0.3),
                between(from, to, 0.7), to, between(from, to, 0.5) + Point{0, 15}, Anchor::middle,
                "by hand"},
               true);
    }

    void addWay(const Way& way, bool lit) {
        const std::string text = lit ? takenWords(way) : way.words;
        Mark mark = markAt(way.id, Role::link, {0, 0}, text);
        mark.layer = Layer::links;
        mark.lit = lit;
        const Ink ink = lit ? inkOf(way.to) : Ink::muted;
        mark.parts.push_back(part("line",
                                  Path{}.moveTo(way.start).curveTo(way.control1, way.control2,
                                                                   way.end),
                                  stroked(ink, lit ? 3 : 1.3)));
        mark.parts.push_back(part(
            "head", arrowHead(way.end, way.end - way.control2, lit ? 14 : 10, lit ? 12 : 8),
            filled(ink)));
        mark.parts.push_back(words("words", text, way.label, drawing::size::label,
                                   lit ? Weight::bold : Weight::regular,
                                   lit ? Ink::text : Ink::muted, way.anchor));
        figure_.marks.push_back(std::move(mark));
    }

    // --- States -------------------------------------------------------------

    // The room that many tokens take below their capsule.
    double tokensDepth(State state) const {
        if (!scene_.many() || countIn(state) == 0) return 0;
        return 5 + tokenGap() * static_cast<double>(1 + (countIn(state) - 1) / tokensInRow());
    }

    std::size_t countIn(State state) const {
        return static_cast<std::size_t>(
            std::count_if(scene_.after.guards.begin(), scene_.after.guards.end(),
                          [&](const core::Guard& guard) {
                              return placeOf(guard.breaker.state) == placeOf(state);
                          }));
    }

    std::string wordsOf(State state) const {
        if (scene_.many()) return std::to_string(countIn(state)) + " of " +
                                  std::to_string(scene_.after.guards.size()) + " breakers";
        const core::Breaker& breaker = scene_.breaker();
        const bool now = breaker.state == state;
        switch (state) {
            case State::closed: return "calls pass";
            case State::halfOpen:
                return std::to_string(now ? breaker.probesLetThrough : scene_.after.rules.probes) +
                       (now ? " of " + std::to_string(scene_.after.rules.probes) + " probes out"
                        : scene_.after.rules.probes == 1 ? " probe"
                                                         : " probes");
            case State::open:
                if (!now) return "calls refused";
                if (breaker.openedAt == core::never) return "for no time at all";
                return "until " + shortTime(core::waitEnds(breaker, scene_.after.rules));
            case State::forcedOpen: return "until it is reset";
            case State::disabled: return "counts nothing";
        }
        return {};
    }

    void addState(State place) {
        const State state = scene_.breaker().state;
        const bool now = !scene_.many() && placeOf(state) == placeOf(place);
        const State shown = now ? state : place;
        const std::string name = core::stateText(shown);
        const bool lit = scene_.many() ? countIn(place) > 0 : now;
        Mark mark = markAt(std::string("state/") + core::stateText(place), Role::node,
                           placeOf(place),
                           name + (now ? ", the state it is in: " : ": ") + wordsOf(shown));
        mark.layer = Layer::nodes;
        mark.lit = taken() && placeOf(taken()->second) == placeOf(place);
        const Ink ink = inkOf(place);
        mark.parts.push_back(part("body", Box{around({}, capsule), capsule.height / 2},
                                  lit ? outlined(ink.soft(), ink, 3)
                                      : outlined(Ink::ground, Ink::line, 1.8)));
        mark.parts.push_back(words("name", name, {0, -3}, drawing::size::heading, Weight::bold,
                                   lit ? Ink::text : Ink::muted, Anchor::middle));
        mark.parts.push_back(words("words", wordsOf(shown), {0, 15}, drawing::size::small,
                                   Weight::medium, lit ? Ink::text : Ink::muted, Anchor::middle));
        if (now && state == State::open && scene_.breaker().openedAt != core::never)
            addWait(mark);
        figure_.marks.push_back(std::move(mark));
    }

    // A clock that runs out as the wait does.
    void addWait(Mark& mark) const {
        const core::Breaker& breaker = scene_.breaker();
        const Point at{capsule.width / 2 + 18, 0};
        mark.parts.push_back(
            part("wait-ground", Circle{at, 11}, outlined(Ink::ground, Ink::line, 3)));
        Part arc = part("wait", Arc{at, 11, 0, 360}, stroked(Ink::no, 3));
        arc.countdown = Countdown{
            breaker.openedAt.count(),
            std::max(breaker.openedAt.count() + 1,
                     core::waitEnds(breaker, scene_.after.rules).count())};
        mark.parts.push_back(std::move(arc));
    }

    // --- Tokens -------------------------------------------------------------

    // A few carry their names, many are specks.
    bool named() const { return scene_.after.guards.size() <= mostNamed; }
    double tokenGap() const { return named() ? 18 : 7; }
    std::size_t tokensInRow() const { return named() ? mostNamed : 20; }
    double tokenRadius() const { return !scene_.many() ? 5 : named() ? 8 : 3; }

    // One stands at the left of its capsule; many in rows below it.
    Point tokenPlace(State state, std::size_t rank) const {
        if (!scene_.many()) return placeOf(state) + Point{-capsule.width / 2 + 17, 0};
        const auto column = static_cast<double>(rank % tokensInRow());
        const auto row = static_cast<double>(rank / tokensInRow());
        const double middle = static_cast<double>(tokensInRow() - 1) / 2;
        return placeOf(state) + Point{tokenGap() * (column - middle),
                                      capsule.height / 2 + 5 + tokenRadius() + tokenGap() * row};
    }

    void addTokens() {
        std::array<std::size_t, 3> ranks{};
        for (std::size_t i = 0; i < scene_.after.guards.size(); ++i) {
            const State state = scene_.after.guards[i].breaker.state;
            const std::size_t index = state == State::halfOpen ? 2 : isOpenLike(state) ? 1 : 0;
            const std::string name = core::nameOf(scene_.after, i);
            Mark mark = markAt("breaker/" + name, Role::entry, tokenPlace(state, ranks[index]++),
                               "The breaker of " + name + " is " + core::stateText(state) + ".");
            mark.layer = Layer::packets;
            mark.lit = scene_.before.guards[i].breaker.state != state;
            const bool asked = scene_.many() && i == scene_.after.shown;
            const Ink ink = inkOf(state);
            const bool hasName = scene_.many() && named();
            mark.parts.push_back(part("token", Circle{{}, tokenRadius()},
                                      outlined(hasName ? ink.soft() : ink,
                                               asked     ? Ink::text
                                               : hasName ? ink
                                                         : Ink::ground,
                                               asked || hasName ? 1.6 : 1)));
            if (hasName)
                mark.parts.push_back(words("name", elided(name, 15, drawing::size::small),
                                           {0, baselineAt(0, drawing::size::small)},
                                           drawing::size::small, Weight::semibold, Ink::text,
                                           Anchor::middle));
            figure_.marks.push_back(std::move(mark));
        }
    }

    Figure& figure_;
    const Scene& scene_;
    Point closed_;
    Point open_;
    Point half_;
};

}  // namespace

void addStates(Figure& figure, const Scene& scene) { Machine(figure, scene).draw(); }

}  // namespace lockstep::figures::breaker
