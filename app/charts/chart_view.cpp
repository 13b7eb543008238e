// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_view.h"

#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <QtCharts/QChartView>
#include <algorithm>

#include "charts/chart_legend.h"
#include "charts/chart_painter.h"

namespace lockstep::charts {

using namespace Qt::StringLiterals;

namespace {

// Beside the title there is a button of whoever shows the chart.
constexpr int cornerWidth = 76;
constexpr int leastPlot = 110;

}  // namespace

ChartView::ChartView(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      view_(new QChartView(this)),
      legend_(new ChartLegend(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 6);
    layout->setSpacing(2);
    layout->addWidget(title_);
    layout->addWidget(view_, 1);
    layout->addWidget(legend_);
    title_->setWordWrap(true);
    title_->setTextFormat(Qt::PlainText);
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
    const QSizeF room(width(), std::max(view_->height(), static_cast<int>(leastPlot * scale)));
    view_->setChart(makeChart(chart_, theme, scale, true, room).release());
    const QColor words = theme.color(drawing::Ink::text);
    const QString unit = QString::fromStdString(chart_.unit);
    const QString title = QString::fromStdString(chart_.title);
    QFont bold = chartFont(13, scale);
    bold.setWeight(QFont::DemiBold);
    title_->setFont(bold);
    title_->setText(unit.isEmpty() ? title : title + u" · "_s + unit);
    title_->setContentsMargins(4, 0, static_cast<int>(cornerWidth * scale), 0);
    title_->setMinimumHeight(static_cast<int>(30 * scale));
    QPalette colors = title_->palette();
    colors.setColor(QPalette::WindowText, words);
    title_->setPalette(colors);
    legend_->show(legendOf(chart_, theme, scale), chartFont(11, scale), words);
    legend_->setFixedHeight(legend_->heightFor(width()));
    setMinimumHeight(title_->heightForWidth(width()) + legend_->height() +
                     static_cast<int>(leastPlot * scale));
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
