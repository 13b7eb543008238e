// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/parts.h"

#include <algorithm>
#include <initializer_list>

#include "balance/topic.h"
#include "breaker/topic.h"
#include "retry/topic.h"

namespace lockstep::system {
namespace {

using Names = std::initializer_list<std::string_view>;

// Adds the rows of a part's table that have these names.
template <class Rows, class NameOf>
void add(std::vector<Route>& routes, Part part, const Rows& rows, Names names,
         NameOf nameOf) {
    for (const std::string_view name : names) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (nameOf(rows[i]) != name) continue;
            routes.push_back({part, static_cast<std::uint16_t>(i)});
        }
    }
}

template <class Rows>
void addNamed(std::vector<Route>& routes, Part part, const Rows& rows,
              Names names) {
    add(routes, part, rows, names,
        [](const auto& row) { return std::string_view(row.name); });
}

void addClaims(std::vector<Route>& routes, Part part, Names ids) {
    add(routes, part, infoOf(part).invariants, ids,
        [](const auto& row) { return std::string_view(row.id); });
}

template <class PartWorld>
void shareFlaws(const World& world, PartWorld& part, Part which) {
    const auto& routes = flawRoutes();
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (routes[i].part != which) continue;
        part.flaws.set(routes[i].index, world.flaws.has(static_cast<int>(i)));
    }
}

}  // namespace

const TopicInfo& infoOf(Part part) {
    switch (part) {
        case Part::clients: return retry::Topic::info();
        case Part::guard: return breaker::Topic::info();
        case Part::pool: break;
    }
    return balance::Topic::info();
}

const std::vector<Route>& dialRoutes() {
    static const std::vector<Route> routes = [] {
        std::vector<Route> all;
        addNamed(all, Part::clients, infoOf(Part::clients).dials,
                 {"clients", "arrivals", "timeout", "deadline", "attempts",
                  "backoff", "base", "factor", "cap", "jitter", "budget",
                  "burst", "throttle", "token-ratio"});
        addNamed(
            all, Part::guard, infoOf(Part::guard).dials,
            {"trip", "failure-rate", "slow-call", "slow-rate", "minimum-calls",
             "wait", "probes", "automatic-half-open", "threads"});
        addNamed(all, Part::pool, infoOf(Part::pool).dials,
                 {"policy", "choices", "service", "workers", "queue", "errors",
                  "max-fails", "fail-timeout", "health-check", "fall", "rise",
                  "slow-start"});
        return all;
    }();
    return routes;
}

const std::vector<Route>& verbRoutes() {
    static const std::vector<Route> routes = [] {
        std::vector<Route> all;
        addNamed(all, Part::clients, infoOf(Part::clients).verbs,
                 {"again", "time-out", "expire"});
        addNamed(all, Part::guard, infoOf(Part::guard).verbs,
                 {"open", "reset", "disable", "half-open"});
        addNamed(all, Part::pool, infoOf(Part::pool).verbs,
                 {"finish", "fail", "down", "up", "hang", "weight", "check",
                  "sweep", "refresh"});
        return all;
    }();
    return routes;
}

const std::vector<Route>& flawRoutes() {
    static const std::vector<Route> routes = [] {
        std::vector<Route> all;
        addNamed(all, Part::clients, infoOf(Part::clients).flaws,
                 {"all-errors", "no-jitter"});
        addNamed(all, Part::guard, infoOf(Part::guard).flaws,
                 {"forgets-opening", "open-door"});
        return all;
    }();
    return routes;
}

const std::vector<Route>& claimRoutes() {
    static const std::vector<Route> routes = [] {
        std::vector<Route> all;
        addClaims(all, Part::clients,
                  {"few-attempts", "before-deadline", "within-budget",
                   "only-what-helps", "every-call-ends-once"});
        addClaims(all, Part::guard,
                  {"open-refuses", "few-probes", "fresh-wait"});
        return all;
    }();
    return routes;
}

bool isShown(Part part, std::string_view fact) {
    static const std::vector<std::string_view> shown[] = {
        {"delays", "attempts", "goodput", "retries", "wasted", "peak", "tokens",
         "budget-left", "open"},
        {"state", "failures", "rate", "window", "passed", "starved", "probes",
         "openings", "until"},
        {"picks", "requests", "rejected", "p50", "p95", "p99"}};
    const auto& facts = shown[static_cast<std::size_t>(part)];
    return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

void share(World& world) {
    shareFlaws(world, world.clients, Part::clients);
    shareFlaws(world, world.guard, Part::guard);
    for (std::uint16_t i = 0; i < world.cluster.size(); ++i) {
        world.pool.cluster.machine({i}).up = world.cluster.machine({i}).up;
        world.pool.cluster.machine({i}).slow = world.cluster.machine({i}).slow;
    }
}

}  // namespace lockstep::system
