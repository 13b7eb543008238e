// SPDX-License-Identifier: GPL-3.0-or-later
// Who may be picked: what is known by hand, from failures, from checks.
#include "balance/health.h"

#include <algorithm>

#include "balance/events.h"
#include "balance/watch.h"

namespace lockstep::balance {
namespace {

// nginx looks at whole seconds.
std::int64_t seconds(Duration duration) { return duration.count() / 1'000'000; }

// [max-fails]
// So many failures take a server out, until fail-timeout has passed since it
// was last tried; then one request tries it again.
bool disabledByFailures(const World& world, const Server& server) {
    const Settings& settings = world.settings;
    return settings.maxFails != 0 && server.fails >= settings.maxFails &&
           seconds(world.cluster.now) - server.checked <=
               seconds(settings.failTimeout);
}
// [max-fails]

// nginx picks the only server there is, whatever it did.
bool single(const World& world) { return world.servers.size() == 1; }

// [outlier]
// Envoy: so many failures in a row eject a server at once, for the base time,
// the next time for twice as long, up to 300 seconds; but never more than a
// part of all at a time, and one always may be.
void ejectOutlier(World& world, ServerId id, const Playing& playing) {
    const Settings& settings = world.settings;
    Server& server = world.server(id);
    if (!settings.outlierFailures || server.ejected ||
        server.failuresInARow < *settings.outlierFailures) {
        return;
    }
    const auto ejected = static_cast<std::uint64_t>(
        std::count_if(world.servers.begin(), world.servers.end(),
                      [](const Server& one) { return one.ejected; }));
    const std::uint64_t may = std::max<std::uint64_t>(
        1, world.servers.size() * settings.ejectionMost / 1'000'000);
    if (ejected >= may) {
        say(playing, notEjected,
            "{server} is not ejected. So many may be at a time: {most}.", id,
            may);
        return;
    }
    server.ejected = true;
    ++server.ejections;
    ++server.backoff;
    const Duration most =
        std::max(Duration(300'000'000), settings.ejectionTime);
    const Duration time =
        std::min(most, settings.ejectionTime * server.backoff);
    server.ejectedUntil = world.cluster.now + time;
    say(playing, wasEjected,
        "{server} is ejected for {time}. Failures in a row: {failures}.", id,
        time, server.failuresInARow);
}
// [outlier]

}  // namespace

bool healthy(const World& world, ServerId id) {
    const Server& server = world.server(id);
    if (server.down || server.checkedDown || server.ejected) return false;
    return single(world) || !disabledByFailures(world, server);
}

// [panic]
bool inPanic(const World& world) {
    if (!world.settings.panic) return false;
    std::uint64_t well = 0;
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        if (healthy(world, {i})) ++well;
    }
    return well * 1'000'000 < *world.settings.panic * world.servers.size();
}
// [panic]

void noteTry(World& world, ServerId id) {
    Server& server = world.server(id);
    const std::int64_t now = seconds(world.cluster.now);
    if (now - server.checked > seconds(world.settings.failTimeout)) {
        server.checked = now;
    }
}

// [note-end]
// ngx_http_upstream_free_round_robin_peer: a failure costs effective weight;
// a success forgives only what failed before the server was tried again.
void noteEnd(World& world, ServerId id, bool badly, const Playing& playing) {
    Server& server = world.server(id);
    const std::uint32_t maxFails = world.settings.maxFails;
    if (!badly) {
        server.failuresInARow = 0;
        if (server.accessed < server.checked) server.fails = 0;
        return;
    }
    stopWatching(world);
    ++server.failuresInARow;
    if (!single(world)) {
        ++server.fails;
        server.accessed = seconds(world.cluster.now);
        server.checked = server.accessed;
        if (maxFails != 0) server.effectiveWeight -= server.weight / maxFails;
        server.effectiveWeight =
            std::max<std::int64_t>(0, server.effectiveWeight);
        if (maxFails != 0 && server.fails == maxFails) {
            say(playing, wasDisabled,
                "{server} gets no requests for {time}. It failed as often as "
                "max-fails allows: {fails}.",
                id, world.settings.failTimeout, server.fails);
        }
    }
    ejectOutlier(world, id, playing);
}
// [note-end]

// [checks]
// So many bad answers in a row take a server out, so many good ones bring it
// back (haproxy: fall and rise).
void runChecks(World& world, const Playing& playing) {
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        Server& server = world.servers[i];
        const bool answers = world.up({i}) && !server.hangs;
        if (answers != server.checkedDown) {
            server.checksInARow = 0;
            continue;
        }
        const std::uint32_t needed =
            answers ? world.settings.rise : world.settings.fall;
        if (++server.checksInARow < needed) continue;
        server.checksInARow = 0;
        server.checkedDown = !answers;
        stopWatching(world);
        if (answers) {
            server.fails = 0;
            warmUp(world, {i});
            say(playing, foundUp, "{server} answers its checks again.",
                ServerId{i});
        } else {
            say(playing, foundDown,
                "{server} is taken out: it does not answer its checks.",
                ServerId{i});
        }
    }
}
// [checks]

// [sweep]
// Whose time is over comes back. Who behaved since the last sweep is forgiven
// one ejection: the next will be shorter.
void sweepEjected(World& world, const Playing& playing) {
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        Server& server = world.servers[i];
        if (!server.ejected) {
            if (server.backoff > 0) --server.backoff;
            continue;
        }
        if (world.cluster.now < server.ejectedUntil) continue;
        server.ejected = false;
        server.failuresInARow = 0;
        server.fails = 0;
        warmUp(world, {i});
        say(playing, cameBack, "{server} is no longer ejected.", ServerId{i});
    }
}
// [sweep]

void warmUp(World& world, ServerId id) {
    world.server(id).warmSince = world.cluster.now;
}

// [slow-start]
// From a tenth of its weight to all of it, evenly over the time.
std::int64_t warmth(const World& world, ServerId id) {
    if (!world.settings.slowStart) return 1000;
    const Duration whole = *world.settings.slowStart;
    const Duration since = world.cluster.now - world.server(id).warmSince;
    if (since >= whole) return 1000;
    return std::max<std::int64_t>(100, since.count() * 1000 / whole.count());
}
// [slow-start]

const char* healthText(const World& world, ServerId id) {
    const Server& server = world.server(id);
    if (server.down) return "down";
    if (server.checkedDown) return "checked-down";
    if (server.ejected) return "ejected";
    if (!healthy(world, id)) return "failed";
    return "up";
}

}  // namespace lockstep::balance
