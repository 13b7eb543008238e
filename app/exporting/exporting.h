// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as a file: SVG, PDF or PNG, the same bytes for the same figure each time. Needs a
// QGuiApplication, but no display (the platform plugin "offscreen" will do).
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <functional>
#include <optional>
#include <string_view>

#include "drawing/figure.h"
#include "theme/theme.h"

class QPainter;

namespace lockstep::exporting {

enum class Format { svg, pdf, png };

struct ExportOptions {
    QString path;
    Format format = Format::svg;
    theme::Kind theme = theme::Kind::print;
    double scale = 1;          // pixels of a PNG, or the size of a page, per pixel of the figure
    bool transparent = false;  // no ground
    bool outlines = false;     // words as outlines rather than as text
};

struct Result {
    QString error;  // one line that says what, where and why; empty if it went well
    explicit operator bool() const { return error.isEmpty(); }
};

// Writes the figure at its own time. What stood at the path before stays if this fails.
Result exportFigure(const drawing::Figure& figure, const ExportOptions& options);

// Any bytes to a file, whole or not at all; and whether that can be tried.
Result writeFile(const QString& path, const QByteArray& bytes);
Result canWrite(const QString& path);

// The same without a file; empty if the format cannot be made.
QByteArray toSvg(const drawing::Figure& figure, const ExportOptions& options);
QByteArray toPdf(const drawing::Figure& figure, const ExportOptions& options);
QByteArray toPng(const drawing::Figure& figure, const ExportOptions& options);
// A page of a PDF with anything painted on it, in pixels of this size; the same bytes each time.
QByteArray pagePdf(drawing::Size size, double scale, const QString& title,
                   const std::function<void(QPainter&)>& paint);
// As for the clipboard.
QImage toImage(const drawing::Figure& figure, const ExportOptions& options);

// For command lines and dialogs. Nothing if the words cannot be understood.
std::optional<Format> formatOf(const QString& path);             // by the ending
std::optional<drawing::Size> parseSize(std::string_view words);  // 1280x720, 64 to 16384
std::optional<double> parseScale(std::string_view words);        // 0.1 to 16
QString nameOf(Format format);                                   // "SVG"
QString endingOf(Format format);                                 // "svg"

}  // namespace lockstep::exporting
