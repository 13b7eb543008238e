// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/events.h"
#include "balance/health.h"
#include "balance/serve.h"
#include "balance/timers.h"
#include "balance/topic.h"
#include "balance/watch.h"

namespace lockstep::balance {
namespace {

BalanceVerb verbOf(const Action& action) {
    return static_cast<BalanceVerb>(topicVerbIndex(action.verb));
}

// A request that names no client is of any. The lot is drawn whether or not
// the policy asks, so that what comes later is the same.
Symbol drawClient(World& world, const Playing& playing) {
    if (playing.exploring) return Symbol::none;
    const auto lot = world.traffic.below(world.settings.clients);
    if (!asksWho(world.settings.policy)) return Symbol::none;
    return world.setup->symbols.intern("c" + std::to_string(lot + 1));
}

void end(World& world, const Action& action, const Playing& playing) {
    const Slot slot = slotOf(world, action.n, action.m);
    switch (verbOf(action)) {
        case BalanceVerb::fail:
            endRequest(world, slot, Ending::fail, playing);
            return;
        case BalanceVerb::abandon:
            endRequest(world, slot, Ending::abandon, playing);
            return;
        default: endRequest(world, slot, Ending::finish, playing); return;
    }
}

void setDown(World& world, ServerId id, bool down, const Playing& playing) {
    Server& server = world.server(id);
    server.down = down;
    stopWatching(world);
    if (down) {
        say(playing, takenOut, "{server} is taken out. It gets no requests.",
            id);
        return;
    }
    server.fails = 0;
    server.ejected = false;
    server.checkedDown = false;
    server.failuresInARow = 0;
    warmUp(world, id);
    say(playing, takenIn, "{server} is in again.", id);
}

void setWeight(World& world, ServerId id, std::uint32_t weight,
               const Playing& playing) {
    Server& server = world.server(id);
    server.weight = weight;
    server.effectiveWeight = weight;
    stopWatching(world);
    say(playing, weighed, "{server} now has the weight {weight}.", id, weight);
}

void change(World& world, const Action& action, const Playing& playing) {
    switch (verbOf(action)) {
        case BalanceVerb::down: setDown(world, action.a, true, playing); return;
        case BalanceVerb::up: setDown(world, action.a, false, playing); return;
        case BalanceVerb::weight:
            setWeight(world, action.a, action.n, playing);
            return;
        case BalanceVerb::speed:
            world.server(action.a).speed = action.n;
            say(playing, sped, "{server} now works {speed} times as fast.",
                action.a, action.n);
            return;
        case BalanceVerb::hang:
            world.server(action.a).hangs = true;
            say(playing, hung,
                "{server} hangs. It takes requests and answers none.",
                action.a);
            return;
        default: return;
    }
}

// Of a large burst the first few are told one by one, and the last, which is
// how it ends.
void burst(World& world, std::uint32_t count, const Playing& playing) {
    constexpr std::uint32_t told = 12;
    Playing quiet = playing;
    quiet.events = nullptr;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool isLast = i + 1 == count;
        if (isLast && i > told) {
            say(playing, burstSent, "And so on, for {more} more.",
                i - told);
        }
        arriveRequest(world, drawClient(world, playing), 0,
                      i < told || isLast ? playing : quiet);
    }
}

void comeByThemselves(World& world, const Action& action,
                      const Playing& playing) {
    switch (verbOf(action)) {
        case BalanceVerb::arrive:
            arriveRequest(world, drawClient(world, playing), 0, playing);
            startArrivals(world);
            return;
        case BalanceVerb::send:
            world.thinking.remove(action.n);
            arriveRequest(
                world,
                world.setup->symbols.intern("c" + std::to_string(action.n)),
                action.n, playing);
            return;
        case BalanceVerb::check:
            runChecks(world, playing);
            startChecks(world);
            return;
        case BalanceVerb::sweep:
            sweepEjected(world, playing);
            startSweeps(world);
            return;
        default: refreshCounts(world); return;
    }
}

}  // namespace

