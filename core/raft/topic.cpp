// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"
#include "explorer/explorer.h"
#include "kernel/adapter.h"
#include "kernel/network_events.h"
#include "raft/events.h"
#include "raft/raft.h"

namespace lockstep::raft {
namespace {

std::vector<VerbSpec> verbs() {
    return {
        {"timeout",
         "S",
         {Argument::server},
         "Time out now",
         "The server's election timer runs out: it starts an election."},
        {"heartbeat",
         "S",
         {Argument::server},
         "Send heartbeats now",
         "The leader sends AppendEntries to every follower."},
        {"request",
         "S KEY=VALUE",
         {Argument::server, Argument::keyValue},
         "Client request …",
         "A client asks the server to set a key to a value."},
    };
}

std::vector<DialInfo> dials() {
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
    return dials;
}

std::vector<FlawSpec> flaws() {
    return {
        {"counts-no-votes", "A candidate leads without counting votes",
         "It asks for votes and takes them for given: the short version that "
         "many guides print.",
         true},
        {"forgets-vote", "A server forgets its vote when it restarts",
         "It can then vote twice in a term, and two leaders be elected.", true},
        {"grants-stale-log", "A server votes for any log",
         "A leader without committed entries can be elected.", true},
        {"commits-old-term", "A leader commits older terms by counting",
         "What it reported as committed can be overwritten (Figure 8).", true},
        {"skips-consistency-check", "A follower appends without checking",
         "Entries land behind others than at the leader.", true},
        {"ignores-newer-term", "A leader takes a newer term and stays leader",
         "It leads a term that it was not elected for.", true},
        {"equal-timeouts", "All election timeouts are equal",
         "Everybody becomes a candidate at once, again and again: split votes "
         "for ever.",
         false},
        {"half-quorum", "Half of the servers are a quorum",
         "Two halves can each elect a leader.", true},
    };
}

std::vector<ProtocolRule> protocol() {
    return {
        {"Start an election",
         "A server that hears from no leader for its election timeout begins "
         "a new term, votes for itself and asks the others.",
         "Raft §5.2", "raft/election#start-election", "raft.election_started"},
        {"Grant a vote",
         "One vote a term, first come, first served, and only for a log at "
         "least as up to date as one's own.",
         "Raft §5.2, §5.4.1", "raft/election#grant-vote", "raft.vote_granted"},
        {"Count the votes",
         "A majority of all servers elects the leader of the term.",
         "Raft §5.2", "raft/election#count-votes", "raft.vote_counted"},
        {"Lead",
         "A new leader sends AppendEntries to all at once, and then at every "
         "heartbeat.",
         "Raft §5.2", "raft/election#become-leader", "raft.leader_elected"},
        {"Adopt a newer term",
         "Whoever sees a newer term takes it over and becomes a follower.",
         "Raft §5.1", "raft/election#adopt-term", "raft.stepped_down"},
        {"Take a request",
         "The leader appends the command to its own log and sends it to the "
         "followers.",
         "Raft §5.3", "raft/replication#client-request",
         "raft.request_accepted"},
        {"Append if the logs agree",
         "A follower appends only behind the same entry as the leader: same "
         "index, same term.",
         "Raft §5.3", "raft/append_entries#append-entries",
         "raft.entries_appended"},
        {"Resolve a conflict",
         "An entry that differs from the leader's is deleted with all that "
         "follow it.",
         "Raft §5.3", "raft/append_entries#resolve-conflict",
         "raft.entries_deleted"},
        {"Back up",
         "After a refusal the leader tries further back until the logs agree.",
         "Raft §5.3", "raft/replication#append-reply", "raft.backed_up"},
        {"Commit",
         "An entry of the leader's own term is committed once a majority "
         "stores it, and with it all before.",
         "Raft §5.3, §5.4.2", "raft/commit#commit-rule", "raft.committed"},
        {"Tell the followers",
         "Followers learn with the next message how far the log is "
         "committed, and apply it in order.",
         "Raft §5.3", "raft/append_entries#learn-commit",
         "raft.commit_learned"},
    };
}

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "raft";
    info.title = "Raft";
    info.tab = "Consensus";
    info.summary =
        "Servers elect a leader, and the leader keeps their logs the same.";
    info.eraName = "term";
    info.usualServers = 5;
    info.fewestServers = 1;
    info.mostServers = static_cast<int>(mostServers);
    info.verbs = verbs();
    info.dials = dials();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    info.messageKinds = {"request-vote", "vote", "append", "append-reply"};
    info.eventKinds.assign(std::begin(network::all), std::end(network::all));
    info.eventKinds.insert(info.eventKinds.end(), std::begin(eventKinds),
                           std::end(eventKinds));
    info.protocol = protocol();
    return info;
}

}  // namespace

const TopicInfo& Raft::info() {
    static const TopicInfo info = makeInfo();
    return info;
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
        default: dials.backup = static_cast<Backup>(value.low);
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
        default: return both(static_cast<std::int64_t>(dials.backup));
    }
}

void addTo(Catalog& catalog) {
    catalog.add(std::make_unique<TopicOf<Raft>>(),
                explorer::of<Raft>(
                    {3, {{"timeout", 2}, {"request", 2}, {"crash", 1}}}));
}

}  // namespace lockstep::raft
