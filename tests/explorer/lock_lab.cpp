// SPDX-License-Identifier: GPL-3.0-or-later
#include "lock_lab.h"

#include <gtest/gtest.h>

namespace lockstep::explorer::testing {

std::unique_ptr<AnyWorld> lockWorld(const std::vector<std::string>& flaws, int servers) {
    Scenario scenario;
    scenario.topic = "lock";
    scenario.servers = numberedServers(servers);
    scenario.flaws = flaws;
    std::vector<Fault> faults;
    auto world = TopicOf<Lock>().start(scenario, faults);
    EXPECT_TRUE(faults.empty());
    return world;
}

std::vector<Budget> budgetsOf(const Allowance& allowance) {
    return {{"ask", allowance.asks},
            {"release", allowance.releases},
            {"crash", allowance.crashes},
            {"loss", allowance.losses},
            {"partition", allowance.partitions},
            {"duplicate", allowance.duplicates}};
}

Bounds boundsOf(const Allowance& allowance) {
    Bounds bounds;
    bounds.budgets = budgetsOf(allowance);
    return bounds;
}

Result explore(const AnyWorld& world, const Bounds& bounds, const Watch& watch) {
    return of<Lock>({})->prepare(world, bounds)->run(watch);
}

Result explore(const AnyWorld& world, const Allowance& allowance) {
    return explore(world, boundsOf(allowance));
}

std::vector<std::string> linesOf(const Result& result) {
    std::vector<std::string> lines;
    for (const Told& step : result.path)
        lines.push_back(step.line);
    return lines;
}

std::vector<Allowance> smallAllowances() {
    return {{},
            {.asks = 1},
            {.asks = 2},
            {.asks = 3, .releases = 1},
            {.asks = 2, .releases = 1, .crashes = 1},
            {.asks = 2, .releases = 1, .losses = 2},
            {.asks = 3, .releases = 2, .duplicates = 1},
            {.asks = 2, .releases = 1, .partitions = 2},
            {.asks = 2, .crashes = 1, .losses = 1, .partitions = 1},
            {.asks = 3, .releases = 3, .crashes = 2, .losses = 1}};
}

}  // namespace lockstep::explorer::testing
