// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/roles.h"

#include <QStyle>
#include <QVariant>

namespace lockstep::window {

void setRole(QWidget* widget, const char* role) {
    widget->setProperty("role", QString::fromLatin1(role));
    // A plain QWidget paints no background of its own unless told to.
    widget->setAttribute(Qt::WA_StyledBackground);
}

void setState(QWidget* widget, const char* state) {
    const QString value = QString::fromLatin1(state);
    if (widget->property("state").toString() == value) return;
    widget->setProperty("state", value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace lockstep::window
