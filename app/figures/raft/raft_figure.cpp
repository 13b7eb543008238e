// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/raft/raft_figure.h"

#include <algorithm>

#include "drawing/text_width.h"
#include "drawing/transform.h"
#include "figures/caption.h"
#include "figures/raft/scene.h"
#include "figures/raft/words.h"

namespace lockstep::figures::raft {

namespace {

constexpr double margin = 16;
// Below this size the picture is laid out for it all the same and shown smaller.
constexpr drawing::Size leastSize{440, 360};
// Smaller circles than the first have no room for a role in words, smaller than the second none
// for a name: then the whole picture is shown smaller instead.
constexpr double wordyRadius = 29;
constexpr double leastRadius = 21;
constexpr double mostShrinking = 0.5;
// From this size on everything grows, so that a slide or a wall has large words too.
constexpr drawing::Size usualSize{760, 600};
constexpr double mostGrowth = 2;

double growthFor(drawing::Size size) {
    const double room = std::min(size.width / usualSize.width, size.height / usualSize.height);
    const double need = std::min(size.width / leastSize.width, size.height / leastSize.height);
    return need < 1 ? need : std::clamp(room, 1.0, mostGrowth);
}

// Logs to the right of the ring, or below it.
void divide(Scene& scene, const Rect& area, bool beside) {
    if (beside) {
        scene.logRoom = {area.width * 0.46, area.height};
        const drawing::Size table = logTableSize(scene, scene.logRoom);
        scene.ring = {area.x, area.y, area.width - table.width - 12, area.height};
        scene.logs = {area.right() - table.width, area.y + (area.height - table.height) / 2,
                      table.width, table.height};
        return;
    }
    scene.logRoom = {area.width, area.height * 0.45};
    const drawing::Size below = logTableSize(scene, scene.logRoom);
    scene.ring = {area.x, area.y, area.width, area.height - below.height - 8};
    scene.logs = {area.x + (area.width - below.width) / 2, area.bottom() - below.height,
                  below.width, below.height};
}

// Servers as large as the ring has room for, with timers and terms around them.
void placeServers(Scene& scene) {
    const Rect& ring = scene.ring;
    for (double radius = std::clamp(ring.height / 6, 20.0, 44.0); radius >= 20; radius -= 1) {
        scene.radius = radius;
        const double hull = scene.after.cluster.partitioned ? 12 : 0;
        const double outside = scene.timerRadius() + 6 + hull;
        const double votes = std::min(70.0, std::max(0.0, ring.width / 2 - 220));
        Rect area{ring.x + outside + votes, ring.y + outside,
                  ring.width - 2 * (outside + votes), ring.height - 2 * outside - 12};
        const double widest = area.height * (scene.size() > 5 ? 2.6 : 1.75);
        if (area.width > widest) {
            area.x += (area.width - widest) / 2;
            area.width = widest;
        }
        scene.places = drawing::ringPlaces(scene.size(), area);
        // Room between two neighbours for a packet, and for a word at 32 and above.
        const double gap = radius > 32 ? 92 : 44;
        if (drawing::largestRadius(scene.places, gap) >= scene.timerRadius()) return;
    }
}

// Where everything goes in a figure of this size: the logs beside the ring where there is width
// for both, else below; the other way round if that leaves the servers more room.
Scene sceneFor(const Scene& bare, drawing::Size size, bool caption) {
    Rect area{margin, margin / 2, size.width - 2 * margin, size.height - margin};
    if (caption) area.height -= captionHeight;
    const bool hasTable = logTableSize(bare, {area.width, area.height}).width > 0;
    const bool isWide = hasTable && area.width > 1.3 * area.height && area.width > 720;
    const auto laidOut = [&](bool beside) {
        Scene scene = bare;
        divide(scene, area, beside);
        placeServers(scene);
        return scene;
    };
    Scene usual = laidOut(isWide);
    if (usual.radius >= wordyRadius || !hasTable) return usual;
    Scene other = laidOut(!isWide);
    return other.radius > usual.radius ? other : usual;
}

std::string quietWords(const protocol::World& world) {
    const bool isFresh = std::all_of(
        world.servers.begin(), world.servers.end(),
        [](const protocol::Server& server) { return server.currentTerm == 0; });
    return isFresh ? "Every server starts as a follower and waits for a leader's message."
                   : "Nothing has happened yet.";
}

}  // namespace

const protocol::Server& Scene::was(ServerId id) const {
    static const protocol::Server fresh;
    return joined(id) ? fresh : before.server(id);
}

bool Scene::changed(ServerId id) const {
    if (joined(id)) return true;
    const protocol::Server& was = before.server(id);
    const protocol::Server& is = after.server(id);
    return was.role != is.role || was.currentTerm != is.currentTerm ||
           was.votedFor != is.votedFor || was.votesGranted != is.votesGranted ||
           was.votesDenied != is.votesDenied || was.commitIndex != is.commitIndex ||
           before.up(id) != after.up(id) || !(was.log == is.log) ||
           !(was.configuration == is.configuration) ||
           before.cluster.machine(id).slow != after.cluster.machine(id).slow;
}

// In a crowd the votes stand here too.
std::string Scene::chipWords(ServerId id) const {
    const protocol::Server& server = after.server(id);
    std::string words = termWords(server.currentTerm);
    if (crowded() && after.up(id) && server.role == protocol::Role::candidate)
        words += " · " + std::to_string(server.votesGranted.size()) + " of " +
                 std::to_string(votesNeeded(after, id));
    const auto slow = after.cluster.machine(id).slow;
    if (slow > 1) words += " · slow ×" + std::to_string(slow);
    words += standingWords(after, id);
    words += questionWords(after, id);
    return words;
}

Rect Scene::chip(ServerId id) const {
    const double width =
        drawing::textWidth(chipWords(id), drawing::size::small, Weight::semibold) + 18;
    return drawing::around(place(id) + Point{0, timerRadius() + 4}, {width, 18});
}

drawing::Figure raftFigure(const Moment& moment, const FigureOptions& options) {
    const auto& after = moment.after->as<protocol::World>();
    const auto& before = moment.before ? moment.before->as<protocol::World>() : after;
    const Events none;
    const Scene bare{before, after, moment.events ? *moment.events : none, {}, {}, {}, {}, 32,
                     moment.time.count(), options.tableFirst};
    double growth = growthFor(options.size);
    const auto sizeAt = [&](double factor) {
        return drawing::Size{options.size.width / factor, options.size.height / factor};
    };
    // A high table or many servers need more room than the window has.
    const double least = growth * mostShrinking;
    while (growth > least &&
           sceneFor(bare, sizeAt(growth), options.caption).radius < leastRadius)
        growth *= 0.94;
    const Scene scene = sceneFor(bare, sizeAt(growth), options.caption);

    drawing::Figure figure;
    figure.size = sizeAt(growth);
    figure.time = moment.time.count();
    const CaptionWords caption = captionOf(moment, *after.setup, quietWords(after));
    figure.title = caption.what;
    figure.description = describe(after);

    addGroups(figure, scene);
    addLinks(figure, scene);
    addServers(figure, scene);
    addLogTable(figure, scene);
    addTraffic(figure, scene);
    if (options.caption)
        figure.marks.push_back(captionMark(
            caption, {margin + 8, figure.size.height - captionHeight,
                      figure.size.width - 2 * (margin + 8), captionHeight}));
    figure = drawing::scaled(std::move(figure), growth);
    figure.size = options.size;  // to the last bit
    return figure;
}

void addTo(FigureCatalog& catalog) {
    catalog.add({"raft", raftFigure, legend});
}

}  // namespace lockstep::figures::raft
