// SPDX-License-Identifier: GPL-3.0-or-later
// A mark as the stage shows it: how it gets to where it is, and what was seen of it before.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "drawing/tween.h"

namespace lockstep::stage {

// Some parts of a mark, painted together: as a sprite, or anew in each frame.
struct Piece {
    drawing::Mark mark;
    std::string key;  // of the sprite; empty: painted anew
};

// A mark of the figure with how it gets there.
struct Shown {
    const drawing::Mark* mark = nullptr;    // null: it is gone and only fades out
    std::shared_ptr<drawing::Mark> before;  // as it was seen; null: it is new
    bool changes = false;                   // between before and now
    bool isStill = false;                   // painted into the picture of what stands still
    drawing::Rect bounds;                   // wherever it gets
    bool glides = false;                    // to its place and into view, and is the same else
    double fade = 1;                        // how much of it was seen before
    std::vector<Piece> pieces;              // of what moves, glides or fades out
    std::vector<Piece> starting;            // while its trail is still growing
};

// The pieces of a mark. What ticks is live, all between is sprites. A trail is part of the sprite
// once it is whole.
void cutIntoPieces(Shown& shown, const drawing::Mark& mark);

// How much of a mark was seen before, where it has only been fainter or elsewhere.
std::optional<double> fadeOf(const drawing::Mark& seen, const drawing::Mark& now);

// Words by themselves, wherever they stand and however faint.
Piece wordsPiece(const drawing::Part& part, drawing::Layer layer);

// Whether it is painted the same whenever it is painted.
bool paintsAlike(const drawing::Mark& a, const drawing::Mark& b);

// What was shown before, found again by id. Figures of one topic have their marks in much the
// same order, so that it is mostly the next one.
class Earlier {
public:
    Earlier(std::vector<Shown> shown, drawing::Seen seen);

    // Null: there was none. Each is found once.
    Shown* take(const std::string& id);
    // The same, but not a label that has come to lie elsewhere around its thing: it is gone.
    Shown* takeForTween(const drawing::Mark& mark, const drawing::Seen& now);
    // Whether those that stand still were taken in the order they had.
    bool keepsOrder() const { return keepsOrder_; }
    // Those that nobody took, in their order.
    template <class Visit>
    void visitGone(Visit visit) {
        for (std::size_t i = 0; i < shown_.size(); ++i)
            if (!taken_[i]) visit(shown_[i]);
    }

private:
    std::size_t find(const std::string& id);

    std::vector<Shown> shown_;
    drawing::Seen seen_;
    std::vector<bool> taken_;
    std::unordered_map<std::string_view, std::size_t> byId_;  // once it is needed
    std::size_t next_ = 0;
    std::size_t lastStill_ = 0;
    bool keepsOrder_ = true;
};

}  // namespace lockstep::stage
