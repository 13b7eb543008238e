// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/toggle_switch.h"

#include <QPainter>

namespace lockstep::window {

using drawing::Ink;

ToggleSwitch::ToggleSwitch(const Look& look, const QString& text, bool framed, QWidget* parent)
    : QAbstractButton(parent), look_(look), framed_(framed) {
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look_, &Look::changed, this, [this] {
        heights_.clear();
        updateGeometry();
        update();
    });
}

QRect ToggleSwitch::wordsRect(int width) const {
    const int side = framed_ ? look_.pixels(14) : 0;
    return {side, 0, std::max(20, width - 2 * side - look_.pixels(42)), 0};
}

int ToggleSwitch::heightForWidth(int width) const {
    const auto known = heights_.constFind(width);
    if (known != heights_.constEnd()) return *known;
    const QRect room(0, 0, wordsRect(width).width(), 1000);
    const int words = QFontMetrics(look_.words(12.5)).boundingRect(room, Qt::TextWordWrap, text())
                          .height();
    const int height = std::max(words, look_.pixels(18)) + look_.pixels(framed_ ? 16 : 10);
    heights_.insert(width, height);
    return height;
}

QSize ToggleSwitch::sizeHint() const {
    return {look_.pixels(220), heightForWidth(look_.pixels(220))};
}

QSize ToggleSwitch::minimumSizeHint() const {
    return {look_.pixels(120), look_.pixels(framed_ ? 34 : 28)};
}

void ToggleSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (framed_) {
        painter.setPen(QPen(look_.color(isChecked() ? Ink::no : underMouse() ? Ink::accent
                                                                             : Ink::line), 1));
        painter.setBrush(look_.color(isChecked() ? Ink::no.soft() : Ink::ground));
        painter.drawRoundedRect(box, 7, 7);
    }
    if (hasFocus()) {
        painter.setPen(QPen(look_.color(Ink::accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 7, 7);
    }

    const QRect words = wordsRect(width());
    painter.setFont(look_.words(12.5));
    painter.setPen(look_.color(isEnabled() ? Ink::text : Ink::muted));
    painter.drawText(QRect(words.left(), 0, words.width(), height()),
                     Qt::TextWordWrap | Qt::AlignVCenter | Qt::AlignLeft, text());

    const double w = look_.pixels(32);
    const double h = look_.pixels(17);
    const QRectF track(width() - w - (framed_ ? look_.pixels(12) : 2), (height() - h) / 2.0, w, h);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.color(!isChecked() ? Ink::line : framed_ ? Ink::no : Ink::accent));
    painter.drawRoundedRect(track, h / 2, h / 2);
    const double radius = h / 2 - 2.5;
    const double x = isChecked() ? track.right() - h / 2 : track.left() + h / 2;
    painter.setBrush(look_.color(Ink::panel));
    painter.drawEllipse(QPointF(x, track.center().y()), radius, radius);
}

}  // namespace lockstep::window
