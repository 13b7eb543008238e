// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in the step, read off its events and, for what is still on its way back, off the
// steps just before.
#include "figures/balance/scene.h"

#include <algorithm>

#include "balance/events.h"
#include "balance/health.h"

namespace lockstep::figures::balance {

namespace {

// Nothing further back is drawn.
constexpr Step mostSteps = 40;

// "a 3, b 1" by server. Names are known, so that one with a comma does no harm.
std::vector<std::optional<std::string>> scoresIn(const core::World& world, std::string_view text) {
    // Among more than have lanes nobody sees them.
    if (world.servers.size() > 64) return {};
    std::vector<std::optional<std::string>> scores(world.servers.size());
    while (!text.empty()) {
        std::size_t end = text.find(", ");
        const std::string_view one = text.substr(0, end);
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const std::string& name = world.setup->name(serverAt(i));
            const bool names = one.size() > name.size() && one.substr(0, name.size()) == name &&
                               one[name.size()] == ' ';
            if (names && !scores[i]) scores[i] = std::string(one.substr(name.size() + 1));
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 2);
    }
    return scores;
}

ServerId serverIn(const Event& event) {
    return {static_cast<std::uint16_t>(event.fields[1].value)};
}

std::optional<Pick> pickIn(const core::World& world, const Event& event) {
    if (event.kind != &core::picked) return std::nullopt;
    const auto text = [&](std::size_t field) {
        return world.setup->symbols.text(static_cast<Symbol>(event.fields[field].value));
    };
    return Pick{static_cast<std::uint32_t>(event.fields[0].value), serverIn(event),
                scoresIn(world, text(2)), std::string(text(3))};
}

std::optional<Gone> goneIn(const Event& event, drawing::Time when) {
    const auto gone = [&](Fate fate) {
        return Gone{static_cast<std::uint32_t>(event.fields[0].value),
                    fate == Fate::rejected ? ServerId{} : serverIn(event), fate, when};
    };
    if (event.kind == &core::finished) return gone(Fate::done);
    if (event.kind == &core::failed || event.kind == &core::gaveUp) return gone(Fate::failed);
    if (event.kind == &core::dropped) return gone(Fate::dropped);
    if (event.kind == &core::rejected) return gone(Fate::rejected);
    return std::nullopt;
}

// A quarter of what a request takes, so that one can follow it.
drawing::Time travelIn(const core::World& world) {
    if (!world.settings.service) return 0;
    const DurationRange& range = *world.settings.service;
    return (range.low + range.high).count() / 8;
}

}  // namespace

Scene::Scene(const Moment& moment)
    : before(moment.before ? moment.before->as<core::World>() : moment.after->as<core::World>()),
      after(moment.after->as<core::World>()),
      time(moment.time.count()),
      travel(travelIn(after)),
      panics(core::inPanic(after)) {
    const auto read = [&](const Events& events, drawing::Time when) {
        for (const Event& event : events) {
            if (const auto one = goneIn(event, when)) gone.push_back(*one);
        }
    };
    // With many servers only this step is drawn: less, and as fast as ever.
    const bool looksBack = moment.history && travel > 0 && size() <= 24 && moment.step > 0;
    Step first = moment.step;
    while (looksBack && first > 1 && moment.step - first < mostSteps &&
           moment.history->timeAt(first - 1).count() > time - travel) {
        --first;
    }
    if (looksBack && first < moment.step) {
        moment.history->visitSteps(
            first, moment.step - 1,
            [&](Step step, const AnyWorld&, const AnyWorld&, const Events& events) {
                read(events, moment.history->timeAt(step).count());
            });
    }
    if (!moment.events) return;
    read(*moment.events, time);
    for (const Event& event : *moment.events) {
        if (auto pick = pickIn(after, event)) picks.push_back(std::move(*pick));
    }
}

bool Scene::isPicked(ServerId id) const {
    return std::any_of(picks.begin(), picks.end(),
                       [&](const Pick& pick) { return pick.server == id; });
}

bool Scene::usable(const core::World& world, ServerId id) const {
    const bool all = &world == &after ? panics : core::inPanic(world);
    return !world.server(id).down && (all || core::healthy(world, id));
}

double Scene::middle(ServerId id) const {
    return servers.y + lane * (static_cast<double>(id.index) + 0.5);
}

Rect Scene::tileOf(ServerId id) const {
    const std::size_t row = id.index / across;
    const std::size_t column = id.index % across;
    return {servers.x + tileWide * static_cast<double>(column),
            servers.y + tile * static_cast<double>(row), tileWide - 2, tile - 2};
}

Rect Scene::boxOf(ServerId id) const {
    if (lane == 0) return tileOf(id);
    const double height = std::min(std::max(50.0, lane * 0.56), lane - 4);
    return {columns.box, middle(id) - height / 2, columns.boxWidth, height};
}

Point Scene::entry(ServerId id) const {
    if (lane == 0) return {tileOf(id).x - 2, tileOf(id).center().y};
    return {columns.score - 2, middle(id)};
}

}  // namespace lockstep::figures::balance
