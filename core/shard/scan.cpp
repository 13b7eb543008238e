// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/scan.h"

#include "shard/events.h"

namespace lockstep::shard {
namespace {

constexpr std::uint32_t mostTimeouts = 5;

}  // namespace

// Where the rows between two keys can be: with ranges in some pieces, with
// hashes anywhere.
Span wantedBy(const Gathering& scan, const Outbox& out) {
    if (out.scheme() != Scheme::range) return {};
    Place end = out.placeOf(scan.to);
    end.key += '\0';  // the last key is wanted too
    return {out.placeOf(scan.from), end};
}

void scatterTo(Gathering& scan, ServerId shard, bool arriving, Outbox& out) {
    scan.parts.push_back({shard, arriving, false, {}});
    out.send(shard, Scan{scan.id, scan.from, scan.to, arriving});
}

// [scatter]
// By hash any shard may have rows of any range of keys, so all are asked; by
// range only those whose ranges it meets.
void scatter(Router& router, Gathering& scan, Outbox& out) {
    scan.parts.clear();
    const Span wanted = wantedBy(scan, out);
    for (const ServerId shard : out.members()) {
        const Area area = router.directory.areaOf(shard);
        const bool asked =
            out.scheme() != Scheme::range || !common(area, wanted).empty();
        if (asked) scatterTo(scan, shard, false, out);
    }
}
// [scatter]

void endScan(Router& router, const Gathering& scan, Outcome outcome) {
    router.scan = outcome;
    router.scans.erase(router.scans.begin() + (&scan - router.scans.data()));
    if (!router.waits()) router.resend.stop();
}

void beginScan(Router& router, Symbol from, Symbol to, Outbox& out) {
    Gathering scan;
    scan.id = out.freshScan();
    scan.from = from;
    scan.to = to;
    scan.began = out.now();
    scan.writesBefore = out.writes();
    router.scans.push_back(scan);
    router.scan = Outcome::open;
    scatter(router, router.scans.back(), out);
    out.say(scanBegan,
            "{router} scans {from} to {to}. It asks every shard that can have "
            "such rows, {count} in all, at the same time.",
            router.server, from, to, router.scans.back().parts.size());
    out.startTimer(router.resend);
}

// [answer-scan]
// A shard gives the rows of what it owns, those on their way out included.
// Those on their way in it gives only when it is asked for them.
void receive(Shard& shard, const Scan& scan, ServerId router, Outbox& out) {
    Rows rows{scan.id, scan.arriving, {}, shard.directory, {}};
    const std::string_view from = out.symbols.text(scan.from);
    const std::string_view to = out.symbols.text(scan.to);
    for (const Row& row : shard.store.rows()) {
        const std::string_view key = out.symbols.text(row.key);
        if (key < from || key > to) continue;
        const Place place = out.placeOf(row.key);
        const bool owned = shard.directory.at(place).owner == shard.id;
        if (owned || scan.arriving) rows.rows.push_back(row);
    }
    for (const Outgoing& move : shard.outgoing) {
        const bool sends = move.phase != Outgoing::Phase::asking;
        if (sends) rows.targets.push_back(move.target);
    }
    out.say(scanAnswered,
            "{shard} gives its rows between the two keys, {count} in all.",
            shard.server, rows.rows.size());
    out.send(router, rows);
}
// [answer-scan]

void repeatScans(Router& router, Outbox& out) {
    for (std::size_t i = router.scans.size(); i-- > 0;) {
        Gathering& scan = router.scans[i];
        if (++scan.timeouts > mostTimeouts) {
            out.say(scanEnded,
                    "{router} gives the scan up. Without the shard that does "
                    "not answer it would miss rows.",
                    router.server);
            endScan(router, scan, Outcome::failed);
            continue;
        }
        for (const Gathering::Part& part : scan.parts) {
            if (part.answered) continue;
            out.send(part.shard,
                     Scan{scan.id, scan.from, scan.to, part.arriving});
        }
    }
}

}  // namespace lockstep::shard
