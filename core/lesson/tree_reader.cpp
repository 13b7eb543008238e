// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/tree_reader.h"

#include <algorithm>
#include <array>

#include "lesson/link.h"
#include "lesson/markdown.h"
#include "script/text.h"

namespace lockstep::lesson {

namespace {

constexpr int maximumDepth = 16;

// Markdown ends a link's target at a space, but a lesson's actions have
// spaces: [crash S3](do:crash S3). They are covered while cmark reads, by a
// character that cannot be in a lesson, and take no more room.
constexpr char coveredSpace = '\x7f';

std::string withSpacesCovered(std::string_view markdown) {
    std::string covered(markdown);
    for (const std::string_view scheme :
         {"](show:", "](do:", "](term:", "](code:"}) {
        std::size_t at = covered.find(scheme);
        while (at != std::string::npos) {
            const std::size_t end = covered.find_first_of(")\n", at);
            if (end == std::string::npos) break;
            if (covered[end] == ')') {
                std::replace(covered.begin() + static_cast<long>(at),
                             covered.begin() + static_cast<long>(end), ' ',
                             coveredSpace);
            }
            at = covered.find(scheme, end);
        }
    }
    return covered;
}

// Neighbouring texts become one: cmark splits them at each bracket.
void add(std::vector<Node>& nodes, Node node) {
    const bool isText = node.kind == NodeKind::text;
    if (isText && !nodes.empty() && nodes.back().kind == NodeKind::text) {
        nodes.back().text += node.text;
    } else {
        nodes.push_back(std::move(node));
    }
}

}  // namespace

Document parseMarkdown(std::string_view markdown) {
    const std::string covered = withSpacesCovered(markdown);
    return Document(cmark_parse_document(covered.data(), covered.size(),
                                         CMARK_OPT_DEFAULT));
}

std::string textOf(const char* text) {
    std::string copy = text ? text : "";
    std::replace(copy.begin(), copy.end(), coveredSpace, ' ');
    return copy;
}

TreeReader::TreeReader(std::string_view source, Origin origin, Faults& faults)
    : source_(source), origin_(origin), faults_(faults) {
    lines_.push_back(0);
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] == '\n') lines_.push_back(at + 1);
    }
}

Place TreeReader::place(cmark_node* node) const {
    return origin_.place({std::max(1, cmark_node_get_start_line(node)),
                          std::max(1, cmark_node_get_start_column(node))});
}

std::vector<Node> TreeReader::children(cmark_node* parent, int depth) {
    std::vector<Node> nodes;
    if (depth > maximumDepth) {
        tellTooDeep(parent);
        return nodes;
    }
    for (cmark_node* child = cmark_node_first_child(parent); child;
         child = cmark_node_next(child)) {
        add(nodes, convert(child, depth));
    }
    return nodes;
}

Node TreeReader::convert(cmark_node* from, int depth) {
    Node node;
    node.place = place(from);
    if (cmark_node_get_type(from) == CMARK_NODE_PARAGRAPH ||
        cmark_node_get_type(from) == CMARK_NODE_HEADING) {
        seekTo(cmark_node_get_start_line(from));
    }
    takeKind(from, node);
    if (node.kind != NodeKind::image) {
        for (Node& child : children(from, depth + 1)) {
            node.children.push_back(std::move(child));
        }
    }
    return node;
}

void TreeReader::takeKind(cmark_node* from, Node& node) {
    const cmark_node_type type = cmark_node_get_type(from);
    if (type == CMARK_NODE_LIST) {
        node.kind = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST
                        ? NodeKind::numbers
                        : NodeKind::bullets;
    } else if (type == CMARK_NODE_LINK) {
        takeLink(from, node);
    } else if (type == CMARK_NODE_IMAGE) {
        takeImage(from, node);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        takeListing(from, node);
    } else {
        takeSimple(type, from, node);
    }
}

