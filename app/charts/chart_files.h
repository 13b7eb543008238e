// SPDX-License-Identifier: GPL-3.0-or-later
// A chart as SVG, PDF or PNG. Needs a QApplication, but no display.
#pragma once

#include <QByteArray>

#include "figures/chart.h"
#include "theme/theme.h"

namespace lockstep::charts {

struct ChartFile {
    drawing::Size size{960, 400};
    double scale = 1;
    bool transparent = false;
};

QByteArray toSvg(const figures::Chart& chart, const theme::Theme& theme, const ChartFile& file);
QByteArray toPdf(const figures::Chart& chart, const theme::Theme& theme, const ChartFile& file);
QByteArray toPng(const figures::Chart& chart, const theme::Theme& theme, const ChartFile& file);

}  // namespace lockstep::charts
