// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/facts.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "ring/lookup.h"

namespace lockstep::ring {
namespace {

// A star shows facts of keys, and the table, while there are not too many;
// asked for by name they are always there.
constexpr std::size_t fewKeys = 1000;
constexpr std::size_t fewCopies = 200;
constexpr std::size_t smallTable = 1009;

// Says the facts that are asked for; values are made only for these.
class Facts {
public:
    Facts(const World& world, const Glob& glob, const FactSink& sink)
        : world_(world),
          placement_(*world.placement),
          glob_(glob),
          sink_(sink) {}

    void visit() {
        if (glob_.parts() == 1) visitWhole();
        if (glob_.parts() != 2) return;
        visitKeys("owner", fewKeys,
                  [this](std::string_view key) { return ownerValue(key); });
        visitKeys("owners", fewCopies,
                  [this](std::string_view key) { return ownersValue(key); });
        visitServers();
        visitMoved();
    }

private:
    template <class Make>
    void say(const std::string& name, Make make) {
        if (glob_.matches(name)) sink_(name, make());
    }

    Value named(ServerIndex server) const {
        if (server == noServer) return {};
        return world_.setup->symbols.text(nameOf(world_, server));
    }

    void visitWhole() {
        const Change& change = *world_.change;
        say("servers", [&] {
            ListValue list;
            for (const Member& member : world_.members)
                list.add(world_.setup->symbols.text(member.name));
            return list.value();
        });
        say("moved", [&] {
            return Value(static_cast<std::uint64_t>(change.moved.size()));
        });
        const bool none =
            world_.members.empty() || placement_.keys->size() == 0;
        say("spread", [&] {
            return none ? Value() : Value(fractionText(spreadOf(placement_)));
        });
        say("deviation", [&] {
            return none ? Value()
                        : Value(fractionText(deviationOf(placement_)));
        });
        say("lookups", [&] { return Value(world_.lookups); });
        say("trace", [&] { return traceValue(); });
        visitTable();
    }

    // The stops of the last look-up: "hash point.a owner.a copy.b".
    Value traceValue() const {
        ListValue list;
        for (const Stop& stop : stopsSoFar(world_)) {
            const std::string name = named(stop.server).text();
            switch (stop.kind) {
                case StopKind::hash: list.add("hash"); break;
                case StopKind::bucket: list.add("bucket." + name); break;
                case StopKind::landing: list.add("found." + name); break;
                case StopKind::full: list.add("full." + name); break;
                case StopKind::owner: list.add("owner." + name); break;
                case StopKind::passed: list.add("passed." + name); break;
                case StopKind::replica: list.add("copy." + name); break;
            }
        }
        return list.value();
    }

    void visitTable() {
        const auto& table = placement_.table;
        if (!glob_.exact() && table.size() > smallTable) return;
        say("table", [&] {
            ListValue list;
            for (const ServerIndex server : table)
                list.add(named(server).text());
            return list.value();
        });
    }

    // Facts of each key, computed for the one that is asked for.
    template <class Make>
    void visitKeys(const std::string& fact, std::size_t few, Make make) {
        if (!glob_.mayStartWith(fact)) return;
        const auto of = [&](std::string_view key) {
            say(fact + '.' + quotedPart(key), [&] { return make(key); });
        };
        if (const auto asked = glob_.exactPart(1); !asked.empty()) {
            of(asked);
            return;
        }
        const KeyNames& names = placement_.keys->names;
        if (glob_.exactPart(0).empty() && names.size() > few) return;
        for (KeyIndex key = 0; key < names.size(); ++key)
            of(names.name(key));
    }

    Value ownerValue(std::string_view key) const {
        if (const auto placed = placement_.keys->names.find(key)) {
            return named(placement_.owners[*placed]);
        }
        return named(ownerOf(placement_, key));
    }

    Value ownersValue(std::string_view key) const {
        ListValue list;
        for (const ServerIndex server : holdersOf(world_, key))
            list.add(named(server).text());
        return list.value();
    }

