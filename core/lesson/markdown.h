// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lesson/faults.h"
#include "lesson/node.h"

namespace lockstep::lesson {

// One thing at the left margin of a lesson file: a heading of the first or
// second level, a fenced block with a name, or prose.
struct Block {
    enum class Kind { title, page, fence, prose };

    Kind kind = Kind::prose;
    Place place;
    std::string name;  // of a fence: "do", "ask"
    std::string text;  // of a title, page or fence
    Origin body;       // where a fence's text begins
    Node prose;
};

// The fences that are ours; any other is a listing, and prose.
bool isLessonFence(std::string_view name);

// Splits a lesson's Markdown, which begins at line `firstLine` of its file.
// Markdown has no errors of its own; the faults are what a lesson may not
// hold: links elsewhere, images outside, nesting beyond measure.
std::vector<Block> readMarkdown(std::string_view markdown, int firstLine,
                                Faults& faults);

// A few words with emphasis, code and links, as questions and choices have.
std::vector<Node> readInline(std::string_view markdown, Origin origin,
                             Faults& faults);

}  // namespace lockstep::lesson
