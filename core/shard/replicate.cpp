// SPDX-License-Identifier: GPL-3.0-or-later
// A primary and its followers.
#include "shard/replicate.h"

#include "shard/events.h"

namespace lockstep::shard {
namespace {

constexpr std::uint32_t mostMissed = 2;

void sendCopy(const Shard& primary, ServerId follower, Symbol row, bool news,
              Outbox& out) {
    out.sendTo(follower, Copy{primary.number, row, news, primary.copied});
}

// The first row that is not as it was.
Symbol changedRow(const Store& was, const Store& is, const Symbols& symbols) {
    for (const Row& row : is.rows()) {
        const Row* before = was.find(row.key, symbols);
        if (!before || !(*before == row)) return row.key;
    }
    for (const Row& row : was.rows()) {
        if (!is.find(row.key, symbols)) return row.key;
    }
    return Symbol::none;
}

}  // namespace

// [acknowledge]
// What it has to say it says once all its followers have what it comes from:
// whichever of them leads next knows of it.
void release(Shard& primary, Outbox& out) {
    std::uint32_t everywhere = primary.number;
    for (const Follower& one : primary.followers)
        everywhere = std::min(everywhere, one.stored);
    auto& unsaid = primary.unsaid;
    std::size_t free = 0;
    while (free < unsaid.size() && unsaid[free].number <= everywhere)
        ++free;
    if (free == 0) return;
    out.say(released,
            "{primary} knows that all who may lead after it have copy "
            "{number}, and says what waited for that.",
            primary.server, unsaid[free - 1].number);
    for (std::size_t i = 0; i < free; ++i)
        out.sendTo(out.primaryOf(unsaid[i].to), unsaid[i].message);
    unsaid.erase(unsaid.begin(),
                 unsaid.begin() + static_cast<std::ptrdiff_t>(free));
}
// [acknowledge]

namespace {

// [change-view]
// Who does not keep up holds everybody up, and has to go; who follows and is
// not in the view yet comes in once it has all. Only the router can say so: a
// follower that goes might be about to lead (PacificA, "Reconfiguration").
void proposeView(const Shard& primary, Outbox& out) {
    const View& now = *primary.view();
    View then{primary.id, now.epoch + 1, {}};
    then.members.push_back(primary.server);
    for (const Follower& one : primary.followers) {
        const bool hasAll = one.stored == primary.number;
        const bool keepsUp = one.missed < mostMissed;
        if (hasAll || (now.has(one.server) && keepsUp)) {
            then.members.push_back(one.server);
        }
    }
    if (then.members == now.members) return;
    if (then.members.size() > now.members.size()) {
        out.say(viewProposed,
                "{primary} asks the router to let a follower in that has all "
                "there is now, by epoch {epoch}.",
                primary.server, then.epoch);
    } else {
        out.say(viewProposed,
                "{primary} asks the router to go on without a follower that "
                "does not answer, by epoch {epoch}.",
                primary.server, then.epoch);
    }
    out.sendTo(out.router(), Propose{then});
}
// [change-view]

}  // namespace

// [copy]
// Whatever has changed goes to the followers, and before it says anything,
// even what it has read, it asks them whether it still leads.
void replicate(Shard& primary, Outbox& out) {
    if (primary.followers.empty() || !primary.leads()) return;
    const ShardState& now = primary;
    const bool news = !(*primary.copied == now);
    const bool speaks = !primary.unsaid.empty() &&
                        primary.unsaid.back().number > primary.number;
    if (!news && !speaks) return;
    const Symbol row =
        changedRow(primary.copied->store, primary.store, out.symbols);
    copyToAll(primary, row, news, out);
    if (news) {
        out.say(copySent,
                "{primary} sends its followers copy {number}. It says nothing "
                "to anybody else before all of them have stored it.",
                primary.server, primary.number);
    } else {
        out.say(copySent,
                "{primary} asks its followers, with copy {number}, whether it "
                "still leads. It answers nobody before all of them have said "
                "so.",
                primary.server, primary.number);
    }
}
// [copy]

void copyToAll(Shard& primary, Symbol row, bool news, Outbox& out) {
    const ShardState& now = primary;
    if (news) primary.copied = {std::make_shared<const ShardState>(now)};
    ++primary.number;
    primary.epoch = primary.view()->epoch;
    for (const Follower& one : primary.followers)
        sendCopy(primary, one.server, row, news, out);
    if (!primary.resend.running) out.startTimer(primary.resend);
}

void receive(Shard& primary, const Copied& copied, ServerId follower,
             Outbox& out) {
    const bool current = primary.leads() && copied.epoch == primary.epoch;
    Follower* one = current ? primary.follower(follower) : nullptr;
    if (!one || copied.number < one->stored) return;
    one->stored = copied.number;
    one->missed = 0;
    release(primary, out);
    if (primary.isAhead()) {
        proposeView(primary, out);
    } else if (!primary.waits()) {
        primary.resend.stop();
    }
}

// [join]
// A server that comes back is behind: it is sent all there is, and from here
// on the primary waits for it as well. So it misses nothing until the router
// has let it in.
void receive(Shard& primary, const Join&, ServerId newcomer, Outbox& out) {
    if (!primary.follower(newcomer)) {
        primary.followers.push_back({newcomer, 0, 0});
        out.say(joining,
                "{primary} sends all there is to {server}, which is to follow "
                "it, and waits for it from now on.",
                primary.server, newcomer);
        copyToAll(primary, Symbol::none, true, out);
        if (!primary.watch.running) out.startBeat(primary.watch);
    } else {
        sendCopy(primary, newcomer, Symbol::none, true, out);
    }
    if (!primary.resend.running) out.startTimer(primary.resend);
}
// [join]

void repeatCopies(Shard& primary, Outbox& out) {
    if (!primary.leads() || !primary.isAhead()) return;
    for (Follower& one : primary.followers) {
        if (one.stored == primary.number) continue;
        ++one.missed;
        out.say(copyRepeated,
                "{primary} has waited for {follower}, and sends it copy "
                "{number} again.",
                primary.server, one.server, primary.number);
        sendCopy(primary, one.server, Symbol::none, true, out);
    }
    proposeView(primary, out);
}

void beat(Shard& primary, Outbox& out) {
    for (const Follower& one : primary.followers)
        out.sendTo(one.server, Beat{primary.view()->epoch});
    if (primary.gone && !primary.isAhead()) {
        primary.watch.stop();
        return;
    }
    out.startBeat(primary.watch);
}

}  // namespace lockstep::shard
