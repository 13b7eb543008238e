// SPDX-License-Identifier: GPL-3.0-or-later
// The loop that keeps an outage alive: a long queue, waits longer than the clients' patience,
// retries, and so a longer queue (Bronson et al., Metastable Failures, 2021).
#include <algorithm>

#include "drawing/text_width.h"
#include "figures/retry/scene.h"
#include "figures/short_time.h"

namespace lockstep::figures::retry {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

namespace {

struct Stage {
    const char* id;
    const char* title;
    std::string value;
    std::string words;
};

constexpr double lineStep = 13;

std::vector<std::string> linesOf(const Stage& stage, double width) {
    return wrapped(stage.words, width - 8, drawing::size::small, Weight::regular, 2);
}

void addStage(Figure& figure, const Stage& stage, const Rect& rect, bool feeds) {
    Mark mark = markAt(std::string("loop/") + stage.id, drawing::Role::note, {rect.x, rect.y},
                       std::string(stage.title) + ": " + stage.value + ", " + stage.words + '.');
    const Ink ink = feeds ? Ink::no : Ink::follower;
    mark.parts.push_back(part("body", Box{{0, 0, rect.width, rect.height}, 8},
                              outlined(feeds ? ink.soft() : Ink::panel, ink, feeds ? 2 : 1.2)));
    mark.parts.push_back(words("title", stage.title, {rect.width / 2, 15}, drawing::size::small,
                               Weight::semibold, Ink::muted, Anchor::middle));
    mark.parts.push_back(words("value", stage.value, {rect.width / 2, 33}, drawing::size::heading,
                               Weight::bold, feeds ? ink : Ink::text, Anchor::middle));
    double y = 49;
    for (const std::string& line : linesOf(stage, rect.width)) {
        mark.parts.push_back(words("words-" + std::to_string(static_cast<int>(y)), line,
                                   {rect.width / 2, y}, drawing::size::small, Weight::regular,
                                   Ink::muted, Anchor::middle));
        y += lineStep;
    }
    figure.marks.push_back(std::move(mark));
}

void addArrows(Figure& figure, const std::vector<Rect>& boxes, bool feeds) {
    Mark mark = markAt("loop/way", drawing::Role::decoration, {0, 0});
    mark.layer = Layer::links;
    const Ink ink = feeds ? Ink::no : Ink::line;
    const double width = feeds ? 2.5 : 1.5;
    for (std::size_t i = 0; i + 1 < boxes.size(); ++i) {
        const Point from{boxes[i].right(), boxes[i].center().y};
        const Point to{boxes[i + 1].x - 6, from.y};
        const std::string key = std::to_string(i);
        mark.parts.push_back(part("line-" + key, segment(from, to), stroked(ink, width)));
        mark.parts.push_back(part("head-" + key, arrowHead(to, {1, 0}, 10, 8), filled(ink)));
    }
    // Back to the first, below them all.
    const Rect& last = boxes.back();
    const Rect& first = boxes.front();
    const double low = last.bottom() + 12;
    Path back;
    back.moveTo({last.center().x, last.bottom()})
        .lineTo({last.center().x, low})
        .lineTo({first.center().x, low})
        .lineTo({first.center().x, first.bottom() + 8});
    mark.parts.push_back(
        part("back", back, stroked(ink, width, feeds ? Dash::solid : Dash::dashed)));
    mark.parts.push_back(part("back-head",
                              arrowHead({first.center().x, first.bottom() + 6}, {0, -1}, 10, 8),
                              filled(ink)));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addLoop(Figure& figure, const Scene& scene, const Rect& area) {
    const core::World& world = scene.world;
    const lockstep::Time now = world.cluster.now;
    const Duration wait = *world.settings.service * world.waiting;
    const Duration patience = *world.settings.timeout;
    const bool feeds = wait > patience;
    const auto rate = [&](const requests::Rate& one) { return std::to_string(one.at(now)); };
    const std::int64_t capacity =
        1'000'000 / std::max<std::int64_t>(1, world.settings.service->count());
    const Stage stages[] = {{"queue", "Queue", std::to_string(world.waiting), "attempts wait"},
                            {"wait", "Its last waits", shortTime(wait),
                             (feeds ? "over the timeout of " : "timeout: ") + shortTime(patience)},
                            {"retries", "Retries", rate(world.rates.retries), "a second"},
                            {"load", "Attempts", rate(world.rates.attempts),
                             "a second; it can do " + std::to_string(capacity)},
                            {"goodput", "Goodput", rate(world.rates.goodput),
                             "of " + rate(world.rates.calls) + " calls a second"}};
    Mark head = markAt("loop", drawing::Role::decoration, {area.x, area.y});
    head.parts.push_back(heading(
        "title", feeds ? "THE LOOP FEEDS ITSELF" : "WHO WAITS TOO LONG ASKS AGAIN", {0, 12}));
    figure.marks.push_back(std::move(head));
    const double gap = 24;
    const double width = (area.width - 4 * gap) / 5;
    const bool wraps = std::any_of(std::begin(stages), std::end(stages), [&](const Stage& stage) {
        return linesOf(stage, width).size() > 1;
    });
    const double height = wraps ? 57 + lineStep : 57;
    std::vector<Rect> loop;
    for (std::size_t i = 0; i < 5; ++i) {
        const Rect rect{area.x + (width + gap) * static_cast<double>(i), area.y + 22, width,
                        height};
        if (i < 4) loop.push_back(rect);
        addStage(figure, stages[i], rect, feeds);
    }
    addArrows(figure, loop, feeds);
}

}  // namespace lockstep::figures::retry
