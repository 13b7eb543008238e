// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmark-gfm.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/faults.h"
#include "lesson/node.h"

namespace lockstep::lesson {

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Document = std::unique_ptr<cmark_node, FreeNode>;

// Markdown as cmark's tree.
Document parseMarkdown(std::string_view markdown);

// A text of cmark's; empty for null.
std::string textOf(const char* text);

// Turns cmark's tree into ours. cmark's columns of links are unreliable in
// paragraphs of several lines, so targets are looked for in the source, each
// after the one before.
class TreeReader {
public:
    TreeReader(std::string_view source, Origin origin, Faults& faults);

    Place place(cmark_node* node) const;
    std::vector<Node> children(cmark_node* parent, int depth);
    Node convert(cmark_node* from, int depth);
    // Whether a block between fences ends, and has no mistyped name.
    void checkFences(cmark_node* from);

private:
    void takeKind(cmark_node* from, Node& node);
    void takeSimple(cmark_node_type type, cmark_node* from, Node& node);
    void takeListing(cmark_node* from, Node& node);
    void takeLink(cmark_node* from, Node& node);
    void takeImage(cmark_node* from, Node& node);
    void tellTooDeep(cmark_node* at);
    void seekTo(int line);
    bool isFence(int line) const;
    Place placeOfTarget(const std::string& url, Place otherwise);

    std::string_view source_;
    Origin origin_;
    Faults& faults_;
    std::vector<std::size_t> lines_;  // where each line begins
    std::size_t cursor_ = 0;
    bool toldTooDeep_ = false;
};

}  // namespace lockstep::lesson
