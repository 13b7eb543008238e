// SPDX-License-Identifier: GPL-3.0-or-later
// What flies between the servers, and all words that must find room there.
#include <algorithm>
#include <optional>

#include "drawing/motion.h"
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/raft/scene.h"
#include "figures/raft/server_marks.h"
#include "figures/raft/words.h"
#include "kernel/network_events.h"

namespace lockstep::figures::raft {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double laneShift = 5;
constexpr double labelHeight = 18;
constexpr double anchorGap = 10;  // between a label and what else flies
constexpr int votesInRow = 5;
constexpr double queueGap = 22;
constexpr double headRadius = 9;
constexpr std::size_t mostLabels = 48;

// One thing that wants words beside it: the mark it belongs to, and what to add if there is room.
struct Wanted {
    int rank = 0;  // lower ones choose first
    LabelWish wish;
    Mark label;    // its place relative to the anchor is still to come
    bool flies = false;
};

PacketLook lookOf(const protocol::Message& message) {
    if (const auto* vote = std::get_if<protocol::VoteReply>(&message))
        return vote->granted ? PacketLook::yes : PacketLook::no;
    if (const auto* reply = std::get_if<protocol::AppendReply>(&message))
        return reply->success ? PacketLook::yes : PacketLook::no;
    if (std::holds_alternative<protocol::SnapshotReply>(message)) return PacketLook::yes;
    return PacketLook::request;
}

// Heartbeats and their answers are many and say little.
int rankOf(const protocol::Message& message) {
    if (const auto* append = std::get_if<protocol::AppendEntries>(&message))
        return append->entries.empty() ? 3 : 1;
    if (const auto* reply = std::get_if<protocol::AppendReply>(&message))
        return reply->success ? 2 : 1;
    return 1;
}

// The way on which neither a head nor its sign covers the term below a server.
template <class At>
double clearOfChip(const Scene& scene, ServerId id, const At& at, double away, double step) {
    constexpr double clearance = 10;
    for (int i = 0; i < 24 && distanceToRect(at(away), scene.chip(id)) < clearance; ++i)
        away += step;
    return away;
}

// From beside the sender to beside the receiver, keeping to the right, so that a request and an
// answer pass each other. A message starts a little on its way, where it can be told apart.
Flight wayOf(const Scene& scene, ServerId from, ServerId to, drawing::Time sent,
             drawing::Time due) {
    const Point along = unit(scene.place(to) - scene.place(from));
    const Point right = Point{-along.y, along.x} * laneShift;
    const double whole = distance(scene.place(from), scene.place(to));
    const double start = scene.timerRadius() + 14 + 0.1 * whole;
    const double end = whole - scene.timerRadius() - 8;
    const auto at = [&](double away) { return scene.place(from) + along * away + right; };
    return {at(clearOfChip(scene, from, at, start, 2)), at(clearOfChip(scene, to, at, end, -2)),
            sent, due};
}

// Beside a thing of this radius: above, below, to the sides, then further away. For a thing on its
// way, behind it comes before ahead of it, where it is going to.
constexpr std::size_t spotsInRing = 12;

std::vector<Point> spotsAround(Size label, double radius, Point direction) {
    std::vector<Point> spots;
    const Point ahead = unit(direction);
    for (const double away : {radius + 4, radius + 15, radius + 27}) {
        const double dy = away + label.height / 2;
        const double dx = away + label.width / 2;
        std::vector<Point> round{{0, -dy}, {0, dy}, {dx, 0}, {-dx, 0}};
        for (const double x : {0.45, -0.45, 0.8, -0.8})
            for (const double y : {-dy, dy}) round.push_back({x * dx, y});
        std::stable_sort(round.begin(), round.end(), [&](Point a, Point b) {
            const auto isAhead = [&](Point p) { return p.x * ahead.x + p.y * ahead.y > 6; };
            return isAhead(a) < isAhead(b);
        });
        spots.insert(spots.end(), round.begin(), round.end());
    }
    return spots;
}

Mark wordsLabel(const std::string& id, const std::string& of, const std::string& text, Size size) {
    Mark label;
    label.id = id;
    label.of = of;
    label.layer = Layer::labels;
    label.parts.push_back(part("plate", Box{drawing::around({}, size), 5},
                               outlined(Ink::panel, Ink::line, 1)));
    label.parts.push_back(words("words", text, {0, baselineAt(0, drawing::size::small)},
                                drawing::size::small, Weight::medium, Ink::text, Anchor::middle));
    return label;
}

Size labelSize(const std::string& text) {
    return {textWidth(text, drawing::size::small, Weight::medium) + 14, labelHeight};
}

// The next time that something is due: until then the labels keep their spots.
drawing::Time horizonOf(const Scene& scene) {
    std::optional<Duration> next;
    const auto consider = [&](Duration due) {
        if (due.count() > scene.time && (!next || due < *next)) next = due;
    };
    for (const FlyingPacket& packet : scene.after.cluster.packets) consider(packet.due);
    for (const protocol::Server& server : scene.after.servers) {
        if (server.electionTimer.running) consider(server.electionTimer.due);
        if (server.heartbeatTimer.running) consider(server.heartbeatTimer.due);
    }
    return next ? next->count() : scene.time;
}

// How many left at the same moment for the same server after this one. While no time passes they
// wait in a row at the sender.
int behind(const Scene& scene, const FlyingPacket& packet) {
    const auto& packets = scene.after.cluster.packets;
    return static_cast<int>(
        std::count_if(packets.begin(), packets.end(), [&](const FlyingPacket& other) {
            return other.from == packet.from && other.to == packet.to &&
                   other.sent == packet.sent && other.id > packet.id;
        }));
}

void addPackets(Figure& figure, const Scene& scene, std::vector<Wanted>& wanted) {
    const drawing::Time horizon = horizonOf(scene);
    // In a crowd the way from one look to the next may be longer.
    const int looks = scene.after.cluster.packets.size() > mostLabels ? 3 : 9;
    for (const FlyingPacket& packet : scene.after.cluster.packets) {
        Mark mark;
        mark.id = "packet/" + std::to_string(packet.id);
        mark.role = drawing::Role::packet;
        mark.layer = Layer::packets;
        mark.lit = scene.before.cluster.find(packet.id) == nullptr;
        mark.flight = wayOf(scene, packet.from, packet.to, packet.sent.count(), packet.due.count());
        mark.flight->from = mark.flight->from + unit(mark.flight->to - mark.flight->from) *
                                                    (queueGap * behind(scene, packet));
        mark.place = mark.flight->from;
        mark.description = sentenceOf(scene.after, packet);
        mark.tip = tipOf(scene.after, packet);
        addPacketShape(mark, lookOf(packet.body), mark.flight->to - mark.flight->from);

        const std::string text = labelOf(scene.after, packet.body);
        const Size size = labelSize(text);
        Wanted want;
        want.rank = rankOf(packet.body);
        want.flies = true;
        want.wish.size = size;
        want.wish.anchors = placesBetween(mark, scene.time, horizon, looks);
        want.wish.close = spotsInRing;
        want.wish.ownRadius = headRadius - 1;
        want.wish.leastGap = want.rank <= 1 ? anchorGap / 2 : anchorGap;
        want.wish.spots = spotsAround(size, headRadius, mark.flight->to - mark.flight->from);
        want.label = wordsLabel(mark.id + "/label", mark.id, text, size);
        wanted.push_back(std::move(want));
        figure.marks.push_back(std::move(mark));
    }
}

// A little back on its way, if the cross would cover what belongs to a server.
Point clearOfServers(const Scene& scene, const Flight& way, Point place) {
    constexpr double crossRadius = 11;
    const Point back = unit(way.from - way.to) * 4;
    for (int i = 0; i < 30; ++i) {
        bool isClear = true;
        for (std::size_t s = 0; s < scene.size(); ++s)
            isClear = isClear && distanceToRect(place, scene.chip(serverAt(s))) >= crossRadius &&
                      distance(place, scene.place(serverAt(s))) >=
                          scene.timerRadius() + crossRadius - 3;
        if (isClear) break;
        place = place + back;
    }
    return place;
}

// What a message that this step lost leaves behind: a cross where it ended.
void addLostMessages(Figure& figure, const Scene& scene, std::vector<Wanted>& wanted) {
    for (const Event& event : scene.events) {
        const bool isLost = event.kind == &network::lost || event.kind == &network::dropped;
        if (!isLost || event.fields.size() < 1) continue;
        const auto id = static_cast<MessageId>(event.fields[0].value);
        const FlyingPacket* packet = scene.before.cluster.find(id);
        Flight way;
        std::string text = "lost";
        if (packet) {
            way = wayOf(scene, packet->from, packet->to, packet->sent.count(), packet->due.count());
            text += ": " + labelOf(scene.before, packet->body);
        } else if (event.fields.size() >= 3) {
            const ServerId from{static_cast<std::uint16_t>(event.fields[1].value)};
            const ServerId to{static_cast<std::uint16_t>(event.fields[2].value)};
            if (from.index >= scene.size() || to.index >= scene.size()) continue;
            way = wayOf(scene, from, to, scene.time, scene.time + 1);
        } else {
            continue;
        }
        Mark mark;
        mark.id = "lost/" + std::to_string(id);
        mark.layer = Layer::packets;
        mark.role = drawing::Role::note;
        mark.lit = true;
        mark.flight = way;
        mark.place = clearOfServers(scene, way, placeAt(mark, scene.time));
        mark.flight.reset();
        mark.description = "Message " + std::to_string(id) + " is lost.";
        mark.parts.push_back(
            part("way", segment(way.from - mark.place, {}), stroked(Ink::no, 1.6, Dash::dashed)));
        mark.parts.push_back(part("disc", Circle{{}, 9}, outlined(Ink::ground, Ink::no, 1.8)));
        mark.parts.push_back(part("cross", crossGlyph({}, 10), stroked(Ink::no, 2.2)));
        Wanted want;
        want.rank = 0;
        want.wish.size = labelSize(text);
        want.wish.anchors = {mark.place};
        want.wish.spots = spotsAround(want.wish.size, 10, way.to - way.from);
        want.label = wordsLabel(mark.id + "/label", mark.id, text, want.wish.size);
        wanted.push_back(std::move(want));
        figure.marks.push_back(std::move(mark));
    }
}

Vote voteOf(const Scene& scene, ServerId voter, ServerId candidate) {
    const protocol::Server& server = scene.after.server(candidate);
    if (server.votesGranted.contains(voter)) return Vote::granted;
    if (server.votesDenied.contains(voter)) return Vote::denied;
    for (const FlyingPacket& packet : scene.after.cluster.packets) {
        const auto* reply = std::get_if<protocol::VoteReply>(&packet.body);
        const protocol::Term asked = server.currentTerm + (reply && reply->preVote ? 1 : 0);
        if (reply && packet.from == voter && packet.to == candidate && reply->term == asked)
            return Vote::coming;
    }
    return Vote::open;
}

void wishForVotes(const Scene& scene, ServerId id, std::vector<Wanted>& wanted) {
    const protocol::Server& server = scene.after.server(id);
    const bool asks = server.role == protocol::Role::precandidate;
    if (!scene.after.up(id) || !(asks || server.role == protocol::Role::candidate)) return;
    const ServerSet voters = server.configuration.all();
    const int count = voters.size();
    const int rows = (count + votesInRow - 1) / votesInRow;
    const int columns = std::min(count, votesInRow);
    const std::string text = std::to_string(server.votesGranted.size()) + " of " +
                             std::to_string(votesNeeded(scene.after, id)) +
                             (asks ? " would vote" : " votes");
    const double wordsWidth = textWidth(text, drawing::size::small, Weight::semibold);
    const double dotsWidth = votePitch * (columns - 1) + 2 * voteRadius + 1.6;
    const Size size{std::max(dotsWidth, wordsWidth) + 4, 17 + votePitch * rows};

    Wanted want;
    want.rank = 0;
    want.wish.size = size;
    want.wish.anchors = {scene.place(id)};
    // In a crowd the count stands below the server, and dots below messages would say nothing.
    if (scene.crowded()) want.wish.leastGap = anchorGap;
    // Beyond the outline of a side, which no word may touch.
    const double hull = scene.after.cluster.partitioned ? 13 : 0;
    const double dx = scene.timerRadius() + 8 + hull + size.width / 2;
    const double dy = scene.timerRadius() + 18 + hull + size.height / 2;
    const double outwards = scene.place(id).x >= scene.ring.center().x - 1 ? 1 : -1;
    want.wish.spots = {{outwards * dx, 0},        {-outwards * dx, 0},
                       {outwards * dx, 22},       {outwards * dx, -22},
                       {-outwards * dx, 22},      {-outwards * dx, -22},
                       {outwards * dx * 0.8, -dy * 0.8}, {0, dy},
                       {0, -dy + 12},             {-outwards * dx * 0.8, -dy * 0.8},
                       {outwards * dx * 0.8, dy * 0.8},  {-outwards * dx * 0.8, dy * 0.8}};
    want.label.id = "votes/" + scene.name(id);
    want.label.of = "server/" + scene.name(id);
    want.label.layer = Layer::labels;
    want.label.description =
        asks ? text + " for " + scene.name(id) + '.' : scene.name(id) + " has " + text + '.';
    // The outline of a side may run below it.
    if (scene.after.cluster.partitioned)
        want.label.parts.push_back(
            part("plate", Box{drawing::around({}, size), 5}, filled(Ink::ground)));
    const double left = -size.width / 2 + voteRadius + 2;
    int i = 0;
    for (const ServerId voter : voters) {
        const Point at{left + votePitch * (i % votesInRow),
                       -size.height / 2 + voteRadius + 2 + votePitch * (i / votesInRow)};
        addVote(want.label, scene.name(voter), voteOf(scene, voter, id), at);
        ++i;
    }
    want.label.parts.push_back(words("count", text, {-size.width / 2 + 2, size.height / 2 - 4},
                                     drawing::size::small, Weight::semibold, Ink::muted));
    wanted.push_back(std::move(want));
}

KeepClear keepClear(const Scene& scene) {
    KeepClear clear;
    clear.bounds = grown(scene.ring, 6);
    clear.anchorRadius = anchorGap;
    for (std::size_t i = 0; i < scene.size(); ++i) {
        clear.discs.push_back(scene.disc(serverAt(i)));
        clear.rects.push_back(grown(scene.chip(serverAt(i)), 2));
    }
    for (const Disc& cross : cutMarks(scene)) clear.discs.push_back(cross);
    return clear;
}

// A thread from a label that lies further off to what it speaks of.
void addTether(Mark& label, Size size, Point spot, double near) {
    const Rect plate = drawing::around({}, size);
    const Point thing = spot * -1;
    const Point edge{std::clamp(thing.x, plate.x + 6, plate.right() - 6),
                     std::clamp(thing.y, plate.y, plate.bottom())};
    const double away = distance(edge, thing);
    if (away <= near + 8) return;
    const Point end = between(edge, thing, (away - near) / away);
    label.parts.insert(label.parts.begin(), part("tether", segment(edge, end),
                                                 stroked(Ink::muted, 1)));
    label.parts.front().style.opacity = 0.7;
}

}  // namespace

