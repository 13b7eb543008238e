// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/entry_button.h"

#include <QPainter>
#include <algorithm>

namespace lockstep::window {

using drawing::Ink;

EntryButton::EntryButton(const Look& look, const QString& title, const QString& line, double done,
                         QWidget* parent)
    : QAbstractButton(parent), look_(look), title_(title), line_(line), done_(done) {
    setAccessibleName(title);
    setAccessibleDescription(line);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize EntryButton::sizeHint() const {
    return {look_.pixels(240), heightForWidth(look_.pixels(240))};
}

// One line's height: how many there are depends on the width, not known here.
QSize EntryButton::minimumSizeHint() const { return {look_.pixels(120), look_.pixels(60)}; }

int EntryButton::heightForWidth(int width) const {
    return titleHeight(width) + lineHeight(width) + look_.pixels(done_ < 0 ? 28 : 36);
}

void EntryButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isLive = underMouse() || hasFocus();
    painter.setPen(QPen(look_.color(isLive ? Ink::accent : Ink::line), hasFocus() ? 2 : 1));
    painter.setBrush(look_.color(Ink::panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    const int side = look_.pixels(14);
    QRect room = rect().adjusted(side, look_.pixels(11), -side, 0);
    painter.setFont(look_.words(13.5, QFont::DemiBold));
    painter.setPen(look_.color(Ink::text));
    painter.drawText(room, Qt::TextWordWrap | Qt::AlignTop, title_);
    room.setTop(room.top() + titleHeight(width()) + look_.pixels(3));
    painter.setFont(look_.words(12));
    painter.setPen(look_.color(Ink::muted));
    painter.drawText(room, Qt::TextWordWrap | Qt::AlignTop, line_);
    if (done_ < 0) return;
    painter.setPen(Qt::NoPen);
    const QRectF bar(side, height() - look_.pixels(11), width() - 2 * side, look_.pixels(3));
    painter.setBrush(look_.color(Ink::line));
    painter.drawRoundedRect(bar, 1.5, 1.5);
    if (done_ == 0) return;
    painter.setBrush(look_.color(Ink::accent));
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * done_, bar.height())), 1.5,
                            1.5);
}

int EntryButton::wordsHeight(int width, const QFont& font, const QString& words) const {
    const QRect room(0, 0, std::max(20, width - 2 * look_.pixels(14)), 10000);
    return QFontMetrics(font).boundingRect(room, Qt::TextWordWrap, words).height();
}

int EntryButton::titleHeight(int width) const {
    return wordsHeight(width, look_.words(13.5, QFont::DemiBold), title_);
}

int EntryButton::lineHeight(int width) const {
    return wordsHeight(width, look_.words(12), line_);
}

}  // namespace lockstep::window
