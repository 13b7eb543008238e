// SPDX-License-Identifier: GPL-3.0-or-later
// Why an action cannot be done now.
#include "shard/operate.h"
#include "shard/salt.h"
#include "shard/sharding.h"
#include "shard/transaction.h"

namespace lockstep::shard {
namespace {

constexpr std::size_t longestText = 250;
constexpr std::uint32_t largestBurst = 1000;

std::string refusalOf(const World& world, Symbol key) {
    const std::size_t size = world.setup->symbols.text(key).size();
    if (size == 0) return "a key is empty; write a word";
    if (size > longestText) {
        return "the key has " + std::to_string(size) + " bytes; it may have " +
               std::to_string(longestText);
    }
    return {};
}

std::string refusalOf(const World& world, const KeyValue& wish) {
    std::string why = refusalOf(world, wish.key);
    if (!why.empty()) return why;
    const std::string_view value = world.setup->symbols.text(wish.value);
    if (value.empty()) return "a value is empty; write a word";
    if (value == "none") return "none stands for no row; write another value";
    if (value.size() > longestText) {
        return "the value has " + std::to_string(value.size()) +
               " bytes; it may have " + std::to_string(longestText);
    }
    return {};
}

std::string refusalToPair(const World& world, const Action& action) {
    const KeyValue first = keyValueOf(world, symbolOf(action.n));
    const KeyValue second = keyValueOf(world, symbolOf(action.m));
    std::string why = refusalOf(world, first);
    if (why.empty()) why = refusalOf(world, second);
    if (!why.empty()) return why;
    if (first.key == second.key) return "the two keys are the same";
    return world.up(world.router.server) ? "" : "the router is down";
}

std::string refusalToRetry(const World& world, RequestId id) {
    for (const Client& client : world.clients) {
        for (const Asked& asked : client.asked) {
            if (asked.id != id) continue;
            return world.up(client.server) ? "" : "its client is down";
        }
    }
    return "there is no request " + std::to_string(id) + " open";
}

std::string refusalToResend(const World& world, ServerId server) {
    const std::string& name = world.setup->name(server);
    if (!world.up(server)) return name + " is down";
    const Shard* shard = world.shardOn(server);
    const bool waits =
        shard ? shard->leads() && shard->waits()
              : server == world.router.server && world.router.waits();
    return waits ? "" : name + " waits for nothing";
}

std::string refusalToWatch(const World& world, ServerId server, bool leading) {
    const std::string& name = world.setup->name(server);
    const Shard* shard = world.shardOn(server);
    if (!shard) return name + " holds no rows";
    if (world.dials.replicas == 1) {
        return "each shard is one server; set replicas to 2 or 3";
    }
    if (!world.up(server)) return name + " is down";
    if (shard->leads() != leading) {
        return leading ? name + " does not lead its shard"
                       : name + " leads its shard";
    }
    const bool alone = leading && shard->followers.empty();
    return alone ? name + " has no followers now" : "";
}

std::string refusalToAsk(const World& world, const KeyValue& wish, bool put) {
    std::string why = put ? refusalOf(world, wish) : refusalOf(world, wish.key);
    if (!why.empty()) return why;
    const bool down = !world.up(world.asker);
    return down ? world.setup->name(world.asker) + " is down" : "";
}

}  // namespace

std::string Sharding::refusal(const World& world, const Action& action) {
    const Symbol n = symbolOf(action.n);
    const Symbol m = symbolOf(action.m);
    switch (verbOf(action)) {
        case ShardVerb::put: return refusalToAsk(world, {n, m}, true);
        case ShardVerb::get:
        case ShardVerb::remove: return refusalToAsk(world, {n, m}, false);
        case ShardVerb::scan:
            if (world.setup->symbols.text(n) > world.setup->symbols.text(m)) {
                return "the first key stands after the second";
            }
            return world.up(world.router.server) ? "" : "the router is down";
        case ShardVerb::putBoth: return refusalToPair(world, action);
        case ShardVerb::move:
            return refusalToMove(world, world.setup->symbols.text(n), action.a,
                                 action.b);
        case ShardVerb::add: return refusalToAdd(world, action.a);
        case ShardVerb::leave: return refusalToRemove(world, action.a);
        case ShardVerb::split: return refusalToSplit(world, n);
        case ShardVerb::merge: return refusalToMerge(world, n);
        case ShardVerb::burst:
            if (action.m < 1 || action.m > largestBurst) {
                return "a burst has 1 to 1000 requests";
            }
            return refusalToAsk(world, {n, {}}, false);
        case ShardVerb::salt:
            if (action.m < 1 || action.m > mostCopies) {
                return "a row has 1 to 16 copies";
            }
            if (world.setup->symbols.text(n).size() + 3 > longestText) {
                return "the key is too long to be told apart by #16";
            }
            return refusalOf(world, n);
        case ShardVerb::client:
            if (world.clientOn(action.a)) return {};
            return world.setup->name(action.a) + " is no client";
        case ShardVerb::retry: return refusalToRetry(world, action.n);
        case ShardVerb::resend: return refusalToResend(world, action.a);
        case ShardVerb::beat: return refusalToWatch(world, action.a, true);
        case ShardVerb::suspect: return refusalToWatch(world, action.a, false);
    }
    return {};
}

}  // namespace lockstep::shard
