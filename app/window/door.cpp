// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/door.h"

#include <QPainter>
#include <QPainterPath>

namespace lockstep::window {

using drawing::Ink;

Door::Door(const Look& look, Sign sign, const QString& word, const QString& sentence,
           QWidget* parent)
    : QAbstractButton(parent), look_(look), sign_(sign), sentence_(sentence) {
    setText(word);
    setAccessibleName(word);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&look_, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize Door::sizeHint() const { return {look_.pixels(380), look_.pixels(92)}; }

QSize Door::minimumSizeHint() const { return {look_.pixels(220), look_.pixels(92)}; }

void Door::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = underMouse() || hasFocus();
    const QRectF box = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setPen(QPen(look_.color(hot ? Ink::accent : Ink::line), hasFocus() ? 2 : 1));
    painter.setBrush(look_.color(isDown() ? Ink::accent.soft() : Ink::panel));
    painter.drawRoundedRect(box, 10, 10);

    const double side = look_.pixels(46);
    const QRectF badge(look_.pixels(20), (height() - side) / 2, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.color(Ink::accent.soft()));
    painter.drawRoundedRect(badge, 10, 10);
    const double inset = side * 0.26;
    paintSign(painter, badge.adjusted(inset, inset, -inset, -inset));

    const int left = static_cast<int>(badge.right()) + look_.pixels(18);
    const QRect words(left, 0, width() - left - look_.pixels(16), height());
    const QFont large = look_.words(17, QFont::DemiBold);
    const QFont small = look_.words(13);
    const QRect body = QFontMetrics(small).boundingRect(words, Qt::TextWordWrap, sentence_);
    const int total = QFontMetrics(large).height() + body.height() + look_.pixels(3);
    const int top = (height() - total) / 2;
    painter.setFont(large);
    painter.setPen(look_.color(Ink::text));
    painter.drawText(QRect(left, top, words.width(), height()), Qt::AlignLeft | Qt::AlignTop,
                     text());
    painter.setFont(small);
    painter.setPen(look_.color(Ink::muted));
    painter.drawText(QRect(left, top + QFontMetrics(large).height() + look_.pixels(3),
                           words.width(), height()),
                     Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, sentence_);
}

void Door::paintSign(QPainter& painter, QRectF area) const {
    painter.setPen(QPen(look_.color(Ink::accent), look_.pixels(2), Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF middle = area.center();
    switch (sign_) {
        case Sign::book:
            painter.drawLine(QPointF(middle.x(), area.top() + 2),
                             QPointF(middle.x(), area.bottom()));
            painter.drawRoundedRect(QRectF(area.left(), area.top(), area.width() / 2,
                                           area.height() - 2), 3, 3);
            painter.drawRoundedRect(QRectF(middle.x(), area.top(), area.width() / 2,
                                           area.height() - 2), 3, 3);
            break;
        case Sign::hand: {
            QPainterPath triangle;
            triangle.moveTo(area.left() + area.width() * 0.2, area.top());
            triangle.lineTo(area.right(), middle.y());
            triangle.lineTo(area.left() + area.width() * 0.2, area.bottom());
            triangle.closeSubpath();
            painter.drawPath(triangle);
            break;
        }
        case Sign::screen:
            painter.drawRoundedRect(area.adjusted(-1, 0, 1, -area.height() * 0.25), 3, 3);
            painter.drawLine(QPointF(middle.x(), area.bottom() - area.height() * 0.25),
                             QPointF(middle.x(), area.bottom()));
            painter.drawLine(QPointF(area.left() + 3, area.bottom()),
                             QPointF(area.right() - 3, area.bottom()));
            break;
    }
}

}  // namespace lockstep::window
