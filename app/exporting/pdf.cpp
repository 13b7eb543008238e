// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QHashFunctions>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QUuid>

#include "exporting/exporting.h"
#include "theme/figure_painter.h"

namespace lockstep::exporting {

namespace {

using namespace Qt::StringLiterals;

constexpr int dotsPerInch = 1200;
constexpr double pointsPerPixel = 0.75;

// Qt writes a file's fonts in the order of a hash, which is a different one in each process
// unless it is told not to. Others get their randomness back afterwards.
class SteadyHashing {
public:
    SteadyHashing() { QHashSeed::setDeterministicGlobalSeed(); }
    ~SteadyHashing() { QHashSeed::resetRandomGlobalSeed(); }
    SteadyHashing(const SteadyHashing&) = delete;
    SteadyHashing& operator=(const SteadyHashing&) = delete;
};

// The time of writing would be other bytes in each file. As long as it was, so that the offsets in
// the file's table still hold. Qt 6.8 writes it five times.
void settleDates(QByteArray& bytes) {
    static const QByteArray date = "20000101000000";
    static const QByteArray longDate = "2000-01-01T00:00:00";
    const auto settle = [&bytes](const QByteArray& label, const QByteArray& settled) {
        const qsizetype found = bytes.indexOf(label);
        if (found >= 0) bytes.replace(found + label.size(), settled.size(), settled);
    };
    for (const char* label : {"/CreationDate (D:", "/ModDate (D:"})
        settle(label, date);
    for (const char* label : {"xmp:CreateDate=\"", "xmp:ModifyDate=\"", "xmp:MetadataDate=\""})
        settle(label, longDate);
}

}  // namespace

QByteArray pagePdf(drawing::Size size, double scale, const QString& title,
                   const std::function<void(QPainter&)>& paint) {
    const SteadyHashing steady;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        const double points = scale * pointsPerPixel;
        const QSizeF page(size.width * points, size.height * points);
        writer.setPageLayout(
            QPageLayout(QPageSize(page, QPageSize::Point, QString(), QPageSize::ExactMatch),
                        QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Point));
        writer.setResolution(dotsPerInch);
        writer.setTitle(title);
        writer.setCreator(u"Lockstep"_s);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        writer.setDocumentId(QUuid::fromString(u"{6c6f636b-7374-4570-8000-000000000000}"_s));
#endif
        QPainter painter(&writer);
        if (!painter.isActive()) return {};
        const double dots = points * dotsPerInch / 72;
        painter.scale(dots, dots);
        paint(painter);
    }
    settleDates(bytes);
    return bytes;
}

QByteArray toPdf(const drawing::Figure& figure, const ExportOptions& options) {
    const QString title = QString::fromStdString(figure.title);
    return pagePdf(figure.size, options.scale, title, [&](QPainter& painter) {
        const theme::Theme theme = theme::makeTheme(options.theme);
        theme::FigurePainter brush(painter, theme);
        brush.setOutlines(options.outlines);
        brush.paint(figure, !options.transparent);
    });
}

}  // namespace lockstep::exporting
