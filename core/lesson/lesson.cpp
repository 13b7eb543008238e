// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson.h"

namespace lockstep::lesson {

const Ask* askAt(const Page& page, std::size_t piece) {
    return piece < page.pieces.size() ? std::get_if<Ask>(&page.pieces[piece])
                                      : nullptr;
}

const Goal* goalAt(const Page& page, std::size_t piece) {
    return piece < page.pieces.size() ? std::get_if<Goal>(&page.pieces[piece])
                                      : nullptr;
}

std::size_t outcomeOf(const Page& page, std::size_t ask) {
    for (std::size_t at = ask + 1; at < page.pieces.size(); ++at) {
        if (std::holds_alternative<Play>(page.pieces[at])) return at;
        if (askAt(page, at) || goalAt(page, at)) break;
    }
    return page.pieces.size();
}

std::size_t firstPageOfRun(const Lesson& lesson, std::size_t page) {
    while (page > 0 && lesson.pages[page].scenario.empty()) --page;
    return page;
}

const char* wordFor(AskKind kind) {
    switch (kind) {
        case AskKind::one: return "one";
        case AskKind::some: return "some";
        case AskKind::number: return "number";
        case AskKind::click: return "click";
        case AskKind::order: return "order";
        case AskKind::next: return "next";
    }
    return "";
}

}  // namespace lockstep::lesson
