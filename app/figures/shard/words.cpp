// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/shard/words.h"

#include <algorithm>

#include "kernel/topic.h"
#include "shard/facts.h"
#include "shard/outbox.h"
#include "shard/request.h"

namespace lockstep::figures::shard {

namespace {

using namespace core;

std::string number(std::uint64_t value) { return std::to_string(value); }

std::string text(const World& world, Symbol symbol) {
    return symbol == Symbol::none ? "none" : std::string(world.setup->symbols.text(symbol));
}

std::string pair(const World& world, Symbol key, Symbol value) {
    return text(world, key) + "=" + text(world, value);
}

class Labels {
public:
    explicit Labels(const World& world) : world_(world) {}

    std::string operator()(const Request& m) const {
        std::string label = nameOf(m.kind);
        label += ' ' + (m.kind == Kind::put ? pair(world_, m.key, m.value) : text(world_, m.key));
        return m.asking != 0 ? label + ", sent by ASK" : label;
    }
    std::string operator()(const Reply& m) const {
        return m.value == Symbol::none ? "no row" : "done: " + text(world_, m.value);
    }
    std::string operator()(const Moved& m) const { return "MOVED " + name(m.owner); }
    std::string operator()(const Ask& m) const { return "ASK " + name(m.target); }
    std::string operator()(const TryAgain&) const { return "try again"; }
    std::string operator()(const Where&) const { return "your directory?"; }
    std::string operator()(const Here&) const { return "directory"; }
    std::string operator()(const Import& m) const { return "get ready: " + area(m.area); }
    std::string operator()(const Ready&) const { return "ready"; }
    std::string operator()(const MoveRow& m) const { return "row " + rowWords(world_, m.row); }
    std::string operator()(const Stored&) const { return "stored"; }
    std::string operator()(const HandOver& m) const {
        return "it is yours, epoch " + number(m.epoch);
    }
    std::string operator()(const Taken&) const { return "taken"; }
    std::string operator()(const News& m) const { return area(m.area) + " → " + name(m.owner); }
    std::string operator()(const Scan& m) const {
        return "rows " + text(world_, m.from) + " to " + text(world_, m.to) + "?";
    }
    std::string operator()(const Rows& m) const {
        return number(m.rows.size()) + (m.rows.size() == 1 ? " row" : " rows");
    }
    std::string operator()(const Prepare& m) const {
        return "can you write " + pair(world_, m.key, m.value) + "?";
    }
    std::string operator()(const Vote& m) const { return m.yes ? "vote: yes" : "vote: no"; }
    std::string operator()(const Commit& m) const {
        return "commit " + pair(world_, m.key, m.value);
    }
    std::string operator()(const Abort& m) const { return "abort " + text(world_, m.key); }
    std::string operator()(const Done&) const { return "written"; }
    std::string operator()(const Inquire&) const { return "how was it decided?"; }
    std::string operator()(const Copy& m) const {
        if (!m.news) return "do I still lead?";
        if (m.row == Symbol::none) return "copy " + number(m.number);
        const Row* row = m.state->store.find(m.row, world_.setup->symbols);
        return "copy " + number(m.number) + ": " +
               (row ? rowWords(world_, *row) : "no " + text(world_, m.row));
    }
    std::string operator()(const Copied& m) const { return "have copy " + number(m.number); }
    std::string operator()(const Beat&) const { return "beat"; }
    std::string operator()(const Propose& m) const {
        return "let " + primary(m.view) + " lead " + name(m.view.shard) + "? epoch " +
               number(m.view.epoch);
    }
    std::string operator()(const Lead& m) const {
        return primary(m.view) + " leads " + name(m.view.shard) + ", epoch " +
               number(m.view.epoch);
    }
    std::string operator()(const Join&) const { return "let me follow"; }

private:
    std::string name(ServerId id) const { return world_.setup->name(id); }
    std::string primary(const View& view) const { return name(view.members.front()); }
    std::string area(const Area& area) const { return areaText(world_.dials.scheme, area); }

    const World& world_;
};

std::string fieldWords(const World& world, const FlyingPacket& packet, const char* between) {
    MessageView view;
    core::describe(world, packet.body, view);
    std::string words;
    for (const auto& [name, value] : view.fields) {
        if (!words.empty()) words += between;
        words += name + ' ' + value;
    }
    return words;
}

std::string kindWords(const FlyingPacket& packet) { return kindOf(packet.body); }

std::size_t rowsToGo(const World& world, const Shard& shard, const Outgoing& move) {
    const auto& rows = shard.store.rows();
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [&](const Row& row) {
            return move.area.contains(world.placeOf(row.key));
        }));
}

std::string scanWords(const World& world, const Gathering& scan) {
    std::string words = "scan " + text(world, scan.from) + " to " + text(world, scan.to) + ":";
    for (const auto& part : scan.parts)
        words += ' ' + world.setup->name(part.shard) + (part.answered ? " ✓" : " …");
    return words;
}

std::string pairWords(const World& world, const Transaction& one) {
    const bool voting = one.phase == Transaction::Phase::voting;
    std::string words = voting ? "voting:" : "committed, telling:";
    for (const auto& half : one.halves) {
        const bool heard = voting ? half.voted : half.done;
        words += ' ' + world.setup->name(half.shard) + (heard ? " ✓" : " …");
    }
    return words;
}

}  // namespace

std::string rowWords(const World& world, const Row& row) {
    if (!row.live()) return text(world, row.key) + ", deleted";
    return pair(world, row.key, row.value);
}

std::string labelOf(const World& world, const Message& message) {
    return std::visit(Labels(world), message);
}

