// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/world.h"

#include <algorithm>

namespace lockstep::shard {

const Shard* World::shardOn(ServerId server) const {
    for (const Shard& shard : shards) {
        if (shard.server == server) return &shard;
    }
    return nullptr;
}
Shard* World::shardOn(ServerId server) {
    return const_cast<Shard*>(std::as_const(*this).shardOn(server));
}

const Client* World::clientOn(ServerId server) const {
    for (const Client& client : clients) {
        if (client.server == server) return &client;
    }
    return nullptr;
}
Client* World::clientOn(ServerId server) {
    return const_cast<Client*>(std::as_const(*this).clientOn(server));
}

bool World::isMember(ServerId server) const {
    const Shard* shard = primaryOf(*this, server);
    return shard && !shard->gone;
}

const Truth* World::truthOf(Symbol key) const {
    for (const Truth& truth : ghosts.truths) {
        if (truth.key == key) return &truth;
    }
    return nullptr;
}

Truth& World::truthFor(Symbol key) {
    if (const Truth* truth = truthOf(key)) return const_cast<Truth&>(*truth);
    ghosts.truths.push_back({key, {}, 0, 0});
    return ghosts.truths.back();
}

void World::forgetPair(TransactionId id) {
    for (auto pair = ghosts.pairs.begin(); pair != ghosts.pairs.end(); ++pair) {
        const bool untouched = !pair->written[0] && !pair->written[1];
        if (pair->id != id || !untouched) continue;
        ghosts.pairs.erase(pair);
        return;
    }
}

const Shard* primaryOf(const World& world, ServerId id) {
    const Shard* first = world.shardOn(id);
    if (!first || first->id != id) return nullptr;
    if (!first->view()) return first;
    // One that leads by an epoch after which there has been another is over,
    // even if the server of that other has stepped down by now.
    const Shard* primary = nullptr;
    std::uint32_t epoch = 0;
    for (const Shard& shard : world.shards) {
        if (shard.id != id) continue;
        epoch = std::max(epoch, shard.epoch);
        const bool higher =
            shard.leads() &&
            (!primary || shard.view()->epoch > primary->view()->epoch);
        if (higher) primary = &shard;
    }
    if (primary && primary->view()->epoch >= epoch) return primary;
    return world.shardOn(world.router.directory.primaryOf(id));
}
Shard* primaryOf(World& world, ServerId id) {
    return const_cast<Shard*>(primaryOf(std::as_const(world), id));
}

SmallVector<const Shard*, 3> primariesOf(const World& world) {
    SmallVector<const Shard*, 3> primaries;
    for (const Shard& shard : world.shards) {
        if (shard.id != shard.server) continue;
        primaries.push_back(primaryOf(world, shard.id));
    }
    return primaries;
}

bool counts(const World& world, const Shard& shard) {
    return shard.leads() && primaryOf(world, shard.id) == &shard;
}

Directory ownersOf(const World& world) {
    Directory owners = world.router.directory;
    for (const Shard* shard : primariesOf(world))
        owners.learn(shard->directory);
    return owners;
}

const Shard* ownerOf(const World& world, const Place& place) {
    const Shard* owner = nullptr;
    std::uint32_t epoch = 0;
    for (const Shard* shard : primariesOf(world)) {
        const Piece& piece = shard->directory.at(place);
        if (piece.owner != shard->id || piece.epoch <= epoch) continue;
        owner = shard;
        epoch = piece.epoch;
    }
    return owner;
}

namespace {

// The owner, or where the row has gone already while its place moves.
const Shard& holderOf(const World& world, const Shard& owner, Symbol key) {
    if (owner.store.find(key, world.setup->symbols)) return owner;
    const Outgoing* move = owner.outgoingAt(world.placeOf(key));
    const Shard* target = move ? primaryOf(world, move->target) : nullptr;
    return target ? *target : owner;
}

}  // namespace

const Row* servedRow(const World& world, Symbol key) {
    const Shard* owner = ownerOf(world, world.placeOf(key));
    if (!owner) return nullptr;
    return holderOf(world, *owner, key).store.find(key, world.setup->symbols);
}

bool isServed(const World& world, Symbol key) {
    const Shard* owner = ownerOf(world, world.placeOf(key));
    return owner && owner->leads() && holderOf(world, *owner, key).leads();
}

bool isWritten(const World& world, const Pair& pair, std::size_t half) {
    if (pair.written[half] == 0) return false;
    const Row* row = servedRow(world, pair.keys[half]);
    return row && row->written >= pair.written[half];
}

}  // namespace lockstep::shard
