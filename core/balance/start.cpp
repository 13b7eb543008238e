// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include "balance/health.h"
#include "balance/timers.h"
#include "balance/topic.h"

namespace lockstep::balance {
namespace {

constexpr std::int64_t heaviest = 1'000'000;

// given a speed=5 state=down
void readGiven(World& world, const Given& given, std::vector<Fault>& faults) {
    Server& server = world.server(*world.setup->find(given.server));
    for (const Setting& setting : given.settings) {
        if (setting.name == "speed") {
            const char* end = setting.value.data() + setting.value.size();
            const auto [stop, error] =
                std::from_chars(setting.value.data(), end, server.speed);
            const bool whole = error == std::errc() && stop == end;
            if (whole && server.speed >= 1 && server.speed <= 1000) continue;
            faults.push_back(
                {setting.valuePlace, "speed is a whole number from 1 to 1000"});
        } else if (setting.name == "state") {
            server.down = setting.value == "down";
            if (server.down || setting.value == "up") continue;
            faults.push_back({setting.valuePlace, "state is up or down"});
        } else {
            faults.push_back({setting.place, "given has no '" + setting.name +
                                                 "'; it takes speed= and "
                                                 "state="});
        }
    }
}

// What a dial of the head cannot be, beside what the table of dials says.
void checkDials(const World& world, std::vector<Fault>& faults) {
    const auto& dials = Topic::info().dials;
    for (const Setting& setting : world.setup->scenario.dials) {
        for (std::size_t i = simulate::networkDials; i < dials.size(); ++i) {
            if (setting.name != dials[i].name) continue;
            const std::size_t own = i - simulate::networkDials;
            const std::string why =
                Topic::dialRefusal(world, own, Topic::dial(world, own));
            if (!why.empty()) faults.push_back({setting.valuePlace, why});
        }
    }
}

}  // namespace

void Topic::start(World& world, std::vector<Fault>& faults) {
    const Scenario& scenario = world.setup->scenario;
    for (const ScenarioServer& named : scenario.servers) {
        if (named.weight < 1 || named.weight > heaviest) {
            faults.push_back(
                {scenario.serversPlace,
                 "a weight is from 1 to " + std::to_string(heaviest)});
        }
        Server server;
        server.weight = named.weight;
        server.effectiveWeight = named.weight;
        world.servers.push_back(server);
    }
    for (const Given& given : scenario.givens)
        readGiven(world, given, faults);
    checkDials(world, faults);
    world.ghosts.watching = !world.settings.slowStart;
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        if (!healthy(world, {i})) world.ghosts.watching = false;
    }
    if (!faults.empty()) return;
    // What the policies draw changes nothing of what comes.
    world.traffic = Random(world.cluster.random.state() ^ 0x7472616666696373);
    startArrivals(world);
    startChecks(world);
    startSweeps(world);
    refreshCounts(world);
}

}  // namespace lockstep::balance
