// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/facts.h"

namespace lockstep::shard {

std::string errorText(const World& world, const Answer& answer) {
    switch (answer.error) {
        case Answer::Error::none: return "none";
        case Answer::Error::unknownShard:
            return "unknown shard " + world.setup->name(answer.shard);
        case Answer::Error::noAnswer:
            return "no answer from " + world.setup->name(answer.shard);
    }
    return {};
}

const char* stateText(const World& world, const Shard& shard) {
    if (!world.up(shard.server)) return "down";
    if (shard.gone) return "gone";
    return shard.leaving ? "leaving" : "in";
}

Value saltsText(const World& world) {
    ListValue list;
    for (const Salt& salt : world.salts) {
        list.add(std::string(world.setup->symbols.text(salt.key)) + ':' +
                 std::to_string(salt.copies));
    }
    return list.value();
}

const char* roleText(const World& world, const Shard& shard) {
    if (!world.up(shard.server)) return "down";
    if (shard.leads()) return "primary";
    return shard.isMember() ? "follower" : "out";
}

}  // namespace lockstep::shard
