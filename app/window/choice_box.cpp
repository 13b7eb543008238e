// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/choice_box.h"

#include <QPainter>
#include <algorithm>

#include "window/icons.h"

namespace lockstep::window {

QSize ChoiceBox::minimumSizeHint() const {
    const QSize whole = QComboBox::minimumSizeHint();
    return {std::min(whole.width(), look_.pixels(110)), whole.height()};
}

void ChoiceBox::paintEvent(QPaintEvent* event) {
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const int side = look_.pixels(12);
    const QRect place(width() - side - look_.pixels(7), (height() - side) / 2, side, side);
    iconFor(Sign::chevron, look_, drawing::Ink::muted)
        .paint(&painter, place, Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

}  // namespace lockstep::window
