// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/node.h"

namespace lockstep::lesson {

std::string plainText(const Node& node) {
    if (node.kind == NodeKind::lineBreak) return "\n";
    if (node.kind == NodeKind::image) return node.text;
    return node.text + plainText(node.children);
}

std::string plainText(const std::vector<Node>& nodes) {
    std::string text;
    for (const Node& node : nodes) {
        const bool isBlock = node.kind < NodeKind::text;
        if (isBlock && !text.empty()) text += '\n';
        text += plainText(node);
    }
    return text;
}

}  // namespace lockstep::lesson
