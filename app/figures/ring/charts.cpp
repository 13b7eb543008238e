// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/ring/charts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "figures/ring/scene.h"
#include "ring/facts.h"

namespace lockstep::figures::ring {

namespace {

// More bars than this cannot be told apart: then shares are a curve, the fullest first.
constexpr std::size_t mostBars = 24;
// As far as a chart is computed while one waits for it.
constexpr std::size_t mostPoints = 60'000;
constexpr std::size_t mostKeys = 2000;
constexpr std::size_t mostScores = 200'000;

const protocol::World& worldOf(const AnyWorld& world) { return world.as<protocol::World>(); }

ChartLine line(const std::string& name, unsigned number) {
    return {name, Ink::series(number), number, 0, {}, {}, {}};
}

struct Share {
    std::string server;
    double keys = 0;  // in percent
    double fair = 0;  // what its weight asks for
};

std::vector<Share> sharesOf(const protocol::World& world) {
    const auto& placement = *world.placement;
    const double keys = std::max(1.0, static_cast<double>(placement.keys->size()));
    const bool weighs = protocol::weighs(world.dials.scheme);
    double total = 0;
    for (const auto& member : world.members)
        total += weighs ? member.weight : 1;
    std::vector<Share> shares;
    for (std::size_t i = 0; i < world.members.size(); ++i) {
        const auto& member = world.members[i];
        shares.push_back({std::string(world.setup->symbols.text(member.name)),
                          100 * placement.loads[i] / keys,
                          100 * (weighs ? member.weight : 1) / total});
    }
    return shares;
}

ChartLine bar(const std::string& server, const char* gauge, double value) {
    ChartLine one = line(server + ' ' + gauge, 0);
    one.now = value;
    one.server = server;
    one.gauge = gauge;
    return one;
}

WorldChart shareChart(const AnyWorld& any) {
    auto shares = sharesOf(worldOf(any));
    WorldChart chart;
    chart.unit = "% of the keys";
    if (shares.size() <= mostBars) {
        for (const Share& share : shares)
            chart.lines.push_back(bar(share.server, "keys", share.keys));
        for (const Share& share : shares)
            chart.lines.push_back(bar(share.server, "by weight", share.fair));
        return chart;
    }
    std::sort(shares.begin(), shares.end(),
              [](const Share& a, const Share& b) { return a.keys > b.keys; });
    chart.across = "servers, the fullest first";
    chart.lines = {line("share of the keys", 0), line("by weight", 1)};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto rank = static_cast<double>(i + 1);
        chart.lines[0].points.push_back({rank, shares[i].keys});
        chart.lines[1].points.push_back({rank, shares[i].fair});
    }
    return chart;
}

struct Spread {
    double fullest = 0;    // over the mean
    double deviation = 0;  // over the mean
};

// By the arcs rather than the keys: their share is what points alone decide.
Spread spreadOf(const std::vector<double>& arcs) {
    const double mean = 1 / static_cast<double>(arcs.size());
    double squares = 0;
    for (const double arc : arcs)
        squares += (arc - mean) * (arc - mean);
    return {*std::max_element(arcs.begin(), arcs.end()) / mean,
            std::sqrt(squares / static_cast<double>(arcs.size())) / mean};
}

WorldChart spreadChart(const AnyWorld& any) {
    const auto& world = worldOf(any);
    WorldChart chart;
    chart.across = "points a server";
    chart.logarithmic = true;
    chart.lines = {line("fullest / mean", 0), line("deviation / mean", 1),
                   line("theory: 1/√v", 2)};
    auto servers = protocol::serversOf(world);
    for (auto& server : servers)
        server.weight = 1;
    if (servers.empty()) return chart;
    protocol::PointRule rule = protocol::planOf(world).points;
    rule.one = false;
    // The hashes that fix the number of points are swept with the one that leaves it free.
    if (rule.hash != protocol::HashKind::javaHashcode) rule.hash = protocol::HashKind::xxhash64;
    for (const std::uint32_t nodes : {1U, 2U, 5U, 10U, 20U, 50U, 100U, 160U, 200U}) {
        if (nodes > 1 && servers.size() * nodes > mostPoints) break;
        rule.virtualNodes = nodes;
        const auto spread =
            spreadOf(protocol::HashRing(servers, rule).arcs(servers.size()));
        chart.lines[0].points.push_back({double(nodes), spread.fullest});
        chart.lines[1].points.push_back({double(nodes), spread.deviation});
        chart.lines[2].points.push_back({double(nodes), 1 / std::sqrt(double(nodes))});
    }
    if (protocol::usesRing(world.dials.scheme))
        chart.here = world.has(protocol::Flaw::noVirtualNodes) ? 1 : world.dials.virtualNodes;
    return chart;
}

// The first `count` of the servers there are, and made-up ones where there are fewer.
std::vector<protocol::Server> someServers(const protocol::World& world, std::size_t count) {
    auto servers = protocol::serversOf(world);
    servers.resize(std::min(count, servers.size()));
    for (auto& server : servers)
        server.weight = 1;
    while (servers.size() < count)
        servers.push_back({"server" + std::to_string(servers.size() + 1), 1});
    return servers;
}

// Percent of the keys that have another owner once a server has joined `count` others.
double movedByJoining(const protocol::World& world, protocol::Plan plan, std::size_t count,
                      const std::shared_ptr<const protocol::Keys>& keys) {
    const auto before = protocol::place(plan, someServers(world, count), keys);
    const auto after = protocol::place(plan, someServers(world, count + 1), keys);
    std::size_t moved = 0;
    for (std::size_t key = 0; key < keys->size(); ++key)
        if (before.owners[key] != after.owners[key]) ++moved;
    return 100 * static_cast<double>(moved) / static_cast<double>(keys->size());
}

WorldChart movedChart(const AnyWorld& any) {
    const auto& world = worldOf(any);
    const protocol::Plan plan = protocol::planOf(world);
    protocol::Plan mod = plan;
    mod.scheme = protocol::Scheme::mod;
    mod.points.hash = protocol::HashKind::xxhash64;
    const auto keysOf = [](protocol::HashKind hash) {
        return std::make_shared<const protocol::Keys>(
            protocol::hashed(std::to_string(mostKeys), hash));
    };
    const auto keys = keysOf(protocol::keyHash(plan));
    const auto modKeys = keysOf(protocol::keyHash(mod));
    const std::string scheme =
        plan.scheme == protocol::Scheme::mod ? "ring" : schemeTitle(world);
    protocol::Plan shown = plan;
    if (plan.scheme == protocol::Scheme::mod) shown.scheme = protocol::Scheme::ring;
    WorldChart chart;
    chart.unit = "% of the keys";
    chart.across = "servers, when one more joins";
    chart.logarithmic = true;
    chart.lines = {line(scheme, 0), line("mod N", 1), line("theory: 1/(N+1)", 2),
                   line("theory: N/(N+1)", 3)};
    for (const std::size_t count : {1U, 2U, 3U, 4U, 5U, 7U, 10U, 15U, 20U, 30U, 50U}) {
        if (shown.scheme == protocol::Scheme::rendezvous && count * mostKeys > mostScores / 2)
            break;
        const auto n = static_cast<double>(count);
        chart.lines[0].points.push_back({n, movedByJoining(world, shown, count, keys)});
        chart.lines[1].points.push_back({n, movedByJoining(world, mod, count, modKeys)});
        chart.lines[2].points.push_back({n, 100 / (n + 1)});
        chart.lines[3].points.push_back({n, 100 * n / (n + 1)});
    }
    chart.here = static_cast<double>(world.members.size());
    return chart;
}

}  // namespace

std::vector<ChartSpec> charts() {
    const auto spec = [](const char* id, const char* title, auto ofWorld) {
        ChartSpec chart;
        chart.id = id;
        chart.title = title;
        chart.ofWorld = ofWorld;
        return chart;
    };
    return {spec("share", "Share per server", shareChart),
            spec("spread", "Spread by points a server", spreadChart),
            spec("moved", "Keys that move when a server joins", movedChart)};
}

}  // namespace lockstep::figures::ring
