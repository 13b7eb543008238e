// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/retry/scene.h"

#include <algorithm>

#include "retry/events.h"

namespace lockstep::figures::retry {

namespace {

// How far back the bars look.
constexpr Step mostSteps = 600;

void note(Scene& scene, const Event& event, lockstep::Time at, bool lit) {
    const auto field = [&](std::size_t i) { return event.fields[i].value; };
    const auto end = [&](std::int64_t call, std::int64_t attempt, Bar::End how) {
        Bar& bar = scene.rows[call].bars[attempt];
        bar.ended = at;
        bar.end = how;
        bar.lit = lit;
    };
    if (event.kind == &core::tried) {
        scene.rows[field(0)].bars[field(1)] = {at, at, Bar::End::underWay, lit};
        scene.tries.push_back(at);
    }
    if (event.kind == &core::succeeded) {
        end(field(0), field(1), Bar::End::success);
        scene.rows[field(0)].succeeded = true;
    }
    if (event.kind == &core::failed || event.kind == &core::pushedBack)
        end(field(1), field(0), Bar::End::failure);
    if (event.kind == &core::timedOut) {
        Bar& bar = scene.rows[field(1)].bars[field(0)];
        const bool lost = bar.end == Bar::End::lost;
        end(field(1), field(0), lost ? Bar::End::lost : Bar::End::timeout);
    }
    if (event.kind == &core::replyLost) end(field(1), field(0), Bar::End::lost);
    if (event.kind == &core::gaveUp) scene.rows[field(0)].gaveUp = true;
}

// What the world knows of the calls that are open: when they try again.
void addWaits(Scene& scene) {
    for (core::Slot slot = 0; slot < scene.world.calls.size(); ++slot) {
        const core::Call& call = scene.world.calls[slot];
        const auto row = scene.rows.find(call.number);
        if (call.number == 0 || row == scene.rows.end()) continue;
        if (const Timer* again = scene.world.retries.find(slot)) row->second.again = *again;
        if (scene.world.settings.deadline)
            row->second.deadline = call.started + *scene.world.settings.deadline;
    }
}

}  // namespace

Scene sceneOf(const Moment& moment) {
    Scene scene{moment, moment.after->as<core::World>(), {}, {}, 0, {}, {}, {}};
    if (!moment.history) return scene;
    const Step last = moment.step;
    for (Step step = last > mostSteps ? last - mostSteps : 1; step <= last; ++step) {
        const lockstep::Time at = moment.history->timeAt(step);
        for (const Event& event : moment.history->eventsAt(step))
            note(scene, event, at, step == moment.step);
    }
    // An attempt that began too long ago has an end and no beginning.
    for (auto& [number, row] : scene.rows)
        std::erase_if(row.bars, [](const auto& bar) {
            return bar.second.sent.count() == 0 && bar.second.ended.count() > 0 && bar.first > 1;
        });
    std::erase_if(scene.rows, [](const auto& row) { return row.second.bars.empty(); });
    addWaits(scene);
    return scene;
}

void keepRows(Scene& scene, std::size_t most) {
    while (scene.rows.size() > most) {
        scene.rows.erase(scene.rows.begin());
        ++scene.hidden;
    }
    scene.first = lockstep::Time::max();
    scene.last = scene.world.cluster.now;
    for (const auto& [number, row] : scene.rows) {
        for (const auto& [attempt, bar] : row.bars)
            scene.first = std::min(scene.first, bar.sent);
        if (row.again) scene.last = std::max(scene.last, row.again->due);
    }
    if (scene.rows.empty()) scene.first = scene.last;
    // At the first moment there is nothing to measure by yet.
    if (scene.last == scene.first) scene.last = scene.first + Duration(100'000);
}

}  // namespace lockstep::figures::retry
