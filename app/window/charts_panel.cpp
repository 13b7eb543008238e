// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/charts_panel.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <algorithm>

#include "charts/chart_files.h"
#include "exporting/exporting.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

ChartsPanel::ChartsPanel(session::Session& session, const Look& look,
                         const figures::FigureCatalog& figures, QWidget* parent)
    : QWidget(parent), session_(session), look_(look), figures_(figures), list_(new QWidget(this)) {
    new QVBoxLayout(list_);
    list_->layout()->setContentsMargins(look_.pixels(8), look_.pixels(4), look_.pixels(8),
                                        look_.pixels(4));
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(list_);
    area->setAccessibleName(tr("Charts"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(area);
    connect(&session_, &session::Session::runChanged, this, &ChartsPanel::rebuild);
    connect(&session_, &session::Session::moved, this, &ChartsPanel::refresh);
    connect(&look_, &Look::changed, this, &ChartsPanel::refresh);
}

// A chart with its button to save it.
QWidget* ChartsPanel::buildRow(std::size_t index) {
    auto* row = new QWidget(list_);
    auto* view = new charts::ChartView(row);
    auto* button = new QToolButton(row);
    setRole(button, "tool");
    button->setText(tr("Save"));
    button->setAccessibleName(tr("Save %1").arg(QString::fromStdString(specs_[index].title)));
    button->setToolTip(tr("As a picture or as numbers: SVG, PDF, PNG, CSV"));
    connect(button, &QToolButton::clicked, this, [this, index] { askAndSave(index); });
    connect(view, &charts::ChartView::timeChosen, this, &ChartsPanel::goTo);
    // The button stands in the corner beside the title.
    auto* corner = new QGridLayout(row);
    corner->setContentsMargins(0, 0, 0, 0);
    corner->addWidget(view, 0, 0);
    corner->addWidget(button, 0, 0, Qt::AlignTop | Qt::AlignRight);
    views_.push_back(view);
    return row;
}

void ChartsPanel::rebuild() {
    if (!session_.hasRun()) return;
    if (builtFor_ != &session_.topic()) {
        builtFor_ = &session_.topic();
        qDeleteAll(list_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
        views_.clear();
        const figures::TopicFigures* topic = figures_.find(builtFor_->id);
        specs_ = figures::chartsOf(*builtFor_,
                                   topic ? topic->charts : std::vector<figures::ChartSpec>());
        for (std::size_t i = 0; i < specs_.size(); ++i)
            list_->layout()->addWidget(buildRow(i));
    }
    refresh();
}

void ChartsPanel::refresh() {
    if (!isVisible() || !session_.hasRun()) return;
    for (std::size_t i = 0; i < views_.size(); ++i) {
        views_[i]->setMinimumHeight(look_.pixels(170));
        views_[i]->show(figures::chartOf(session_.timeline(), specs_[i], views_[i]->columns()),
                        look_.theme(), look_.textSize());
    }
}

void ChartsPanel::goTo(double milliseconds) {
    const Timeline& timeline = session_.timeline();
    const auto wanted = Time(static_cast<std::int64_t>(milliseconds * 1000));
    Step low = 0;
    Step high = timeline.stepCount();
    while (low < high) {
        const Step middle = low + (high - low + 1) / 2;
        timeline.timeAt(middle) <= wanted ? low = middle : high = middle - 1;
    }
    session_.goTo(low);
}

QString ChartsPanel::save(std::size_t index, const QString& path) const {
    if (path.endsWith(u".csv"_s, Qt::CaseInsensitive)) {
        const std::string text = figures::csvOf(session_.timeline(), specs_[index]);
        return exporting::writeFile(path, QByteArray::fromStdString(text)).error;
    }
    const auto format = exporting::formatOf(path);
    if (!format)
        return tr("%1 does not say which format: end it in .svg, .pdf, .png or .csv").arg(path);
    const charts::ChartFile file;
    const auto chart = figures::chartOf(session_.timeline(), specs_[index],
                                        static_cast<std::size_t>(file.size.width));
    const theme::Theme theme = theme::makeTheme(theme::Kind::print);
    switch (*format) {
        case exporting::Format::svg:
            return exporting::writeFile(path, charts::toSvg(chart, theme, file)).error;
        case exporting::Format::pdf:
            return exporting::writeFile(path, charts::toPdf(chart, theme, file)).error;
        case exporting::Format::png:
            return exporting::writeFile(path, charts::toPng(chart, theme, file)).error;
    }
    return {};
}

void ChartsPanel::askAndSave(std::size_t index) {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the chart"), QString::fromStdString(specs_[index].id) + u".svg"_s,
        tr("Pictures and numbers (*.svg *.pdf *.png *.csv)"));
    if (path.isEmpty()) return;
    const QString why = save(index, path);
    Q_EMIT session_.told(why.isEmpty() ? tr("Saved %1.").arg(path) : why);
}

void ChartsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    rebuild();
}

void ChartsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refresh();
}

}  // namespace lockstep::window
