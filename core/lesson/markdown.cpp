// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/markdown.h"

#include "lesson/tree_reader.h"

namespace lockstep::lesson {

namespace {

Block fenceBlock(cmark_node* node, Place place, const std::string& name) {
    Block block;
    block.kind = Block::Kind::fence;
    block.place = place;
    block.name = name;
    block.text = textOf(cmark_node_get_literal(node));
    // cmark takes as many spaces off each line as the fence has before it.
    block.body = {place.line + 1, place.column};
    return block;
}

Block headingBlock(cmark_node* node, Place place, TreeReader& reader) {
    Block block;
    block.kind = cmark_node_get_heading_level(node) == 1 ? Block::Kind::title
                                                         : Block::Kind::page;
    block.place = place;
    block.text = plainText(reader.children(node, 1));
    return block;
}

}  // namespace

bool isLessonFence(std::string_view name) {
    return name == "lockstep" || name == "do" || name == "ask" ||
           name == "goal" || name == "notes";
}

std::vector<Block> readMarkdown(std::string_view markdown, int firstLine,
                                Faults& faults) {
    const Document document = parseMarkdown(markdown);
    TreeReader reader(markdown, {firstLine, 1}, faults);
    std::vector<Block> blocks;
    for (cmark_node* node = cmark_node_first_child(document.get()); node;
         node = cmark_node_next(node)) {
        const Place place = reader.place(node);
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_CODE_BLOCK) reader.checkFences(node);
        const std::string name = type == CMARK_NODE_CODE_BLOCK
                                     ? textOf(cmark_node_get_fence_info(node))
                                     : std::string();
        if (isLessonFence(name)) {
            blocks.push_back(fenceBlock(node, place, name));
        } else if (type == CMARK_NODE_HEADING &&
                   cmark_node_get_heading_level(node) <= 2) {
            blocks.push_back(headingBlock(node, place, reader));
        } else {
            Block block;
            block.place = place;
            block.prose = reader.convert(node, 0);
            blocks.push_back(std::move(block));
        }
    }
    return blocks;
}

std::vector<Node> readInline(std::string_view markdown, Origin origin,
                             Faults& faults) {
    const Document document = parseMarkdown(markdown);
    TreeReader reader(markdown, origin, faults);
    std::vector<Node> nodes = reader.children(document.get(), 0);
    if (nodes.size() == 1 && nodes.front().kind == NodeKind::paragraph) {
        return std::move(nodes.front().children);
    }
    return nodes;
}

}  // namespace lockstep::lesson
