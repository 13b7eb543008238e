// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_legend.h"

#include <QPainter>

namespace lockstep::charts {

namespace {

constexpr int signWidth = 22;
constexpr int gap = 6;
constexpr int between = 14;

}  // namespace

ChartLegend::ChartLegend(QWidget* parent) : QWidget(parent) {}

void ChartLegend::show(std::vector<LegendItem> items, const QFont& font, const QColor& words) {
    items_ = std::move(items);
    words_ = words;
    setFont(font);
    update();
}

int ChartLegend::itemWidth(const LegendItem& item) const {
    return signWidth + gap + fontMetrics().horizontalAdvance(item.name);
}

std::vector<QPoint> ChartLegend::placesIn(int width) const {
    std::vector<QPoint> places;
    const int step = fontMetrics().height() + 3;
    QPoint at(0, 0);
    for (const LegendItem& item : items_) {
        if (at.x() > 0 && at.x() + itemWidth(item) > width) at = {0, at.y() + step};
        places.push_back(at);
        at.rx() += itemWidth(item) + between;
    }
    return places;
}

int ChartLegend::heightFor(int width) const {
    if (items_.empty()) return 0;
    return placesIn(width).back().y() + fontMetrics().height() + 4;
}

void ChartLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const std::vector<QPoint> places = placesIn(width());
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const LegendItem& item = items_[i];
        const int middle = places[i].y() + fontMetrics().height() / 2;
        const int left = places[i].x();
        painter.setPen(item.pen);
        painter.setBrush(item.brush);
        if (item.box) {
            painter.drawRect(QRectF(left + 5.5, middle - 5.5, 11, 11));
        } else {
            painter.drawLine(left, middle, left + signWidth, middle);
        }
        painter.setPen(words_);
        painter.drawText(left + signWidth + gap, places[i].y() + fontMetrics().ascent(),
                         item.name);
    }
}

}  // namespace lockstep::charts
