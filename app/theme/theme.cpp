// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>
#include <array>
#include <cmath>

namespace lockstep::theme {

namespace {

using drawing::Ink;
using drawing::Meaning;
using drawing::Paint;
using drawing::Pattern;
using drawing::Tone;
using namespace Qt::StringLiterals;

struct Pair {
    QRgb full;
    QRgb soft;
};

// The colours of one theme, in the order of Meaning without `none` and `series`.
struct Colors {
    std::array<Pair, 14> meanings;
    std::array<Pair, 6> series;
    QRgb on;  // words upon a full ink
};

constexpr Colors light{
    {{{0xFFFBFAF7, 0xFFF3F2EE},     // ground, and the window behind it
      {0xFFFFFFFF, 0xFFF7F6F3},     // panel
      {0xFFDDDBD3, 0xFFECEAE4},     // line
      {0xFF1D2430, 0xFFE6E7E9},     // text
      {0xFF5A6474, 0xFFEDEEF0},     // muted
      {0xFF52667F, 0xFFE9EEF4},     // follower
      {0xFFA35400, 0xFFFDF0DC},     // candidate
      {0xFF00775A, 0xFFDDF3EA},     // leader
      {0xFF686D76, 0xFFF1F1F1},     // down
      {0xFF0B63B0, 0xFFE3EEF8},     // request
      {0xFF00775A, 0xFFDDF3EA},     // yes
      {0xFFB5331F, 0xFFFAE4DF},     // no
      {0xFF3D52C4, 0xFFECEEFB},     // accent
      {0xFFFFF4CC, 0xFFFFF9E3}}},   // lit
    {{{0xFF3D52C4, 0xFFE8EAF9},
      {0xFFA35400, 0xFFF9EBDA},
      {0xFF00775A, 0xFFDDF1EA},
      {0xFF8A3FA0, 0xFFF3E6F6},
      {0xFFA23B2A, 0xFFF8E5E1},
      {0xFF2C7285, 0xFFE1EFF3}}},
    0xFFFFFFFF};

constexpr Colors dark{
    {{{0xFF14181F, 0xFF0F1318},
      {0xFF1A2029, 0xFF1F2631},
      {0xFF2C3542, 0xFF222A35},
      {0xFFE7EAF0, 0xFF2B323D},
      {0xFF9AA5B5, 0xFF242C37},
      {0xFF8EA3BD, 0xFF222C39},
      {0xFFF2A541, 0xFF3A2C14},
      {0xFF3CCFA0, 0xFF12352B},
      {0xFF8A93A3, 0xFF1B2027},
      {0xFF6CB4F5, 0xFF172D42},
      {0xFF3CCFA0, 0xFF12352B},
      {0xFFFF8A70, 0xFF43231E},
      {0xFF93A4FF, 0xFF232A47},
      {0xFF3B3514, 0xFF2B2814}}},
    {{{0xFF93A4FF, 0xFF262C4C},
      {0xFFF2A541, 0xFF3A2C14},
      {0xFF3CCFA0, 0xFF12352B},
      {0xFFD497E6, 0xFF372A40},
      {0xFFFF9C87, 0xFF412924},
      {0xFF77C3D8, 0xFF1B333B}}},
    0xFF14181F};

// A projector washes pale colours out and loses thin lines: white, and everything a step darker.
constexpr Colors projector{
    {{{0xFFFFFFFF, 0xFFF4F4F2},
      {0xFFFFFFFF, 0xFFF4F4F2},
      {0xFFB4B6BC, 0xFFE2E3E6},
      {0xFF0E131B, 0xFFDFE1E5},
      {0xFF454D5B, 0xFFE6E8EB},
      {0xFF3D5069, 0xFFDDE6F0},
      {0xFF8F4700, 0xFFFFE8C4},
      {0xFF00664C, 0xFFC9EEDF},
      {0xFF585D66, 0xFFEDEDED},
      {0xFF0853A0, 0xFFD6E7F7},
      {0xFF00664C, 0xFFC9EEDF},
      {0xFFA02312, 0xFFF9D9D2},
      {0xFF2E42B0, 0xFFE0E4FA},
      {0xFFFFEBA3, 0xFFFFF4CC}}},
    {{{0xFF2E42B0, 0xFFDEE2F8},
      {0xFF8F4700, 0xFFFAE3C8},
      {0xFF00664C, 0xFFCDEBDF},
      {0xFF77308C, 0xFFEEDCF3},
      {0xFF8E2D1D, 0xFFF6DAD5},
      {0xFF1F6173, 0xFFD5E9EF}}},
    0xFFFFFFFF};

constexpr Colors print{
    {{{0xFFFFFFFF, 0xFFFFFFFF},
      {0xFFFFFFFF, 0xFFFFFFFF},
      {0xFFC9C8C3, 0xFFE4E3DF},
      {0xFF15191F, 0xFFECECEC},
      {0xFF525B69, 0xFFF1F1F1},
      {0xFF4A5D75, 0xFFF1F4F8},
      {0xFF9A4E00, 0xFFFDF3E4},
      {0xFF006E53, 0xFFE6F6F0},
      {0xFF62676F, 0xFFF6F6F6},
      {0xFF0B63B0, 0xFFEAF2FA},
      {0xFF006E53, 0xFFE6F6F0},
      {0xFFAD2F1C, 0xFFFBEBE7},
      {0xFF3D52C4, 0xFFF0F2FC},
      {0xFFFFF4CC, 0xFFFFF9E3}}},
    {{{0xFF3548B0, 0xFFF1F3FC},
      {0xFF8E4900, 0xFFFCF4EA},
      {0xFF00664D, 0xFFEDF8F4},
      {0xFF7A378E, 0xFFF8F1FA},
      {0xFF923526, 0xFFFBF1EF},
      {0xFF276677, 0xFFEFF7F9}}},
    0xFFFFFFFF};

const Colors& colorsFor(Kind kind) {
    switch (kind) {
        case Kind::light: return light;
        case Kind::dark: return dark;
        case Kind::projector: return projector;
        case Kind::print: return print;
    }
    return light;
}

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

}  // namespace

QColor Theme::color(Ink ink) const {
    if (ink.meaning == Meaning::none) return QColor(0, 0, 0, 0);
    const Colors& colors = colorsFor(kind);
    if (ink.tone == Tone::on)
        return QColor::fromRgb(ink.meaning == Meaning::lit ? colors.meanings[3].full : colors.on);
    const Pair& pair = ink.meaning == Meaning::series
                           ? colors.series[ink.number % colors.series.size()]
                           : colors.meanings[static_cast<std::size_t>(ink.meaning) - 1];
    return QColor::fromRgb(ink.tone == Tone::soft ? pair.soft : pair.full);
}

QColor Theme::color(const Paint& paint) const {
    if (paint.mix >= 1 || paint.was == paint.ink) return color(paint.ink);
    QColor from = color(paint.was);
    QColor to = color(paint.ink);
    // Out of nothing comes the same colour, fainter, and not a darker one.
    if (!paint.was) from = QColor(to.red(), to.green(), to.blue(), 0);
    if (!paint.ink) to = QColor(from.red(), from.green(), from.blue(), 0);
    const auto slide = [&](int a, int b) {
        return static_cast<int>(std::lround(a + (b - a) * paint.mix));
    };
    return QColor(slide(from.red(), to.red()), slide(from.green(), to.green()),
                  slide(from.blue(), to.blue()), slide(from.alpha(), to.alpha()));
}

Pattern Theme::pattern(Ink ink) const {
    if (!hasPatterns() || ink.meaning != Meaning::series || ink.tone != Tone::soft)
        return Pattern::plain;
    constexpr std::array patterns{Pattern::plain, Pattern::rising,  Pattern::falling,
                                  Pattern::level, Pattern::upright, Pattern::crossed};
    return patterns[ink.number % patterns.size()];
}

Theme makeTheme(Kind kind) { return {kind, FontSet::load()}; }

Kind kindFor(Choice choice) {
    switch (choice) {
        case Choice::system: break;
        case Choice::light: return Kind::light;
        case Choice::dark: return Kind::dark;
        case Choice::projector: return Kind::projector;
        case Choice::print: return Kind::print;
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark ? Kind::dark : Kind::light;
#endif
    // Older Qt only shows it by the platform's palette, read once, before our own replaces it.
    static const bool isDark = [] {
        const QPalette palette = QGuiApplication::palette();
        return palette.color(QPalette::WindowText).lightness() >
               palette.color(QPalette::Window).lightness();
    }();
    return isDark ? Kind::dark : Kind::light;
}

QString nameOf(Kind kind) {
    switch (kind) {
        case Kind::light: return u"light"_s;
        case Kind::dark: return u"dark"_s;
        case Kind::projector: return u"projector"_s;
        case Kind::print: return u"print"_s;
    }
    return {};
}

QString nameOf(Choice choice) {
    switch (choice) {
        case Choice::system: return u"system"_s;
        case Choice::light: return nameOf(Kind::light);
        case Choice::dark: return nameOf(Kind::dark);
        case Choice::projector: return nameOf(Kind::projector);
        case Choice::print: return nameOf(Kind::print);
    }
    return {};
}

std::optional<Kind> kindNamed(std::string_view name) {
    for (const Kind kind : {Kind::light, Kind::dark, Kind::projector, Kind::print})
        if (nameOf(kind) == QLatin1String(name.data(), static_cast<qsizetype>(name.size())))
            return kind;
    return std::nullopt;
}

std::optional<Choice> choiceNamed(QStringView name) {
    for (const Choice choice :
         {Choice::system, Choice::light, Choice::dark, Choice::projector, Choice::print})
        if (nameOf(choice) == name) return choice;
    return std::nullopt;
}

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

}  // namespace lockstep::theme
