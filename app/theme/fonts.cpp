// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/fonts.h"

#include <QFile>
#include <QFontDatabase>
#include <cmath>

#include "resources.h"

namespace lockstep::theme {

namespace {

using drawing::Face;
using drawing::Weight;
using namespace Qt::StringLiterals;

QString fileFor(Face face, Weight weight) {
    const bool isBold = weight == Weight::semibold || weight == Weight::bold;
    if (face == Face::code)
        return isBold ? u":/fonts/JetBrainsMono-Bold.ttf"_s
                      : u":/fonts/JetBrainsMono-Regular.ttf"_s;
    switch (weight) {
        case Weight::regular: return u":/fonts/Inter-Regular.otf"_s;
        case Weight::medium: return u":/fonts/Inter-Medium.otf"_s;
        case Weight::semibold: return u":/fonts/Inter-SemiBold.otf"_s;
        case Weight::bold: return u":/fonts/Inter-Bold.otf"_s;
    }
    return {};
}

std::size_t slot(Face face, Weight weight) {
    return static_cast<std::size_t>(face) * 4 + static_cast<std::size_t>(weight);
}

QFont makeFont(Face face, Weight weight, int pixels) {
    QFont font(familyName(face));
    font.setPixelSize(pixels);
    font.setWeight(static_cast<QFont::Weight>(weightNumber(weight)));
    // Unhinted letters keep their widths at any zoom; grey smoothing looks the same everywhere.
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

}  // namespace

FontSet FontSet::load() {
    loadFonts();
    FontSet set;
    for (const Face face : {Face::words, Face::code})
        for (const Weight weight :
             {Weight::regular, Weight::medium, Weight::semibold, Weight::bold})
            set.fonts_[slot(face, weight)] = makeFont(face, weight, designSize);
    return set;
}

const QFont& FontSet::font(Face face, Weight weight) const { return fonts_[slot(face, weight)]; }

void loadFonts() {
    static const bool loaded = [] {
        initResources();
        for (const Weight weight :
             {Weight::regular, Weight::medium, Weight::semibold, Weight::bold})
            QFontDatabase::addApplicationFont(fileFor(Face::words, weight));
        for (const Weight weight : {Weight::regular, Weight::bold})
            QFontDatabase::addApplicationFont(fileFor(Face::code, weight));
        return true;
    }();
    Q_UNUSED(loaded);
}

QString familyName(Face face) {
    return face == Face::words ? u"Inter"_s : u"JetBrains Mono"_s;
}

int weightNumber(Weight weight) { return 400 + 100 * static_cast<int>(weight); }

QByteArray fontFile(Face face, Weight weight) {
    loadFonts();
    QFile file(fileFor(face, weight));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void warmLetters(QPainter& painter) {
    QString letters;
    for (char letter = ' '; letter <= '~'; ++letter) letters += QLatin1Char(letter);
    const double scale = painter.transform().m11();
    for (int quarter = 0; quarter < 4; ++quarter)
        painter.drawText(QPointF(quarter / (4 * scale), 0), letters);
}

QFont widgetFont(double scale) {
    loadFonts();
    return makeFont(Face::words, Weight::regular, static_cast<int>(std::lround(13 * scale)));
}

}  // namespace lockstep::theme
