// SPDX-License-Identifier: GPL-3.0-or-later
// The requests: those in a server's hands and in its queue, those on their way to it and back.
#include <algorithm>

#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;
using drawing::Point;
using drawing::Weight;

std::string idOf(std::uint32_t request) { return "request/" + std::to_string(request); }

double radiusIn(const Scene& scene) { return scene.lane >= 24 ? dotRadius : smallDotRadius; }
double pitchIn(const Scene& scene) { return 2 * radiusIn(scene) + 3; }

// A request's number, where it can be read.
void addNumber(Mark& mark, std::uint32_t number, double radius, Ink ink) {
    if (radius < dotRadius || number > 99) return;
    mark.parts.push_back(words("number", std::to_string(number), {0, baselineAt(0, size::small)},
                               size::small, Weight::semibold, ink, Anchor::middle));
}

// The requests of a server: those it works on by number, then its queue in order.
struct Hands {
    std::vector<core::Slot> working;
    std::vector<core::Slot> waiting;
};

std::vector<Hands> handsOf(const core::World& world) {
    std::vector<Hands> hands(world.servers.size());
    for (core::Slot slot = 0; slot < world.requests.size(); ++slot) {
        const core::Request& request = world.requests[slot];
        if (request.number == 0 || request.waits) continue;
        hands[request.server.index].working.push_back(slot);
    }
    for (std::size_t i = 0; i < hands.size(); ++i) {
        std::sort(hands[i].working.begin(), hands[i].working.end(),
                  [&](core::Slot a, core::Slot b) {
                      return world.requests[a].number < world.requests[b].number;
                  });
        for (core::Slot at = world.servers[i].firstWaiting; at != core::noSlot;
             at = world.requests[at].next)
            hands[i].waiting.push_back(at);
    }
    return hands;
}

class Held {
public:
    Held(Figure& figure, const Scene& scene, ServerId id)
        : figure_(figure), scene_(scene), id_(id), radius_(radiusIn(scene)) {
        const double room = scene.columns.dotsWidth;
        across_ =
            static_cast<std::size_t>(std::max(1.0, (room - 2 * radius_) / pitchIn(scene) + 1));
        rows_ = scene.lane >= 2 * pitchIn(scene) + 4 ? 2 : 1;
    }

    void add(const Hands& hands) {
        const std::size_t count = hands.working.size() + hands.waiting.size();
        const std::size_t empty = emptyPlaces();
        // One row in the middle while it has room.
        if (std::max(count, empty) <= across_) rows_ = 1;
        addEmpty(count, empty);
        // The last place says how many more there are.
        const std::size_t shown = count <= across_ * rows_ ? count : shownOf(count);
        for (std::size_t i = 0; i < shown; ++i) {
            const bool works = i < hands.working.size();
            addDot(works ? hands.working[i] : hands.waiting[i - hands.working.size()], i, works);
        }
        if (shown < count) addMore(count - shown, shown);
    }

private:
    // How many of more than there is room for: what is said of the rest takes a place or two.
    std::size_t shownOf(std::size_t count) const {
        std::size_t shown = across_ * rows_ - 1;
        const double end = scene_.columns.dots + scene_.columns.dotsWidth;
        const auto fits = [&] {
            const std::string more = "+" + std::to_string(count - shown);
            return place(shown).x - radius_ + textWidth(more, size::small, Weight::semibold) <= end;
        };
        while (shown % across_ > 0 && !fits()) --shown;
        return shown;
    }

    Point place(std::size_t at) const {
        const auto column = static_cast<double>(at % across_);
        const double row = static_cast<double>(at / across_) - static_cast<double>(rows_ - 1) / 2;
        return {scene_.columns.dots + radius_ + pitchIn(scene_) * column,
                scene_.middle(id_) + pitchIn(scene_) * row};
    }

    // How many places a server has, where they are few enough to be shown.
    std::size_t emptyPlaces() const {
        const core::Settings& settings = scene_.after.settings;
        if (!settings.service && !settings.queue) return 0;
        const std::size_t all = settings.workers + settings.queue.value_or(0);
        return all <= across_ * rows_ ? all : 0;
    }

