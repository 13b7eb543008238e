// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a ring of outcomes: by count each has a place, and the newest takes the oldest's;
// by time each travels around as it grows old, and leaves where it came in.
#include <algorithm>
#include <vector>

#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Role;
using drawing::Weight;

namespace {

constexpr std::size_t mostSlots = 100;

struct Ring {
    Point middle;
    double radius = 0;
    double dot = 0;
    std::size_t slots = 0;
    bool byTime = false;
};

std::vector<core::Outcome> outcomesOf(const Scene& scene) {
    std::vector<core::Outcome> outcomes;
    scene.breaker().window.visit(scene.after.rules, scene.after.cluster.now,
                                 [&](const core::Outcome& one) { outcomes.push_back(one); });
    if (outcomes.size() > mostSlots)
        outcomes.erase(outcomes.begin(),
                       outcomes.end() - static_cast<std::ptrdiff_t>(mostSlots));
    return outcomes;
}

// How many outcomes would be on the whole ring if they stood all around as they do where they are.
std::size_t slotsByTime(const Scene& scene, const std::vector<core::Outcome>& outcomes) {
    if (outcomes.size() < 2) return 12;
    const auto span = static_cast<double>((outcomes.back().at - outcomes.front().at).count());
    const double share = span / static_cast<double>(scene.after.rules.amount);
    const double most = std::min(static_cast<double>(outcomes.size()) / std::max(share, 1e-3),
                                 static_cast<double>(mostSlots));
    return std::max<std::size_t>(12, static_cast<std::size_t>(most));
}

Ring ringOf(const Scene& scene, const std::vector<core::Outcome>& outcomes) {
    const core::Rules& rules = scene.after.rules;
    Ring ring;
    ring.byTime = rules.trip == core::Trip::timeWindow;
    ring.middle = scene.window.center() + Point{0, 8};
    ring.slots = ring.byTime ? slotsByTime(scene, outcomes)
                             : static_cast<std::size_t>(std::min<std::int64_t>(
                                   rules.amount, mostSlots));
    const double room = std::min(scene.window.width, scene.window.height - 18) / 2;
    ring.dot = std::clamp(room * 2.3 / static_cast<double>(std::max<std::size_t>(ring.slots, 1)),
                          2.6, std::min(14.0, room * 0.13));
    ring.radius = room - ring.dot - 3;
    return ring;
}

void addSlot(Figure& figure, const Ring& ring, std::size_t slot) {
    Mark mark = markAt("slot/" + std::to_string(slot), Role::decoration,
                       onCircle(ring.middle, ring.radius,
                                360.0 * static_cast<double>(slot) /
                                    static_cast<double>(ring.slots)));
    mark.layer = Layer::links;
    mark.parts.push_back(
        part("slot", Circle{{}, ring.dot}, stroked(Ink::line, 1.4, Dash::dashed)));
    figure.marks.push_back(std::move(mark));
}

// An outcome's number among all that ended, so that it keeps its place and its mark.
std::uint64_t numberOf(const Scene& scene, std::size_t i, std::size_t count) {
    return scene.after.ended - std::min<std::uint64_t>(scene.after.ended, count - i) + 1;
}

double degreesOf(const Scene& scene, const Ring& ring, const core::Outcome& outcome,
                 std::uint64_t number) {
    if (!ring.byTime)
        return 360.0 * static_cast<double>((number - 1) % ring.slots) /
               static_cast<double>(ring.slots);
    const auto age = static_cast<double>((scene.after.cluster.now - outcome.at).count());
    return 360.0 * age / static_cast<double>(std::max<std::int64_t>(1, scene.after.rules.amount));
}

void addOutcomes(Figure& figure, const Scene& scene, const Ring& ring,
                 const std::vector<core::Outcome>& outcomes) {
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const core::Outcome& outcome = outcomes[i];
        const std::uint64_t number = numberOf(scene, i, outcomes.size());
        const Sign sign = signOf(outcome);
        Mark mark = markAt("outcome/" + std::to_string(number), Role::entry,
                           onCircle(ring.middle, ring.radius,
                                    degreesOf(scene, ring, outcome, number)),
                           sign == Sign::bad    ? "A call failed."
                           : sign == Sign::slow ? "A call was slow."
                                                : "A call succeeded.");
        mark.layer = Layer::nodes;
        mark.lit = i + 1 == outcomes.size() && scene.after.ended > scene.before.ended;
        addSign(mark, sign, {}, ring.dot);
        figure.marks.push_back(std::move(mark));
    }
}

// How far the rate is from its threshold, around the words.
void addGauge(Mark& mark, const std::string& key, double radius, double share, double threshold,
              Ink ink, bool counts) {
    mark.parts.push_back(part(key + "-ground", Arc{{}, radius, 0, 360}, stroked(Ink::line, 5)));
    if (share > 0)
        mark.parts.push_back(part(key + "-rate", Arc{{}, radius, 0, 360 * std::min(1.0, share)},
                                  stroked(counts ? ink : Ink::muted, 5)));
    if (threshold > 1) return;
    mark.parts.push_back(part(key + "-threshold",
                              segment(onCircle({}, radius - 6, 360 * threshold),
                                      onCircle({}, radius + 6, 360 * threshold)),
                              stroked(Ink::text, 2.2)));
}

