// SPDX-License-Identifier: GPL-3.0-or-later
#include "balance/topic.h"

namespace lockstep::balance {
namespace {

enum class Invariant : std::uint8_t {
    healthyFirst,
    exactShares,
    leastIsLeast,
    boundedLoads,
    everyRequestEndsOnce,
    alwaysAnAnswer,
};

int number(Invariant invariant) { return static_cast<int>(invariant); }

bool anotherPick(const World& before, const World& after) {
    return after.picked > before.picked;
}

void checkHealth(const World& before, const World& after, Verdicts& verdicts) {
    if (!anotherPick(before, after) || !after.ghosts.unhealthyPick) return;
    verdicts.broken(number(Invariant::healthyFirst),
                    "{server} is picked although it is not healthy, and "
                    "others are.",
                    *after.ghosts.unhealthyPick);
}

void checkLeast(const World& before, const World& after, Verdicts& verdicts) {
    if (!anotherPick(before, after) || !after.ghosts.busierPick) return;
    verdicts.broken(number(Invariant::leastIsLeast),
                    "{server} is picked as the least busy, but {other} has "
                    "fewer requests open.",
                    *after.ghosts.busierPick, after.ghosts.lessBusy);
}

void checkBound(const World& before, const World& after, Verdicts& verdicts) {
    if (!anotherPick(before, after) || !after.ghosts.overfullPick) return;
    verdicts.broken(number(Invariant::boundedLoads),
                    "{server} is picked although it has its share of the open "
                    "requests, times the bound.",
                    *after.ghosts.overfullPick);
}

// |picks - n w/W| < servers at any moment, and 0 after each cycle of W; all
// in whole numbers, times W.
void checkShares(const World& before, const World& after, Verdicts& verdicts) {
    const Ghosts& ghosts = after.ghosts;
    if (!ghosts.watching || ghosts.turns == before.ghosts.turns) return;
    std::int64_t total = 0;
    for (const Server& server : after.servers)
        total += server.weight;
    if (total == 0) return;
    const auto turns = static_cast<std::int64_t>(ghosts.turns);
    for (std::uint16_t i = 0; i < ghosts.turnsOf.size(); ++i) {
        const std::int64_t off =
            ghosts.turnsOf[i] * total - turns * after.servers[i].weight;
        const std::int64_t allowed =
            turns % total == 0
                ? 1
                : static_cast<std::int64_t>(after.servers.size()) * total;
        if (off < allowed && -off < allowed) continue;
        verdicts.broken(number(Invariant::exactShares),
                        "{server} has {picks} of {turns} picks, which is not "
                        "the share of its weight.",
                        ServerId{i}, ghosts.turnsOf[i], ghosts.turns);
        return;
    }
}

void checkCount(const World& after, Verdicts& verdicts) {
    const std::uint64_t ended = after.finished + after.failed + after.rejected;
    if (after.asked == ended + after.open) return;
    verdicts.broken(number(Invariant::everyRequestEndsOnce),
                    "Of {asked} requests {ended} have ended and {open} are "
                    "open.",
                    after.asked, ended, after.open);
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs{
        {"healthy-first", "Healthy first",
         "Nobody unhealthy is picked while a healthy server exists, unless "
         "the panic threshold says so.",
         "nginx, Envoy"},
        {"exact-shares", "Exact shares",
         "Left alone, smooth weighted round robin gives each server exactly "
         "its weight in a cycle, and is never further off than one pick a "
         "server.",
         "nginx"},
        {"least-is-least", "Least is least",
         "Least connections picks a server with the fewest open requests.",
         "nginx, haproxy"},
        {"bounded-loads", "Bounded loads",
         "Bounded-load hashing gives no server more open requests than its "
         "share times the bound, rounded up.",
         "Mirrokni 2016"},
        {"every-request-ends-once", "Each request ends once",
         "A request is open, or it ended: done, failed or rejected, and never "
         "two of these.",
         "counting"},
        {"always-an-answer", "Always an answer",
         "With no server left, the balancer rejects requests; it does not "
         "crash.",
         "common sense"},
    };
    return specs;
}

void Topic::check(const World& before, const World& after, Verdicts& verdicts) {
    checkCount(after, verdicts);
    if (&before == &after) return;
    checkHealth(before, after, verdicts);
    checkShares(before, after, verdicts);
    checkLeast(before, after, verdicts);
    checkBound(before, after, verdicts);
    if (after.crashed && !before.crashed) {
        verdicts.broken(number(Invariant::alwaysAnAnswer),
                        "The balancer crashed, for want of a server.");
    }
}

}  // namespace lockstep::balance