    // Workers solid, the queue's dotted.
    void addEmpty(std::size_t used, std::size_t all) {
        Mark mark = markAt("places/" + scene_.name(id_), drawing::Role::decoration, place(0));
        mark.layer = Layer::nodes;
        for (std::size_t i = used; i < all; ++i) {
            const bool works = i < scene_.after.settings.workers;
            mark.parts.push_back(part("place-" + std::to_string(i),
                                      Circle{place(i) - mark.place, radius_ - 1},
                                      stroked(works ? Ink::follower : Ink::line, works ? 1.4 : 1.2,
                                              works ? Dash::solid : Dash::dotted)));
        }
        if (!mark.parts.empty()) figure_.marks.push_back(std::move(mark));
    }

    void addDot(core::Slot slot, std::size_t at, bool works) {
        const core::Request& request = scene_.after.requests[slot];
        Mark mark = markAt(idOf(request.number), drawing::Role::entry, place(at));
        mark.of = "server/" + scene_.name(id_);
        mark.layer = Layer::packets;
        mark.description = "Request " + std::to_string(request.number) +
                           (works ? " is open at " : " waits at ") + scene_.name(id_) + '.';
        // It is drawn on its way for a while.
        if (request.arrived.count() + scene_.travel > scene_.time)
            mark.flight = Flight{scene_.door(), place(at), request.arrived.count(),
                                 request.arrived.count() + scene_.travel};
        mark.lit = request.arrived.count() == scene_.time;
        const Circle body{{}, radius_ - 1};
        mark.parts.push_back(part("body", body,
                                  works ? outlined(Ink::request, Ink::request, 1.6)
                                        : outlined(Ink::ground, Ink::request, 1.6)));
        addNumber(mark, request.number, radius_, works ? Ink::request.on() : Ink::request);
        const Timer* end = scene_.after.ends.find(slot);
        if (works && end && request.ends != core::Request::End::abandon) addRing(mark, *end);
        figure_.marks.push_back(std::move(mark));
    }

    // How much of the work is left.
    void addRing(Mark& mark, const Timer& end) const {
        Part ring = part("work", Arc{{}, radius_ + 1, 0, 360}, stroked(Ink::request, 1.8));
        ring.countdown = Countdown{end.started.count(), end.due.count()};
        mark.parts.push_back(std::move(ring));
    }

    void addMore(std::size_t count, std::size_t at) {
        Mark mark =
            markAt("more/" + scene_.name(id_), drawing::Role::note, place(at) - Point{radius_, 0},
                   std::to_string(count) + " more at " + scene_.name(id_) + '.');
        mark.layer = Layer::packets;
        mark.parts.push_back(words("more", "+" + std::to_string(count),
                                   {0, baselineAt(0, size::small)}, size::small, Weight::semibold,
                                   Ink::text));
        figure_.marks.push_back(std::move(mark));
    }

    Figure& figure_;
    const Scene& scene_;
    ServerId id_;
    double radius_;
    std::size_t across_ = 1;
    std::size_t rows_ = 1;
};

// A request that has ended, on its way back or turned away: ✓ or ✕ by what became of it.
Mark goneMark(const Scene& scene, const Gone& gone, Point place, double radius) {
    const bool done = gone.fate == Fate::done;
    const char* const fates[] = {" is done.", " failed.", " was dropped: the queue is full.",
                                 " was rejected: no server can take it."};
    Mark mark = markAt(
        idOf(gone.request), drawing::Role::note, place,
        "Request " + std::to_string(gone.request) + fates[static_cast<std::size_t>(gone.fate)]);
    mark.layer = Layer::packets;
    mark.lit = gone.when == scene.time;
    const Ink ink = done ? Ink::yes : Ink::no;
    mark.parts.push_back(part("body", Circle{{}, radius - 1}, outlined(ink, ink, 1.6)));
    mark.parts.push_back(part("sign",
                              done ? checkGlyph({}, radius - 1) : crossGlyph({}, radius - 1),
                              stroked(ink.on(), radius < dotRadius ? 1.4 : 2)));
    return mark;
}

