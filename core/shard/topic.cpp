// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"
#include "explorer/explorer.h"
#include "kernel/adapter.h"
#include "kernel/network_events.h"
#include "shard/events.h"
#include "shard/protocol_page.h"
#include "shard/sharding.h"
#include "shard/trials.h"
#include "shard/verbs.h"

namespace lockstep::shard {
namespace {

DialInfo count(const char* name, std::int64_t most, const char* summary) {
    DialInfo dial{name, DialKind::number, "1", {1, 1}, {most, most},
                  {},   summary};
    dial.headOnly = true;
    return dial;
}

DialInfo directory() {
    DialInfo dial{"directory",
                  DialKind::choice,
                  "ring",
                  {0, 0},
                  {2, 2},
                  {"ring", "slots", "range"},
                  "How keys are given to shards: by a hash ring, by 16384 hash "
                  "slots, or by ranges of keys."};
    dial.headOnly = true;
    return dial;
}

DialInfo bounds() {
    DialInfo dial{"bounds",
                  DialKind::text,
                  "even",
                  {},
                  {},
                  {},
                  "By range: the keys at which ranges begin, one fewer than "
                  "there are shards; even parts the alphabet."};
    dial.unset = "even";
    dial.headOnly = true;
    return dial;
}

// In the order of ShardDial.
std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    dials.push_back(directory());
    dials.push_back(count("clients", mostClients,
                          "How many clients there are, each with a copy of "
                          "the directory."));
    dials.push_back({"timeout",
                     DialKind::duration,
                     "200 ms",
                     {1'000, 1'000},
                     {60'000'000, 60'000'000},
                     {},
                     "How long an answer is waited for before the same is "
                     "said again."});
    dials.push_back(bounds());
    dials.push_back(count("replicas", mostReplicas,
                          "How many servers hold the rows of a shard: one, or "
                          "a primary and its followers."));
    dials.push_back({"detection",
                     DialKind::duration,
                     "300 ms",
                     {3'000, 3'000},
                     {60'000'000, 60'000'000},
                     {},
                     "How long a follower hears nothing of its primary before "
                     "it asks to take its place."});
    return dials;
}

std::vector<FlawSpec> flaws() {
    return {
        {"no-redirect", "A shard serves what is not its own",
         "It answers from its own rows, whoever owns them now: reads miss "
         "what has moved, and writes go where nobody looks.",
         true},
        {"half-write", "A write over two shards is not coordinated",
         "Each shard is told to write and nobody asks first: one half can be "
         "read without the other, and may stay alone for ever.",
         true},
        {"unknown-shard", "A shard that is not there is not looked for",
         "A write for it is called done, and nobody has done it.", true},
        {"unlocked-move", "Rows on their way are still written",
         "The old owner changes a row that it has sent already, and then "
         "deletes it: the write is lost.",
         true},
        {"decides-alone", "A shard that has promised gives up waiting",
         "It aborts its half by itself while the other half is committed.",
         true},
        {"early-answer", "A primary answers before its followers have a copy",
         "A write is acknowledged that only one server has: if that crashes, "
         "its follower leads without the write.",
         true},
        {"old-primary", "Followers obey a primary whose epoch is over",
         "A primary that has been replaced and does not know it goes on, and "
         "overwrites what the new one has acknowledged.",
         true},
    };
}

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "shard";
    info.title = "Database sharding";
    info.tab = "Data storage";
    info.summary =
        "Rows are shared out among shards, and move while clients read and "
        "write them.";
    info.eraName = "owner change";
    info.usualServers = static_cast<int>(usualShards);
    info.fewestServers = 1;
    info.mostServers = static_cast<int>(mostShards);
    info.verbs = verbs();
    info.dials = dials();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    info.messageKinds = {"get",    "put",       "delete", "reply",     "moved",
                         "ask",    "try-again", "where",  "here",      "import",
                         "ready",  "row",       "stored", "hand-over", "taken",
                         "news",   "scan",      "rows",   "prepare",   "vote",
                         "commit", "abort",     "done",   "inquire",
                         "copy",   "copied",    "beat",   "propose",
                         "lead",   "join"};
    info.eventKinds.assign(std::begin(network::all), std::end(network::all));
    info.eventKinds.insert(info.eventKinds.end(), std::begin(eventKinds),
                           std::end(eventKinds));
    info.protocol = protocolPage();
    info.gauges = {{"rows", "Rows of each shard", "rows", true},
                   {"requests", "Requests to each shard", "requests", true},
                   {"redirects", "Redirects followed", "", false}};
    return info;
}

}  // namespace

const TopicInfo& Sharding::info() {
    static const TopicInfo info = makeInfo();
    return info;
}

void Sharding::setDial(World& world, std::size_t index, DialValue value) {
    Dials& dials = world.dials;
    switch (static_cast<ShardDial>(index)) {
        case ShardDial::directory:
            dials.scheme = static_cast<Scheme>(value.low);
            return;
        case ShardDial::clients:
            dials.clients = static_cast<std::uint32_t>(value.low);
            return;
        case ShardDial::timeout: dials.timeout = Duration(value.low); return;
        case ShardDial::bounds:
            dials.bounds = value.isSet()
                               ? symbolOf(static_cast<std::uint32_t>(value.low))
                               : Symbol::none;
            return;
        case ShardDial::replicas:
            dials.replicas = static_cast<std::uint32_t>(value.low);
            return;
        case ShardDial::detection:
            dials.detection = Duration(value.low);
            return;
    }
}

DialValue Sharding::dial(const World& world, std::size_t index) {
    const Dials& dials = world.dials;
    const auto both = [](std::int64_t value) {
        return DialValue{value, value};
    };
    switch (static_cast<ShardDial>(index)) {
        case ShardDial::directory:
            return both(static_cast<std::int64_t>(dials.scheme));
        case ShardDial::clients: return both(dials.clients);
        case ShardDial::timeout: return both(dials.timeout.count());
        case ShardDial::bounds:
            return both(dials.bounds == Symbol::none ? DialValue::unset
                                                     : fieldOf(dials.bounds));
        case ShardDial::replicas: return both(dials.replicas);
        case ShardDial::detection: return both(dials.detection.count());
    }
    return {};
}

void addTo(Catalog& catalog) {
    catalog.add(std::make_unique<TopicOf<Sharding>>(),
                explorer::of<Sharding>(
                    {2,
                     {{"put", 1}, {"get", 1}, {"move", 1}, {"crash", 0}},
                     trials()}));
}

}  // namespace lockstep::shard
