// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/choice_box.h"

#include <QPainter>

#include "window/icons.h"

namespace lockstep::window {

void ChoiceBox::paintEvent(QPaintEvent* event) {
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const int side = look_.pixels(12);
    const QRect place(width() - side - look_.pixels(7), (height() - side) / 2, side, side);
    iconFor(Sign::chevron, look_, drawing::Ink::muted)
        .paint(&painter, place, Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

}  // namespace lockstep::window
