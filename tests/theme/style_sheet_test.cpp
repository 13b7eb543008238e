// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style_sheet.h"

#include <gtest/gtest.h>

#include <QPushButton>

namespace lockstep::theme {
namespace {

TEST(StyleSheet, LeavesNothingUnfilled) {
    for (const Kind kind : {Kind::light, Kind::dark, Kind::projector, Kind::print}) {
        const QString sheet = styleSheet(makeTheme(kind), 1);
        EXPECT_FALSE(sheet.contains(u'$'));
        EXPECT_EQ(sheet.count(u'{'), sheet.count(u'}'));
        EXPECT_FALSE(sheet.contains(u"{1"));
    }
}

TEST(StyleSheet, GrowsWithTheTextSize) {
    const Theme theme = makeTheme(Kind::light);
    EXPECT_TRUE(styleSheet(theme, 1).contains(u"font-size: 20px"));
    EXPECT_TRUE(styleSheet(theme, 1.5).contains(u"font-size: 30px"));
}

TEST(StyleSheet, IsUnderstoodByQt) {
    const Theme theme = makeTheme(Kind::light);
    QPushButton button(QStringLiteral("Step"));
    button.setProperty("role", QStringLiteral("primary"));
    button.setStyleSheet(styleSheet(theme, 1));
    button.resize(120, 40);
    const QImage image = button.grab().toImage();
    EXPECT_EQ(image.pixelColor(10, 20), theme.color(drawing::Ink::accent));
}

TEST(Palette, HasTheThemesColours) {
    const QPalette colors = palette(makeTheme(Kind::dark));
    EXPECT_EQ(colors.color(QPalette::Window), QColor(0x14, 0x18, 0x1F));
    EXPECT_NE(colors.color(QPalette::Disabled, QPalette::Text), colors.color(QPalette::Text));
}

}  // namespace
}  // namespace lockstep::theme
