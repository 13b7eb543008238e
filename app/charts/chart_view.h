// SPDX-License-Identifier: GPL-3.0-or-later
// A chart on screen. A click asks to go to that time.
#pragma once

#include <QWidget>
#include <memory>

#include "figures/chart.h"
#include "theme/theme.h"

class QChartView;
class QLabel;

namespace lockstep::charts {

class ChartLegend;

class ChartView final : public QWidget {
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);
    ~ChartView() override;

    void show(figures::Chart chart, const theme::Theme& theme, double scale);
    using QWidget::show;
    const figures::Chart& chart() const { return chart_; }
    // How many points side by side can be told apart.
    std::size_t columns() const;

Q_SIGNALS:
    void timeChosen(double milliseconds);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    figures::Chart chart_;
    QLabel* title_;
    QChartView* view_;
    ChartLegend* legend_;
};

}  // namespace lockstep::charts
