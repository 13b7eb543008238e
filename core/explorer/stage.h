// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "explorer/parts.h"
#include "explorer/play.h"

namespace lockstep::explorer {

// A world to put parts on, to see what becomes of them.
template <class T>
class Stage {
public:
    using World = typename T::World;

    Stage(const World& start, const Parts<T>& parts)
        : parts_(parts), world_(start), servers_(start.cluster.size(), none) {
        world_.cluster.packets.clear();
        // Whether a message gets through is not decided here.
        for (Machine& machine : world_.cluster.machines) {
            machine.group = 0;
            machine.cutTo = 0;
        }
    }

    const World& world() const { return world_; }

    void become(const Stage& other) {
        world_ = other.world_;
        servers_ = other.servers_;
        ghosts_ = other.ghosts_;
    }

    void putServer(Part server) {
        const ServerId id = parts_.idOf(server);
        if (servers_[id.index] == server) return;
        servers_[id.index] = server;
        T::setOwn(world_, id, parts_.own(server));
        world_.cluster.machine(id).up = parts_.up(server);
        world_.cluster.machine(id).mark = 0;
    }
    void putGhosts(Part ghosts) {
        if (ghosts_ == ghosts) return;
        ghosts_ = ghosts;
        world_.ghosts = parts_.ghosts(ghosts);
    }

    // Plays what happens to a server that stands here, with one message by
    // the number 1, or none.
    void play(ServerId id, const Action& action, const Part* packet) {
        auto& cluster = world_.cluster;
        cluster.packets.clear();
        if (packet) {
            cluster.packets.push_back(parts_.packet(*packet));
            cluster.packets[0].id = 1;
            cluster.nextMessage = 2;
        }
        servers_[id.index] = none;
        ghosts_ = none;
        simulate::play<T>(world_, action, silently);
    }

private:
    static constexpr Part none = ~Part{0};

    const Parts<T>& parts_;
    World world_;
    // What stands where.
    std::vector<Part> servers_;
    Part ghosts_ = none;
};

}  // namespace lockstep::explorer
