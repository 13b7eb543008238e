// SPDX-License-Identifier: GPL-3.0-or-later
// A chart's value as a QChart: lines by colour and dashes, states as bands behind them, and a line
// where one stands. Nothing here keeps state of its own.
#pragma once

#include <QtCharts/QChart>
#include <memory>

#include "figures/chart.h"
#include "theme/theme.h"

namespace lockstep::charts {

// `scale` is the size of words; 1 is the usual.
std::unique_ptr<QChart> makeChart(const figures::Chart& chart, const theme::Theme& theme,
                                  double scale);

// The chart in words, for those who do not see it: each line's value where one stands.
QString descriptionOf(const figures::Chart& chart);

}  // namespace lockstep::charts
