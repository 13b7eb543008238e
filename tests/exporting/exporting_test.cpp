// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporting.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRawFont>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "drawing/shapes.h"

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <csignal>
#endif

namespace lockstep::exporting {
namespace {

using namespace drawing;
using namespace Qt::StringLiterals;

Figure sample() {
    Figure figure;
    figure.size = {300, 200};
    figure.time = 500;
    figure.title = "S1 & <S2> \"talk\"";
    figure.description = "A & B <c>\x01 'd'";
    Mark server;
    server.id = "server/a&b<c>";
    server.role = Role::node;
    server.place = {80, 90};
    server.description = "a&b<c> leads.";
    Part timer = part("timer", Arc{{}, 42, 0, 360}, stroked(Ink::leader, 3));
    timer.countdown = Countdown{0, 1000};
    server.parts = {timer,
                    part("body", Circle{{}, 32}, outlined(Ink::leader.soft(), Ink::leader, 2)),
                    words("name", "a&b<c>", {0, 4}, 14, drawing::Weight::bold, Ink::text,
                          Anchor::middle)};
    Mark packet;
    packet.id = "packet/1";
    packet.layer = Layer::packets;
    packet.flight = Flight{{140, 90}, {240, 90}, 0, 1000};
    packet.place = packet.flight->from;
    packet.parts = {part("head", arrowHead({}, {1, 0}, 17, 14), filled(Ink::request))};
    Mark cell;
    cell.id = "cell/S1/1";
    cell.layer = Layer::table;
    cell.place = {40, 150};
    cell.parts = {part("cell", Box{{0, 0, 60, 26}, 5},
                       outlined(Ink::series(1).soft(), Ink::series(1), 1.6, Dash::dashed)),
                  code("command", "x=7", {12, 17}, 11, Ink::text)};
    figure.marks = {server, packet, cell};
    return figure;
}

ExportOptions optionsFor(Format format) {
    ExportOptions options;
    options.format = format;
    return options;
}

QByteArray bytesAs(Format format, ExportOptions options = {}) {
    switch (format) {
        case Format::svg: return toSvg(sample(), options);
        case Format::pdf: return toPdf(sample(), options);
        case Format::png: return toPng(sample(), options);
    }
    return {};
}

TEST(Svg, IsWellFormedWhateverTheNames) {
    QXmlStreamReader reader(bytesAs(Format::svg));
    QStringList titles;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"title")
            titles += reader.readElementText();
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    EXPECT_EQ(titles.value(0), u"S1 & <S2> \"talk\""_s);
    EXPECT_EQ(titles.value(1), u"a&b<c> leads."_s);
}

TEST(Svg, HasItsSizeInPixelsAndItsMotionStandsStill) {
    ExportOptions options;
    options.scale = 2;
    const QString svg = QString::fromUtf8(toSvg(sample(), options));
    EXPECT_TRUE(svg.contains(u"width=\"600\" height=\"400\" viewBox=\"0 0 300 200\""_s));
    EXPECT_TRUE(svg.contains(u"translate(190 90)"_s)) << "half way at its own time";
}

TEST(Svg, KeepsTextAsTextWithItsFontsInside) {
    const QString svg = QString::fromUtf8(bytesAs(Format::svg));
    EXPECT_TRUE(svg.contains(u">a&amp;b&lt;c&gt;</text>"_s));
    const QRegularExpression face(
        u"font-family:\"([^\"]+)\";font-weight:(\\d+);src:url\\(data:font/otf;base64,([^)]+)\\)"_s);
    auto faces = face.globalMatch(svg);
    QStringList families;
    while (faces.hasNext()) {
        const auto match = faces.next();
        families += match.captured(1);
        const QByteArray font = QByteArray::fromBase64(match.captured(3).toLatin1());
        EXPECT_LT(font.size(), 20000) << "a subset, not the font";
        const QRawFont loaded(font, 16);
        EXPECT_TRUE(loaded.isValid());
        EXPECT_TRUE(loaded.supportsCharacter(match.captured(1) == u"Inter" ? 'a' : '7'));
        EXPECT_FALSE(loaded.supportsCharacter('Q'));
    }
    EXPECT_EQ(families, (QStringList{u"Inter"_s, u"JetBrains Mono"_s}));
}

TEST(Svg, TurnsTextIntoOutlinesWhenAsked) {
    ExportOptions options;
    options.outlines = true;
    const QString svg = QString::fromUtf8(toSvg(sample(), options));
    EXPECT_FALSE(svg.contains(u"<text"_s));
    EXPECT_FALSE(svg.contains(u"@font-face"_s));
    EXPECT_TRUE(svg.contains(u"aria-label=\"x=7\""_s));
}

TEST(Svg, LetsTheGroundShineThroughWhenAsked) {
    ExportOptions options;
    EXPECT_TRUE(toSvg(sample(), options).contains("<rect width=\"300\" height=\"200\""));
    options.transparent = true;
    EXPECT_FALSE(toSvg(sample(), options).contains("<rect width=\"300\""));
}

TEST(Svg, PrintsPatternsBesideHues) {
    ExportOptions print;
    ExportOptions light;
    light.theme = theme::Kind::light;
    EXPECT_GT(toSvg(sample(), print).count("<path"), toSvg(sample(), light).count("<path"));
}

TEST(Pdf, HasItsPageSizeAndFontsAndNoDateOfToday) {
    const QByteArray pdf = bytesAs(Format::pdf);
    EXPECT_TRUE(pdf.startsWith("%PDF-1."));
    EXPECT_TRUE(pdf.contains("/MediaBox [0 0 225"));
    EXPECT_TRUE(pdf.contains("Inter-Bold"));
    EXPECT_TRUE(pdf.contains("/CreationDate (D:20000101000000"));
}

TEST(Png, HasItsSizeAndTransparency) {
    ExportOptions options;
    options.scale = 1.5;
    const QImage solid = toImage(sample(), options);
    EXPECT_EQ(solid.size(), QSize(450, 300));
    EXPECT_EQ(solid.pixelColor(2, 2), QColor(Qt::white));
    options.transparent = true;
    const QImage clear = toImage(sample(), options);
    EXPECT_EQ(clear.pixelColor(2, 2).alpha(), 0);
    EXPECT_EQ(clear.pixelColor(120, 100).alpha(), 255);
    const QImage read = QImage::fromData(toPng(sample(), options));
    EXPECT_EQ(read.text(u"Title"_s), u"S1 & <S2> \"talk\""_s);
    EXPECT_NEAR(read.dotsPerMeterX() * 0.0254, 144, 1);
}

TEST(Exports, AreTheSameBytesEachTime) {
    for (const Format format : {Format::svg, Format::pdf, Format::png})
        EXPECT_EQ(bytesAs(format), bytesAs(format)) << nameOf(format).toStdString();
}

TEST(Exports, AHugePictureIsAClearError) {
    Figure figure = sample();
    figure.size = {16384, 16384};
    QTemporaryDir folder;
    ExportOptions options = optionsFor(Format::png);
    options.path = folder.filePath(u"huge.png"_s);
    options.scale = 16;
    const Result result = exportFigure(figure, options);
    EXPECT_TRUE(result.error.contains(u"too large"_s));
    EXPECT_FALSE(QFile::exists(options.path));
}

TEST(Exports, WriteAFileThatIsReadBack) {
    QTemporaryDir folder;
    for (const Format format : {Format::svg, Format::pdf, Format::png}) {
        ExportOptions options = optionsFor(format);
        options.path = folder.filePath(u"out."_s + nameOf(format).toLower());
        EXPECT_EQ(formatOf(options.path), format);
        const Result result = exportFigure(sample(), options);
        EXPECT_TRUE(result) << result.error.toStdString();
        QFile file(options.path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_EQ(file.readAll(), bytesAs(format));
    }
}

TEST(Exports, WhatCannotBeWrittenSaysWhyInOneLine) {
    QTemporaryDir folder;
    ExportOptions options = optionsFor(Format::svg);
    options.path = folder.filePath(u"nowhere/out.svg"_s);
    const Result missing = exportFigure(sample(), options);
    EXPECT_TRUE(missing.error.contains(u"there is no folder"_s)) << missing.error.toStdString();
    EXPECT_FALSE(missing.error.contains(u'\n'));
    options.path = folder.path();
    EXPECT_TRUE(exportFigure(sample(), options).error.contains(u"it is a folder"_s));
}

TEST(Exports, AFailureLeavesTheOlderFile) {
    QTemporaryDir folder;
    ExportOptions options = optionsFor(Format::svg);
    options.path = folder.filePath(u"out.svg"_s);
    QFile old(options.path);
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("older");
    old.close();
    ASSERT_TRUE(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner));
    const Result result = exportFigure(sample(), options);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (result) GTEST_SKIP() << "this user may write everywhere";
    ASSERT_TRUE(old.open(QIODevice::ReadOnly));
    EXPECT_EQ(old.readAll(), "older");
}

#ifdef Q_OS_UNIX
TEST(Exports, AFullDiskIsAnErrorAndLeavesTheOlderFile) {
    QTemporaryDir folder;
    ExportOptions options = optionsFor(Format::svg);
    options.path = folder.filePath(u"out.svg"_s);
    QFile old(options.path);
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("older");
    old.close();
    // No file may grow beyond this: what a full disk looks like to a program.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit little = before;
    little.rlim_cur = 1000;
    setrlimit(RLIMIT_FSIZE, &little);
    const Result result = exportFigure(sample(), options);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_TRUE(result.error.endsWith(u"cannot be written: File too large"_s))
        << result.error.toStdString();
    ASSERT_TRUE(old.open(QIODevice::ReadOnly));
    EXPECT_EQ(old.readAll(), "older");
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), 1) << "no half file stays";
}

