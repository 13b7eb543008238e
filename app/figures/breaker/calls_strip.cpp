// SPDX-License-Identifier: GPL-3.0-or-later
// The calls so far, the newest to the right: how each went, why one was refused, and the state in
// which the breaker was asked.
#include <algorithm>
#include <map>
#include <vector>

#include "breaker/events.h"
#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Role;
using drawing::Weight;

namespace {

// How far back the strip looks for calls.
constexpr Step mostSteps = 160;
constexpr double cellWidth = 62;  // "half-open" has room
constexpr double signRadius = 11;

// A call as the strip shows it.
struct Seen {
    Sign sign = Sign::waiting;
    bool probe = false;
    std::string word;
    std::string more;
    std::string sentence;
    const char* state = "";  // "closed", "open", …; empty: the breaker was not asked
    Ink ink;
    Step step = 0;
};

using Calls = std::map<std::int64_t, Seen>;

void setState(Seen& seen, State state) {
    seen.state = core::stateText(state);
    seen.ink = inkOf(state);
}

// "Call 7 is refused. The breaker is open for another 3.2 s.": the last field tells which refusal
// it is.
void refuse(Seen& seen, const Event& event) {
    seen.sign = Sign::refused;
    const Field& last = event.fields[event.fields.size() - 1];
    if (event.fields.size() < 3) {
        setState(seen, State::forcedOpen);
        seen.word = "by hand";
    } else if (last.kind == Field::Kind::duration) {
        setState(seen, State::open);
        seen.word = "open for";
        seen.more = shortTime(lockstep::Duration(last.value));
    } else {
        setState(seen, State::halfOpen);
        seen.word = "probes";
        seen.more = "are out";
    }
}

void pass(Seen& seen, const core::World& world) {
    setState(seen, State::closed);
    seen.word = "waits";
    if (world.around.throttle) {
        seen.state = "throttled";
        seen.ink = Ink::follower;
    } else if (core::shownBreaker(world).state == State::disabled) {
        setState(seen, State::disabled);
    }
}

void end(Seen& seen, Sign sign, const char* word) {
    seen.sign = sign;
    seen.word = word;
}

void note(Seen& seen, const Event& event, const core::World& world) {
    if (event.kind == &core::callPassed) pass(seen, world);
    if (event.kind == &core::probePassed) {
        setState(seen, State::halfOpen);
        seen.probe = true;
        seen.word = "waits";
    }
    if (event.kind == &core::refused) refuse(seen, event);
    if (event.kind == &core::throttled) {
        end(seen, Sign::refused, "by chance");
        seen.state = "throttled";
        seen.ink = Ink::follower;
        seen.more = std::to_string(event.fields[3].value) + " %";
    }
    if (event.kind == &core::noThread) end(seen, Sign::starved, "no thread");
    if (event.kind == &core::succeeded) end(seen, Sign::good, "well");
    if (event.kind == &core::wasSlow) end(seen, Sign::slow, "slow");
    if (event.kind == &core::failed) end(seen, Sign::bad, "failed");
    if (event.kind == &core::gaveUp) end(seen, Sign::bad, "too late");
    if (event.kind == &core::turnedAway) end(seen, Sign::bad, "turned");
    if (event.kind == &core::turnedAway) seen.more = "away";
}

// The last good answer stands in, whatever became of the call.
void answerFromStore(Seen& seen) {
    if (seen.sign == Sign::refused) seen.word = "refused";
    seen.more = "stored";
}

bool isOfCall(const Event& event) {
    const EventKind* kinds[] = {&core::callPassed, &core::probePassed, &core::refused,
                                &core::throttled,  &core::noThread,    &core::succeeded,
                                &core::wasSlow,    &core::failed,      &core::gaveUp,
                                &core::turnedAway};
    return std::find(std::begin(kinds), std::end(kinds), event.kind) != std::end(kinds);
}

Calls callsOf(const Scene& scene) {
    Calls calls;
    const Moment& moment = scene.moment;
    if (!moment.history || moment.step == 0) return calls;
    const Step first = moment.step > mostSteps ? moment.step - mostSteps : 1;
    moment.history->visitSteps(
        first, moment.step,
        [&](Step step, const AnyWorld&, const AnyWorld& after, const Events& events) {
            const auto& world = after.as<core::World>();
            Seen* last = nullptr;
            for (const Event& event : events) {
                if (event.kind == &core::fellBack && last) answerFromStore(*last);
                if (!isOfCall(event)) continue;
                last = &calls[event.fields[0].value];
                note(*last, event, world);
                last->sentence = toText(event, *world.setup);
                last->step = step;
            }
        });
    return calls;
}

void addCell(Figure& figure, const Scene& scene, std::int64_t number, const Seen& seen,
             Point at) {
    const std::string name = std::to_string(number);
    Mark mark = markAt("call/" + name, Role::entry, at, seen.sentence);
    mark.lit = seen.step == scene.moment.step;
    const double middle = cellWidth / 2;
    if (mark.lit)
        mark.parts.push_back(part("lit", Box{{1, -2, cellWidth - 2, 76}, 7}, filled(Ink::lit)));
    mark.parts.push_back(words("number", name, {middle, 10}, drawing::size::small,
                               Weight::regular, Ink::muted, Anchor::middle));
    addSign(mark, seen.sign, {middle, 29}, signRadius, seen.probe);
    const bool never = seen.sign == Sign::refused || seen.sign == Sign::starved;
    mark.parts.push_back(words("word", elided(seen.word, cellWidth - 1, drawing::size::small),
                               {middle, 57}, drawing::size::small,
                               never ? Weight::semibold : Weight::regular, Ink::text,
                               Anchor::middle));
    mark.parts.push_back(words("more", elided(seen.more, cellWidth - 1, drawing::size::small),
                               {middle, 70}, drawing::size::small, Weight::regular, Ink::muted,
                               Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

// The states in which they were asked, joined where they are the same.
void addBand(Figure& figure, const std::vector<Calls::const_iterator>& shown, Point at) {
    for (std::size_t i = 0; i < shown.size();) {
        std::size_t end = i + 1;
        const Seen& seen = shown[i]->second;
        while (end < shown.size() &&
               std::string_view(shown[end]->second.state) == std::string_view(seen.state))
            ++end;
        if (seen.state[0] != '\0') {
            const double width = cellWidth * static_cast<double>(end - i) - 3;
            Mark mark = markAt("band/" + std::to_string(shown[i]->first), Role::decoration,
                               {at.x + cellWidth * static_cast<double>(i), at.y});
            mark.parts.push_back(
                part("state", Box{{0, 0, width, 17}, 4}, outlined(seen.ink.soft(), seen.ink, 1)));
            mark.parts.push_back(words("name",
                                       elided(seen.state, width - 4, drawing::size::small,
                                              Weight::semibold),
                                       {width / 2, baselineAt(8.5, drawing::size::small)},
                                       drawing::size::small, Weight::semibold, Ink::text,
                                       Anchor::middle));
            figure.marks.push_back(std::move(mark));
        }
        i = end;
    }
}

std::string countsOf(const core::World& world) {
    std::string text = std::to_string(world.passed) + " passed · " +
                       std::to_string(world.failed) + " of them failed · " +
                       std::to_string(world.rejected) + " refused";
    if (world.around.fallback)
        text += " · " + std::to_string(world.fallbacks) + " answered from the store";
    return text;
}

}  // namespace

void addCalls(Figure& figure, const Scene& scene) {
    const Rect& area = scene.calls;
    Mark head = markAt("calls/header", Role::note, {area.x, area.y}, countsOf(scene.after));
    head.parts.push_back(heading("title", "CALLS", {0, 10}));
    head.parts.push_back(words("counts", countsOf(scene.after), {52, 10}, drawing::size::small,
                               Weight::medium, Ink::muted));
    figure.marks.push_back(std::move(head));
    const Calls calls = callsOf(scene);
    const auto room = static_cast<std::size_t>(std::max(1.0, area.width / cellWidth));
    std::vector<Calls::const_iterator> shown;
    for (auto one = calls.begin(); one != calls.end(); ++one) shown.push_back(one);
    if (shown.size() > room)
        shown.erase(shown.begin(), shown.end() - static_cast<std::ptrdiff_t>(room));
    for (std::size_t i = 0; i < shown.size(); ++i)
        addCell(figure, scene, shown[i]->first, shown[i]->second,
                {area.x + cellWidth * static_cast<double>(i), area.y + 16});
    addBand(figure, shown, {area.x + 1, area.y + 94});
}

}  // namespace lockstep::figures::breaker
