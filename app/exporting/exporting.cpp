// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporting.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <charconv>

namespace lockstep::exporting {

namespace {

using namespace Qt::StringLiterals;

QByteArray bytesOf(const drawing::Figure& figure, const ExportOptions& options) {
    switch (options.format) {
        case Format::svg: return toSvg(figure, options);
        case Format::pdf: return toPdf(figure, options);
        case Format::png: return toPng(figure, options);
    }
    return {};
}

// All of the words as one number, or nothing.
std::optional<double> numberIn(std::string_view words) {
    double value = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
    if (error != std::errc{} || end != words.data() + words.size()) return std::nullopt;
    return value;
}

std::optional<double> sideIn(std::string_view words) {
    const auto value = numberIn(words);
    const bool isWhole = value && *value >= 64 && *value <= 16384 &&
                         *value == static_cast<double>(static_cast<int>(*value));
    return isWhole ? value : std::nullopt;
}

}  // namespace

Result exportFigure(const drawing::Figure& figure, const ExportOptions& options) {
    if (const Result can = canWrite(options.path); !can) return can;
    const QByteArray bytes = bytesOf(figure, options);
    if (bytes.isEmpty())
        return {
            u"%1: cannot be drawn as %2: the picture is too large; a smaller size or scale "
            u"would do"_s.arg(QDir::toNativeSeparators(options.path), nameOf(options.format))};
    return writeFile(options.path, bytes);
}

Result canWrite(const QString& path) {
    const QFileInfo target(path);
    const QString shown = QDir::toNativeSeparators(path);
    if (target.isDir()) return {u"%1: cannot be written: it is a folder"_s.arg(shown)};
    // A device is not to be replaced by a picture.
    if (target.exists() && !target.isFile())
        return {u"%1: cannot be written: it is not a file"_s.arg(shown)};
    if (!target.dir().exists())
        return {u"%1: cannot be written: there is no folder %2"_s.arg(
            shown, QDir::toNativeSeparators(target.path()))};
    return {};
}

Result writeFile(const QString& path, const QByteArray& bytes) {
    if (const Result can = canWrite(path); !can) return can;
    QSaveFile file(path);
    // Unbuffered, because Qt's commit() does not notice that its last flush met a full disk. A
    // disk that fills up takes a part and says why only when it is given the rest.
    bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    for (qsizetype done = 0; isWritten && done < bytes.size();) {
        const qint64 taken = file.write(bytes.constData() + done, bytes.size() - done);
        isWritten = taken > 0;
        done += taken;
    }
    isWritten = isWritten && file.flush() && file.commit();
    if (!isWritten)
        return {
            u"%1: cannot be written: %2"_s.arg(QDir::toNativeSeparators(path), file.errorString())};
    return {};
}

std::optional<Format> formatOf(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    for (const Format format : {Format::svg, Format::pdf, Format::png})
        if (ending == endingOf(format)) return format;
    return std::nullopt;
}

std::optional<drawing::Size> parseSize(std::string_view words) {
    const auto cross = words.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const auto width = sideIn(words.substr(0, cross));
    const auto height = sideIn(words.substr(cross + 1));
    if (!width || !height) return std::nullopt;
    return drawing::Size{*width, *height};
}

std::optional<double> parseScale(std::string_view words) {
    const auto scale = numberIn(words);
    return scale && *scale >= 0.1 && *scale <= 16 ? scale : std::nullopt;
}

QString endingOf(Format format) { return nameOf(format).toLower(); }

QString nameOf(Format format) {
    switch (format) {
        case Format::svg: return u"SVG"_s;
        case Format::pdf: return u"PDF"_s;
        case Format::png: return u"PNG"_s;
    }
    return {};
}

}  // namespace lockstep::exporting
