// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/raft.h"
#include "raft/tables.h"

namespace lockstep::raft {
namespace {

DialInfo choice(const char* name, std::vector<std::string> choices,
                const char* summary) {
    return {name,   DialKind::choice,   choices.front(), {0, 0},
            {1, 1}, std::move(choices), summary};
}

void addDissertationDials(std::vector<DialInfo>& dials) {
    dials.push_back(choice("prevote", {"off", "on"},
                           "Whether a server asks if it could win before it "
                           "begins a new term."));
    dials.push_back(choice("membership", {"single", "joint"},
                           "The cluster changes by one server at a time, or "
                           "by joint consensus."));
    dials.push_back(choice("reads", {"index", "lease"},
                           "A leader has a majority confirm that it leads "
                           "before it answers, or trusts its clock."));
    dials.push_back(choice("sticky", {"off", "on"},
                           "Whether a server that hears from a leader "
                           "disregards candidates."));
    dials.push_back(choice("catch-up", {"on", "off"},
                           "Whether a newcomer gets the log before its vote "
                           "counts."));
    dials.push_back({"drift",
                     DialKind::factor,
                     "S1 1",
                     {0, 100'000},
                     {0, 10'000'000},
                     {},
                     "How fast a server's clock runs, as a factor."});
}

}  // namespace

std::vector<DialInfo> dialTable() {
    auto dials = simulate::networkDialInfos();
    const std::int64_t millisecond = 1000;
    const std::int64_t minute = 60'000 * millisecond;
    dials.push_back({"election-timeout",
                     DialKind::range,
                     "150..300 ms",
                     {millisecond, millisecond},
                     {minute, minute},
                     {},
                     "How long a server waits for a leader before it starts "
                     "an election; drawn anew each time."});
    dials.push_back({"heartbeat",
                     DialKind::duration,
                     "50 ms",
                     {millisecond, millisecond},
                     {minute, minute},
                     {},
                     "How often a leader tells its followers that it lives."});
    dials.push_back({"noop",
                     DialKind::choice,
                     "off",
                     {0, 0},
                     {1, 1},
                     {"off", "on"},
                     "Whether a new leader appends an empty entry, which lets "
                     "it commit older ones."});
    dials.push_back({"batch",
                     DialKind::number,
                     "1",
                     {1, 1},
                     {1000, 1000},
                     {},
                     "How many entries a message carries at most."});
    dials.push_back({"backup",
                     DialKind::choice,
                     "plain",
                     {0, 0},
                     {1, 1},
                     {"plain", "fast"},
                     "After a refusal the leader goes back by one entry, or "
                     "past a whole term."});
    addDissertationDials(dials);
    return dials;
}

void Raft::setDial(World& world, std::size_t index, DialValue value) {
    Dials& dials = world.dials;
    switch (index) {
        case 0:
            dials.electionTimeout = {Duration(value.low), Duration(value.high)};
            return;
        case 1: dials.heartbeat = Duration(value.low); return;
        case 2: dials.noop = value.low != 0; return;
        case 3: dials.batch = static_cast<std::uint16_t>(value.low); return;
        case 4: dials.backup = static_cast<Backup>(value.low); return;
        case 5: dials.preVote = value.low != 0; return;
        case 6: dials.membership = static_cast<Membership>(value.low); return;
        case 7: dials.reads = static_cast<Reads>(value.low); return;
        case 8: dials.sticky = value.low != 0; return;
        case 9: dials.catchUp = value.low == 0; return;
        default:
            dials.clockRates[static_cast<std::size_t>(value.low)] =
                static_cast<std::int32_t>(value.high);
    }
}

DialValue Raft::dial(const World& world, std::size_t index) {
    const Dials& dials = world.dials;
    const auto both = [](std::int64_t value) {
        return DialValue{value, value};
    };
    switch (index) {
        case 0:
            return {dials.electionTimeout.low.count(),
                    dials.electionTimeout.high.count()};
        case 1: return both(dials.heartbeat.count());
        case 2: return both(dials.noop ? 1 : 0);
        case 3: return both(dials.batch);
        case 4: return both(static_cast<std::int64_t>(dials.backup));
        case 5: return both(dials.preVote ? 1 : 0);
        case 6: return both(static_cast<std::int64_t>(dials.membership));
        case 7: return both(static_cast<std::int64_t>(dials.reads));
        case 8: return both(dials.sticky ? 1 : 0);
        case 9: return both(dials.catchUp ? 0 : 1);
        default: return {0, dials.clockRates[0]};
    }
}

}  // namespace lockstep::raft
