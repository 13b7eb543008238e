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
        say("snapshot", [&] { return snapshot(); });
        say("config", [&] { return configuration(); });
        say("sessions", [&] { return sessions(); });
        say("read", [&] { return read(); });
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
        const Log& log = server_.log;
        for (Index i = log.firstIndex(); i <= log.lastIndex(); ++i) {
            list.add(entryText(i, log[i], *world_.setup));
        }
        return list.value();
    }

    Value terms() const {
        ListValue list;
        const Log& log = server_.log;
        for (Index i = log.firstIndex(); i <= log.lastIndex(); ++i) {
            list.add(std::to_string(log.termAt(i)));
        }
        return list.value();
    }

    // The last index and term that it replaces: "3:1".
    Value snapshot() const {
        if (!server_.snapshot) return Value();
        return std::to_string(server_.snapshot->lastIncludedIndex) + ':' +
               std::to_string(server_.snapshot->lastIncludedTerm);
    }

    // "S1 S2 S3"; while it is joint the old set first: "S1 S2 | S2 S3".
    Value configuration() const {
        ListValue list;
        for (ServerId id : server_.configuration.old())
            list.add(world_.setup->name(id));
        if (server_.configuration.joint()) list.add("|");
        for (ServerId id : server_.configuration.members())
            list.add(world_.setup->name(id));
        return list.value();
    }

    // Each client's last executed command: "C1:3 C2:1".
    Value sessions() const {
        ListValue list;
        for (std::size_t i = 0; i < server_.sessions.size(); ++i) {
            const Sessions::Row row = server_.sessions[i];
            list.add(std::string(world_.setup->symbols.text(row.client)) + ':' +
                     std::to_string(row.serial));
        }
        return list.value();
    }

    // Its last answer to a read: "x=7", "x=none".
    Value read() const {
        if (server_.readKey == Symbol::none) return Value();
        const Symbols& symbols = world_.setup->symbols;
        const bool nothing = server_.readValue == Symbol::none;
        return std::string(symbols.text(server_.readKey)) + '=' +
               (nothing ? std::string("none")
                        : std::string(symbols.text(server_.readValue)));
    }

    void visitPeers() {
        if (glob_.parts() != 3) return;
        for (const Server& other : world_.servers) {
            if (other.id == server_.id) continue;
            const std::string part = quotedPart(world_.setup->name(other.id));
            const bool leads = other.id.index < server_.peers.size();
            const Progress none;
            const Progress& peer = leads ? server_.peers[other.id.index] : none;
            say("next." + part,
                [&] { return leads ? Value(peer.nextIndex) : Value(); });
            say("match." + part,
                [&] { return leads ? Value(peer.matchIndex) : Value(); });
        }
        visitNewcomer();
    }

    // Of a server that has not joined yet nothing is known.
    void visitNewcomer() {
        const std::string asked(glob_.exactPart(2));
        const auto id = world_.setup->find(asked);
        if (!id || id->index < world_.servers.size()) return;
        say("next." + quotedPart(asked), [] { return Value(); });
        say("match." + quotedPart(asked), [] { return Value(); });
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

}  // namespace

const char* roleText(const World& world, const Server& server) {
    if (!world.up(server.id)) return "down";
    switch (server.role) {
        case Role::follower: return "follower";
        case Role::precandidate: return "precandidate";
        case Role::candidate: return "candidate";
        case Role::leader: return "leader";
    }
    return "";
}

std::string entryText(Index index, const Entry& entry, const Setup& setup) {
    std::string text = std::to_string(index) + ':' + std::to_string(entry.term);
    if (entry.noop) return text + "=noop";
    if (!entry.configuration.empty()) {
        text += "=config";
        char before = ':';
        const auto add = [&](ServerSet servers) {
            for (ServerId id : servers) {
                text += before + setup.name(id);
                before = ',';
            }
            before = '|';
        };
        if (entry.configuration.joint()) add(entry.configuration.old());
        add(entry.configuration.members());
        return text;
    }
    if (entry.command == Symbol::none) return text;
    std::string command(setup.symbols.text(entry.command));
    command[command.find('=')] = ':';
    return text + '=' + command;
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
