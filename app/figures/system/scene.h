// SPDX-License-Identifier: GPL-3.0-or-later
// The system in one picture: clients, retry and breaker in their order, balancer, servers. A call
// that is open is a token, and goes from place to place.
#pragma once

#include <map>
#include <string>

#include "drawing/shapes.h"
#include "figures/board.h"
#include "system/topic.h"

namespace lockstep::figures::system {

namespace core = lockstep::system;
namespace balance = lockstep::balance;
namespace breaker = lockstep::breaker;
namespace retry = lockstep::retry;

// Where everything stands, in pixels of the board.
struct Plan {
    drawing::Rect clients;
    drawing::Rect outer;  // the gate that a call meets first
    drawing::Rect inner;
    drawing::Rect balancer;
    std::vector<drawing::Rect> servers;
    drawing::Rect load;
};

// What the picture is drawn from. `refused` and `sent` say what this step did.
struct Scene {
    const Moment& moment;
    const core::World& before;
    const core::World& world;
    Plan plan;
    bool refused = false;
    std::vector<bool> picked;  // by server

    bool retryFirst() const { return !world.settings.guarded || world.outside(); }
    const drawing::Rect& retryBox() const { return retryFirst() ? plan.outer : plan.inner; }
    const drawing::Rect& breakerBox() const { return retryFirst() ? plan.inner : plan.outer; }
};

Plan planOf(const core::World& world, const drawing::Rect& area);

// A box with words: the clients, the gates.
drawing::Mark boxMark(const std::string& id, const drawing::Rect& rect, const std::string& title,
                      drawing::Ink ink, bool strong);
// What a place is for, in its middle, while nothing is there.
void addQuiet(drawing::Mark& mark, const std::string& text, const drawing::Rect& area);
// An arrow from one to the next; lit where this step went along.
void addWay(drawing::Figure& figure, const std::string& id, drawing::Point from, drawing::Point to,
            bool lit, bool shut);

void addClients(drawing::Figure& figure, const Scene& scene);
void addRetry(drawing::Figure& figure, const Scene& scene);
void addBreaker(drawing::Figure& figure, const Scene& scene);
void addBalancer(drawing::Figure& figure, const Scene& scene);
void addServers(drawing::Figure& figure, const Scene& scene);
void addTokens(drawing::Figure& figure, const Scene& scene);
void addLoad(drawing::Figure& figure, const Scene& scene);

// In a gate's box, what is said at its head.
inline constexpr double gateWords = 96;
// In a server's box, above and below the tokens.
inline constexpr double serverHead = 25;
inline constexpr double serverFoot = 20;

inline constexpr double tokenRadius = 9;
inline constexpr double tokenStep = 26;

}  // namespace lockstep::figures::system
