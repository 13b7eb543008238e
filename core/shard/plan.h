// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "shard/directory.h"

namespace lockstep::shard {

// A shard as a plan sees it.
struct Member {
    ServerId server;
    std::string name;
};

// Who owns what when all is new: slots in equal parts, as redis-cli shares
// them out; arcs by the ring of the topic ring; ranges by their bounds, one
// fewer than there are members.
Directory firstDirectory(Scheme scheme, const std::vector<Member>& members,
                         const std::vector<std::string>& bounds);

// Bounds that part the alphabet evenly: "i r" for three shards.
std::vector<std::string> evenBounds(std::size_t members);

// What one shard is to hand over to another.
struct Transfer {
    ServerId source;
    ServerId target;
    Area area;
};

// The moves that give a newcomer its part, or that free a shard that leaves.
// By range there is no rule for who gets what, so a newcomer gets nothing, and
// a leaver's ranges go to whoever owns the range before.
std::vector<Transfer> movesToJoin(Scheme scheme, const Directory& now,
                                  const std::vector<Member>& members,
                                  ServerId newcomer);
std::vector<Transfer> movesToLeave(Scheme scheme, const Directory& now,
                                   const std::vector<Member>& members,
                                   ServerId leaver);

}  // namespace lockstep::shard
