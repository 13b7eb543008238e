// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <set>

#include "theme/theme.h"

namespace lockstep::theme {
namespace {

using drawing::Ink;

constexpr double forWords = 4.5;
constexpr double forMarks = 3.0;

class EachTheme : public ::testing::TestWithParam<Kind> {
protected:
    Theme theme_ = makeTheme(GetParam());

    void expectContrast(Ink ink, Ink ground, double least) {
        EXPECT_GE(contrast(theme_.color(ink), theme_.color(ground)), least)
            << nameOf(ink) << " on " << nameOf(ground) << " in "
            << theme::nameOf(GetParam()).toStdString();
    }
};

constexpr Ink roles[] = {Ink::follower, Ink::candidate, Ink::leader, Ink::down,
                         Ink::accent,   Ink::request,   Ink::yes,    Ink::no};

TEST_P(EachTheme, WordsCanBeReadWhereverTheyStand) {
    for (const Ink ground :
         {Ink::ground, Ink::panel, Ink::ground.soft(), Ink::panel.soft(), Ink::lit}) {
        expectContrast(Ink::text, ground, 7);
        expectContrast(Ink::muted, ground, forWords);
    }
    for (const Ink role : roles) {
        expectContrast(role, Ink::ground, forWords);
        expectContrast(role, Ink::panel, forWords);
        expectContrast(role, role.soft(), forWords);
        expectContrast(Ink::text, role.soft(), 7);
        expectContrast(role.on(), role, forWords);
    }
    expectContrast(Ink::muted, Ink::accent.soft(), forWords);
}

TEST_P(EachTheme, TermsCanBeReadOnTheirCellsAndOnWhatIsLit) {
    for (unsigned i = 0; i < 6; ++i) {
        const Ink term = Ink::series(i);
        expectContrast(term, term.soft(), forWords);
        expectContrast(term, Ink::panel, forWords);
        expectContrast(term, Ink::ground, forWords);
        expectContrast(term, Ink::lit, forWords);
        expectContrast(Ink::text, term.soft(), 7);
        expectContrast(term.on(), term, forWords);
    }
}

TEST_P(EachTheme, LargeMarksStandOutFromTheirGround) {
    for (const Ink role : roles) {
        expectContrast(role, Ink::ground, forMarks);
        expectContrast(role, Ink::lit, forMarks);
        expectContrast(role, Ink::accent.soft(), forMarks);
    }
}

TEST_P(EachTheme, TellsEverySeriesApart) {
    std::set<QRgb> colors;
    for (unsigned i = 0; i < 6; ++i) colors.insert(theme_.color(Ink::series(i)).rgb());
    EXPECT_EQ(colors.size(), 6U);
    EXPECT_EQ(Ink::series(7), Ink::series(1));
}

INSTANTIATE_TEST_SUITE_P(All, EachTheme,
                         ::testing::Values(Kind::light, Kind::dark, Kind::projector, Kind::print),
                         [](const auto& kind) { return nameOf(kind.param).toStdString(); });

TEST(Theme, PrintHasPatternsBesideHues) {
    const Theme print = makeTheme(Kind::print);
    std::set<drawing::Pattern> patterns;
    for (unsigned i = 0; i < 6; ++i) patterns.insert(print.pattern(Ink::series(i).soft()));
    EXPECT_EQ(patterns.size(), 6U);
    EXPECT_EQ(makeTheme(Kind::light).pattern(Ink::series(1).soft()), drawing::Pattern::plain);
    EXPECT_EQ(print.color(Ink::ground), QColor(Qt::white));
}

TEST(Theme, APaintOnItsWayMixesItsColours) {
    const Theme theme = makeTheme(Kind::light);
    const QColor half = theme.color(drawing::Paint(Ink::text, Ink::ground, 0.5));
    EXPECT_GT(half.red(), theme.color(Ink::text).red());
    EXPECT_LT(half.red(), theme.color(Ink::ground).red());
    EXPECT_EQ(theme.color(drawing::Paint(Ink::none, Ink::text, 0.5)).alpha(), 128);
}

TEST(Theme, HasNamesThatAreReadBack) {
    for (const Kind kind : {Kind::light, Kind::dark, Kind::projector, Kind::print})
        EXPECT_EQ(kindNamed(nameOf(kind).toStdString()), kind);
    EXPECT_FALSE(kindNamed("Light").has_value());
    EXPECT_EQ(choiceNamed(u"system"), Choice::system);
    EXPECT_EQ(kindFor(Choice::dark), Kind::dark);
}

}  // namespace
}  // namespace lockstep::theme
