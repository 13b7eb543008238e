// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/narration_bar.h"

#include <QAccessible>
#include <QPainter>

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

// The colour of the bar repeats what the sentence says in words.
Ink inkOf(const Event* event) {
    if (!event) return Ink::accent;
    switch (event->kind->glyph) {
        case Glyph::star:
        case Glyph::check:
        case Glyph::up:
        case Glyph::heal: return Ink::yes;
        case Glyph::clock: return Ink::candidate;
        case Glyph::pencil: return Ink::request;
        case Glyph::cross:
        case Glyph::cut:
        case Glyph::warning: return Ink::no;
        case Glyph::none: break;
    }
    return Ink::accent;
}

}  // namespace

NarrationBar::NarrationBar(session::Session& session, const Look& look, double enlargement,
                           QWidget* parent)
    : QWidget(parent), session_(session), look_(look), enlargement_(enlargement) {
    setAccessibleName(tr("Narration"));
    setFocusPolicy(Qt::NoFocus);
    connect(&session_, &session::Session::moved, this, &NarrationBar::refresh);
    connect(&look_, &Look::changed, this, &NarrationBar::applyLook);
    applyLook();
    refresh();
}

void NarrationBar::applyLook() {
    setFixedHeight(sizeHint().height());
    update();
}

QSize NarrationBar::sizeHint() const {
    return {200, look_.pixels(enlargement_ > 1 ? 78 * enlargement_ : 60)};
}

void NarrationBar::refresh() {
    if (!session_.hasRun()) return;
    telling_ = session::tell(session_.timeline().moment());
    ink_ = inkOf(telling_.event);
    setAccessibleDescription(telling_.what + u' ' + telling_.why);
    setToolTip(telling_.what + u'\n' + telling_.why);
    if (QAccessible::isActive() && isVisible()) {
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void NarrationBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int left = look_.pixels(24);
    const int barHeight = height() - look_.pixels(26);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.color(ink_));
    painter.drawRoundedRect(QRectF(left, look_.pixels(13), look_.pixels(5), barHeight), 2.5, 2.5);

    const int indent = left + look_.pixels(18 * enlargement_);
    const QRect words(indent, look_.pixels(10), width() - indent - look_.pixels(24),
                      height() - look_.pixels(20));
    const QString what = telling_.what;
    const QFont large = look_.words(15 * enlargement_, QFont::DemiBold);
    const QFont small = look_.words(12.5 * enlargement_);
    painter.setFont(large);
    painter.setPen(look_.color(Ink::text));
    QRect used;
    const bool isLong = QFontMetrics(large).horizontalAdvance(what) > words.width();
    if (enlargement_ > 1) {
        painter.drawText(words, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, what, &used);
    } else if (isLong) {
        // Two lines for what happened; why is then in the tooltip.
        painter.setFont(look_.words(13.5, QFont::DemiBold));
        painter.drawText(words, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignVCenter, what);
        return;
    } else {
        painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, what, &used);
    }
    painter.setFont(small);
    painter.setPen(look_.color(Ink::muted));
    QRect rest = words;
    rest.setTop(used.bottom() + look_.pixels(3 * enlargement_));
    QString why = telling_.why;
    if (telling_.others > 0 && enlargement_ <= 1) {
        const QString more = tr("+%n more", nullptr, telling_.others);
        const int moreWidth = painter.fontMetrics().horizontalAdvance(more) + look_.pixels(12);
        painter.setPen(look_.color(Ink::accent));
        painter.drawText(rest, Qt::AlignRight | Qt::AlignTop, more);
        painter.setPen(look_.color(Ink::muted));
        rest.setRight(rest.right() - moreWidth);
    }
    if (enlargement_ > 1) {
        painter.drawText(rest, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, why);
    } else {
        why = painter.fontMetrics().elidedText(why, Qt::ElideRight, rest.width());
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignTop, why);
    }
}

void NarrationBar::mousePressEvent(QMouseEvent*) {
    if (telling_.others > 0) Q_EMIT othersAsked();
}

}  // namespace lockstep::window
