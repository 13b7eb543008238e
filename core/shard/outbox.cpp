// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/outbox.h"

#include <algorithm>

#include "shard/hash_slot.h"

namespace lockstep::shard {
namespace {

std::string slotsText(const Span& span) {
    const std::uint64_t end = span.end.end ? slotCount : span.end.number;
    const std::string first = std::to_string(span.first.number);
    if (end == span.first.number + 1) return first;
    return first + " to " + std::to_string(end - 1);
}

std::string keysText(const Span& span) {
    const bool fromStart = span.first.key.empty();
    if (fromStart && span.end.end) return "all keys";
    if (fromStart) return "keys before " + span.end.key;
    if (span.end.end) return "keys from " + span.first.key + " on";
    return "keys from " + span.first.key + " to before " + span.end.key;
}

}  // namespace

std::string areaText(Scheme scheme, const Area& area) {
    const auto& spans = area.spans();
    if (spans.empty()) return "nothing";
    if (scheme == Scheme::ring) {
        const std::size_t count = spans.size();
        return std::to_string(count) + (count == 1 ? " arc" : " arcs");
    }
    if (scheme == Scheme::range) {
        std::string text;
        for (const Span& span : spans) {
            if (!text.empty()) text += ", ";
            text += keysText(span);
        }
        return text;
    }
    const std::uint64_t count = area.slots();
    if (count == 1) return "slot " + slotsText(spans.front());
    if (spans.size() == 1) return "slots " + slotsText(spans.front());
    return std::to_string(count) + " slots";
}

std::string placeText(Scheme scheme, const Place& place) {
    switch (scheme) {
        case Scheme::slots: return "slot " + std::to_string(place.number);
        case Scheme::range: return place.key;
        case Scheme::ring: break;
    }
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "hash ";
    for (int shift = 60; shift >= 32; shift -= 4) {
        text += digits[place.number >> shift & 15U];
    }
    return text;
}

SmallVector<ServerId, 4> Outbox::members() const {
    SmallVector<ServerId, 4> members;
    for (const Shard* shard : primariesOf(world_)) {
        if (!shard->gone) members.push_back(shard->id);
    }
    return members;
}

ServerId Outbox::primaryOf(ServerId shard) const {
    if (!replicated()) return shard;
    if (const Shard* self = world_.shardOn(this->self())) {
        return self->directory.primaryOf(shard);
    }
    if (const Client* client = world_.clientOn(self())) {
        return client->cache.primaryOf(shard);
    }
    return world_.router.directory.primaryOf(shard);
}

// [output-rule]
// Nobody outside may hear of what could still be lost with this server
// (Scales, Nelson and Venkitachalam, "The Design of a Practical System for
// Fault-Tolerant Virtual Machines", 2010, §2.2, the output rule).
void Outbox::send(ServerId to, const Message& message) {
    Shard* primary = replicated() ? world_.shardOn(self()) : nullptr;
    const bool waits = primary && !primary->followers.empty();
    if (waits && !has(Flaw::earlyAnswer)) {
        primary->unsaid.push_back({primary->number + 1, to, message});
        return;
    }
    sendTo(primaryOf(to), message);
}
// [output-rule]

// A primary that has been replaced may write; it counts only if whoever leads
// next has a copy of it.
std::uint32_t Outbox::noteWrite(Symbol key, Symbol value) {
    const Shard* shard = world_.shardOn(self());
    Truth& truth = world_.truthFor(key);
    if (shard && !counts(world_, *shard)) return ++world_.ghosts.writes;
    truth.value = value;
    truth.written = ++world_.ghosts.writes;
    return truth.written;
}

void Outbox::noteAnswer(const Asked& asked, std::uint32_t written) {
    if (asked.kind == Kind::get && written < asked.notBefore) {
        world_.ghosts.stale = asked.key;
        return;
    }
    if (written > 0) noteDone(asked.key, written);
}

void Outbox::noteDone(Symbol key, std::uint32_t written) {
    Truth& truth = world_.truthFor(key);
    truth.promised = std::max(truth.promised, written);
}

// What the old primary had written and nobody has heard of is gone with it, or
// has come to this one and counts; which of them its rows tell.
void Outbox::notePromotion() {
    for (Truth& truth : world_.ghosts.truths) {
        if (!isServed(world_, truth.key)) continue;
        const Row* row = servedRow(world_, truth.key);
        const std::uint32_t written = row ? row->written : 0;
        if (written == truth.written || written < truth.promised) continue;
        truth.written = written;
        truth.value = row ? row->value : Symbol::none;
    }
    forgetWholePairs();
}

// A row that nobody has written since the scan began must be in its answer
// once if it is there, and not at all if it is deleted.
void Outbox::noteScan(const Gathering& scan, const std::vector<Row>& found) {
    const std::string_view from = symbols.text(scan.from);
    const std::string_view to = symbols.text(scan.to);
    for (const Truth& truth : world_.ghosts.truths) {
        const std::string_view key = symbols.text(truth.key);
        if (key < from || key > to || truth.written > scan.writesBefore) {
            continue;
        }
        const auto times =
            std::count_if(found.begin(), found.end(), [&](const Row& row) {
                return row.key == truth.key && row.value == truth.value;
            });
        const auto others =
            std::count_if(found.begin(), found.end(),
                          [&](const Row& row) { return row.key == truth.key; });
        const int wanted = truth.value == Symbol::none ? 0 : 1;
        if (times != wanted || others != wanted) {
            world_.ghosts.missed = truth.key;
        }
    }
}

void Outbox::notePair(const Transaction& transaction) {
    world_.ghosts.pairs.push_back(
        {transaction.id,
         {transaction.halves[0].key, transaction.halves[1].key},
         {0, 0}});
}

void Outbox::noteHalf(TransactionId id, Symbol key, std::uint32_t written) {
    for (Pair& pair : world_.ghosts.pairs) {
        std::uint32_t& half = pair.written[pair.keys[0] == key ? 0 : 1];
        if (pair.id == id && half == 0) half = written;
    }
    forgetWholePairs();
}

void Outbox::forgetWholePairs() {
    SmallVector<Pair, 1> open;
    for (const Pair& pair : world_.ghosts.pairs) {
        const bool whole =
            isWritten(world_, pair, 0) && isWritten(world_, pair, 1);
        if (!whole) open.push_back(pair);
    }
    world_.ghosts.pairs = open;
}

void Outbox::noteRedirect(bool ask) {
    ++world_.redirects;
    if (ask) ++world_.asks;
}

Symbol Outbox::worded(const Area& area) const {
    return world_.setup->symbols.intern(areaText(world_.dials.scheme, area));
}
Symbol Outbox::worded(const Place& place) const {
    return world_.setup->symbols.intern(placeText(world_.dials.scheme, place));
}

}  // namespace lockstep::shard
