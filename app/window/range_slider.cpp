// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/range_slider.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace lockstep::window {

using drawing::Ink;

namespace {

// Where the scale turns from even to logarithmic: a millisecond, a percent, one.
double kneeOf(const DialInfo& dial) {
    switch (dial.kind) {
        case DialKind::range:
        case DialKind::duration: return 1000;
        case DialKind::percent: return 10'000;
        case DialKind::decimal: return 1'000'000;
        default: break;
    }
    return 1;
}

// Nobody drags to ten minutes: what is beyond is typed.
double farthestOf(const DialInfo& dial) {
    const double most = static_cast<double>(dial.most.low);
    const bool isTime = dial.kind == DialKind::range || dial.kind == DialKind::duration;
    return isTime ? std::min(most, 2e6) : most;
}

}  // namespace

RangeSlider::RangeSlider(const Look& look, const DialInfo& dial, QWidget* parent)
    : QWidget(parent), look_(look), dial_(dial) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&look_, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize RangeSlider::sizeHint() const { return {look_.pixels(120), look_.pixels(22)}; }

void RangeSlider::setValue(DialValue value) {
    if (dragging_ || value == value_) return;
    value_ = value;
    update();
}

double RangeSlider::placeOf(std::int64_t value) const {
    const double knee = kneeOf(dial_);
    const double least = std::log1p(static_cast<double>(dial_.least.low) / knee);
    const double most = std::log1p(farthestOf(dial_) / knee);
    const double share = (std::log1p(static_cast<double>(value) / knee) - least) / (most - least);
    const double margin = look_.pixels(8);
    return margin + std::clamp(share, 0.0, 1.0) * (width() - 2 * margin);
}

std::int64_t RangeSlider::valueAt(double place) const {
    const double knee = kneeOf(dial_);
    const double least = std::log1p(static_cast<double>(dial_.least.low) / knee);
    const double most = std::log1p(farthestOf(dial_) / knee);
    const double margin = look_.pixels(8);
    const double share = std::clamp((place - margin) / (width() - 2 * margin), 0.0, 1.0);
    return rounded(std::expm1(least + share * (most - least)) * knee);
}

// Two digits: nobody wants 173.482 ms from a slider.
std::int64_t RangeSlider::rounded(double value) const {
    if (value <= 0) return std::max<std::int64_t>(0, dial_.least.low);
    const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
    const double step = std::max(unit, dial_.kind == DialKind::number ? 1.0 : 100.0);
    const auto result = static_cast<std::int64_t>(std::llround(std::round(value / step) * step));
    return std::clamp(result, dial_.least.low, dial_.most.low);
}

void RangeSlider::moveHandle(std::int64_t value) {
    value = std::clamp(value, dial_.least.low, dial_.most.low);
    if (!hasTwo()) {
        value_ = {value, value};
    } else if (high_) {
        value_.high = std::max(value, value_.low);
    } else {
        value_.low = std::min(value, value_.high);
    }
    update();
    Q_EMIT moved(value_);
}

void RangeSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = height() / 2.0;
    const double margin = look_.pixels(8);
    const double low = hasTwo() ? placeOf(value_.low) : margin;
    const double high = placeOf(hasTwo() ? value_.high : value_.low);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.color(Ink::line));
    painter.drawRoundedRect(QRectF(margin, y - 2, width() - 2 * margin, 4), 2, 2);
    const QColor accent = look_.color(isEnabled() ? Ink::accent : Ink::muted);
    painter.setBrush(accent);
    painter.drawRoundedRect(QRectF(low, y - 2, std::max(1.0, high - low), 4), 2, 2);
    const auto handle = [&](double x, bool moving) {
        const bool ringed = hasFocus() && moving;
        painter.setPen(QPen(look_.color(ringed ? Ink::text : Ink::panel), 2));
        painter.setBrush(accent);
        painter.drawEllipse(QPointF(x, y), look_.pixels(7), look_.pixels(7));
    };
    if (hasTwo()) handle(low, !high_);
    handle(high, !hasTwo() || high_);
}

void RangeSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const double x = event->position().x();
    const double toLow = std::abs(x - placeOf(value_.low));
    const double toHigh = std::abs(x - placeOf(value_.high));
    high_ = toHigh < toLow || (toHigh == toLow && x > placeOf(value_.high));
    dragging_ = true;
    moveHandle(valueAt(x));
}

void RangeSlider::mouseMoveEvent(QMouseEvent* event) {
    if (dragging_) moveHandle(valueAt(event->position().x()));
}

void RangeSlider::mouseReleaseEvent(QMouseEvent*) {
    if (!dragging_) return;
    dragging_ = false;
    Q_EMIT chosen(value_);
}

void RangeSlider::keyPressEvent(QKeyEvent* event) {
    const std::int64_t now = high_ && hasTwo() ? value_.high : value_.low;
    const auto step = std::max<std::int64_t>(
        dial_.kind == DialKind::number ? 1 : 100,
        rounded(static_cast<double>(now) / 10));
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Down: moveHandle(now - step); break;
        case Qt::Key_Right:
        case Qt::Key_Up: moveHandle(now + step); break;
        case Qt::Key_Space:
            if (!hasTwo()) return QWidget::keyPressEvent(event);
            high_ = !high_;
            update();
            return;
        default: return QWidget::keyPressEvent(event);
    }
    Q_EMIT chosen(value_);
}

}  // namespace lockstep::window
