// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"
#include "kernel/adapter.h"
#include "ring/events.h"
#include "ring/ring.h"

namespace lockstep::ring {
namespace {

std::vector<VerbSpec> verbs() {
    return {
        {"add",
         "SERVER",
         {Argument::word},
         "Add a server …",
         "A server joins, with weight 1, and takes over keys.",
         {},
         true},
        {"remove",
         "SERVER",
         {Argument::word},
         "Remove a server …",
         "A server leaves, and its keys go to others."},
        {"weight",
         "SERVER N",
         {Argument::word, Argument::number},
         "Give a weight …",
         "A server gets another share: twice the weight, twice the keys."},
        {"lookup",
         "KEY",
         {Argument::word},
         "Look a key up …",
         "Finds a key's owner and copies at once."},
        {"trace",
         "KEY",
         {Argument::word},
         "Look a key up step by step …",
         "Comes to the key's hash; each further step goes on to the next "
         "point."},
        {"advance",
         "",
         {},
         "Go on with the look-up",
         "The look-up under way comes to its next stop."},
    };
}

DialInfo numberDial(const char* name, const char* standard, std::int64_t least,
                    std::int64_t most, const char* summary) {
    return {name, DialKind::number, standard, {least, least}, {most, most},
            {},   summary};
}

std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    dials.push_back({"scheme",
                     DialKind::choice,
                     "ring",
                     {0, 0},
                     {5, 5},
                     {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"},
                     "The rule that shares out the keys."});
    dials.push_back(numberDial(
        "vnodes", "160", 1, 10'000,
        "How many points a server has on the ring for each unit of weight, "
        "with xxhash64 and java-hashcode; the other hashes fix 160."));
    dials.push_back({"hash",
                     DialKind::choice,
                     "xxhash64",
                     {0, 0},
                     {3, 3},
                     {"xxhash64", "md5-ketama", "crc32", "java-hashcode"},
                     "Where points and keys lie: xxHash64, libmemcached's "
                     "weighted ketama, nginx's hash … consistent, or Java's "
                     "String.hashCode, which is bad at it."});
    dials.push_back({"bound",
                     DialKind::decimal,
                     "1.25",
                     {1'000'000, 1'000'000},
                     {10'000'000, 10'000'000},
                     {},
                     "With bounded loads: how many times its share a server "
                     "takes at most."});
    dials.push_back(numberDial("replicas", "1", 1, 100,
                               "How many servers hold a key, its owner "
                               "counted."));
    dials.push_back({"keys",
                     DialKind::text,
                     "100",
                     {},
                     {},
                     {},
                     "The keys: a number, which names them k1, k2 and so on, "
                     "or names."});
    dials.push_back(numberDial("table-size", "65537", 3, 1'000'003,
                               "How many entries Maglev's table has; a prime "
                               "number."));
    return dials;
}

std::vector<FlawSpec> flaws() {
    return {
        {"no-virtual-nodes", "Every server has one point",
         "The number of virtual nodes is never used: shares are far apart, "
         "and a leaver's keys all go to one neighbour.",
         false},
        {"unsorted", "The points are not sorted",
         "The search halves a list that is in no order, and finds other "
         "servers than the next.",
         true},
        {"empty-ring", "An empty ring is not looked for",
         "A look-up without servers reads past the end of the list.", true},
    };
}

std::vector<ProtocolRule> protocol() {
    return {
        {"Put servers on the ring",
         "A server stands at many points, the hashes of its name and a "
         "number; the points are kept in order.",
         "Karger 1997", "ring/points#virtual-nodes", "ring.server_added"},
        {"Hash the key", "The same hash gives the key its place.",
         "Karger 1997", "ring/hashing#hash-key", "ring.key_hashed"},
        {"Find the next point",
         "The key belongs to the first point at or after it, past the last to "
         "the first.",
         "Karger 1997", "ring/hash_ring#find-owner", "ring.searched"},
        {"Name the replicas",
         "Copies go to the next different servers; further points of the same "
         "server are passed over.",
         "Dynamo §4.3", "ring/hash_ring#replicas", "ring.replicas_found"},
        {"Move only what must",
         "A newcomer takes the arc before each of its points. All other keys "
         "stay.",
         "Karger 1997", "ring/moves#moved-arcs", "ring.keys_moved"},
        {"Bound the load",
         "A key goes on past servers that have c times their share.",
         "Mirrokni 2016", "ring/bounded#bounded", "ring.searched"},
        {"Jump", "The hash decides at which numbers of buckets a key moves on.",
         "Lamping 2014", "ring/jump#jump", "ring.searched"},
        {"Score", "Every server has a score for the key; the highest wins.",
         "Thaler 1998", "ring/rendezvous#rendezvous", "ring.searched"},
        {"Fill the table",
         "Servers in turn take the next entry they want, until all are taken.",
         "Maglev §3.4", "ring/maglev#maglev-populate", "ring.searched"},
    };
}

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "ring";
    info.title = "Consistent hashing";
    info.tab = "Data storage";
    info.summary =
        "Keys are shared out among servers so that few move when servers come "
        "and go.";
    info.eraName = "change";
    info.usualServers = 3;
    info.fewestServers = 1;
    info.mostServers = static_cast<int>(mostServers);
    info.verbs = verbs();
    info.dials = dials();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    info.eventKinds = {&network::dialTurned, &network::flawSwitched};
    info.eventKinds.insert(info.eventKinds.end(), std::begin(eventKinds),
                           std::end(eventKinds));
    info.protocol = protocol();
    info.gauges = {{"spread", "Fullest server over the mean", "", false},
                   {"deviation", "Standard deviation", "%", false},
                   {"moved", "Keys moved", "%", false},
                   {"moved-mod", "Keys that mod N moves", "%", false}};
    info.network = false;
    info.machines = false;
    return info;
}

}  // namespace

const TopicInfo& Ring::info() {
    static const TopicInfo info = makeInfo();
    return info;
}

void Ring::setDial(World& world, std::size_t index, DialValue value) {
    Dials& dials = world.dials;
    const auto low = static_cast<std::uint32_t>(value.low);
    switch (static_cast<RingDial>(index)) {
        case RingDial::scheme: dials.scheme = static_cast<Scheme>(low); return;
        case RingDial::virtualNodes: dials.virtualNodes = low; return;
        case RingDial::hash: dials.hash = static_cast<HashKind>(low); return;
        case RingDial::bound: dials.bound = value.low; return;
        case RingDial::replicas: dials.replicas = low; return;
        case RingDial::keys: dials.keys = symbolOf(low); return;
        case RingDial::tableSize: dials.tableSize = low; return;
    }
}

DialValue Ring::dial(const World& world, std::size_t index) {
    const Dials& dials = world.dials;
    const auto both = [](std::int64_t value) {
        return DialValue{value, value};
    };
    switch (static_cast<RingDial>(index)) {
        case RingDial::scheme:
            return both(static_cast<std::int64_t>(dials.scheme));
        case RingDial::virtualNodes: return both(dials.virtualNodes);
        case RingDial::hash: return both(static_cast<std::int64_t>(dials.hash));
        case RingDial::bound: return both(dials.bound);
        case RingDial::replicas: return both(dials.replicas);
        case RingDial::keys: return both(fieldOf(dials.keys));
        case RingDial::tableSize: return both(dials.tableSize);
    }
    return {};
}

void addTo(Catalog& catalog) { catalog.add(std::make_unique<TopicOf<Ring>>()); }

}  // namespace lockstep::ring
