// SPDX-License-Identifier: GPL-3.0-or-later
// The two bundled families: Inter for words, JetBrains Mono for code and values.
#pragma once

#include <QByteArray>
#include <QFont>
#include <QPainter>
#include <QString>
#include <array>

#include "drawing/figure.h"

namespace lockstep::theme {

// Fonts of `designSize` pixels, to be scaled by the painter: widths then grow evenly with the
// size, on every screen and on paper.
class FontSet {
public:
    static constexpr int designSize = 64;

    FontSet() = default;
    // Loads the families from the program if that has not happened yet.
    static FontSet load();

    const QFont& font(drawing::Face face, drawing::Weight weight) const;

private:
    std::array<QFont, 8> fonts_;
};

// Makes the bundled families known to Qt, once for the process.
void loadFonts();

QString familyName(drawing::Face face);
// The CSS and OpenType number of a weight: 400, 500, 600, 700.
int weightNumber(drawing::Weight weight);
// The font file's bytes, for embedding; empty if it cannot be read. Code has two weights.
QByteArray fontFile(drawing::Face face, drawing::Weight weight);

// Draws each letter once with the painter's font and scale, where nobody sees it: Qt keeps what it
// has drawn, for each quarter of a pixel that a letter can begin at.
void warmLetters(QPainter& painter);

// For widgets: words of 13 pixels at scale 1.
QFont widgetFont(double scale);

}  // namespace lockstep::theme
