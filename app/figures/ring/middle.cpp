// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of the ring: the scheme and its rule, or the way of the key that is looked up, a line
// for each thing it comes to.
#include <algorithm>

#include "figures/ring/scene.h"
#include "ring/lookup.h"
#include "ring/rendezvous.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;
using protocol::Scheme;
using protocol::Stop;
using protocol::StopKind;

constexpr double lineHeight = 19;
constexpr double keysDepth = 32;
constexpr double wayHeight = 126;

// A line of the way: the number of the holder that it finds, or none.
struct Line {
    unsigned holder = 0;
    std::string text;
    protocol::ServerIndex server = protocol::noServer;
    bool passed = false;
};

// Hundredths of a percent, cut off as the sentences have them.
std::string percentRound(protocol::Position place) {
    const std::uint64_t hundredths = (place >> 32) * 10'000 >> 32;
    return std::to_string(hundredths / 100) + '.' +
           std::to_string(hundredths % 100 + 100).substr(1) + " %";
}

std::string hashLine(const Scene& scene, const std::string& key) {
    const auto& placement = scene.placement();
    const auto hash = protocol::hashOfKey(key, protocol::keyHash(placement.plan));
    switch (placement.plan.scheme) {
        case Scheme::ring:
        case Scheme::bounded:
            return "at " + percentRound(protocol::positionOf(hash, placement.keys->hash)) +
                   " of the ring";
        case Scheme::mod: return "hash mod " + std::to_string(scene.size());
        case Scheme::jump: return "hash, then jumps ahead";
        case Scheme::maglev:
            return "hash mod " + std::to_string(placement.table.size()) + " = entry " +
                   std::to_string(hash % placement.table.size());
        case Scheme::rendezvous: return "a score with each server";
    }
    return "";
}

std::string landingText(const Scene& scene, const Stop& stop, const std::string& key) {
    const auto& placement = scene.placement();
    const std::string server = scene.name(stop.server);
    switch (placement.plan.scheme) {
        case Scheme::ring:
        case Scheme::bounded:
            return server + ", point " + std::to_string(placement.ring.points()[stop.at].number);
        case Scheme::maglev: return server + ", entry " + std::to_string(stop.at);
        case Scheme::mod:
        case Scheme::jump: return server + ", number " + std::to_string(stop.server);
        case Scheme::rendezvous: {
            const auto score =
                protocol::rendezvousScore(placement.servers[stop.server].name, key) >> 32;
            return server + ", score " + std::to_string(score * 1000 >> 32) + " of 1000";
        }
    }
    return server;
}

std::string passedText(const Scene& scene, const Stop& stop) {
    const bool table = scene.placement().plan.scheme == Scheme::maglev;
    const std::string what = counted(stop.count, table ? "entry" : "point",
                                     table ? "entries" : "points");
    return what + (stop.kind == StopKind::full ? " of full servers" : " of a holder");
}

std::vector<Line> linesOf(const Scene& scene, const std::string& key) {
    std::vector<Line> lines;
    unsigned holder = 0;
    std::string buckets;
    for (const Stop& stop : protocol::stopsSoFar(scene.after)) {
        switch (stop.kind) {
            case StopKind::hash: lines.push_back({0, hashLine(scene, key)}); break;
            case StopKind::bucket:
                if (buckets.empty()) lines.push_back({});
                buckets += (buckets.empty() ? "buckets " : " → ") + std::to_string(stop.at);
                lines.back().text = buckets;
                break;
            case StopKind::landing:
                lines.push_back({0, landingText(scene, stop, key), stop.server});
                break;
            case StopKind::owner:
                ++holder;
                // The point that was found is the owner's, unless full ones were passed.
                if (!lines.empty() && lines.back().server == stop.server) {
                    lines.back().holder = holder;
                } else {
                    lines.push_back({holder, landingText(scene, stop, key), stop.server});
                }
                break;
            case StopKind::full:
            case StopKind::passed:
                lines.push_back({0, passedText(scene, stop), protocol::noServer, true});
                break;
            case StopKind::replica:
                lines.push_back({++holder, landingText(scene, stop, key), stop.server});
                break;
        }
    }
    return lines;
}

