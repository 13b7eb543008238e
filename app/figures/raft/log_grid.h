// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the log table are: how wide its columns are, and which of them there is room
// for.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "figures/raft/scene.h"
#include "figures/raft/server_marks.h"

namespace lockstep::figures::raft {

inline constexpr double headerHeight = 24;
inline constexpr double footerHeight = 20;
inline constexpr double columnGap = 4;
inline constexpr double appliedGap = 16;

// Where the table's parts are, relative to its corner.
struct Grid {
    protocol::Index first = 1;  // the leftmost index shown
    protocol::Index columns = 0;
    double nameWidth = 0;
    std::vector<double> lefts;  // of the columns, and where they end
    double rowPitch = 0;
    double cellHeight = usualCellHeight;
    double appliedWidth = 0;  // 0: no room for what is applied
    std::size_t rows = 0;
    protocol::Index last = 0;  // of the longest log

    bool shows(protocol::Index index) const { return index >= first && index < first + columns; }
    double left(protocol::Index index) const { return lefts[index - first]; }
    double middle(protocol::Index index) const {
        return (left(index) + left(index + 1) - columnGap) / 2;
    }
    double top(std::size_t row) const { return headerHeight + rowPitch * static_cast<double>(row); }
    Rect cell(protocol::Index index, std::size_t row) const {
        return {left(index), top(row), left(index + 1) - columnGap - left(index), cellHeight};
    }
    double cellsEnd() const { return lefts.back(); }
    double appliedLeft() const { return cellsEnd() + appliedGap - columnGap; }
    double width() const { return appliedWidth > 0 ? appliedLeft() + appliedWidth : cellsEnd(); }
    protocol::Index end() const { return first + columns - 1; }
    double bottom() const { return headerHeight + rowPitch * static_cast<double>(rows); }
    // Between the last index up to which all is committed and the next.
    double commitX(protocol::Index commit) const {
        const protocol::Index inside = std::clamp(commit, first - 1, first + columns - 1);
        return left(inside + 1) - columnGap / 2;
    }
};

protocol::Index longest(const protocol::World& world);

// What stands in a cell beside the term.
std::string cellWords(const protocol::World& world, const protocol::Entry& entry);

// As many columns as there is room for, the last ones if not all.
Grid gridFor(const Scene& scene, drawing::Size most);

}  // namespace lockstep::figures::raft
