// SPDX-License-Identifier: GPL-3.0-or-later
// A lane a server: the server, what it has in hand, its share against its weight, what became of
// its requests.
#include <numeric>

#include "balance/health.h"
#include "drawing/text_width.h"
#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double barHeight = 9;

std::uint64_t weightsOf(const core::World& world) {
    return std::accumulate(world.servers.begin(), world.servers.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const core::Server& server) {
                               return sum + static_cast<std::uint64_t>(server.weight);
                           });
}

std::uint64_t lostOf(const core::Server& server) { return server.failed + server.dropped; }

std::string meanOf(const core::Server& server) {
    if (server.finished == 0) return "–";
    return shortDuration(
        Duration(server.took.count() / static_cast<std::int64_t>(server.finished)));
}

bool changed(const Scene& scene, ServerId id) {
    const core::Server& was = scene.before.server(id);
    const core::Server& is = scene.after.server(id);
    return was.picks != is.picks || was.conns != is.conns || was.weight != is.weight ||
           stateWord(scene.before, id) != stateWord(scene.after, id);
}

class Lane {
public:
    Lane(const Scene& scene, ServerId id)
        : scene_(scene), id_(id), server_(scene.after.server(id)) {
        mark_ = markAt("server/" + scene.name(id), drawing::Role::node,
                       {scene.columns.box + scene.columns.boxWidth / 2, scene.middle(id)},
                       describe(scene.after, id));
        mark_.layer = Layer::nodes;
        mark_.lit = changed(scene, id);
        if (mark_.lit)
            mark_.parts.push_back(part("halo", Box{grown(own(), 5), 9}, filled(Ink::lit)));
    }

    Mark made(std::uint64_t weights) {
        addBox();
        if (scene_.columns.shareWidth > 0) {
            addShare(weights);
            scene_.columns.counts > 0 ? addCounts() : addLine();
        }
        return std::move(mark_);
    }

private:
    // The box, and a place in the lane, from the mark's own.
    Rect own() const { return moved(scene_.boxOf(id_), mark_.place * -1); }
    Point at(double x, double y) const { return Point{x - mark_.place.x, y}; }

    void addBox() {
        const std::string state = stateWord(scene_.after, id_);
        const bool up = scene_.after.up(id_) && !server_.hangs;
        const bool usable = scene_.usable(scene_.after, id_);
        const Rect box = own();
        const bool well = up && usable;
        mark_.parts.push_back(part("body", Box{box, 7},
                                   well
                                       ? outlined(Scene::ink(id_).soft(), Scene::ink(id_), 2)
                                       : outlined(Ink::down.soft(), Ink::down, 1.6, Dash::dashed)));
        const bool twoLines = box.height >= 32 && !state.empty();
        const double size = box.height >= 32 ? size::heading : size::label;
        std::string name = scene_.name(id_);
        if (!twoLines && !well) name = "× " + name;
        mark_.parts.push_back(words("name", elided(name, box.width - 8, size, Weight::bold),
                                    {0, twoLines ? -2 : baselineAt(0, size)}, size, Weight::bold,
                                    well ? Ink::text : Ink::down, Anchor::middle));
        if (!twoLines) return;
        const std::string sign = well ? state : "× " + state;
        mark_.parts.push_back(words("state", elided(sign, box.width - 6, size::small), {0, 12},
                                    size::small, Weight::medium, well ? Ink::muted : Ink::no,
                                    Anchor::middle));
    }

