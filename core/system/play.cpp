// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/serve.h"
#include "retry/calls.h"
#include "system/flow.h"
#include "system/topic.h"

namespace lockstep::system {
namespace {

// What an action does, and to which part; without a part it is the system's.
struct Inward {
    std::optional<Part> part;
    Action action;
};

Inward inward(const Action& action) {
    const std::uint16_t index = topicVerbIndex(action.verb);
    if (index < ownVerbs) return {std::nullopt, action};
    const Route route = verbRoutes()[index - ownVerbs];
    Action there = action;
    there.verb = topicVerb(route.index);
    return {route.part, there};
}

void playClients(World& world, const Action& action, const Playing& playing) {
    const retry::Slot slot = retry::callOf(world.clients, action.n);
    const std::uint64_t succeeded = world.clients.succeeded;
    {
        const Turn turn(world, world.clients);
        retry::Topic::apply(world.clients, action, playing);
    }
    giveUp(world, slot, succeeded, playing);
    sendOn(world, playing);
}

void playPool(World& world, const Action& action, const Playing& playing) {
    const auto verb =
        static_cast<balance::BalanceVerb>(topicVerbIndex(action.verb));
    const bool ends = verb == balance::BalanceVerb::finish ||
                      verb == balance::BalanceVerb::fail;
    const balance::Slot slot =
        ends ? balance::slotOf(world.pool, action.n, action.m)
             : balance::noSlot;
    {
        const Turn turn(world, world.pool);
        balance::Topic::apply(world.pool, action, playing);
    }
    if (!ends) return;
    bringBack(world, slot, verb == balance::BalanceVerb::finish, playing);
}

void playOwn(World& world, SystemVerb verb, const Playing& playing) {
    if (verb == SystemVerb::call) {
        for (std::uint32_t i = 0; i < world.clients.settings.clients; ++i)
            call(world, playing);
        return;
    }
    {
        const Turn turn(world, world.clients);
        retry::startArrivals(world.clients);
    }
    call(world, playing);
}

}  // namespace

Action outward(Part part, const Action& action) {
    const std::uint16_t index = topicVerbIndex(action.verb);
    Action there = action;
    const bool arrives =
        part == Part::clients &&
        index == static_cast<std::uint16_t>(retry::RetryVerb::arrive);
    if (arrives) {
        there.verb = topicVerb(static_cast<std::uint16_t>(SystemVerb::arrive));
        return there;
    }
    const auto& routes = verbRoutes();
    std::uint16_t at = ownVerbs;
    for (const Route& route : routes) {
        if (route == Route{part, index}) break;
        ++at;
    }
    there.verb = topicVerb(at);
    return there;
}

void Topic::apply(World& world, const Action& action, const Playing& playing) {
    share(world);
    const Inward there = inward(action);
    if (!there.part) {
        playOwn(world, static_cast<SystemVerb>(topicVerbIndex(action.verb)),
                playing);
    } else if (*there.part == Part::clients) {
        playClients(world, there.action, playing);
    } else if (*there.part == Part::guard) {
        const Turn turn(world, world.guard);
        breaker::Topic::apply(world.guard, there.action, playing);
    } else {
        playPool(world, there.action, playing);
    }
}

std::string Topic::refusal(const World& world, const Action& action) {
    const Inward there = inward(action);
    if (!there.part) {
        const bool arrives = topicVerbIndex(action.verb) ==
                             static_cast<std::uint16_t>(SystemVerb::arrive);
        const bool can = !arrives || world.clients.settings.arrivals;
        return can ? "" : "the arrivals dial is none";
    }
    switch (*there.part) {
        case Part::clients:
            return retry::Topic::refusal(world.clients, there.action);
        case Part::guard:
            return breaker::Topic::refusal(world.guard, there.action);
        case Part::pool: break;
    }
    return balance::Topic::refusal(world.pool, there.action);
}

// What is open at the server fails there, and its clients hear of it.
void Topic::crash(World& world, ServerId server, const Playing& playing) {
    share(world);
    std::vector<balance::Slot> lost;
    for (balance::Slot slot = 0; slot < world.journeys.size(); ++slot) {
        const bool there = world.journeys[slot].request != 0 &&
                           world.pool.requests[slot].server == server;
        if (there) lost.push_back(slot);
    }
    {
        const Turn turn(world, world.pool);
        balance::Topic::crash(world.pool, server, playing);
    }
    for (const balance::Slot slot : lost)
        bringBack(world, slot, false, playing);
}

void Topic::restart(World& world, ServerId server, const Playing& playing) {
    share(world);
    const Turn turn(world, world.pool);
    balance::Topic::restart(world.pool, server, playing);
}

}  // namespace lockstep::system
