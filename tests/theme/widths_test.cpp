// SPDX-License-Identifier: GPL-3.0-or-later
// The generated widths of words against Qt's.
#include <gtest/gtest.h>

#include <QFontInfo>
#include <QFontMetricsF>

#include "drawing/text_width.h"
#include "theme/fonts.h"

namespace lockstep::theme {
namespace {

using drawing::Face;
using drawing::Weight;

constexpr Weight weights[] = {Weight::regular, Weight::medium, Weight::semibold, Weight::bold};
const char* const lines[] = {
    "follower candidate leader down term 42",
    "S3 heard nothing from a leader for its whole election timeout, so it starts an election.",
    "vote for me? term 2 · append 2:x=7 · same up to 3 · slow ×10",
    "ÄÖÜ äöü ß é è ñ ç Ω λ Ж → ≤ ≥ “quoted” – …",
    "WAVE To Ty AV 1111 0000 iiii llll",
};

TEST(FontWidths, AreThoseOfTheFontsWithoutKerning) {
    const FontSet fonts = FontSet::load();
    for (const Face face : {Face::words, Face::code})
        for (const Weight weight : weights)
            for (const char* line : lines) {
                QFont font = fonts.font(face, weight);
                font.setKerning(false);
                const QString words = QString::fromUtf8(line);
                // Letter by letter, because "->" and the like may join.
                double qt = 0;
                for (const QChar letter : words)
                    qt += QFontMetricsF(font).horizontalAdvance(letter);
                EXPECT_NEAR(drawing::textWidth(line, FontSet::designSize, weight, face), qt,
                            0.002 * qt)
                    << line << ' ' << weightNumber(weight);
            }
}

TEST(FontWidths, AreNearEnoughWithKerning) {
    const FontSet fonts = FontSet::load();
    for (const Weight weight : weights)
        for (const char* line : lines) {
            const double qt = QFontMetricsF(fonts.font(Face::words, weight))
                                  .horizontalAdvance(QString::fromUtf8(line));
            EXPECT_NEAR(drawing::textWidth(line, FontSet::designSize, weight), qt, 0.04 * qt)
                << line;
        }
}

TEST(Fonts, AreTheBundledOnes) {
    const FontSet fonts = FontSet::load();
    EXPECT_EQ(QFontInfo(fonts.font(Face::words, Weight::semibold)).family(),
              QStringLiteral("Inter"));
    EXPECT_EQ(QFontInfo(fonts.font(Face::words, Weight::semibold)).weight(), 600);
    EXPECT_EQ(QFontInfo(fonts.font(Face::code, Weight::regular)).family(),
              QStringLiteral("JetBrains Mono"));
    for (const Weight weight : weights) {
        EXPECT_GT(fontFile(Face::words, weight).size(), 10000);
        EXPECT_GT(fontFile(Face::code, weight).size(), 10000);
    }
}

}  // namespace
}  // namespace lockstep::theme
