// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"
#include "explorer/explorer.h"
#include "kernel/adapter.h"
#include "kernel/network_events.h"
#include "raft/events.h"
#include "raft/raft.h"
#include "raft/tables.h"
#include "raft/trials.h"

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
         "S KEY=VALUE [client=C1 serial=3]",
         {Argument::server, Argument::keyValue, Argument::options},
         "Client request …",
         "A client asks the server to set a key to a value.",
         {"client", "serial"}},
        {"read",
         "S KEY",
         {Argument::server, Argument::word},
         "Client read …",
         "A client asks the server for a key's value."},
        {"snapshot",
         "S",
         {Argument::server},
         "Take a snapshot",
         "The server replaces what it has applied of its log by a snapshot."},
        {"transfer",
         "S T",
         {Argument::server, Argument::server},
         "Hand over leadership …",
         "The leader brings another server up to date and lets it lead."},
        {"add",
         "S [with=S5,S6 without=S1]",
         {Argument::server, Argument::options},
         "Add a server …",
         "The leader is asked to let a server join the cluster.",
         {"with", "without"},
         true},
        {"remove",
         "S [with=S5,S6 without=S1]",
         {Argument::server, Argument::options},
         "Remove from the cluster",
         "The leader is asked to let a server leave the cluster.",
         {"with", "without"}},
    };
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
        {"two-changes", "Two servers are changed at once",
         "A majority of the old servers and one of the new ones may have no "
         "server in common.",
         true},
        {"changes-too-early", "A leader changes the cluster too early",
         "Before an entry of its own term is committed, an older leader's "
         "change may be under way unseen.",
         true},
        {"reads-alone", "A leader answers reads without asking",
         "Another may have been elected, and have committed a newer value.",
         true},
        {"applies-twice", "A command sent twice is executed twice",
         "A client that hears no answer sends its command again.", true},
        {"redraws-timeouts", "Timeouts are drawn anew at each tick",
         "The longest hardly ever come up, so servers time out close "
         "together, and more votes are split.",
         false},
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
    info.usualServers = static_cast<int>(usualServers);
    info.fewestServers = 1;
    info.mostServers = static_cast<int>(mostServers);
    info.verbs = verbs();
    info.dials = dialTable();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    info.messageKinds = {"request-vote", "vote",     "append",
                         "append-reply", "snapshot", "snapshot-reply",
                         "timeout-now"};
    info.eventKinds.assign(std::begin(network::all), std::end(network::all));
    info.eventKinds.insert(info.eventKinds.end(), std::begin(eventKinds),
                           std::end(eventKinds));
    info.protocol = protocolPage();
    return info;
}

}  // namespace

const TopicInfo& Raft::info() {
    static const TopicInfo info = makeInfo();
    return info;
}

void addTo(Catalog& catalog) {
    catalog.add(
        std::make_unique<TopicOf<Raft>>(),
        explorer::of<Raft>(
            {3, {{"timeout", 2}, {"request", 2}, {"crash", 1}}, trials()}));
}

}  // namespace lockstep::raft
