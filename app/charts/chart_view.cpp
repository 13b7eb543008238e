// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_view.h"

#include <QMouseEvent>
#include <QVBoxLayout>
#include <QtCharts/QChartView>
#include <algorithm>

#include "charts/chart_painter.h"

namespace lockstep::charts {

ChartView::ChartView(QWidget* parent) : QWidget(parent), view_(new QChartView(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view_);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setRenderHint(QPainter::Antialiasing);
    view_->setFocusPolicy(Qt::NoFocus);
    view_->viewport()->installEventFilter(this);
    setMinimumHeight(150);
}

ChartView::~ChartView() = default;

std::size_t ChartView::columns() const {
    return static_cast<std::size_t>(std::max(80, width() - 60));
}

void ChartView::show(figures::Chart chart, const theme::Theme& theme, double scale) {
    chart_ = std::move(chart);
    const std::unique_ptr<QChart> before(view_->chart());
    view_->setChart(makeChart(chart_, theme, scale).release());
    setAccessibleName(descriptionOf(chart_));
    setToolTip(descriptionOf(chart_));
}

bool ChartView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress && !chart_.bars &&
        chart_.across.empty()) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QRectF plot = view_->chart()->plotArea();
        const double share = (mouse->position().x() - plot.left()) / std::max(1.0, plot.width());
        if (share >= 0 && share <= 1) Q_EMIT timeChosen(share * chart_.until);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace lockstep::charts
