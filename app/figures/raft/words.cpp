// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/raft/words.h"

namespace lockstep::figures::raft {

namespace {

using namespace lockstep::raft;

using Role = lockstep::raft::Role;

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::string number(std::uint32_t value) { return std::to_string(value); }

// "S1,S2,S3".
// Three or more in a row are said by the first and the last: S1–S3,S5.
std::string serverWords(const World& world, ServerSet servers) {
    std::string text;
    std::uint16_t shown = 0;  // up to here, all is said
    for (const ServerId id : servers) {
        if (id.index < shown) continue;
        std::uint16_t end = id.index;
        while (servers.contains({end})) ++end;
        text += (text.empty() ? "" : ",") + world.setup->name(id);
        if (end < id.index + 3) continue;
        text += "–" + world.setup->name({static_cast<std::uint16_t>(end - 1)});
        shown = end;
    }
    return text;
}

std::string entryWords(const World& world, Index index, const Entry& entry) {
    return number(index) + ':' + commandWords(world, entry);
}

const char* callName(const Message& message) {
    return std::visit(
        Overloaded{[](const RequestVote& m) {
                       return m.preVote ? "Pre-vote request" : "RequestVote";
                   },
                   [](const VoteReply& m) { return m.preVote ? "Pre-vote" : "Vote"; },
                   [](const AppendEntries&) { return "AppendEntries"; },
                   [](const AppendReply&) { return "AppendEntries reply"; },
                   [](const InstallSnapshot&) { return "InstallSnapshot"; },
                   [](const SnapshotReply&) { return "InstallSnapshot reply"; },
                   [](const TimeoutNow&) { return "TimeoutNow"; }},
        message);
}

// "term 2, last log index 1, last log term 1", with this between the fields.
std::string fieldWords(const World& world, const Message& message, const char* between) {
    const std::string gap = between;
    return std::visit(
        Overloaded{
            [&](const RequestVote& m) {
                return "term " + number(m.term) + gap + "last log index " +
                       number(m.lastLogIndex) + gap + "last log term " + number(m.lastLogTerm);
            },
            [&](const VoteReply& m) {
                return "term " + number(m.term) + gap + (m.granted ? "granted" : "denied");
            },
            [&](const AppendEntries& m) {
                std::string text = "term " + number(m.term) + gap + "previous entry " +
                                   number(m.prevLogIndex) + " of term " + number(m.prevLogTerm) +
                                   gap;
                text += m.entries.empty() ? "no entries" : "entries";
                Index index = m.prevLogIndex;
                for (const Entry& entry : m.entries) {
                    ++index;
                    text += ' ' + entryWords(world, index, entry);
                }
                return text + gap + "leader's commit " + number(m.leaderCommit);
            },
            [&](const AppendReply& m) {
                return "term " + number(m.term) + gap +
                       (m.success ? "matches up to " : "no match at ") + number(m.index);
            },
            [&](const InstallSnapshot& m) {
                return "term " + number(m.term) + gap + "last included index " +
                       number(m.snapshot->lastIncludedIndex) + " of term " +
                       number(m.snapshot->lastIncludedTerm);
            },
            [&](const SnapshotReply& m) {
                return "term " + number(m.term) + gap + "matches up to " + number(m.index);
            },
            [&](const TimeoutNow& m) { return "term " + number(m.term); }},
        message);
}

}  // namespace

std::string roleWord(const World& world, ServerId id) {
    if (!world.up(id)) return "down";
    switch (world.server(id).role) {
        case Role::follower: return "follower";
        case Role::precandidate: return "pre-candidate";
        case Role::candidate: return "candidate";
        case Role::leader: return "leader";
    }
    return "";
}

std::string standingWords(const World& world, ServerId id) {
    const protocol::Configuration& configuration = world.server(id).configuration;
    if (configuration.empty()) return " · joining";
    if (!configuration.has(id)) return " · no member";
    if (!configuration.joint()) return "";
    if (!configuration.old().contains(id)) return " · new set";
    if (!configuration.members().contains(id)) return " · old set";
    return " · both sets";
}

std::string questionWords(const World& world, ServerId id) {
    const auto& reads = world.server(id).reads;
    if (reads.empty()) return "";
    return " · asked for " + std::string(world.setup->symbols.text(reads[0].key));
}

std::string termWords(Term term) { return "term " + number(term); }

std::string memberWords(const World& world, const protocol::Configuration& configuration) {
    const std::string members = serverWords(world, configuration.members());
    if (!configuration.joint()) return members;
    return serverWords(world, configuration.old()) + "|" + members;
}

std::string commandWords(const World& world, const Entry& entry) {
    if (entry.noop) return "no-op";
    if (!entry.configuration.empty())
        return (entry.configuration.joint() ? "joint " : "config ") +
               memberWords(world, entry.configuration);
    if (entry.command == Symbol::none) return "";
    return std::string(world.setup->symbols.text(entry.command));
}

std::string storeWords(const World& world, ServerId id) {
    std::string text;
    const auto& store = world.server(id).store;
    for (std::size_t i = 0; i < store.size(); ++i)
        text += (i == 0 ? "" : " ") + std::string(world.setup->symbols.text(store[i].key)) + '=' +
                std::string(world.setup->symbols.text(store[i].value));
    return text;
}

std::string labelOf(const World& world, const Message& message) {
    return std::visit(
        Overloaded{
            [](const RequestVote& m) {
                return (m.preVote ? "could I win " : "vote for me? ") + termWords(m.term) +
                       (m.preVote ? "?" : "");
            },
            [](const VoteReply& m) {
                return std::string(m.preVote ? "pre-vote: " : "vote: ") +
                       (m.granted ? "yes" : "no");
            },
            [&](const AppendEntries& m) -> std::string {
                if (m.entries.empty()) return "heartbeat";
                const Index first = m.prevLogIndex + 1;
                if (m.entries.size() == 1) {
                    const std::string command = commandWords(world, m.entries.front());
                    return "append " + number(first) + (command.empty() ? "" : ":" + command);
                }
                return "append " + number(first) + " to " +
                       number(m.prevLogIndex + static_cast<Index>(m.entries.size()));
            },
            [](const AppendReply& m) -> std::string {
                if (!m.success) return "no match at " + number(m.index);
                // Up to here its log is the leader's; up to nothing, it only answers.
                return m.index == 0 ? "heard you" : "same up to " + number(m.index);
            },
            [](const InstallSnapshot& m) {
                return "snapshot to " + number(m.snapshot->lastIncludedIndex);
            },
            [](const SnapshotReply& m) { return "same up to " + number(m.index); },
            [](const TimeoutNow&) { return std::string("take over"); }},
        message);
}

std::string sentenceOf(const World& world, const FlyingPacket& packet) {
    return std::string(callName(packet.body)) + " from " + world.setup->name(packet.from) +
           " to " + world.setup->name(packet.to) + ": " + fieldWords(world, packet.body, ", ") +
           '.';
}

std::string tipOf(const World& world, const FlyingPacket& packet) {
    return std::string(callName(packet.body)) + "  " + world.setup->name(packet.from) + " → " +
           world.setup->name(packet.to) + '\n' + fieldWords(world, packet.body, "\n") +
           "\nsent at " + toMilliseconds(packet.sent) + " ms, due at " +
           toMilliseconds(packet.due) + " ms\nmessage " + number(packet.id);
}

int votesNeeded(const World& world, ServerId candidate) {
    const int size = world.server(candidate).configuration.members().size();
    return world.has(Flaw::halfQuorum) ? size / 2 : size / 2 + 1;
}

std::string sentenceOf(const World& world, ServerId id) {
    const Server& server = world.server(id);
    const std::string name = world.setup->name(id);
    const std::string term = termWords(server.currentTerm);
    if (!world.up(id)) return name + " is down; it had reached " + term + '.';
    std::string text = name + " is " + (server.role == Role::leader ? "the " : "a ") +
                       roleWord(world, id) + " in " + term;
    if (server.role == Role::leader) text = name + " leads in " + term;
    if (server.role == Role::candidate)
        text += " with " + std::to_string(server.votesGranted.size()) + " of " +
                std::to_string(votesNeeded(world, id)) + " votes";
    return text + '.';
}

std::string tipOf(const World& world, ServerId id) {
    const Server& server = world.server(id);
    std::string text = world.setup->name(id) + ", " + roleWord(world, id);
    text += '\n' + termWords(server.currentTerm) + ", voted for " +
            (server.votedFor ? world.setup->name(*server.votedFor) : "none");
    text += "\nlog of " + number(server.log.lastIndex()) +
            (server.log.lastIndex() == 1 ? " entry" : " entries");
    if (server.snapshot)
        text += ", a snapshot of " + number(server.snapshot->lastIncludedIndex);
    if (!server.configuration.empty())
        text += "\nconfiguration " + serverWords(world, server.configuration.members());
    if (server.configuration.joint())
        text += ", jointly with " + serverWords(world, server.configuration.old());
    if (!world.up(id)) return text;
    text += ", committed up to " + number(server.commitIndex);
    if (server.electionTimer.running)
        text += "\nelection timeout at " + toMilliseconds(server.electionTimer.due) + " ms";
    if (server.heartbeatTimer.running)
        text += "\nnext heartbeat at " + toMilliseconds(server.heartbeatTimer.due) + " ms";
    constexpr std::size_t mostRows = 6;
    for (std::size_t i = 0; i < server.store.size(); ++i) {
        const auto& row = server.store[i];
        if (i == mostRows) {
            text += " …";
            break;
        }
        text += i == 0 ? "\nstore " : " ";
        text += std::string(world.setup->symbols.text(row.key)) + '=' +
                std::string(world.setup->symbols.text(row.value));
    }
    for (std::size_t i = 0; i < server.sessions.size() && i < mostRows; ++i) {
        const auto row = server.sessions[i];
        text += (i == 0 ? "\nsessions " : " ") +
                std::string(world.setup->symbols.text(row.client)) + " at " + number(row.serial);
    }
    if (world.cluster.machine(id).slow > 1)
        text += "\nslowed down " + number(world.cluster.machine(id).slow) + " times";
    return text;
}

std::string describe(const World& world) {
    std::string text;
    for (std::size_t i = 0; i < world.servers.size(); ++i)
        text += (i == 0 ? "" : " ") + sentenceOf(world, serverAt(i));
    for (const FlyingPacket& packet : world.cluster.packets)
        text += ' ' + sentenceOf(world, packet);
    return text;
}

}  // namespace lockstep::figures::raft
