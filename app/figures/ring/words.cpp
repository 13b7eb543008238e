// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "drawing/geometry.h"
#include "figures/ring/scene.h"
#include "ring/facts.h"

namespace lockstep::figures::ring {

namespace {

using protocol::HashKind;
using protocol::Scheme;

std::string number(std::uint64_t value) {
    std::string text = std::to_string(value);
    for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

const char* hashName(HashKind hash) {
    switch (hash) {
        case HashKind::xxhash64: return "xxHash64";
        case HashKind::md5Ketama: return "MD5, as ketama";
        case HashKind::crc32: return "CRC-32, as nginx";
        case HashKind::javaHashcode: return "Java's hashCode";
    }
    return "";
}

std::string decimal(std::int64_t millionths) {
    return drawing::shortNumber(static_cast<double>(millionths) / 1e6, 2);
}

}  // namespace

std::string percent(double share) { return drawing::shortNumber(100 * share, 1) + " %"; }

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return number(count) + ' ' + (count == 1 ? one : many);
}

std::string schemeTitle(const protocol::World& world) {
    switch (world.dials.scheme) {
        case Scheme::ring: return "Ring";
        case Scheme::mod: return "mod N";
        case Scheme::jump: return "Jump";
        case Scheme::rendezvous: return "Rendezvous";
        case Scheme::maglev: return "Maglev";
        case Scheme::bounded: return "Ring, bounded";
    }
    return "";
}

std::string schemeRule(const protocol::World& world) {
    const std::string servers = std::to_string(world.members.size());
    switch (world.dials.scheme) {
        case Scheme::ring:
        case Scheme::bounded: {
            const auto& placement = *world.placement;
            const std::string points = counted(placement.ring.size(), "point", "points");
            if (world.dials.scheme == Scheme::ring)
                return points + ", " + hashName(world.dials.hash);
            return points + ", bound " + decimal(world.dials.bound);
        }
        case Scheme::mod: return "hash mod " + servers;
        case Scheme::jump: return servers + " buckets";
        case Scheme::rendezvous: return "highest of " + servers + " scores";
        case Scheme::maglev:
            return "table of " + number(world.dials.tableSize) + " entries";
    }
    return "";
}

std::string describeServer(const protocol::World& world, protocol::ServerIndex server) {
    const auto& placement = *world.placement;
    const auto& member = world.members[server];
    const double all = std::max(1.0, static_cast<double>(placement.keys->size()));
    const double share = placement.loads[server] / all;
    std::string text(world.setup->symbols.text(member.name));
    text += " holds " + counted(placement.loads[server], "key", "keys") + ", " + percent(share);
    if (member.weight != 1) text += ", by weight " + number(member.weight);
    if (!placement.capacities.empty())
        text += ", and may hold " + number(placement.capacities[server]);
    if (member.lookups != 0)
        text += ", and answered " + counted(member.lookups, "look-up", "look-ups");
    return text + '.';
}

std::string describe(const protocol::World& world) {
    const auto& placement = *world.placement;
    std::string text = schemeTitle(world) + ": " + schemeRule(world) + ", " +
                       counted(placement.keys->size(), "key", "keys") + " on " +
                       counted(world.members.size(), "server", "servers") + '.';
    const std::size_t shown = std::min<std::size_t>(world.members.size(), 12);
    for (std::size_t i = 0; i < shown; ++i)
        text += ' ' + describeServer(world, static_cast<protocol::ServerIndex>(i));
    if (world.change->kind != protocol::ChangeKind::none)
        text += " The last change moved " +
                counted(world.change->moved.size(), "key", "keys") + '.';
    return text;
}

}  // namespace lockstep::figures::ring