// cmark's kinds are variables, not constants, so a switch cannot have
// them all.
void TreeReader::takeSimple(cmark_node_type type, cmark_node* from,
                            Node& node) {
    struct Pair {
        cmark_node_type type;
        NodeKind kind;
    };
    static constexpr std::array<Pair, 15> pairs{{
        {CMARK_NODE_PARAGRAPH, NodeKind::paragraph},
        {CMARK_NODE_HEADING, NodeKind::heading},
        {CMARK_NODE_ITEM, NodeKind::item},
        {CMARK_NODE_BLOCK_QUOTE, NodeKind::quote},
        {CMARK_NODE_THEMATIC_BREAK, NodeKind::rule},
        {CMARK_NODE_HTML_BLOCK, NodeKind::paragraph},
        {CMARK_NODE_EMPH, NodeKind::emphasis},
        {CMARK_NODE_STRONG, NodeKind::strong},
        {CMARK_NODE_CODE, NodeKind::code},
        {CMARK_NODE_LINEBREAK, NodeKind::lineBreak},
        {CMARK_NODE_TEXT, NodeKind::text},
        {CMARK_NODE_HTML_INLINE, NodeKind::text},
        {CMARK_NODE_CUSTOM_BLOCK, NodeKind::paragraph},
        {CMARK_NODE_CUSTOM_INLINE, NodeKind::text},
        {CMARK_NODE_SOFTBREAK, NodeKind::text},
    }};
    for (const Pair& pair : pairs) {
        if (pair.type == type) node.kind = pair.kind;
    }
    if (type == CMARK_NODE_SOFTBREAK) {
        node.text = " ";
    } else if (type == CMARK_NODE_HTML_BLOCK) {
        Node text;
        text.place = node.place;
        text.text = textOf(cmark_node_get_literal(from));
        node.children.push_back(text);
    } else {
        node.text = textOf(cmark_node_get_literal(from));
    }
}

void TreeReader::takeListing(cmark_node* from, Node& node) {
    node.kind = NodeKind::listing;
    node.text = textOf(cmark_node_get_literal(from));
    const std::string name = textOf(cmark_node_get_fence_info(from));
    if (isLessonFence(name)) {
        faults_.add(node.place,
                    "a '" + name + "' block inside a list or quote; put "
                    "it at the left margin");
    }
}

bool TreeReader::isFence(int line) const {
    const std::string_view text = source_.substr(
        lines_[std::min(static_cast<std::size_t>(line), lines_.size()) - 1]);
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return false;
    const std::string_view mark = text.substr(first, 3);
    return mark == "```" || mark == "~~~";
}

void TreeReader::checkFences(cmark_node* from) {
    const int start = cmark_node_get_start_line(from);
    if (!isFence(start)) return;
    const std::string name = textOf(cmark_node_get_fence_info(from));
    const int end = cmark_node_get_end_line(from);
    if (end <= start || !isFence(end)) {
        faults_.add(place(from), "this block does not end; close it with a "
                                 "line ```");
    }
    // So short a name may be a language's: go is no mistyped do.
    if (isLessonFence(name) || name.size() < 3) return;
    const auto meant = script::nearest(
        name, {"lockstep", "do", "ask", "goal", "notes"});
    if (!meant) return;
    faults_.add(place(from), "there is no block " + script::shown(name) +
                                 "; did you mean " + *meant + '?');
}

void TreeReader::takeLink(cmark_node* from, Node& node) {
    const std::string url = textOf(cmark_node_get_url(from));
    node.place = placeOfTarget(url, node.place);
    node.kind = NodeKind::link;
    if (const auto link = readLink(url, node.place, faults_)) {
        node.link = link->kind;
        node.target = link->target;
    }
}

void TreeReader::takeImage(cmark_node* from, Node& node) {
    node.kind = NodeKind::image;
    node.target = textOf(cmark_node_get_url(from));
    node.place = placeOfTarget(node.target, node.place);
    node.text = plainText(children(from, 1));
    checkImagePath(node.target, node.place, faults_);
    if (node.text.empty()) {
        faults_.add(node.place, "an image without words; write what it "
                                "shows: ![what it shows](file.png)");
    }
}

void TreeReader::tellTooDeep(cmark_node* at) {
    if (toldTooDeep_) return;
    toldTooDeep_ = true;
    faults_.add(place(at), "lists or quotes nested more than " +
                               std::to_string(maximumDepth) +
                               " deep; flatten them");
}

void TreeReader::seekTo(int line) {
    const auto at = static_cast<std::size_t>(std::max(1, line)) - 1;
    if (at < lines_.size()) cursor_ = std::max(cursor_, lines_[at]);
}

Place TreeReader::placeOfTarget(const std::string& url, Place otherwise) {
    const std::size_t found =
        url.empty() ? std::string::npos : source_.find(url, cursor_);
    if (found == std::string::npos) return otherwise;
    cursor_ = found + url.size();
    const auto after =
        std::upper_bound(lines_.begin(), lines_.end(), found);
    const auto line = static_cast<int>(after - lines_.begin());
    const auto column = static_cast<int>(found - *(after - 1)) + 1;
    return origin_.place({line, column});
}

}  // namespace lockstep::lesson