struct Told {
    std::string large;
    std::string of;
    std::string opens;
    double share = 0;
    double threshold = 2;
    bool counts = true;
};

Told tell(const Scene& scene, const core::Tally& tally) {
    const core::Rules& rules = scene.after.rules;
    Told told;
    if (rules.trip == core::Trip::consecutive) {
        const std::uint32_t row = scene.breaker().failuresInARow;
        told.large = std::to_string(row);
        told.of = row == 1 ? "failure in a row" : "failures in a row";
        told.opens = "opens at " + std::to_string(rules.amount);
        told.share = static_cast<double>(row) / static_cast<double>(rules.amount);
        told.threshold = 1;
        return told;
    }
    const std::uint32_t needed = core::callsNeeded(rules);
    told.large = percent(tally.failures, tally.calls);
    told.of = std::to_string(tally.failures) + " of " + std::to_string(tally.calls) + " failed";
    told.opens = "opens at " + percent(rules.failureRate, 1'000'000);
    told.counts = tally.calls >= needed;
    if (!told.counts) told.opens = "counts from " + std::to_string(needed) + " on";
    if (tally.calls > 0) told.share = static_cast<double>(tally.failures) / tally.calls;
    told.threshold = static_cast<double>(rules.failureRate) / 1e6;
    return told;
}

void addRates(Figure& figure, const Scene& scene, const Ring& ring) {
    const core::Rules& rules = scene.after.rules;
    const core::Tally tally = scene.breaker().window.tally(rules, scene.after.cluster.now);
    const Told told = tell(scene, tally);
    Mark mark = markAt("rate", Role::note, ring.middle,
                       told.large + ", " + told.of + "; " + told.opens);
    const double inner = ring.radius - ring.dot - 9;
    addGauge(mark, "failures", inner, told.share, told.threshold, Ink::no, told.counts);
    const bool slow = rules.trip != core::Trip::consecutive &&
                      (tally.slow > 0 || rules.slowRate < 1'000'000);
    if (slow)
        addGauge(mark, "slow", inner - 10,
                 tally.calls == 0 ? 0 : static_cast<double>(tally.slow) / tally.calls,
                 static_cast<double>(rules.slowRate) / 1e6, Ink::candidate, told.counts);
    // In a small ring only what matters most finds room.
    const bool small = inner < 66;
    const double y = small ? 0 : slow ? -14 : -6;
    mark.parts.push_back(words("large", told.large, {0, y}, small ? 19 : 24, Weight::bold,
                               Ink::text, Anchor::middle));
    mark.parts.push_back(words("of", told.of, {0, y + 17}, drawing::size::small, Weight::medium,
                               Ink::text, Anchor::middle));
    if (small) {
        figure.marks.push_back(std::move(mark));
        return;
    }
    mark.parts.push_back(words("opens", told.opens, {0, y + 32}, drawing::size::small,
                               Weight::regular, Ink::muted, Anchor::middle));
    if (slow)
        mark.parts.push_back(words("slow", std::to_string(tally.slow) + " slow, at " +
                                               percent(rules.slowRate, 1'000'000),
                                   {0, y + 47}, drawing::size::small, Weight::regular, Ink::muted,
                                   Anchor::middle));
    figure.marks.push_back(std::move(mark));
}

std::string titleOf(const Scene& scene) {
    const core::Rules& rules = scene.after.rules;
    const std::string of =
        scene.many() ? " OF " + core::nameOf(scene.after, scene.after.shown) : std::string();
    switch (rules.trip) {
        case core::Trip::consecutive: return "THE LAST CALLS" + of;
        case core::Trip::countWindow:
            return "THE LAST " + std::to_string(rules.amount) + " CALLS" + of;
        case core::Trip::timeWindow:
            return "THE LAST " + toText(lockstep::Duration(rules.amount)) + of;
    }
    return {};
}

}  // namespace

void addWindow(Figure& figure, const Scene& scene) {
    const std::vector<core::Outcome> outcomes = outcomesOf(scene);
    const Ring ring = ringOf(scene, outcomes);
    Mark head = markAt("window/header", Role::decoration, {scene.window.x, scene.window.y});
    head.parts.push_back(heading("title", titleOf(scene), {0, 12}));
    figure.marks.push_back(std::move(head));
    if (ring.byTime) {
        Mark circle = markAt("window/circle", Role::decoration, ring.middle);
        circle.layer = Layer::backdrop;
        circle.parts.push_back(
            part("circle", Circle{{}, ring.radius}, stroked(Ink::line, 1.4, Dash::dashed)));
        circle.parts.push_back(part("out", segment({0, -ring.radius - 8}, {0, -ring.radius + 8}),
                                    stroked(Ink::muted, 1.6)));
        figure.marks.push_back(std::move(circle));
    } else {
        for (std::size_t slot = 0; slot < ring.slots; ++slot) addSlot(figure, ring, slot);
    }
    addOutcomes(figure, scene, ring, outcomes);
    addRates(figure, scene, ring);
}

}  // namespace lockstep::figures::breaker
