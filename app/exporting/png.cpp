// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QImageWriter>
#include <QPainter>
#include <cmath>

#include "exporting/exporting.h"
#include "theme/figure_painter.h"

namespace lockstep::exporting {

QImage toImage(const drawing::Figure& figure, const ExportOptions& options) {
    const int width = static_cast<int>(std::lround(figure.size.width * options.scale));
    const int height = static_cast<int>(std::lround(figure.size.height * options.scale));
    // More than this is a slip of the hand, not a picture.
    constexpr double mostPixels = 300e6;
    if (width < 1 || height < 1 || static_cast<double>(width) * height > mostPixels) return {};
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) return {};
    const theme::Theme theme = theme::makeTheme(options.theme);
    image.fill(options.transparent ? QColor(0, 0, 0, 0) : theme.color(drawing::Ink::ground));
    QPainter painter(&image);
    painter.scale(options.scale, options.scale);
    theme::FigurePainter brush(painter, theme);
    brush.setOutlines(options.outlines);
    brush.paint(figure, false);
    painter.end();
    return options.transparent ? image : image.convertToFormat(QImage::Format_RGB32);
}

QByteArray toPng(const drawing::Figure& figure, const ExportOptions& options) {
    QImage image = toImage(figure, options);
    if (image.isNull()) return {};
    image.setText(QStringLiteral("Title"), QString::fromStdString(figure.title));
    image.setText(QStringLiteral("Description"), QString::fromStdString(figure.description));
    // 96 dots an inch at scale 1: pasted into a document, every scale has the same size.
    const int dotsPerMeter = static_cast<int>(std::lround(96 * options.scale / 0.0254));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return QImageWriter(&buffer, "png").write(image) ? bytes : QByteArray();
}

}  // namespace lockstep::exporting
