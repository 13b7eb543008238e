// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/narration_bar.h"

#include <QAccessible>
#include <QPainter>
#include <algorithm>

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
    connect(&session_, &session::Session::runChanged, this, &NarrationBar::applyLook);
    connect(&look_, &Look::changed, this, &NarrationBar::applyLook);
    applyLook();
    refresh();
}

void NarrationBar::applyLook() {
    setFixedHeight(leastHeight());
    grow();
    update();
}

// Room for what happened and why in one line each; for two lines of why where there is less width.
int NarrationBar::leastHeight() const {
    if (enlargement_ > 1) return look_.pixels(78 * enlargement_);
    return look_.pixels(width() < look_.pixels(720) ? 76 : 60);
}

QSize NarrationBar::sizeHint() const { return {200, std::max(leastHeight(), minimumHeight())}; }

void NarrationBar::refresh() {
    if (!session_.hasRun()) return;
    telling_ = session::tell(session_.timeline().moment());
    ink_ = inkOf(telling_.event);
    setAccessibleDescription(telling_.what + u' ' + telling_.why);
    if (QAccessible::isActive() && isVisible()) {
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    grow();
    update();
}

void NarrationBar::grow() {
    if (shownWidth_ == 0) return;  // not laid out yet
    lines_ = linesFor(shownWidth_);
    if (const int needed = heightOf(lines_); needed > minimumHeight()) setFixedHeight(needed);
}

int NarrationBar::neededHeight() const { return heightOf(linesFor(width())); }

int NarrationBar::heightOf(const Lines& lines) const {
    const int bottom = telling_.why.isEmpty() ? lines.what.bottom() : lines.why.bottom();
    return bottom + 1 + look_.pixels(10);
}

void NarrationBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (width() == shownWidth_) return;
    shownWidth_ = width();
    applyLook();
}

QFont NarrationBar::largeFont() const { return look_.words(15 * enlargement_, QFont::DemiBold); }

QFont NarrationBar::smallFont() const { return look_.words(12.5 * enlargement_); }

QString NarrationBar::moreText() const {
    if (telling_.others == 0 || enlargement_ > 1) return {};
    return tr("+%n more", nullptr, telling_.others);
}

NarrationBar::Lines NarrationBar::linesFor(int width) const {
    const auto wrapped = [](const QFont& font, const QRect& room, const QString& words) {
        return QFontMetrics(font).boundingRect(room, Qt::TextWordWrap | Qt::AlignLeft, words);
    };
    constexpr int high = 10'000;
    const int indent = look_.pixels(24) + look_.pixels(18 * enlargement_);
    QRect words(indent, look_.pixels(10), std::max(40, width - indent - look_.pixels(24)), high);
    Lines lines;
    if (const QString more = moreText(); !more.isEmpty()) {
        const QFontMetrics metrics(smallFont());
        const int moreWidth = metrics.horizontalAdvance(more) + 2;
        lines.more = QRect(words.right() - moreWidth, words.top() + look_.pixels(2), moreWidth + 1,
                           metrics.height());
        words.setRight(lines.more.left() - look_.pixels(12));
    }
    lines.what = words;
    lines.what.setHeight(wrapped(largeFont(), words, telling_.what).height());
    lines.why = words;
    lines.why.setTop(lines.what.bottom() + 1 + look_.pixels(2 * enlargement_));
    lines.why.setHeight(wrapped(smallFont(), lines.why, telling_.why).height());
    return lines;
}

void NarrationBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int barHeight = height() - look_.pixels(26);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.color(ink_));
    painter.drawRoundedRect(
        QRectF(look_.pixels(24), look_.pixels(13), look_.pixels(5), barHeight), 2.5, 2.5);

    constexpr auto flags = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
    painter.setFont(largeFont());
    painter.setPen(look_.color(Ink::text));
    painter.drawText(lines_.what, flags, telling_.what);
    painter.setFont(smallFont());
    painter.setPen(look_.color(Ink::muted));
    painter.drawText(lines_.why, flags, telling_.why);
    if (lines_.more.isEmpty()) return;
    painter.setPen(look_.color(Ink::accent));
    painter.drawText(lines_.more, Qt::AlignRight | Qt::AlignTop, moreText());
}

void NarrationBar::mousePressEvent(QMouseEvent*) {
    if (telling_.others > 0) Q_EMIT othersAsked();
}

}  // namespace lockstep::window
