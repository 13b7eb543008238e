// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "balance/health.h"
#include "balance/pool.h"
#include "balance/topic.h"
#include "requests/fraction.h"

namespace lockstep::balance {
namespace {

// Charts of each server are readable for so many.
constexpr std::size_t mostCharted = 32;

Value percentile(const World& world, int percent) {
    const auto time = world.latencies.percentile(percent);
    return time ? Value(*time) : Value();
}

Value picksValue(const World& world) {
    ListValue list;
    const std::size_t kept = world.picks.size();
    for (std::size_t i = 0; i < kept; ++i) {
        const std::size_t at = (world.picked - kept + i) % picksKept;
        list.add(world.setup->name({world.picks[at]}));
    }
    return list.value();
}

// The numbers of the open requests, in order.
Value openValue(const World& world) {
    std::vector<RequestNumber> numbers;
    for (std::size_t i = 0; i < world.requests.size(); ++i) {
        if (world.requests[i].number != 0) {
            numbers.push_back(world.requests[i].number);
        }
    }
    std::sort(numbers.begin(), numbers.end());
    ListValue list;
    for (const RequestNumber number : numbers)
        list.add(std::to_string(number));
    return list.value();
}

const char* stateOf(const World& world, ServerId id) {
    if (!world.up(id)) return "crashed";
    return world.server(id).hangs ? "hangs" : "well";
}

// Facts of a server have its name last: picks.a.
class ServerFacts {
public:
    ServerFacts(const World& world, ServerId id, std::int64_t fastest,
                const Glob& glob, const FactSink& sink)
        : world_(world),
          fastest_(fastest),
          id_(id),
          glob_(glob),
          sink_(sink),
          name_(quotedPart(world.setup->name(id))) {}

    void visit() {
        const Server& server = world_.server(id_);
        say("picks", [&] { return Value(server.picks); });
        say("active", [&] { return Value(server.conns); });
        say("queue", [&] { return Value(server.waiting); });
        say("current", [&] { return Value(server.currentWeight); });
        say("effective", [&] { return Value(server.effectiveWeight); });
        say("weight", [&] { return Value(server.weight); });
        say("finished", [&] { return Value(server.finished); });
        say("failed", [&] { return Value(server.failed); });
        say("dropped", [&] { return Value(server.dropped); });
        say("share",
            [&] { return requests::fraction(server.picks, world_.picked); });
        say("health", [&] { return Value(healthText(world_, id_)); });
        say("state", [&] { return Value(stateOf(world_, id_)); });
        say("fails", [&] { return Value(server.fails); });
        say("ejections", [&] { return Value(server.ejections); });
        say("speed", [&] { return Value(server.speed); });
        say("mean", [&] { return mean(server); });
        say("dynamic", [&] {
            return Value(dynamicWeight(server.cost, fastest_));
        });
        say("latency", [&] { return Value(Duration(server.cost.average)); });
    }

private:
    // What a finished request took on average.
    static Value mean(const Server& server) {
        if (server.finished == 0) return {};
        return Duration(server.took.count() /
                        static_cast<std::int64_t>(server.finished));
    }

    template <class Make>
    void say(std::string_view fact, Make make) {
        const std::string name = std::string(fact) + '.' + name_;
        if (glob_.matches(name)) sink_(name, make());
    }

    const World& world_;
    std::int64_t fastest_;
    ServerId id_;
    const Glob& glob_;
    const FactSink& sink_;
    std::string name_;
};

}  // namespace

void Topic::visitFacts(const World& world, const Glob& glob,
                       const FactSink& sink) {
    if (glob.parts() == 2) {
        const std::int64_t fastest = fastestMean(world);
        for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
            const auto asked = glob.exactPart(1);
            if (!asked.empty() && asked != world.setup->name({i})) continue;
            ServerFacts(world, {i}, fastest, glob, sink).visit();
        }
        return;
    }
    const auto say = [&](std::string_view name, auto make) {
        if (glob.matches(name)) sink(name, make());
    };
    say("picks", [&] { return picksValue(world); });
    say("requests", [&] { return Value(world.asked); });
    say("open", [&] { return openValue(world); });
    say("finished", [&] { return Value(world.finished); });
    say("failed", [&] { return Value(world.failed); });
    say("rejected", [&] { return Value(world.rejected); });
    say("p50", [&] { return percentile(world, 50); });
    say("p95", [&] { return percentile(world, 95); });
    say("p99", [&] { return percentile(world, 99); });
    say("panic", [&] { return inPanic(world) ? "on" : "off"; });
    say("balancer", [&] { return world.crashed ? "crashed" : "up"; });
}

void Topic::visitGauges(const World& world, const GaugeSink& sink) {
    const auto ms = [&](int percent) {
        const auto time = world.latencies.percentile(percent);
        return time ? static_cast<double>(time->count()) / 1000.0 : 0.0;
    };
    sink(0, {}, ms(50));
    sink(1, {}, ms(95));
    sink(2, {}, ms(99));
    sink(3, {}, world.open);
    sink(4, {}, static_cast<double>(world.failed));
    sink(5, {}, static_cast<double>(world.rejected));
    if (world.servers.size() > mostCharted) return;
    std::int64_t total = 0;
    for (const Server& server : world.servers)
        total += server.weight;
    const auto percent = [](auto part, auto whole) {
        return whole == 0 ? 0.0
                          : 100.0 * static_cast<double>(part) /
                                static_cast<double>(whole);
    };
    for (std::uint16_t i = 0; i < world.servers.size(); ++i) {
        const Server& server = world.servers[i];
        sink(6, {i}, percent(server.picks, world.picked));
        sink(7, {i}, percent(server.weight, total));
        sink(8, {i}, server.conns);
        sink(9, {i}, server.waiting);
    }
}

}  // namespace lockstep::balance
