// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_flow_layout.h"

#include <QWidget>
#include <algorithm>

namespace lockstep::window {

LessonFlowLayout::LessonFlowLayout(QWidget* parent, int spacing) : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

LessonFlowLayout::~LessonFlowLayout() {
    for (QLayoutItem* item : items_) delete item;
}

void LessonFlowLayout::addItem(QLayoutItem* item) { items_.push_back(item); }

QLayoutItem* LessonFlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* LessonFlowLayout::takeAt(int index) {
    QLayoutItem* item = itemAt(index);
    if (item) items_.erase(items_.begin() + index);
    return item;
}

int LessonFlowLayout::heightForWidth(int width) const {
    const QMargins margins = contentsMargins();
    const int inner = width - margins.left() - margins.right();
    return arrange({0, 0, inner, 0}, false) + margins.top() + margins.bottom();
}

QSize LessonFlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : items_) size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void LessonFlowLayout::setGeometry(const QRect& room) {
    QLayout::setGeometry(room);
    arrange(room.marginsRemoved(contentsMargins()), true);
}

int LessonFlowLayout::arrange(const QRect& room, bool move) const {
    int x = room.x();
    int y = room.y();
    int line = 0;
    for (QLayoutItem* item : items_) {
        // What is hidden takes no room.
        if (item->isEmpty()) continue;
        const QSize size = item->sizeHint();
        if (x > room.x() && x + size.width() > room.right() + 1) {
            x = room.x();
            y += line + spacing();
            line = 0;
        }
        if (move) item->setGeometry({{x, y}, size});
        x += size.width() + spacing();
        line = std::max(line, size.height());
    }
    return y + line - room.y();
}

}  // namespace lockstep::window
