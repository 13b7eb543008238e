// SPDX-License-Identifier: GPL-3.0-or-later
// A server: its role by shape, ink and word, its term below, its timer around it.
#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/raft/scene.h"
#include "figures/raft/server_marks.h"
#include "figures/raft/words.h"

namespace lockstep::figures::raft {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double usualRadius = 32;

void addBody(Mark& mark, Look look, double radius) {
    switch (look) {
        case Look::follower:
            mark.parts.push_back(part("body", Circle{{}, radius},
                                      outlined(Ink::follower.soft(), Ink::follower, 2.5)));
            break;
        case Look::candidate:
            mark.parts.push_back(part("body", hexagon({}, radius * 1.09),
                                      outlined(Ink::candidate.soft(), Ink::candidate, 2.5)));
            break;
        case Look::precandidate:
            mark.parts.push_back(
                part("body", hexagon({}, radius * 1.09),
                     outlined(Ink::candidate.soft(), Ink::candidate, 2.5, Dash::dashed)));
            break;
        case Look::leader: {
            mark.parts.push_back(
                part("body", Circle{{}, radius}, outlined(Ink::leader.soft(), Ink::leader, 2.5)));
            mark.parts.push_back(
                part("inner", Circle{{}, radius - 5}, stroked(Ink::leader, 1.4)));
            const Point badge = onCircle({}, radius + 1, 45);
            mark.parts.push_back(
                part("badge", Circle{badge, 9.5}, outlined(Ink::leader, Ink::ground, 2)));
            mark.parts.push_back(part("star", star(badge, 5.8), filled(Ink::leader.on())));
            break;
        }
        case Look::down:
            mark.parts.push_back(part("body", Circle{{}, radius},
                                      outlined(Ink::down.soft(), Ink::down, 1.6, Dash::dashed)));
            break;
    }
}

// One size for all roles: the longest word has to fit the hexagon.
double roleSizeFor(double radius) {
    const double small = drawing::size::small;
    const double wanted = small * radius / usualRadius;
    const double room = 1.888 * radius - 7;
    const double width = textWidth("candidate", wanted, Weight::semibold);
    return std::max(small, wanted * std::min(1.0, room / width));
}

}  // namespace

Ink inkOf(Look look) {
    switch (look) {
        case Look::follower: return Ink::follower;
        case Look::precandidate:
        case Look::candidate: return Ink::candidate;
        case Look::leader: return Ink::leader;
        case Look::down: return Ink::down;
    }
    return Ink::text;
}

Look lookOf(const protocol::World& world, ServerId id) {
    if (!world.up(id)) return Look::down;
    switch (world.server(id).role) {
        case protocol::Role::follower: return Look::follower;
        case protocol::Role::precandidate: return Look::precandidate;
        case protocol::Role::candidate: return Look::candidate;
        case protocol::Role::leader: return Look::leader;
    }
    return Look::follower;
}

Ink inkOf(protocol::Term term) { return term == 0 ? Ink::muted : Ink::series(term - 1); }

void addServerShape(Mark& mark, Look look, double radius, const std::string& name,
                    const std::string& role) {
    addBody(mark, look, radius);
    const double scale = radius / usualRadius;
    const double nameSize = std::max(14.0, 16 * scale);
    const double roleSize = roleSizeFor(radius);
    const bool isDown = look == Look::down;
    // A leader's words stand within its inner ring.
    const double room = 2 * radius - (look == Look::leader ? 14 : 4);
    const bool hasRole = textWidth(role, roleSize, Weight::semibold) < room;
    const double nameLine = hasRole ? -3 * scale : baselineAt(0, nameSize);
    mark.parts.push_back(words("name",
                               elided(name, 2 * radius - 14, nameSize, Weight::bold),
                               {0, nameLine}, nameSize, Weight::bold,
                               isDown ? Ink::down : Ink::text, Anchor::middle));
    if (hasRole)
        mark.parts.push_back(words("role", role, {0, 13 * scale}, roleSize, Weight::semibold,
                                   inkOf(look), Anchor::middle));
}

namespace {

// Down to nothing when the timer fires. All servers' arcs run at one speed, a whole round being
// the longest timeout, so that one sees who will be first.
void addTimer(Mark& mark, const Scene& scene, ServerId id) {
    const protocol::Server& server = scene.after.server(id);
    if (!scene.after.up(id)) return;
    const bool leads = server.role == protocol::Role::leader;
    const Timer& timer = leads ? server.heartbeatTimer : server.electionTimer;
    mark.parts.push_back(
        part("timer-ground", Circle{{}, scene.timerRadius()}, stroked(Ink::line, 3)));
    if (!timer.running) return;
    const Duration whole = leads ? scene.after.dials.heartbeat
                                 : std::max(scene.after.dials.electionTimeout.high,
                                            timer.due - timer.started);
    Part arc = part("timer", Arc{{}, scene.timerRadius(), 0, 360},
                    stroked(inkOf(lookOf(scene.after, id)), 3));
    arc.countdown = Countdown{(timer.due - whole).count(), timer.due.count()};
    mark.parts.push_back(std::move(arc));
}

void addChip(Mark& mark, const Scene& scene, ServerId id) {
    const protocol::Server& server = scene.after.server(id);
    const Rect chip = moved(scene.chip(id), scene.place(id) * -1);
    const bool isNew = scene.was(id).currentTerm != server.currentTerm;
    mark.parts.push_back(part("chip", Box{chip, 9},
                              outlined(isNew ? Ink::lit : Ink::panel, Ink::line, 1)));
    const Ink ink = scene.after.up(id) ? inkOf(server.currentTerm) : Ink::down;
    const double line = baselineAt(chip.center().y, size::small);
    mark.parts.push_back(words("term", scene.chipWords(id), {0, line}, size::small,
                               Weight::semibold, ink, Anchor::middle));
}

}  // namespace

void addServers(Figure& figure, const Scene& scene) {
    for (std::size_t i = 0; i < scene.size(); ++i) {
        const ServerId id = serverAt(i);
        Mark mark;
        mark.id = "server/" + scene.name(id);
        mark.role = drawing::Role::node;
        mark.layer = Layer::nodes;
        mark.place = scene.place(id);
        mark.lit = scene.changed(id);
        mark.description = sentenceOf(scene.after, id);
        mark.tip = tipOf(scene.after, id);
        if (mark.lit)
            mark.parts.push_back(
                part("halo", Circle{{}, scene.timerRadius() + 8}, filled(Ink::lit)));
        addTimer(mark, scene, id);
        // "pre-candidate" would find no room.
        const Look look = lookOf(scene.after, id);
        addServerShape(mark, look, scene.radius, scene.name(id),
                       look == Look::precandidate ? "asking" : roleWord(scene.after, id));
        addChip(mark, scene, id);
        figure.marks.push_back(std::move(mark));
    }
}

}  // namespace lockstep::figures::raft
