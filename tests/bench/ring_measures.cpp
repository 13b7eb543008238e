// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>

#include "core_measures.h"
#include "figures/ring/ring_figure.h"
#include "kernel/action_text.h"
#include "kernel/adapter.h"
#include "kernel/timeline.h"
#include "ring/ring.h"

namespace lockstep::bench {
namespace {

std::vector<ring::Server> hundred() {
    std::vector<ring::Server> servers;
    for (const ScenarioServer& server : numberedServers(100))
        servers.push_back({server.name, 1});
    return servers;
}

// Nanoseconds for each of many look-ups on 100 servers with 160 points each. Every look-up needs
// the one before, as a caller who waits for the answer does.
template <class Find>
double nanoseconds(Find find) {
    const ring::HashRing owners(hundred(), {});
    std::uint64_t sum = 0;
    const double rate = bestRate(7, [&] {
        constexpr int lookUps = 2'000'000;
        for (int i = 0; i < lookUps; ++i)
            sum += find(owners, static_cast<std::uint64_t>(i), sum);
        return static_cast<double>(lookUps);
    });
    return sum == 0 ? 0 : 1e9 / rate;
}

std::unique_ptr<Timeline> begin(const TopicOf<ring::Ring>& topic, int servers, const char* keys) {
    Scenario scenario;
    scenario.topic = "ring";
    scenario.servers = numberedServers(servers);
    scenario.dials = {{"keys", keys, {}, {}}};
    std::vector<Fault> faults;
    return Timeline::start(topic, std::move(scenario), faults);
}

}  // namespace

Row ringOwner() {
    const double took =
        nanoseconds([](const ring::HashRing& owners, std::uint64_t i, std::uint64_t before) {
            return owners.ownerAt((i + before % 2) * 0x9e3779b97f4a7c15ULL);
        });
    return {"Ring: owner among 16,000 points, hash aside", took, Wanted::below, 25, "ns", ""};
}

Row ringOwnerHashed() {
    std::vector<std::string> keys;
    for (int i = 0; i < 1024; ++i)
        keys.push_back("user:" + std::to_string(i * 7919));
    const double took =
        nanoseconds([&](const ring::HashRing& owners, std::uint64_t i, std::uint64_t before) {
            return owners.ownerAt(ring::xxHash64(keys[(i + before % 2) % 1024]));
        });
    return {"The same with xxHash64 of the key", took, Wanted::below, 100, "ns", ""};
}

// Found, told, checked, and drawn for a window of 1920 by 1080.
Row ringJoin() {
    const TopicOf<ring::Ring> topic;
    const auto timeline = begin(topic, 1000, "1000000");
    double best = 1e9;
    double drawing = 1e9;
    for (int i = 1; i <= 5; ++i) {
        Fault fault;
        const std::string line = "add newcomer" + std::to_string(i);
        const auto written = parseAction(line, topic.info(), timeline->setup(), fault);
        const double began = processorSeconds();
        timeline->act(written->action);
        const double acted = processorSeconds();
        const auto figure =
            figures::ring::ringFigure(timeline->moment(), {{1920, 1080}, false, 0});
        const double drawn = processorSeconds();
        if (figure.marks.empty() || (drawn - began) * 1000 >= best) continue;
        best = (drawn - began) * 1000;
        drawing = (drawn - acted) * 1000;
    }
    const auto moved = timeline->world().as<ring::World>().change->moved.size();
    return {"A server joins 1,000 with 1,000,000 keys, found and drawn",
            best,
            Wanted::below,
            100,
            "ms",
            std::to_string(moved) + " keys moved; " + std::to_string(std::lround(drawing)) +
                " ms of it to draw"};
}

Row ringDeviation() {
    const TopicOf<ring::Ring> topic;
    const auto timeline = begin(topic, 1000, "1000000");
    const double theory = 1 / std::sqrt(160.0);
    const double measured =
        ring::deviationOf(*timeline->world().as<ring::World>().placement) / theory;
    return {"Deviation of shares at 160 points, over theory's",
            measured,
            Wanted::below,
            1.15,
            "",
            "theory: 1/√160 of the mean"};
}

}  // namespace lockstep::bench