// One after the other, so that several at once do not hide each other.
Point beside(Point first, std::size_t count, double pitch) {
    return first + Point{0, pitch * static_cast<double>(count)};
}

void addGone(Figure& figure, const Scene& scene) {
    std::size_t turnedAway = 0;
    std::size_t returned = 0;
    constexpr std::size_t most = 12;
    for (const Gone& gone : scene.gone) {
        if (turnedAway + returned == most) return;
        const double radius = scene.lane > 0 ? radiusIn(scene) : smallDotRadius;
        if (gone.fate == Fate::rejected) {
            const Point place{scene.box.center().x, scene.box.bottom() + radius + 8};
            figure.marks.push_back(goneMark(
                scene, gone, place + Point{(2 * radius + 3) * static_cast<double>(turnedAway++), 0},
                radius));
            continue;
        }
        const Rect box = scene.boxOf(gone.server);
        const Point from{scene.lane > 0 ? box.x : box.center().x, box.center().y};
        if (scene.travel == 0) {
            // By hand no time passes: it stands where it came back to, or was turned away.
            const Point home =
                beside(scene.back() + Point{radius + 5, 0}, returned++, 2 * radius + 3);
            figure.marks.push_back(goneMark(scene, gone, home, radius));
            continue;
        }
        Mark mark = goneMark(scene, gone, from, radius);
        mark.flight = Flight{from, scene.back(), gone.when, gone.when + scene.travel};
        figure.marks.push_back(std::move(mark));
        ++returned;
    }
}

// Who comes next, waiting at the balancer's door; its ring runs out when it comes.
void addNext(Figure& figure, const Scene& scene) {
    const core::World& world = scene.after;
    const std::uint32_t number = world.asked + 1;
    const double radius = dotRadius;
    Mark mark = markAt(idOf(number), drawing::Role::note, scene.next(),
                       "Request " + std::to_string(number) + " comes next.");
    mark.layer = Layer::packets;
    mark.parts.push_back(part("body", Circle{{}, radius - 1},
                              outlined(Ink::ground, Ink::request, 1.4, Dash::dashed)));
    addNumber(mark, number, radius, Ink::request);
    const Timer* due = world.arrival.running ? &world.arrival : nullptr;
    if (!due && !world.thinking.empty()) due = &world.thinking.earliest().timer;
    if (due && due->due > due->started) {
        Part ring = part("work", Arc{{}, radius + 1, 0, 360}, stroked(Ink::request, 1.8));
        ring.countdown = Countdown{due->started.count(), due->due.count()};
        mark.parts.push_back(std::move(ring));
    }
    figure.marks.push_back(std::move(mark));
}

// Among many servers only what this step did flies.
void addFlights(Figure& figure, const Scene& scene) {
    for (const Pick& pick : scene.picks) {
        const bool over = std::any_of(scene.gone.begin(), scene.gone.end(), [&](const Gone& gone) {
            return gone.request == pick.request;
        });
        if (over) continue;
        const Point to = scene.tileOf(pick.server).center();
        Mark mark = markAt(idOf(pick.request), drawing::Role::decoration, to);
        mark.layer = Layer::packets;
        if (scene.travel > 0)
            mark.flight = Flight{scene.door(), to, scene.time, scene.time + scene.travel};
        mark.parts.push_back(
            part("body", Circle{{}, smallDotRadius}, outlined(Ink::request, Ink::ground, 1)));
        figure.marks.push_back(std::move(mark));
    }
}

}  // namespace

void addHeld(Figure& figure, const Scene& scene) {
    const auto hands = handsOf(scene.after);
    for (std::size_t i = 0; i < scene.size(); ++i)
        Held(figure, scene, serverAt(i)).add(hands[i]);
}

void addRequests(Figure& figure, const Scene& scene) {
    addNext(figure, scene);
    scene.lane > 0 ? addHeld(figure, scene) : addFlights(figure, scene);
    addGone(figure, scene);
}

}  // namespace lockstep::figures::balance
