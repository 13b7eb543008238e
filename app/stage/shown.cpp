// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/shown.h"

#include <cmath>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "drawing/shapes.h"
#include "stage/sprite_key.h"

namespace lockstep::stage {

using namespace drawing;

namespace {

bool ticks(const Part& part) { return part.countdown.has_value(); }

void addPart(std::vector<Piece>& pieces, const Mark& mark, const Part& part, bool isLive) {
    if (pieces.empty() || isLive || pieces.back().key.empty()) {
        pieces.emplace_back();
        pieces.back().mark.layer = mark.layer;
        // Any key will do until all parts are there; an empty one says live.
        if (!isLive) pieces.back().key = "sprite";
    }
    pieces.back().mark.parts.push_back(part);
}

// A long line is painted sooner than the picture around it is copied.
bool isSmall(const Mark& mark) {
    constexpr double mostPixels = 40'000;
    const Rect bounds = boundsOf(mark);
    return bounds.width * bounds.height <= mostPixels;
}

}  // namespace

void cutIntoPieces(Shown& shown, const Mark& mark) {
    const Point back = mark.flight ? unit(mark.flight->to - mark.flight->from) * -1 : Point{};
    for (const Part& part : mark.parts) {
        if (part.trail <= 0) {
            addPart(shown.pieces, mark, part, ticks(part));
            addPart(shown.starting, mark, part, ticks(part));
            continue;
        }
        Part whole = part;
        whole.shape = segment(back * part.trail, {});
        whole.trail = 0;
        addPart(shown.pieces, mark, whole, false);
        addPart(shown.starting, mark, part, true);
        shown.starting.back().mark.flight = mark.flight;
    }
    for (auto* list : {&shown.pieces, &shown.starting})
        for (Piece& piece : *list)
            if (!piece.key.empty()) piece.key = isSmall(piece.mark) ? spriteKey(piece.mark) : "";
}

std::optional<double> fadeOf(const Mark& seen, const Mark& now) {
    if (seen.parts.size() != now.parts.size() || seen.layer != now.layer) return std::nullopt;
    std::optional<double> fade;
    for (std::size_t i = 0; i < now.parts.size(); ++i) {
        const Part& part = now.parts[i];
        if (part.style.opacity <= 0) return std::nullopt;
        const double share = seen.parts[i].style.opacity / part.style.opacity;
        if (fade && std::abs(*fade - share) > 0.01) return std::nullopt;
        fade = share;
        Part before = seen.parts[i];
        before.style.opacity = part.style.opacity;
        if (before != part) return std::nullopt;
    }
    return fade;
}

Piece wordsPiece(const Part& part, Layer layer) {
    Piece piece;
    piece.mark.layer = layer;
    piece.mark.parts.push_back(part);
    Part& words = piece.mark.parts.front();
    std::get<Text>(words.shape).at = {};
    words.style.opacity = 1;
    piece.key = spriteKey(piece.mark);
    return piece;
}

bool paintsAlike(const Mark& a, const Mark& b) {
    return a.place == b.place && a.layer == b.layer && a.parts == b.parts;
}

// What has no mark any more only fades out; nothing comes after it.
Earlier::Earlier(std::vector<Shown> shown, Seen seen)
    : shown_(std::move(shown)), seen_(seen), taken_(shown_.size()) {
    for (std::size_t i = 0; i < shown_.size(); ++i)
        taken_[i] = shown_[i].mark == nullptr;
}

std::size_t Earlier::find(const std::string& id) {
    while (next_ < shown_.size() && taken_[next_])
        ++next_;
    if (next_ < shown_.size() && shown_[next_].mark->id == id) return next_;
    if (byId_.empty())
        for (std::size_t i = 0; i < shown_.size(); ++i)
            if (shown_[i].mark) byId_.emplace(shown_[i].mark->id, i);
    const auto found = byId_.find(id);
    return found == byId_.end() || taken_[found->second] ? shown_.size() : found->second;
}

Shown* Earlier::take(const std::string& id) {
    const std::size_t at = find(id);
    if (at == shown_.size()) return nullptr;
    if (shown_[at].isStill) {
        if (at < lastStill_) keepsOrder_ = false;
        lastStill_ = at;
    }
    taken_[at] = true;
    next_ = at + 1;
    return &shown_[at];
}

Shown* Earlier::takeForTween(const Mark& mark, const Seen& now) {
    Shown* was = take(mark.id);
    if (!was || !changesSides(*was->mark, seen_, mark, now)) return was;
    taken_[static_cast<std::size_t>(was - shown_.data())] = false;
    return nullptr;
}

}  // namespace lockstep::stage
