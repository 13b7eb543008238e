// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_files.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <algorithm>

#include "charts/chart_painter.h"
#include "exporting/exporting.h"

namespace lockstep::charts {

using namespace Qt::StringLiterals;

namespace {

QSizeF sizeOf(const ChartFile& file) { return {file.size.width, file.size.height}; }

// Words as large as the theme has them, unless they would take more than half of the height, or
// title or legend would be cut for want of width.
double scaleFor(const figures::Chart& chart, const theme::Theme& theme, QSizeF size) {
    constexpr double wordsHeight = 104;  // title, numbers, unit and legend at scale 1
    QFont titleFont = chartFont(13, 1);
    titleFont.setBold(true);
    const QString title = QString::fromStdString(chart.title);
    const double titleWidth = QFontMetricsF(titleFont).horizontalAdvance(title) + 20;
    const QFontMetricsF metrics(chartFont(11, 1));
    // A name has its marker before it, which grows with it, and what Qt Charts keeps free.
    double legendWidth = 0;
    double besideLegend = 0;
    for (const LegendItem& item : legendOf(chart, theme, 1)) {
        legendWidth += metrics.horizontalAdvance(item.name) + 24;
        besideLegend += 34;
    }
    double scale = std::min({theme.textScale(), size.height() / 2 / wordsHeight,
                             size.width() / titleWidth});
    if (legendWidth > 0) scale = std::min(scale, (size.width() - besideLegend) / legendWidth);
    return std::max(scale, 0.5);
}

// Lays the chart out for the size and paints it upon a device of the same size.
void paint(QPainter& painter, const figures::Chart& chart, const theme::Theme& theme,
           const ChartFile& file, const QRectF& target) {
    QGraphicsScene scene;
    const double scale = scaleFor(chart, theme, sizeOf(file));
    QChart* made = makeChart(chart, theme, scale, false, sizeOf(file)).release();
    if (file.transparent) made->setBackgroundVisible(false);
    scene.addItem(made);
    made->resize(sizeOf(file));
    scene.setSceneRect(QRectF({}, sizeOf(file)));
    painter.setRenderHint(QPainter::Antialiasing);
    scene.render(&painter, target, scene.sceneRect());
}

}  // namespace

QByteArray toSvg(const figures::Chart& chart, const theme::Theme& theme, const ChartFile& file) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(QString::fromStdString(chart.title));
    generator.setDescription(descriptionOf(chart));
    generator.setSize(sizeOf(file).toSize());
    generator.setViewBox(QRectF({}, sizeOf(file)));
    // As many dots to the inch as the screen's pixels, so that words keep their size.
    generator.setResolution(96);
    QPainter painter(&generator);
    paint(painter, chart, theme, file, QRectF({}, sizeOf(file)));
    painter.end();
    return bytes;
}

QByteArray toPdf(const figures::Chart& chart, const theme::Theme& theme, const ChartFile& file) {
    return exporting::pagePdf(
        file.size, file.scale, QString::fromStdString(chart.title),
        [&](QPainter& painter) { paint(painter, chart, theme, file, QRectF({}, sizeOf(file))); });
}

QByteArray toPng(const figures::Chart& chart, const theme::Theme& theme, const ChartFile& file) {
    QImage image((sizeOf(file) * file.scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) return {};
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(painter, chart, theme, file, QRectF({}, QSizeF(image.size())));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

}  // namespace lockstep::charts
