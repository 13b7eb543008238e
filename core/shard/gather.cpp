// SPDX-License-Identifier: GPL-3.0-or-later
// Putting the answers of a scan together.
#include <algorithm>

#include "shard/events.h"
#include "shard/scan.h"

namespace lockstep::shard {
namespace {

constexpr std::uint32_t mostRepeats = 10;

using Part = Gathering::Part;

Part* partOf(Gathering& scan, ServerId shard, bool arriving) {
    for (Part& part : scan.parts) {
        if (part.shard == shard && part.arriving == arriving) return &part;
    }
    return nullptr;
}

bool allAnswered(const Gathering& scan) {
    return std::all_of(scan.parts.begin(), scan.parts.end(),
                       [](const Part& part) { return part.answered; });
}

// [gather-moving]
// While rows move, those that have left one shard are at the next. It is
// asked after the one they left, so that none is missed. False if the answers
// cannot be put together any more.
bool followRows(Gathering& scan, Outbox& out) {
    const std::size_t count = scan.parts.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::vector<ServerId> targets = scan.parts[i].rows.targets;
        const bool late = scan.parts[i].arriving;
        for (const ServerId target : targets) {
            if (!partOf(scan, target, true)) {
                scatterTo(scan, target, true, out);
            } else if (late) {
                return false;
            }
        }
        scan.parts[i].rows.targets.clear();
    }
    return true;
}
// [gather-moving]

// [gather-fit]
// Each place must be answered for by the shard that owned it by the highest
// epoch that anybody has heard of.
bool fitTogether(Gathering& scan, const Directory& known, const Span& wanted) {
    for (const Piece& piece : known.pieces()) {
        const Span span = known.spanAt(piece.first);
        if (common(span, wanted).empty()) continue;
        const Part* part = partOf(scan, piece.owner, false);
        if (!part) return false;
        const Directory& claims = part->rows.directory;
        const Place place = std::max(piece.first, wanted.first);
        const Piece& claim = claims.at(place);
        const bool same =
            claim.owner == piece.owner && claim.epoch == piece.epoch;
        if (!same) return false;
    }
    return true;
}
// [gather-fit]

// Whether a shard's answer counts for a place: that of its owner, and that of
// the shard to which its rows were going.
bool counts(Gathering& scan, const Part& part, const Place& place,
            const Directory& known) {
    if (!part.arriving) return known.at(place).owner == part.shard;
    const Part* before = partOf(scan, part.shard, false);
    return !before || before->rows.directory.at(place).owner != part.shard;
}

// Of two answers that have a row the later counts: the row has moved there.
std::vector<Row> rowsOf(Gathering& scan, const Directory& known,
                        const Outbox& out) {
    Store found;
    for (const Part& part : scan.parts) {
        for (const Row& row : part.rows.rows) {
            if (!counts(scan, part, out.placeOf(row.key), known)) continue;
            found.put(row, out.symbols);
        }
    }
    std::vector<Row> rows;
    for (const Row& row : found.rows()) {
        if (row.live()) rows.push_back(row);
    }
    return rows;
}

// [gather]
// The answer is complete when the last shard has answered: a scan is as slow
// as the slowest of all that it asks.
void finish(Router& router, Gathering& scan, const Directory& known,
            ServerId last, Outbox& out) {
    router.found = rowsOf(scan, known, out);
    router.scanTook = out.now() - scan.began;
    router.slowest = last;
    out.noteScan(scan, router.found);
    const Duration late = out.now() - scan.firstAnswer;
    if (late == Duration{}) {
        out.say(scanEnded,
                "{router} has all rows, {rows} in all, after {time}. No answer "
                "came later than another.",
                router.server, router.found.size(), router.scanTook);
    } else {
        out.say(scanEnded,
                "{router} has all rows, {rows} in all, after {time}. {shard} "
                "answered last, {late} after the first, and a scan is as slow "
                "as the slowest shard.",
                router.server, router.found.size(), router.scanTook, last,
                late);
    }
    endScan(router, scan, Outcome::done);
}
// [gather]

void putTogether(Router& router, Gathering& scan, ServerId last, Outbox& out) {
    const bool followed = followRows(scan, out);
    if (followed && !allAnswered(scan)) return;
    Directory known = router.directory;
    for (const Part& part : scan.parts) {
        if (part.answered && !part.arriving) known.learn(part.rows.directory);
    }
    router.directory = known;
    if (followed && fitTogether(scan, known, wantedBy(scan, out))) {
        finish(router, scan, known, last, out);
        return;
    }
    if (++scan.repeats > mostRepeats) {
        out.say(scanEnded,
                "{router} gives the scan up. Rows keep moving under it.",
                router.server);
        endScan(router, scan, Outcome::failed);
        return;
    }
    out.say(scanRepeated,
            "{router} asks all over again. Some place changed its owner in "
            "between, and the answers do not fit together.",
            router.server);
    scan.id = out.freshScan();  // answers to the old one count no more
    scatter(router, scan, out);
}

}  // namespace

void receive(Router& router, const Rows& rows, ServerId shard, Outbox& out) {
    for (Gathering& scan : router.scans) {
        if (scan.id != rows.id) continue;
        Part* part = partOf(scan, shard, rows.arriving);
        if (!part || part->answered) return;
        const bool first =
            std::none_of(scan.parts.begin(), scan.parts.end(),
                         [](const Part& one) { return one.answered; });
        if (first) scan.firstAnswer = out.now();
        part->answered = true;
        part->rows = rows;
        const auto left =
            std::count_if(scan.parts.begin(), scan.parts.end(),
                          [](const Part& one) { return !one.answered; });
        if (left > 0) {
            out.say(scanCounted,
                    "{router} has the answer of {shard}, and waits for {left} "
                    "more.",
                    router.server, shard, static_cast<std::uint32_t>(left));
            return;
        }
        putTogether(router, scan, shard, out);
        return;
    }
}

}  // namespace lockstep::shard
