// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kernel/scenario.h"

namespace lockstep::lesson {

enum class NodeKind {
    // Blocks
    paragraph,
    heading,  // ### and below; ## begins a page
    bullets,
    numbers,
    item,
    quote,
    listing,  // a fenced block that is none of ours, shown as it is
    rule,
    // Within a paragraph
    text,
    emphasis,
    strong,
    code,
    link,
    image,
    lineBreak,
};

// What a link does.
enum class LinkKind {
    none,
    show,  // show:S3                       points at it on the stage
    act,   // do:crash S3                   does it
    term,  // term:commit                   tells what the word means
    code,  // code:raft/election#grant-vote opens the rule
};

// A piece of a lesson's text: a small tree, safe to draw as it is. Raw HTML
// is text, a link does one of the four things above and nothing else, and an
// image is a file beside the lesson.
struct Node {
    NodeKind kind = NodeKind::text;
    std::string text;    // of text, code, listing; an image's description
    LinkKind link = LinkKind::none;
    std::string target;  // of a link, without its scheme; an image's file
    Place place;
    std::vector<Node> children;
};

// The words alone, for narration, searching and screen readers.
std::string plainText(const Node& node);
std::string plainText(const std::vector<Node>& nodes);

}  // namespace lockstep::lesson
