// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/facts.h"

namespace lockstep::raft {
namespace {

// Says the facts of one server under its name, those that are asked for.
class ServerFacts {
public:
    ServerFacts(const World& world, const Server& server, const Glob& glob,
                const FactSink& sink)
        : world_(world),
          server_(server),
          glob_(glob),
          sink_(sink),
          name_(quotedPart(world.setup->name(server.id))) {}

    void visit() {
        if (!glob_.mayStartWith(name_)) return;
        const bool up = world_.up(server_.id);
        say("role", [&] { return roleText(world_, server_); });
        say("term", [&] { return server_.currentTerm; });
        say("voted", [&] { return voted(); });
        say("votes", [&] { return votes(); });
        say("log", [&] { return log(); });
        say("terms", [&] { return terms(); });
        say("commit",
            [&] { return up ? Value(server_.commitIndex) : Value(); });
        say("applied",
            [&] { return up ? Value(server_.lastApplied) : Value(); });
        visitPeers();
        visitStore();
    }

private:
    // The value is made only if somebody asks for it: a log can be long.
    template <class Make>
    void say(std::string_view fact, Make make) {
        const std::string name = name_ + '.' + std::string(fact);
        if (glob_.matches(name)) sink_(name, make());
    }

    Value voted() const {
        if (!server_.votedFor) return Value();
        return world_.setup->name(*server_.votedFor);
    }

    Value votes() const {
        ListValue list;
        for (ServerId id : server_.votesGranted) {
            list.add(world_.setup->name(id));
        }
        return list.value();
    }

    Value log() const {
        ListValue list;
        for (Index i = 1; i <= server_.log.lastIndex(); ++i) {
            list.add(entryText(i, server_.log[i], world_.setup->symbols));
        }
        return list.value();
    }

    Value terms() const {
        ListValue list;
        for (Index i = 1; i <= server_.log.lastIndex(); ++i) {
            list.add(std::to_string(server_.log.termAt(i)));
        }
        return list.value();
    }

    void visitPeers() {
        if (glob_.parts() != 3) return;
        for (const Server& other : world_.servers) {
            if (other.id == server_.id) continue;
            const std::string part = quotedPart(world_.setup->name(other.id));
            const bool leads = !server_.peers.empty();
            const Progress none;
            const Progress& peer = leads ? server_.peers[other.id.index] : none;
            say("next." + part,
                [&] { return leads ? Value(peer.nextIndex) : Value(); });
            say("match." + part,
                [&] { return leads ? Value(peer.matchIndex) : Value(); });
        }
    }

    void visitStore() {
        if (glob_.parts() != 3) return;
        const Symbols& symbols = world_.setup->symbols;
        const std::string_view asked = glob_.exactPart(2);
        bool answered = false;
        for (std::size_t i = 0; i < server_.store.size(); ++i) {
            const auto row = server_.store[i];
            const auto key = symbols.text(row.key);
            if (!asked.empty() && key != asked) continue;
            answered = true;
            say("kv." + quotedPart(key),
                [&] { return symbols.text(row.value); });
        }
        if (!asked.empty() && !answered && glob_.exactPart(1) == "kv") {
            say("kv." + quotedPart(asked), [] { return Value(); });
        }
    }

    const World& world_;
    const Server& server_;
    const Glob& glob_;
    const FactSink& sink_;
    std::string name_;
};

class MessageFields {
public:
    MessageFields(const World& world, MessageView& view)
        : world_(world), view_(view) {}

    void operator()(const RequestVote& request) {
        add("term", request.term);
        add("lastLogIndex", request.lastLogIndex);
        add("lastLogTerm", request.lastLogTerm);
    }
    void operator()(const VoteReply& reply) {
        add("term", reply.term);
        add("granted", reply.granted ? "yes" : "no");
    }
    void operator()(const AppendEntries& append) {
        add("term", append.term);
        add("prevLogIndex", append.prevLogIndex);
        add("prevLogTerm", append.prevLogTerm);
        ListValue entries;
        Index index = append.prevLogIndex;
        for (const Entry& entry : append.entries) {
            entries.add(entryText(++index, entry, world_.setup->symbols));
        }
        add("entries", entries.value());
        add("leaderCommit", append.leaderCommit);
    }
    void operator()(const AppendReply& reply) {
        add("term", reply.term);
        add("success", reply.success ? "yes" : "no");
        add(reply.success ? "matchIndex" : "refusedIndex", reply.index);
        if (reply.success || world_.dials.backup == Backup::plain) return;
        add("conflictTerm", reply.conflictTerm);
        add("conflictIndex", reply.conflictIndex);
    }

private:
    void add(const char* name, const Value& value) {
        view_.fields.emplace_back(name, value.text());
    }

    const World& world_;
    MessageView& view_;
};

}  // namespace

const char* roleText(const World& world, const Server& server) {
    if (!world.up(server.id)) return "down";
    switch (server.role) {
        case Role::follower: return "follower";
        case Role::candidate: return "candidate";
        case Role::leader: return "leader";
    }
    return "";
}

std::string entryText(Index index, const Entry& entry, const Symbols& symbols) {
    std::string text = std::to_string(index) + ':' + std::to_string(entry.term);
    if (entry.noop) return text + "=noop";
    if (entry.command == Symbol::none) return text;
    std::string command(symbols.text(entry.command));
    command[command.find('=')] = ':';
    return text + '=' + command;
}

const char* kindOf(const Message& message) {
    static constexpr const char* kinds[] = {"request-vote", "vote", "append",
                                            "append-reply"};
    return kinds[message.index()];
}

void describe(const World& world, const Message& message, MessageView& view) {
    view.kind = kindOf(message);
    std::visit(MessageFields(world, view), message);
}

void visitFacts(const World& world, const Glob& glob, const FactSink& sink) {
    if (glob.matches("leaders")) {
        ListValue leaders;
        for (const Server& server : world.servers) {
            if (world.up(server.id) && server.role == Role::leader) {
                leaders.add(world.setup->name(server.id));
            }
        }
        sink("leaders", leaders.value());
    }
    for (const Server& server : world.servers) {
        ServerFacts(world, server, glob, sink).visit();
    }
}

}  // namespace lockstep::raft
