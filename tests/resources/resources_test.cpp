// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QFontDatabase>
#include <QSvgRenderer>
#include <fstream>
#include <iterator>

#include "support/paths.h"

namespace lockstep {
namespace {

using namespace Qt::StringLiterals;

QString familyOf(const QString& file) {
    const int id = QFontDatabase::addApplicationFont(u":/fonts/"_s + file);
    return id < 0 ? QString() : QFontDatabase::applicationFontFamilies(id).value(0);
}

TEST(Resources, TheFontsAreInTheProgram) {
    initResources();
    for (const char* face : {"Regular", "Medium", "SemiBold", "Bold"}) {
        const QString name = QString::fromLatin1(face);
        EXPECT_TRUE(familyOf(u"Inter-"_s + name + u".otf"_s).startsWith(u"Inter"_s)) << face;
    }
    EXPECT_EQ(familyOf(u"JetBrainsMono-Regular.ttf"_s), u"JetBrains Mono"_s);
    EXPECT_EQ(familyOf(u"JetBrainsMono-Bold.ttf"_s), u"JetBrains Mono"_s);
}

TEST(Resources, TheIconIsAPicture) {
    initResources();
    EXPECT_TRUE(QSvgRenderer(u":/icons/lockstep.svg"_s).isValid());
}

TEST(Resources, AskingTwiceIsHarmless) {
    initResources();
    initResources();
    EXPECT_TRUE(QFile::exists(u":/icons/lockstep.svg"_s));
}

// Whoever gets the fonts has to get their licences too.
TEST(Resources, EachFontHasItsLicence) {
    for (const char* name : {"OFL-Inter.txt", "OFL-JetBrainsMono.txt"}) {
        std::ifstream in(testing::sourceFolder() / "resources" / "fonts" / name);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        EXPECT_NE(text.find("SIL OPEN FONT LICENSE"), std::string::npos) << name;
        EXPECT_NE(text.find("Copyright"), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace lockstep
