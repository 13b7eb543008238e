// SPDX-License-Identifier: GPL-3.0-or-later
#include "core_measures.h"

#include <algorithm>
#include <memory>

#include "explorer/explorer.h"
#include "kernel/timeline.h"
#include "paxos/paxos.h"
#include "raft/raft.h"
#include "ticker_topic.h"

namespace lockstep::bench {
namespace {

constexpr Timeline::Options silent{.narrate = false, .check = false};

template <class T>
std::unique_ptr<Timeline> begin(const TopicOf<T>& topic, int servers, Timeline::Options options) {
    Scenario scenario;
    scenario.topic = topic.info().id;
    scenario.servers = numberedServers(servers);
    std::vector<Fault> faults;
    return Timeline::start(topic, std::move(scenario), faults, options);
}

double stepMany(Timeline& timeline, int steps) {
    const Step before = timeline.stepCount();
    for (int i = 0; i < steps; ++i)
        timeline.stepClock();
    return timeline.stepCount() - before;
}

// Steps of five servers under the clock, from the first election on.
double raftRate(Timeline::Options options) {
    const TopicOf<raft::Raft> topic;
    return bestRate(5, [&] { return stepMany(*begin(topic, 5, options), 500'000); });
}

// A million steps as the window records them, with a request now and then.
std::unique_ptr<Timeline> recordMillion(const TopicOf<raft::Raft>& topic) {
    auto timeline = begin(topic, 5, {});
    const Symbol command = timeline->setup().symbols.intern("x=1");
    while (timeline->stepCount() < 1'000'000) {
        stepMany(*timeline, 1000);
        const auto& world = timeline->world().as<raft::World>();
        for (const raft::Server& server : world.servers) {
            if (server.role == raft::Role::leader) {
                timeline->act(raft::requestOf(server.id, command));
                break;
            }
        }
    }
    return timeline;
}

}  // namespace

Row emptyEvents() {
    const TopicOf<Ticker> topic;
    const double rate = bestRate(10, [&] { return stepMany(*begin(topic, 1, silent), 500'000); });
    return {"Kernel: empty events", rate, Wanted::atLeast, 8e6, "/s", ""};
}

Row raftSilent() {
    return {"Raft, 5 servers, no narration, no invariants",
            raftRate(silent),
            Wanted::atLeast,
            2e6,
            "steps/s",
            ""};
}

Row raftWithRequests() {
    const TopicOf<raft::Raft> topic;
    const double rate = bestRate(3, [&] {
        const auto timeline = begin(topic, 5, silent);
        const Symbol command = timeline->setup().symbols.intern("x=1");
        double steps = 0;
        while (steps < 300'000) {
            steps += stepMany(*timeline, 100);
            for (const raft::Server& server : timeline->world().as<raft::World>().servers) {
                if (server.role != raft::Role::leader) continue;
                timeline->act(raft::requestOf(server.id, command));
                ++steps;
                break;
            }
        }
        return steps;
    });
    return {"The same with a request every 100 steps", rate, Wanted::atLeast, 2e6, "steps/s", ""};
}

Row raftNarrated() {
    return {"Raft, 5 servers, narration and invariants",
            raftRate({}),
            Wanted::atLeast,
            5e5,
            "steps/s",
            ""};
}

std::vector<Row> seekingInAMillion() {
    const TopicOf<raft::Raft> topic;
    const double before = heapBytes();
    const auto timeline = recordMillion(topic);
    const double megabytes = (heapBytes() - before) / 1e6;
    Random random(1);
    double worst = 0;
    double sum = 0;
    constexpr int seeks = 400;
    for (int i = 0; i < seeks; ++i) {
        // Half of them as far from a checkpoint as can be.
        auto step = static_cast<Step>(random.below(1'000'000)) + 1;
        if (i % 2 == 0) step = step / 2000 * 2000 + 1999;
        const double began = processorSeconds();
        timeline->seek(std::min<Step>(step, timeline->stepCount()));
        const double took = (processorSeconds() - began) * 1000;
        worst = std::max(worst, took);
        sum += took;
    }
    char detail[64];
    std::snprintf(detail, sizeof detail, "%.2f ms on average over %d seeks", sum / seeks, seeks);
    return {
        {"Seek in a recording of a million steps, worst", worst, Wanted::below, 16, "ms", detail},
        {"That recording in memory", megabytes, Wanted::below, 300, "MB", ""}};
}

Row simulatedMinute() {
    const TopicOf<raft::Raft> topic;
    const double before = heapBytes();
    const auto timeline = begin(topic, 5, {});
    timeline->runUntil(Time(60'000'000));
    const double megabytes = (heapBytes() - before) / 1e6;
    return {"A simulated minute of five servers in memory",  megabytes, Wanted::below, 5, "MB",
            std::to_string(timeline->stepCount()) + " steps"};
}

namespace {

// On one thread: the rates are those of one core.
explorer::Result exploreElection() {
    Scenario scenario;
    scenario.topic = "raft";
    scenario.servers = numberedServers(3);
    std::vector<Fault> faults;
    const auto start = TopicOf<raft::Raft>().start(std::move(scenario), faults);
    const auto raft = explorer::of<raft::Raft>({3, {{"timeout", 3}}});
    explorer::Bounds bounds;
    bounds.threads = 1;
    return raft->prepare(*start, bounds)->run({});
}

// Three acceptors, two proposers and three ballots; nothing is folded.
explorer::Result explorePaxos() {
    Scenario scenario;
    scenario.topic = "paxos";
    scenario.dials = {{"learners", "0", {}, {}}};
    std::vector<Fault> faults;
    const auto start = TopicOf<paxos::Paxos>().start(std::move(scenario), faults);
    const auto paxos = explorer::of<paxos::Paxos>({6, {{"propose", 3}}});
    explorer::Bounds bounds;
    bounds.threads = 1;
    return paxos->prepare(*start, bounds)->run({});
}

std::string countsOf(const explorer::Result& result) {
    return std::to_string(result.states) + " states and " + std::to_string(result.transitions) +
           " transitions, all seen";
}

double bytesOf(const explorer::Result& result) {
    return static_cast<double>(result.memory) / static_cast<double>(result.states);
}

}  // namespace

std::vector<Row> exploredPaxos() {
    explorer::Result result;
    const double rate = bestRate(3, [&] {
        result = explorePaxos();
        return static_cast<double>(result.states);
    });
    return {
        {"Explorer, Paxos with 3 acceptors and 3 ballots, distinct states", rate, Wanted::atLeast,
         7e5, "/s", countsOf(result)},
        {"Explorer, memory for each of these", bytesOf(result), Wanted::below, 64, "bytes", ""}};
}

Row exploredStates() {
    explorer::Result result;
    const double rate = bestRate(3, [&] {
        result = exploreElection();
        return static_cast<double>(result.states);
    });
    return {"Explorer, election of 3 servers, distinct states",
            rate,
            Wanted::atLeast,
            3e5,
            "/s",
            countsOf(result)};
}

Row exploredMemory() {
    return {"Explorer, memory for each state",
            bytesOf(exploreElection()),
            Wanted::below,
            64,
            "bytes",
            ""};
}

}  // namespace lockstep::bench
