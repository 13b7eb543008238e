// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/message.h"

#include "shard/facts.h"
#include "shard/outbox.h"
#include "shard/request.h"

namespace lockstep::shard {
namespace {

class MessageFields {
public:
    MessageFields(const World& world, MessageView& view)
        : world_(world), view_(view) {}

    void operator()(const Request& m) {
        add("request", m.id);
        add("key", m.key);
        if (m.kind == Kind::put) add("value", m.value);
        if (m.asking != 0) add("asking", "yes");
    }
    void operator()(const Reply& m) {
        add("request", m.id);
        add("value", m.value);
    }
    void operator()(const Moved& m) {
        add("request", m.id);
        add("place", areaText(world_.dials.scheme, m.area));
        add("owner", m.owner);
        add("epoch", m.epoch);
    }
    void operator()(const Ask& m) {
        add("request", m.id);
        add("target", m.target);
    }
    void operator()(const TryAgain& m) { add("request", m.id); }
    void operator()(const Where&) {}
    void operator()(const Here& m) {
        add("pieces", static_cast<std::uint32_t>(m.directory.pieces().size()));
    }
    void operator()(const Import& m) {
        add("place", areaText(world_.dials.scheme, m.area));
    }
    void operator()(const Ready&) {}
    void operator()(const MoveRow& m) {
        add("key", m.row.key);
        add("value", m.row.value);
        add("number", m.number);
    }
    void operator()(const Stored& m) { add("number", m.number); }
    void operator()(const HandOver& m) { add("epoch", m.epoch); }
    void operator()(const Taken&) {}
    void operator()(const News& m) {
        add("place", areaText(world_.dials.scheme, m.area));
        add("owner", m.owner);
        add("epoch", m.epoch);
    }
    void operator()(const Scan& m) {
        add("from", m.from);
        add("to", m.to);
        if (m.arriving) add("arriving", "yes");
    }
    void operator()(const Rows& m) {
        add("rows", static_cast<std::uint32_t>(m.rows.size()));
    }
    void operator()(const Prepare& m) { half(m.id, m.key, m.value); }
    void operator()(const Vote& m) {
        half(m.id, m.key, Symbol::none);
        add("vote", m.yes ? "yes" : "no");
    }
    void operator()(const Commit& m) { half(m.id, m.key, m.value); }
    void operator()(const Abort& m) { half(m.id, m.key, Symbol::none); }
    void operator()(const Done& m) { half(m.id, m.key, Symbol::none); }
    void operator()(const Inquire& m) { half(m.id, m.key, Symbol::none); }
    void operator()(const Copy& m) {
        add("number", m.number);
        if (m.row != Symbol::none) add("row", m.row);
        add("rows", static_cast<std::uint32_t>(m.state->store.live()));
    }
    void operator()(const Copied& m) {
        add("number", m.number);
        add("epoch", m.epoch);
    }
    void operator()(const Beat& m) { add("epoch", m.epoch); }
    void operator()(const Propose& m) { add(m.view); }
    void operator()(const Lead& m) { add(m.view); }
    void operator()(const Join&) {}

private:
    void half(TransactionId id, Symbol key, Symbol value) {
        add("transaction", id);
        add("key", key);
        if (value != Symbol::none) add("value", value);
    }
    void add(const View& view) {
        add("shard", view.shard);
        add("primary", view.members.front());
        add("followers", static_cast<std::uint32_t>(view.members.size() - 1));
        add("epoch", view.epoch);
    }
    void add(const char* name, std::string value) {
        view_.fields.emplace_back(name, std::move(value));
    }
    void add(const char* name, const char* value) {
        add(name, std::string(value));
    }
    void add(const char* name, std::uint32_t number) {
        add(name, std::to_string(number));
    }
    void add(const char* name, Symbol value) {
        add(name, value == Symbol::none
                      ? std::string("none")
                      : std::string(world_.setup->symbols.text(value)));
    }
    void add(const char* name, ServerId server) {
        add(name, world_.setup->name(server));
    }

    const World& world_;
    MessageView& view_;
};

}  // namespace

const char* kindOf(const Message& message) {
    static constexpr const char* kinds[] = {
        "request", "reply",  "moved", "ask",    "try-again", "where",
        "here",    "import", "ready", "row",    "stored",    "hand-over",
        "taken",   "news",   "scan",  "rows",   "prepare",   "vote",
        "commit",  "abort",  "done",  "inquire",
        "copy",   "copied", "beat",  "propose", "lead",     "join"};
    if (const auto* request = std::get_if<Request>(&message)) {
        return nameOf(request->kind);
    }
    return kinds[message.index()];
}

void describe(const World& world, const Message& message, MessageView& view) {
    view.kind = kindOf(message);
    std::visit(MessageFields(world, view), message);
}

}  // namespace lockstep::shard