void addPacketShape(Mark& mark, PacketLook look, Point direction) {
    const Ink ink = look == PacketLook::request ? Ink::request
                    : look == PacketLook::yes   ? Ink::yes
                                                : Ink::no;
    Part trail = part("trail", segment({}, {}), stroked(ink, 3));
    trail.style.opacity = 0.35;
    trail.trail = 72;
    mark.parts.push_back(std::move(trail));
    switch (look) {
        case PacketLook::request:
            mark.parts.push_back(part("head", arrowHead({}, direction, 17, 14), filled(ink)));
            break;
        case PacketLook::yes:
            mark.parts.push_back(part("head", Circle{{}, 8.5}, filled(ink)));
            mark.parts.push_back(part("sign", checkGlyph({}, 8.5), stroked(ink.on(), 2)));
            break;
        case PacketLook::no:
            mark.parts.push_back(part("head", Circle{{}, 8.5}, filled(ink)));
            mark.parts.push_back(part("sign", crossGlyph({}, 8.5), stroked(ink.on(), 2)));
            break;
    }
}

void addVote(Mark& mark, const std::string& key, Vote vote, Point at) {
    const Circle dot{at, voteRadius};
    switch (vote) {
        case Vote::granted:
            mark.parts.push_back(part(key, dot, outlined(Ink::candidate, Ink::candidate, 1.6)));
            break;
        case Vote::denied:
            mark.parts.push_back(part(key, dot, outlined(Ink::no.soft(), Ink::no, 1.6)));
            mark.parts.push_back(part(key + "-no", crossGlyph(at, 6.5), stroked(Ink::no, 1.5)));
            break;
        case Vote::coming:
            mark.parts.push_back(
                part(key, dot, outlined(Ink::ground, Ink::candidate, 1.6, Dash::dashed)));
            break;
        case Vote::open:
            mark.parts.push_back(part(key, dot, outlined(Ink::ground, Ink::down, 1.4)));
            break;
    }
}

void addTraffic(Figure& figure, const Scene& scene) {
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < scene.size(); ++i) wishForVotes(scene, serverAt(i), wanted);
    addLostMessages(figure, scene, wanted);
    addPackets(figure, scene, wanted);
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const Wanted& a, const Wanted& b) { return a.rank < b.rank; });
    std::vector<LabelWish> wishes;
    for (const Wanted& want : wanted) {
        wishes.push_back(want.wish);
        // In a crowd there is no room for more; what flies still has to be kept free.
        if (wishes.size() > mostLabels) wishes.back().spots.clear();
    }
    const auto spots = placeLabels(wishes, keepClear(scene));
    const drawing::Time horizon = horizonOf(scene);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!spots[i]) continue;
        const LabelWish& wish = wanted[i].wish;
        Mark& label = wanted[i].label;
        label.place = wish.anchors.front() + spots[i]->first;
        if (wanted[i].flies) {
            label.flight = Flight{label.place, wish.anchors.back() + spots[i]->last, scene.time,
                                  horizon};
            if (spots[i]->first == spots[i]->last)
                addTether(label, wish.size, spots[i]->first, headRadius);
        }
        figure.marks.push_back(std::move(label));
    }
}

}  // namespace lockstep::figures::raft
