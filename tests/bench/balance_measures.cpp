// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "balance/topic.h"
#include "core_measures.h"
#include "kernel/adapter.h"
#include "kernel/timeline.h"

namespace lockstep::bench {
namespace {

std::unique_ptr<Timeline> begin(const TopicOf<balance::Topic>& topic, int servers,
                                const std::vector<std::pair<std::string, std::string>>& dials,
                                Timeline::Options options) {
    Scenario scenario;
    scenario.topic = "balance";
    scenario.servers = numberedServers(servers);
    for (const auto& [name, value] : dials)
        scenario.dials.push_back({name, value, {}, {}});
    std::vector<Fault> faults;
    return Timeline::start(topic, std::move(scenario), faults, options);
}

const balance::World& worldOf(const Timeline& timeline) {
    return timeline.world().as<balance::World>();
}

}  // namespace

// Each request arrives, is picked a server, is served and ends.
Row balanceRequests() {
    const TopicOf<balance::Topic> topic;
    const double rate = bestRate(3, [&] {
        const auto timeline = begin(topic, 10, {{"arrivals", "1000"}, {"service", "5 ms"}},
                                    {.narrate = false, .check = false});
        timeline->runUntil(std::chrono::seconds(1000));
        return static_cast<double>(worldOf(*timeline).finished);
    });
    return {"Balance, round robin over 10 servers, no narration",
            rate,
            Wanted::atLeast,
            1e6,
            "requests/s",
            ""};
}

Row balanceManyInFlight() {
    const TopicOf<balance::Topic> topic;
    const auto timeline = begin(topic, 1000,
                                {{"arrivals", "10000"},
                                 {"service", "1 s"},
                                 {"policy", "least-connections"},
                                 {"workers", "100"}},
                                {});
    timeline->runUntil(std::chrono::seconds(1));
    const Step before = timeline->stepCount();
    const double began = processorSeconds();
    timeline->runUntil(std::chrono::milliseconds(1050));
    const double took = (processorSeconds() - began) * 1000 / (timeline->stepCount() - before);
    return {"Balance, 1,000 servers, a step told and checked",
            took,
            Wanted::below,
            1,
            "ms",
            std::to_string(worldOf(*timeline).open) + " requests in flight"};
}

}  // namespace lockstep::bench
