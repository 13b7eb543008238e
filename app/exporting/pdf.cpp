// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include "exporting/exporting.h"
#include "theme/figure_painter.h"

namespace lockstep::exporting {

namespace {

using namespace Qt::StringLiterals;

constexpr int dotsPerInch = 1200;
constexpr double pointsPerPixel = 0.75;

}  // namespace

QByteArray toPdf(const drawing::Figure& figure, const ExportOptions& options) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        const double scale = options.scale * pointsPerPixel;
        const QSizeF page(figure.size.width * scale, figure.size.height * scale);
        writer.setPageLayout(QPageLayout(
            QPageSize(page, QPageSize::Point, QString(), QPageSize::ExactMatch),
            QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Point));
        writer.setResolution(dotsPerInch);
        writer.setTitle(QString::fromStdString(figure.title));
        writer.setCreator(u"Lockstep"_s);
        QPainter painter(&writer);
        if (!painter.isActive()) return {};
        const double dots = scale * dotsPerInch / 72;
        painter.scale(dots, dots);
        const theme::Theme theme = theme::makeTheme(options.theme);
        theme::FigurePainter brush(painter, theme);
        brush.setOutlines(options.outlines);
        brush.paint(figure, !options.transparent);
    }
    return bytes;
}

}  // namespace lockstep::exporting