TEST(Exports, ADeviceIsNotReplacedByAPicture) {
    ExportOptions options = optionsFor(Format::svg);
    options.path = u"/dev/null"_s;
    EXPECT_TRUE(exportFigure(sample(), options).error.contains(u"it is not a file"_s));
}
#endif

TEST(Options, AreReadFromWords) {
    EXPECT_EQ(parseSize("1280x720"), (drawing::Size{1280, 720}));
    for (const char* wrong : {"", "1280", "x", "1280x", "63x100", "1280x99999", "12.5x100", "-5x70",
                              "1280x720x3", "1e3x100 "})
        EXPECT_FALSE(parseSize(wrong).has_value()) << wrong;
    EXPECT_EQ(parseScale("2"), 2);
    EXPECT_EQ(parseScale("0.5"), 0.5);
    for (const char* wrong : {"", "0", "17", "two", "nan", "inf", "2x"})
        EXPECT_FALSE(parseScale(wrong).has_value()) << wrong;
    EXPECT_EQ(formatOf(u"a/b.PNG"_s), Format::png);
    EXPECT_FALSE(formatOf(u"a.gif"_s).has_value());
}

// Other programs' eyes, where they are installed.
TEST(Exports, AreUnderstoodByOtherPrograms) {
    const QString pdffonts = QStandardPaths::findExecutable(u"pdffonts"_s);
    const QString rsvg = QStandardPaths::findExecutable(u"rsvg-convert"_s);
    if (pdffonts.isEmpty() || rsvg.isEmpty()) GTEST_SKIP() << "needs poppler-utils, librsvg2-bin";
    QTemporaryDir folder;
    ExportOptions options = optionsFor(Format::pdf);
    options.path = folder.filePath(u"out.pdf"_s);
    ASSERT_TRUE(exportFigure(sample(), options));
    QProcess fonts;
    fonts.start(pdffonts, {options.path});
    ASSERT_TRUE(fonts.waitForFinished());
    const QByteArray listed = fonts.readAllStandardOutput();
    EXPECT_TRUE(listed.contains("Inter-Bold")) << listed.toStdString();
    EXPECT_TRUE(listed.contains("JetBrainsMono-Regular"));
    EXPECT_EQ(fonts.readAllStandardError(), "");

    options = optionsFor(Format::svg);
    options.path = folder.filePath(u"out.svg"_s);
    ASSERT_TRUE(exportFigure(sample(), options));
    QProcess convert;
    convert.start(rsvg, {options.path, u"-o"_s, folder.filePath(u"out.png"_s)});
    ASSERT_TRUE(convert.waitForFinished());
    EXPECT_EQ(QImage(folder.filePath(u"out.png"_s)).size(), QSize(300, 200));
}

}  // namespace
}  // namespace lockstep::exporting