std::string sentenceOf(const World& world, const FlyingPacket& packet) {
    const std::string fields = fieldWords(world, packet, ", ");
    return kindWords(packet) + " from " + world.setup->name(packet.from) + " to " +
           world.setup->name(packet.to) + (fields.empty() ? "" : ": " + fields) + '.';
}

std::string tipOf(const World& world, const FlyingPacket& packet) {
    const std::string fields = fieldWords(world, packet, "\n");
    return kindWords(packet) + "  " + world.setup->name(packet.from) + " → " +
           world.setup->name(packet.to) + (fields.empty() ? "" : '\n' + fields) + "\nsent at " +
           toMilliseconds(packet.sent) + " ms, due at " + toMilliseconds(packet.due) +
           " ms\nmessage " + number(packet.id);
}

Said clientWords(const World& world, const Client& client) {
    if (!world.up(client.server)) return {"× down", Ink::down};
    if (!client.asked.empty()) {
        const Asked& asked = client.asked.back();
        std::string words = std::string(nameOf(asked.kind)) + ' ' + text(world, asked.key);
        words += asked.again ? ", waits" : " → " + world.setup->name(asked.sentTo);
        if (client.asked.size() > 1) words += ", " + number(client.asked.size()) + " open";
        return {words, Ink::request};
    }
    const Answer& last = client.last;
    if (last.error != Answer::Error::none) return {"× " + errorText(world, last), Ink::no};
    if (last.key == Symbol::none) return {"has asked nothing", Ink::muted};
    if (last.kind == Kind::remove) return {"✓ deleted " + text(world, last.key), Ink::yes};
    if (last.value == Symbol::none) return {"no row " + text(world, last.key), Ink::text};
    return {"✓ " + pair(world, last.key, last.value), Ink::yes};
}

Said routerWords(const World& world) {
    const Router& router = world.router;
    if (!world.up(router.server)) return {"× down", Ink::down};
    if (!router.transactions.empty())
        return {pairWords(world, router.transactions.back()), Ink::candidate};
    if (!router.scans.empty()) return {scanWords(world, router.scans.back()), Ink::candidate};
    if (router.scan == Outcome::done)
        return {"✓ last scan: " + number(router.found.size()) + " rows in " +
                    toText(router.scanTook) + ", " + world.setup->name(router.slowest) + " last",
                Ink::yes};
    if (router.pair == Outcome::done) return {"✓ last write of two rows: committed", Ink::yes};
    if (router.pair == Outcome::failed) return {"× last write of two rows: aborted", Ink::no};
    return {"for scans and writes of two rows", Ink::muted};
}

Said freshnessOf(const World& world, const Directory& directory) {
    const Directory owners = ownersOf(world);
    std::vector<Span> wrong;
    for (const Piece& piece : owners.pieces()) {
        const Span span = owners.spanAt(piece.first);
        core::Place at = span.first;
        while (at < span.end) {
            const Span part = common(span, directory.spanAt(at));
            if (directory.at(at).owner != piece.owner) wrong.push_back(part);
            at = part.end;
        }
    }
    for (const View& view : owners.views()) {
        if (directory.primaryOf(view.shard) == view.members.front() || !wrong.empty()) continue;
        return {"out of date: who leads " + world.setup->name(view.shard), Ink::no};
    }
    if (wrong.empty()) return {"directory is up to date", Ink::muted};
    return {"out of date: " + areaText(world.dials.scheme, Area(std::move(wrong))), Ink::no};
}

std::string ownedWords(const World& world, const Shard& shard) {
    return areaText(world.dials.scheme, shard.directory.areaOf(shard.id));
}

Said standingOf(const World& world, const Shard& shard) {
    if (!world.up(shard.server)) return {"× down", Ink::down};
    if (shard.gone) return {"gone", Ink::down};
    if (!shard.unsaid.empty()) {
        const std::size_t count = shard.unsaid.size();
        return {count == 1 ? "answer waits" : number(count) + " answers wait", Ink::candidate};
    }
    if (!shard.prepared.empty())
        return {"has promised " + text(world, shard.prepared.front().key), Ink::candidate};
    if (!shard.outgoing.empty()) {
        const Outgoing& move = shard.outgoing.front();
        const std::size_t left = rowsToGo(world, shard, move);
        return {areaText(world.dials.scheme, move.area) + " → " +
                    world.setup->name(move.target) + ", " + number(left) + " to go",
                Ink::candidate};
    }
    if (!shard.incoming.empty()) {
        const Incoming& move = shard.incoming.front();
        return {"gets " + areaText(world.dials.scheme, move.area) + " of " +
                    world.setup->name(move.source),
                Ink::candidate};
    }
    if (shard.leaving) return {"leaving", Ink::candidate};
    const auto slow = world.cluster.machine(shard.server).slow;
    if (slow > 1) return {"slow ×" + number(slow), Ink::candidate};
    return {"", Ink::muted};
}

std::string describe(const World& world) {
    std::string words;
    for (const Shard& shard : world.shards) {
        const std::string standing = standingOf(world, shard).text;
        const std::string role = world.dials.replicas > 1
                                     ? ", " + std::string(roleText(world, shard)) + " of " +
                                           world.setup->name(shard.id) + ","
                                     : "";
        words += world.setup->name(shard.server) + role + " owns " + ownedWords(world, shard) +
                 " and holds " + number(shard.store.live()) + " rows" +
                 (standing.empty() ? "" : "; " + standing) + ". ";
    }
    for (const Client& client : world.clients)
        words += world.setup->name(client.server) + ": " + clientWords(world, client).text + ". ";
    words += "Router: " + routerWords(world).text + '.';
    for (const FlyingPacket& packet : world.cluster.packets)
        words += ' ' + sentenceOf(world, packet);
    return words;
}

}  // namespace lockstep::figures::shard