    void visitServers() {
        const Symbols& symbols = world_.setup->symbols;
        for (ServerIndex i = 0; i < world_.members.size(); ++i) {
            visitServer(i, quotedPart(symbols.text(world_.members[i].name)));
        }
        for (const Symbol gone : world_.departed) {
            const std::string name = quotedPart(symbols.text(gone));
            for (const char* fact : {"keys.", "share.", "arc.", "weight.",
                                     "points.", "capacity.", "lookups."}) {
                say(fact + name, [] { return Value(); });
            }
        }
    }

    void visitServer(ServerIndex i, const std::string& name) {
        const Member& member = world_.members[i];
        const std::uint32_t load = placement_.loads[i];
        const bool rings = usesRing(placement_.plan.scheme);
        say("keys." + name, [&] { return Value(load); });
        say("share." + name, [&] {
            const std::size_t all = placement_.keys->size();
            if (all == 0) return Value();
            return Value(fractionText(load / static_cast<double>(all)));
        });
        say("arc." + name,
            [&] { return rings ? Value(fractionText(arcs()[i])) : Value(); });
        say("weight." + name, [&] { return Value(member.weight); });
        say("points." + name,
            [&] { return rings ? Value(points()[i]) : Value(); });
        say("capacity." + name, [&] {
            const auto& all = placement_.capacities;
            return all.empty() ? Value() : Value(all[i]);
        });
        say("lookups." + name, [&] { return Value(member.lookups); });
    }

    const std::vector<double>& arcs() {
        if (arcs_.empty()) {
            arcs_ = placement_.ring.arcs(world_.members.size());
        }
        return arcs_;
    }

    const std::vector<std::uint64_t>& points() {
        if (points_.empty()) {
            points_.resize(world_.members.size(), 0);
            for (const Point& point : placement_.ring.points())
                ++points_[point.server];
        }
        return points_;
    }

    void visitMoved() {
        if (!glob_.mayStartWith("moved")) return;
        const Change& change = *world_.change;
        const auto part = [&](std::uint64_t moved) {
            const double all = change.keyCount == 0 ? 1.0 : change.keyCount;
            return Value(fractionText(static_cast<double>(moved) / all));
        };
        say("moved.fraction", [&] { return part(change.moved.size()); });
        const bool members = change.kind == ChangeKind::added ||
                             change.kind == ChangeKind::removed;
        say("moved.mod",
            [&] { return members ? part(change.movedByMod) : Value(); });
        if (!glob_.exact() && change.moved.size() > fewKeys) return;
        say("moved.keys", [&] {
            ListValue list;
            for (const auto& moved : change.moved)
                list.add(placement_.keys->names.name(moved.key));
            return list.value();
        });
    }

    const World& world_;
    const Placement& placement_;
    const Glob& glob_;
    const FactSink& sink_;
    std::vector<double> arcs_;
    std::vector<std::uint64_t> points_;
};

double meanOf(const Placement& placement) {
    return static_cast<double>(placement.keys->size()) /
           static_cast<double>(placement.servers.size());
}

}  // namespace

double spreadOf(const Placement& placement) {
    const auto& loads = placement.loads;
    if (loads.empty() || placement.keys->size() == 0) return 0;
    return *std::max_element(loads.begin(), loads.end()) / meanOf(placement);
}

double deviationOf(const Placement& placement) {
    if (placement.loads.empty() || placement.keys->size() == 0) return 0;
    const double mean = meanOf(placement);
    double squares = 0;
    for (const std::uint32_t load : placement.loads) {
        squares += (load - mean) * (load - mean);
    }
    const auto servers = static_cast<double>(placement.loads.size());
    return std::sqrt(squares / servers) / mean;
}

std::string fractionText(double fraction) {
    const auto rounded =
        static_cast<std::uint64_t>(std::floor(fraction * 10'000 + 0.5));
    std::string text = std::to_string(rounded / 10'000);
    std::string rest = std::to_string(rounded % 10'000 + 10'000);
    while (rest.size() > 1 && rest.back() == '0')
        rest.pop_back();
    return rest.size() > 1 ? text + '.' + rest.substr(1) : text;
}

void visitFacts(const World& world, const Glob& glob, const FactSink& sink) {
    Facts(world, glob, sink).visit();
}

}  // namespace lockstep::ring
