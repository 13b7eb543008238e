// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_choice.h"

#include <QPainter>

namespace lockstep::window {

using drawing::Ink;
LessonChoice::LessonChoice(const Look& look, const QString& text, Mark mark, QWidget* parent)
    : QAbstractButton(parent), look_(look), words_(text), mark_(mark) {
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look_, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LessonChoice::setNumber(int number) {
    number_ = number;
    setAccessibleDescription(number > 0 ? tr("Number %1").arg(number) : QString());
    update();
}

void LessonChoice::settle(Verdict verdict, bool taken) {
    verdict_ = verdict;
    skipped_ = !taken;
    setEnabled(false);
    setCursor(Qt::ArrowCursor);
    setAccessibleDescription(verdict == Verdict::right   ? tr("Right")
                             : verdict == Verdict::wrong ? tr("Wrong")
                                                         : QString());
    update();
}

int LessonChoice::heightForWidth(int width) const {
    const QRect room(0, 0, std::max(20, width - look_.pixels(46)), 10000);
    // As wide as it is when taken, so that nothing moves or is cut then.
    const int words = QFontMetrics(look_.words(13, QFont::DemiBold))
                          .boundingRect(room, Qt::TextWordWrap, words_)
                          .height();
    return std::max(words, look_.pixels(16)) + look_.pixels(16);
}

QSize LessonChoice::sizeHint() const {
    return {look_.pixels(240), heightForWidth(look_.pixels(240))};
}

// One line's height: how many there are depends on the width, which is not known here.
QSize LessonChoice::minimumSizeHint() const { return {look_.pixels(100), look_.pixels(32)}; }

QColor LessonChoice::outline() const {
    if (verdict_ == Verdict::right) return look_.color(Ink::yes);
    if (verdict_ == Verdict::wrong) return look_.color(Ink::no);
    const bool isPointedAt = underMouse() && isEnabled();
    return look_.color(isTaken() || isPointedAt || hasFocus() ? Ink::accent : Ink::line);
}

void LessonChoice::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isStrong = isTaken() || hasFocus() || verdict_ != Verdict::none;
    painter.setPen(QPen(outline(), isStrong ? 2 : 1));
    painter.setBrush(look_.color(Ink::panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    if (hasFocus()) {
        painter.setPen(QPen(look_.color(Ink::accent), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 4, 4);
    }
    const double side = look_.pixels(14);
    paintMark(painter, {static_cast<double>(look_.pixels(11)), (height() - side) / 2.0, side,
                        side});
    painter.setFont(look_.words(13, isTaken() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(look_.color(isEnabled() || isTaken() || verdict_ == Verdict::right
                                   ? Ink::text
                                   : Ink::muted));
    painter.drawText(rect().adjusted(look_.pixels(34), 0, -look_.pixels(12), 0),
                     Qt::TextWordWrap | Qt::AlignVCenter | Qt::AlignLeft, words_);
}

// The verdict is a sign as well as a colour: a tick or a cross takes the mark's place.
void LessonChoice::paintMark(QPainter& painter, const QRectF& place) const {
    painter.setBrush(Qt::NoBrush);
    if (verdict_ != Verdict::none) {
        painter.setPen(QPen(outline(), 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (verdict_ == Verdict::right) {
            painter.drawPolyline(
                QPolygonF{{place.left(), place.center().y()},
                          {place.left() + place.width() * 0.38, place.bottom() - 2},
                          {place.right(), place.top() + 2}});
        } else {
            painter.drawLine(place.topLeft() + QPointF(2, 2), place.bottomRight() - QPointF(2, 2));
            painter.drawLine(place.topRight() + QPointF(-2, 2),
                             place.bottomLeft() + QPointF(2, -2));
        }
        return;
    }
    painter.setPen(QPen(look_.color(isTaken() ? Ink::accent : Ink::muted), 1.5));
    if (mark_ == Mark::radio) {
        painter.drawEllipse(place);
    } else {
        painter.drawRoundedRect(place, 3, 3);
    }
    if (mark_ == Mark::number && number_ > 0) {
        painter.setFont(look_.words(11, QFont::Bold));
        painter.drawText(place, Qt::AlignCenter, QString::number(number_));
    } else if (mark_ != Mark::number && isTaken()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look_.color(Ink::accent));
        const double inset = place.width() * 0.27;
        const QRectF inner = place.adjusted(inset, inset, -inset, -inset);
        if (mark_ == Mark::radio) {
            painter.drawEllipse(inner);
        } else {
            painter.drawRoundedRect(inner, 2, 2);
        }
    }
}

}  // namespace lockstep::window
