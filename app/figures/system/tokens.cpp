// SPDX-License-Identifier: GPL-3.0-or-later
// The open calls, each a token: at the server that has its request, or waiting to try again. A
// request that nobody waits for any more stays where it is, crossed out.
#include <algorithm>
#include <optional>

#include "figures/system/scene.h"

namespace lockstep::figures::system {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

namespace {

Mark tokenAt(const std::string& id, Point at, const std::string& number, Ink ink,
             const std::string& description) {
    Mark mark = markAt(id, drawing::Role::entry, at, description);
    mark.layer = Layer::packets;
    mark.parts.push_back(part("disc", Circle{{0, 0}, tokenRadius}, outlined(ink.soft(), ink, 1.5)));
    // Four digits do not fit; the last three tell neighbours apart.
    const std::string shown = number.size() > 3 ? number.substr(number.size() - 3) : number;
    if (shown.size() < 3)
        mark.parts.push_back(words("number", shown, {0, 4}, drawing::size::small, Weight::semibold,
                                   Ink::text, Anchor::middle));
    return mark;
}

void addRing(Mark& mark, const Timer& timer) {
    Part ring = part("ring", Arc{{0, 0}, tokenRadius + 2.5, 0, 360}, stroked(Ink::candidate, 2));
    ring.countdown = Countdown{timer.started.count(), timer.due.count()};
    mark.parts.push_back(std::move(ring));
}

// Places in a box, row by row; what finds no place is told by its number.
class Tray {
public:
    Tray(const Rect& rect, double top, double bottom)
        : rect_(rect),
          top_(top),
          columns_(static_cast<std::size_t>(std::max(1.0, (rect.width - 12) / tokenStep))),
          rows_(static_cast<std::size_t>(std::max(0.0, (rect.height - top - bottom) / tokenStep))) {
    }

    std::optional<Point> next() {
        const std::size_t at = taken_++;
        if (at + 1 >= columns_ * rows_) return std::nullopt;
        return Point{rect_.x + 8 + tokenRadius + tokenStep * static_cast<double>(at % columns_),
                     rect_.y + top_ + tokenRadius + tokenStep * static_cast<double>(at / columns_)};
    }
    // Says how many more there are, in the last place.
    void tell(Figure& figure, const std::string& id) const {
        const std::size_t places = columns_ * rows_;
        if (taken_ < places || places == 0) return;
        const std::size_t more = taken_ - places + 1;
        Mark mark =
            markAt(id, drawing::Role::note,
                   {rect_.right() - 8, rect_.y + top_ + tokenStep * static_cast<double>(rows_) - 8},
                   "And " + std::to_string(more) + " more.");
        mark.layer = Layer::labels;
        mark.parts.push_back(words("more", "+" + std::to_string(more), {0, 0}, drawing::size::small,
                                   Weight::semibold, Ink::muted, Anchor::end));
        figure.marks.push_back(std::move(mark));
    }

private:
    Rect rect_;
    double top_;
    std::size_t columns_;
    std::size_t rows_;
    std::size_t taken_ = 0;
};

void addRequest(Figure& figure, const Scene& scene, balance::Slot slot, Point at) {
    const core::World& world = scene.world;
    const core::Journey journey = world.journeys[slot];
    const retry::Attempt& attempt = world.clients.attempts[journey.attempt];
    const std::string number = std::to_string(attempt.call);
    const std::string id =
        (attempt.abandoned ? "vain/" + std::to_string(journey.request) : "call/" + number);
    Mark mark = tokenAt(
        id, at, attempt.abandoned ? "" : number, attempt.abandoned ? Ink::down : Ink::request,
        attempt.abandoned
            ? "A request that its client has given up."
            : "Attempt " + std::to_string(attempt.number) + " of call " + number + '.');
    if (attempt.abandoned)
        mark.parts.push_back(part("cross", crossGlyph({0, 0}, 4), stroked(Ink::down, 1.8)));
    const Timer* served = world.pool.ends.find(slot);
    if (served && !world.pool.requests[slot].waits) addRing(mark, *served);
    figure.marks.push_back(std::move(mark));
}

void addAtServers(Figure& figure, const Scene& scene) {
    const core::World& world = scene.world;
    std::vector<balance::Slot> slots;
    for (balance::Slot slot = 0; slot < world.journeys.size(); ++slot) {
        if (world.journeys[slot].request != 0) slots.push_back(slot);
    }
    // Served first, then those that wait in the order in which they came.
    std::sort(slots.begin(), slots.end(), [&](balance::Slot a, balance::Slot b) {
        const balance::Request& first = world.pool.requests[a];
        const balance::Request& second = world.pool.requests[b];
        return first.waits != second.waits ? second.waits : first.number < second.number;
    });
    std::vector<Tray> trays;
    for (const Rect& rect : scene.plan.servers)
        trays.emplace_back(rect, serverHead, serverFoot);
    for (const balance::Slot slot : slots) {
        const auto place = trays[world.pool.requests[slot].server.index].next();
        if (place) addRequest(figure, scene, slot, *place);
    }
    for (std::size_t i = 0; i < trays.size(); ++i)
        trays[i].tell(figure, "more/" + std::to_string(i));
}

// In the retry's box: the calls that wait for their next attempt, the soonest first.
void addWaiting(Figure& figure, const Scene& scene) {
    std::vector<std::pair<Timer, retry::Slot>> waiting;
    scene.world.clients.retries.visit(
        [&](const auto& entry) { waiting.emplace_back(entry.timer, entry.number); });
    if (waiting.empty()) return;
    std::sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) {
        return a.first.due != b.first.due ? a.first.due < b.first.due
                                          : a.first.order < b.first.order;
    });
    const Rect& box = scene.retryBox();
    const Rect rect{box.x, box.y + gateWords, box.width, box.height - gateWords};
    Mark head = markAt("waiting", drawing::Role::note, {rect.center().x, rect.y},
                       std::to_string(waiting.size()) + " calls wait for their next attempt.");
    head.parts.push_back(words("title", std::to_string(waiting.size()) + " back off", {0, 12},
                               drawing::size::small, Weight::semibold, Ink::candidate,
                               Anchor::middle));
    figure.marks.push_back(std::move(head));
    Tray tray(rect, 22, 6);
    for (const auto& [timer, slot] : waiting) {
        const auto place = tray.next();
        if (!place) continue;
        const std::string number = std::to_string(scene.world.clients.calls[slot].number);
        Mark mark = tokenAt("call/" + number, *place, number, Ink::candidate,
                            "Call " + number + " waits for its next attempt.");
        addRing(mark, timer);
        figure.marks.push_back(std::move(mark));
    }
    tray.tell(figure, "more/waiting");
}

}  // namespace

void addTokens(Figure& figure, const Scene& scene) {
    addAtServers(figure, scene);
    addWaiting(figure, scene);
}

}  // namespace lockstep::figures::system