void Topic::apply(World& world, const Action& action, const Playing& playing) {
    // The flaw may have been switched since.
    if (world.has(Flaw::staleCounts) != !world.staleConns.empty()) {
        refreshCounts(world);
    }
    switch (verbOf(action)) {
        case BalanceVerb::request: {
            const Symbol key = symbolOf(action.n);
            arriveRequest(
                world, key == Symbol::none ? drawClient(world, playing) : key,
                0, playing);
            return;
        }
        case BalanceVerb::burst: burst(world, action.n, playing); return;
        case BalanceVerb::finish:
        case BalanceVerb::fail:
        case BalanceVerb::abandon: end(world, action, playing); return;
        case BalanceVerb::down:
        case BalanceVerb::up:
        case BalanceVerb::weight:
        case BalanceVerb::speed:
        case BalanceVerb::hang: change(world, action, playing); return;
        case BalanceVerb::arrive:
        case BalanceVerb::send:
        case BalanceVerb::check:
        case BalanceVerb::sweep:
        case BalanceVerb::refresh:
            comeByThemselves(world, action, playing);
            return;
    }
}

// A server that crashes refuses connections: what is open there fails. The
// balancer is not told; it sees failures.
void Topic::crash(World& world, ServerId server, const Playing& playing) {
    constexpr std::uint32_t told = 12;
    Playing quiet = playing;
    quiet.events = nullptr;
    const std::uint32_t count = world.server(server).conns;
    std::uint32_t ended = 0;
    for (Slot slot = 0; slot < world.requests.size(); ++slot) {
        const Request& request = world.requests[slot];
        if (request.number == 0 || request.server != server) continue;
        endRequest(world, slot, Ending::fail, ended++ < told ? playing : quiet);
    }
    // Last, for it is what there is to say of the whole.
    if (count > 0) {
        say(playing, failedToo,
            "{server} takes its open requests with it. They fail: {count}.",
            server, count);
    }
}

void Topic::restart(World& world, ServerId server, const Playing&) {
    world.server(server).hangs = false;
}

Action Topic::endOf(const World& world, Slot slot) {
    const Request& request = world.requests[slot];
    switch (request.ends) {
        case Request::End::fail:
            return actionOf(BalanceVerb::fail, request.number, slot);
        case Request::End::abandon:
            return actionOf(BalanceVerb::abandon, request.number, slot);
        case Request::End::byHand:
        case Request::End::finish: break;
    }
    return actionOf(BalanceVerb::finish, request.number, slot);
}

std::string Topic::refusal(const World& world, const Action& action) {
    const auto name = [&] { return world.setup->name(action.a); };
    switch (verbOf(action)) {
        case BalanceVerb::finish:
        case BalanceVerb::fail:
        case BalanceVerb::abandon:
            if (slotOf(world, action.n, action.m) != noSlot) return {};
            return "there is no request " + std::to_string(action.n) + " open";
        case BalanceVerb::down:
            return world.server(action.a).down ? name() + " is down" : "";
        case BalanceVerb::up:
            return world.server(action.a).down ? "" : name() + " is up";
        case BalanceVerb::weight:
            if (action.n >= 1 && action.n <= 1'000'000) return {};
            return "a weight is from 1 to 1000000";
        case BalanceVerb::speed:
            if (action.n >= 1 && action.n <= 1000) return {};
            return "a speed is from 1 to 1000";
        case BalanceVerb::hang:
            return world.server(action.a).hangs ? name() + " hangs" : "";
        case BalanceVerb::burst:
            if (action.n >= 1 && action.n <= 100'000) return {};
            return "a burst is from 1 to 100000 requests";
        case BalanceVerb::arrive:
            return world.arrival.running ? ""
                                         : "no requests come by themselves";
        case BalanceVerb::send:
            return world.thinking.find(action.n)
                       ? ""
                       : "there is no such client thinking";
        case BalanceVerb::refresh:
            return world.has(Flaw::staleCounts) ? "" : "no counts are stale";
        default: return {};
    }
}

}  // namespace lockstep::balance
