// SPDX-License-Identifier: GPL-3.0-or-later
// The legend of a chart on screen: as many rows as its names need.
#pragma once

#include <QWidget>
#include <vector>

#include "charts/chart_painter.h"

namespace lockstep::charts {

class ChartLegend final : public QWidget {
public:
    explicit ChartLegend(QWidget* parent = nullptr);

    void show(std::vector<LegendItem> items, const QFont& font, const QColor& words);
    // How high it is where it is so wide; 0 without names.
    int heightFor(int width) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    // Where each name begins.
    std::vector<QPoint> placesIn(int width) const;
    int itemWidth(const LegendItem& item) const;

    std::vector<LegendItem> items_;
    QColor words_;
};

}  // namespace lockstep::charts
