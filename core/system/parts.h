// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kernel/topic.h"
#include "system/world.h"

// What of the three topics serves the whole: their dials, verbs, flaws, facts
// and claims keep the names that they have there.
namespace lockstep::system {

enum class Part : std::uint8_t { clients, guard, pool };

// Something of a part, by its place in that topic's own table.
struct Route {
    Part part{};
    std::uint16_t index = 0;

    bool operator==(const Route&) const = default;
};

const TopicInfo& infoOf(Part part);

// Behind the system's own dials, verbs and so on stand those of the parts, in
// the order of these routes.
const std::vector<Route>& dialRoutes();
const std::vector<Route>& verbRoutes();
const std::vector<Route>& flawRoutes();
const std::vector<Route>& claimRoutes();

// Whether a fact of a part, which is of no server, is one of the whole.
bool isShown(Part part, std::string_view fact);

// While it lives a part has the clock, the order of timers and the machines of
// the whole.
template <class PartWorld>
class Turn {
public:
    Turn(World& world, PartWorld& part) : world_(world), part_(part) {
        part.cluster.now = world.cluster.now;
        part.cluster.nextOrder = world.cluster.nextOrder;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { world_.cluster.nextOrder = part_.cluster.nextOrder; }

private:
    World& world_;
    PartWorld& part_;
};

// The flaws that are on, and who is up and how slow, as the parts have it.
void share(World& world);

}  // namespace lockstep::system