    void addShare(std::uint64_t weights) {
        const double text = 46;
        const double width = scene_.columns.shareWidth - text;
        const double y =
            scene_.columns.counts > 0 || scene_.lane < 38 ? -barHeight / 2 : -barHeight - 1;
        const Point left = at(scene_.columns.share, y);
        const double all = std::max<double>(1, static_cast<double>(scene_.after.picked));
        const double share = static_cast<double>(server_.picks) / all;
        mark_.parts.push_back(part("ground", Box{{left.x, left.y, width, barHeight}, 3},
                                   filled(Ink::follower.soft())));
        if (server_.picks > 0)
            mark_.parts.push_back(
                part("share", Box{{left.x, left.y, std::max(2.0, width * share), barHeight}, 3},
                     filled(Scene::ink(id_))));
        const double fair = static_cast<double>(server_.weight) / static_cast<double>(weights);
        const double tick = left.x + width * fair;
        mark_.parts.push_back(part("fair",
                                   segment({tick, left.y - 3}, {tick, left.y + barHeight + 3}),
                                   stroked(Ink::text, 1.6)));
        mark_.parts.push_back(words(
            "percent", percent(server_.picks, scene_.after.picked),
            {left.x + scene_.columns.shareWidth, baselineAt(left.y + barHeight / 2, size::small)},
            size::small, Weight::semibold, Ink::text, Anchor::end));
    }

    void addCounts() {
        const std::uint64_t lost = lostOf(server_);
        const std::pair<const char*, std::string> cells[] = {
            {"done", std::to_string(server_.finished)},
            {"lost", lost == 0 ? "–" : "× " + std::to_string(lost)},
            {"mean", meanOf(server_)}};
        double x = scene_.columns.counts;
        for (const auto& [key, text] : cells) {
            x += scene_.columns.countWidth;
            const bool bad = std::string_view(key) == "lost" && lost > 0;
            mark_.parts.push_back(words(key, text, at(x, baselineAt(0, size::label)), size::label,
                                        bad ? Weight::semibold : Weight::regular,
                                        bad ? Ink::no : Ink::text, Anchor::end));
        }
    }

    // The same in one line below the share, where there is less room.
    void addLine() {
        if (scene_.lane < 38) return;
        std::string text = "✓ " + std::to_string(server_.finished);
        if (lostOf(server_) > 0) text += " · × " + std::to_string(lostOf(server_));
        if (server_.finished > 0) text += " · " + meanOf(server_);
        mark_.parts.push_back(words("counts", elided(text, scene_.columns.shareWidth, size::small),
                                    at(scene_.columns.share, 15), size::small, Weight::regular,
                                    lostOf(server_) > 0 ? Ink::no : Ink::muted));
    }

    const Scene& scene_;
    ServerId id_;
    const core::Server& server_;
    Mark mark_;
};

// What each column is, above the first lane.
void addHeadings(Figure& figure, const Scene& scene) {
    const Columns& columns = scene.columns;
    Mark mark = markAt("headings", drawing::Role::decoration, {0, scene.servers.y - 8});
    mark.layer = Layer::labels;
    const auto add = [&](const char* key, const std::string& text, double x, Anchor anchor) {
        Part head = heading(key, text, {x, 0});
        std::get<Text>(head.shape).anchor = anchor;
        mark.parts.push_back(std::move(head));
    };
    const core::Settings& settings = scene.after.settings;
    // Narrow, there is no room for more.
    std::string hand = "IN HAND";
    if (columns.counts > 0 && (settings.service || settings.queue)) {
        hand = settings.workers == 1 ? "WORK" : "WORK ×" + std::to_string(settings.workers);
        hand += settings.queue ? " · QUEUE " + std::to_string(*settings.queue) : " · QUEUE";
    }
    add("server", "SERVER", columns.box + columns.boxWidth / 2, Anchor::middle);
    const double handWidth = textWidth(std::get<Text>(heading("hand", hand, {}).shape));
    if (handWidth <= columns.dotsWidth) add("hand", hand, columns.dots, Anchor::start);
    if (columns.shareWidth > 0)
        add("share", columns.counts > 0 ? "SHARE │ WEIGHT" : "SHARE", columns.share, Anchor::start);
    if (columns.counts > 0) {
        double x = columns.counts;
        for (const char* title : {"DONE", "LOST", "MEAN"})
            add(title, title, x += columns.countWidth, Anchor::end);
    }
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addLanes(Figure& figure, const Scene& scene) {
    addHeadings(figure, scene);
    const std::uint64_t weights = weightsOf(scene.after);
    for (std::size_t i = 0; i < scene.size(); ++i) {
        const ServerId id = serverAt(i);
        figure.marks.push_back(Lane(scene, id).made(weights));
    }
}

}  // namespace lockstep::figures::balance
