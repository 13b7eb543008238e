// SPDX-License-Identifier: GPL-3.0-or-later
// What the pictures of requests share: a board that grows with its room, a table, a strip of
// small cells, and a legend of words beside shapes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "drawing/figure.h"
#include "figures/catalog.h"

namespace lockstep::figures {

// What is said of the board as a whole.
struct BoardWords {
    std::string quiet;        // where nothing has happened
    std::string description;  // the whole state
};

// The room that a board is laid out for at least, its margins and the caption counted.
inline constexpr drawing::Size leastBoard{652, 470};

// A figure for the moment: `draw` fills the area that it is handed, which by itself has at least
// 620 by 380 pixels; a smaller room shows it smaller, a larger one larger.
drawing::Figure board(const Moment& moment, const FigureOptions& options, const BoardWords& said,
                      const std::function<void(drawing::Figure&, const drawing::Rect&)>& draw,
                      drawing::Size least = leastBoard);

// A mark at a place, to be filled with parts.
drawing::Mark markAt(std::string id, drawing::Role role, drawing::Point at,
                     std::string description = {});

// Words in small capitals, as headings of a part of the board.
drawing::Part heading(std::string key, const std::string& text, drawing::Point at);

// Three heads and their shoulders around a point of the mark, so that it reads as people.
void addPeople(drawing::Mark& mark, drawing::Point at);

// A cell of a strip or legend: its ground says how it is, and so do its words.
struct Cell {
    std::string text;
    drawing::Ink ink = drawing::Ink::text;  // of the words
    drawing::Ink ground = drawing::Ink::none;
    bool bold = false;
};

// Cells side by side, the newest to the right; those that find no room are left out on the left.
struct StripCell {
    std::string id;
    std::string description;
    Cell top;
    Cell bottom;
    bool lit = false;
};
void addStrip(drawing::Figure& figure, const std::string& title,
              const std::vector<StripCell>& cells, const drawing::Rect& area, double width);

// What each ground of a cell means.
struct LegendRow {
    const char* sign;  // as a cell has it
    drawing::Ink ink;
    drawing::Ink ground;
    const char* title;
    const char* words;
};
drawing::Figure boardLegend(const std::vector<LegendRow>& rows, const FigureOptions& options);

}  // namespace lockstep::figures
