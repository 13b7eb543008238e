// SPDX-License-Identifier: GPL-3.0-or-later
// A chart's value as a QChart: lines by colour and dashes, states as bands behind them, and a line
// where one stands. Nothing here keeps state of its own.
#pragma once

#include <QFont>
#include <QSizeF>
#include <QtCharts/QChart>
#include <memory>
#include <vector>

#include "figures/chart.h"
#include "theme/theme.h"

namespace lockstep::charts {

// `scale` is the size of words; 1 is the usual. Bare: whoever shows it writes title, unit and
// legend around it, where there is little room. Axes have as many numbers as `room` allows.
std::unique_ptr<QChart> makeChart(const figures::Chart& chart, const theme::Theme& theme,
                                  double scale, bool bare = false,
                                  QSizeF room = {960, 540});

// For words of a chart, so many pixels high at scale 1.
QFont chartFont(double size, double scale);

// What the legend names: a line by its pen, or a box by its ground and edge.
struct LegendItem {
    QString name;
    QPen pen;
    QBrush brush = {};
    bool box = false;
};
// Empty where one line needs no name.
std::vector<LegendItem> legendOf(const figures::Chart& chart, const theme::Theme& theme,
                                 double scale);

// The chart in words, for those who do not see it: each line's value where one stands.
QString descriptionOf(const figures::Chart& chart);

}  // namespace lockstep::charts
