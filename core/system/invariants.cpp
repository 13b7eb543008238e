// SPDX-License-Identifier: GPL-3.0-or-later
// The claims of the parts hold for the whole, and one more: nothing is lost
// between them.
#include "system/topic.h"

namespace lockstep::system {
namespace {

constexpr int nothingLost = 0;
constexpr int ownClaims = 1;

// A claim of a part has up to four numbers in its telling.
void pass(int claim, const Event& telling, Verdicts& verdicts) {
    const auto& fields = telling.fields;
    const Sentence said = telling.sentence;
    switch (fields.size()) {
        case 0: verdicts.broken(claim, said); return;
        case 1: verdicts.broken(claim, said, fields[0]); return;
        case 2: verdicts.broken(claim, said, fields[0], fields[1]); return;
        case 3:
            verdicts.broken(claim, said, fields[0], fields[1], fields[2]);
            return;
        default:
            verdicts.broken(claim, said, fields[0], fields[1], fields[2],
                            fields[3]);
    }
}

// What was found at a part, as claims of the whole.
void takeOver(Part part, const std::vector<Violation>& found,
              Verdicts& verdicts) {
    const auto& routes = claimRoutes();
    for (const Violation& violation : found) {
        for (std::size_t i = 0; i < routes.size(); ++i) {
            const Route route = routes[i];
            if (route.part != part || route.index != violation.invariant)
                continue;
            pass(static_cast<int>(i) + ownClaims, violation.telling, verdicts);
        }
    }
}

template <class PartTopic, class PartWorld>
void checkPart(Part part, const PartWorld& before, const PartWorld& after,
               Verdicts& verdicts) {
    std::vector<Violation> found;
    Verdicts there(&found);
    PartTopic::check(before, after, there);
    takeOver(part, found, verdicts);
}

// Each request that is open answers one attempt that is under way.
void checkJourneys(const World& world, Verdicts& verdicts) {
    std::uint32_t journeys = 0;
    std::uint32_t attempts = 0;
    for (std::size_t i = 0; i < world.journeys.size(); ++i) {
        if (world.journeys[i].request != 0) ++journeys;
    }
    for (std::size_t i = 0; i < world.clients.attempts.size(); ++i) {
        if (world.clients.attempts[i].atDependency) ++attempts;
    }
    if (journeys == world.pool.open && attempts == world.pool.open) return;
    verdicts.broken(nothingLost,
                    "{requests} requests are open, for {attempts} attempts "
                    "under way.",
                    world.pool.open, attempts);
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs = [] {
        std::vector<InvariantSpec> all{
            {"nothing-lost", "Nothing is lost",
             "Each request at a server answers one attempt of a client, and "
             "each attempt that was sent on is one request.",
             "counting"}};
        for (const Route& route : claimRoutes()) {
            all.push_back(infoOf(route.part).invariants[route.index]);
        }
        return all;
    }();
    return specs;
}

void Topic::check(const World& before, const World& after, Verdicts& verdicts) {
    checkJourneys(after, verdicts);
    // At the same world, the parts are the same too: a check of a state.
    checkPart<retry::Topic>(Part::clients, before.clients, after.clients,
                            verdicts);
    checkPart<breaker::Topic>(Part::guard, before.guard, after.guard, verdicts);
}

}  // namespace lockstep::system