void addLine(Mark& mark, const Scene& scene, const Line& line, std::size_t number, double y,
             double width) {
    const std::string id = std::to_string(number);
    const std::string text = elided(line.text, width - 23, size::label, Weight::medium);
    const Ink ink = line.passed ? Ink::muted : Ink::text;
    const double left = isWide(scene) ? -width / 2 : 0;
    if (line.holder != 0) {
        addBadge(mark, "badge" + id, {left + 8, y}, line.holder, scene.ink(line.server));
    } else if (line.passed) {
        mark.parts.push_back(
            part("passed" + id, crossGlyph({left + 8, y}, 5), stroked(Ink::muted, 1.6)));
    }
    mark.parts.push_back(words("line" + id, text, {left + 24, baselineAt(y, size::label)},
                               size::label, Weight::medium, ink));
}

// In the middle of a large ring, else below the shares.
Rect wayBox(const Scene& scene) {
    if (isWide(scene)) return around(scene.center, {1.2 * scene.radius, 1.2 * scene.radius});
    const Rect& area = scene.shares;
    return {area.x, area.bottom() - below(scene), area.width, below(scene)};
}

void addWay(Figure& figure, const Scene& scene) {
    const std::string key = scene.name(scene.after.lookedUp);
    auto lines = linesOf(scene, key);
    if (scene.size() == 0) lines.push_back({0, "nobody is there"});
    const Rect box = wayBox(scene);
    const double room = box.width;
    const bool wide = isWide(scene);
    const auto fitting = static_cast<std::size_t>(std::max(2.0, box.height / lineHeight - 1));
    // Where room is scarce, the sentence below the picture says where the key lies.
    if (!wide && lines.size() > fitting) lines.erase(lines.begin());
    if (lines.size() > fitting) {
        lines.resize(fitting - 1);
        lines.push_back({0, "and so on"});
    }
    Mark mark;
    mark.id = "way";
    mark.role = drawing::Role::note;
    mark.layer = Layer::labels;
    // In the middle of the ring around its centre, beside it under the list of servers.
    mark.place = wide ? box.center() : Point{box.x, box.center().y};
    mark.lit = true;
    double width = 0;
    for (const Line& line : lines)
        width = std::max(width, textWidth(line.text, size::label, Weight::medium) + 24);
    width = std::min(width, room);
    const double height = lineHeight * static_cast<double>(lines.size());
    double y = wide ? -height / 2 + 2 : 14 - box.height / 2;
    mark.parts.push_back(words("key", elided(key, room, size::heading, Weight::bold), {0, y},
                               size::heading, Weight::bold, Ink::text,
                               wide ? Anchor::middle : Anchor::start));
    mark.description = key + ':';
    for (std::size_t i = 0; i < lines.size(); ++i) {
        y += lineHeight;
        addLine(mark, scene, lines[i], i, y, width);
        mark.description += (i == 0 ? " " : "; ") + lines[i].text;
    }
    mark.description += '.';
    figure.marks.push_back(std::move(mark));
}

void addRule(Figure& figure, const Scene& scene) {
    Mark mark;
    mark.id = "scheme";
    mark.role = drawing::Role::note;
    mark.layer = Layer::labels;
    mark.place = scene.center;
    mark.description = describe(scene.after);
    // Within the keys, which lie inside the band; a small ring has its name alone.
    const double room = std::min(1.2 * scene.radius, 2 * (scene.radius - bandHalf - keysDepth));
    mark.parts.push_back(words("title", schemeTitle(scene.after), {0, -8}, size::title,
                               Weight::bold, Ink::text, Anchor::middle));
    double y = 12;
    const auto line = [&](const char* key, const std::string& text) {
        if (textWidth(text, size::label) > room) return;
        mark.parts.push_back(words(key, text, {0, y}, size::label, Weight::regular, Ink::muted,
                                   Anchor::middle));
        y += 18;
    };
    line("rule", schemeRule(scene.after));
    line("keys", counted(scene.placement().keys->size(), "key", "keys"));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addBadge(Mark& mark, const std::string& key, Point at, unsigned number, Ink ink) {
    mark.parts.push_back(part(key, Circle{at, badgeRadius}, outlined(ink, Ink::ground, 1.5)));
    mark.parts.push_back(words(key + "-number", std::to_string(number),
                               {at.x, baselineAt(at.y, size::small)}, size::small, Weight::bold,
                               ink.on(), Anchor::middle));
}

bool isWide(const Scene& scene) { return scene.radius >= 170; }

double below(const Scene& scene) {
    return scene.isLookup && !isWide(scene) ? wayHeight : movedHeight;
}

void addMiddle(Figure& figure, const Scene& scene) {
    if (scene.isLookup) addWay(figure, scene);
    if (!scene.isLookup || !isWide(scene)) addRule(figure, scene);
}

}  // namespace lockstep::figures::ring
