// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/salt.h"

#include <algorithm>
#include <string>

#include "shard/events.h"

namespace lockstep::shard {
namespace {

Salt* find(World& world, Symbol key) {
    for (Salt& one : world.salts) {
        if (one.key == key) return &one;
    }
    return nullptr;
}

Symbol copyOf(const World& world, Symbol key, std::uint32_t copy) {
    Symbols& symbols = world.setup->symbols;
    return symbols.intern(std::string(symbols.text(key)) + '#' +
                          std::to_string(copy));
}

}  // namespace

void salt(World& world, Symbol key, std::uint32_t copies,
          const Playing& playing) {
    if (const Salt* known = find(world, key)) {
        world.salts.erase(world.salts.begin() + (known - world.salts.data()));
    }
    Outbox out(world, world.asker, playing);
    if (copies == 1) {
        out.say(salted, "From now on {key} is one row again.", key);
        return;
    }
    world.salts.push_back({key, copies, 0});
    out.say(salted,
            "From now on {key} stands for {count} rows, {key}#1 and so on: a "
            "write writes all of them, a read takes the next.",
            key, copies);
}

// [salt]
// Each copy has a hash of its own, so they spread over the shards. A write is
// as many writes, and they are not done at one moment.
std::vector<Symbol> saltedKeys(World& world, Symbol key, Kind kind) {
    Salt* known = find(world, key);
    if (!known) return {key};
    if (kind == Kind::get) {
        const std::uint32_t turn = known->reads;
        known->reads = (turn + 1) % known->copies;
        return {copyOf(world, key, turn + 1)};
    }
    std::vector<Symbol> keys;
    for (std::uint32_t i = 1; i <= known->copies; ++i)
        keys.push_back(copyOf(world, key, i));
    return keys;
}
// [salt]

}  // namespace lockstep::shard
