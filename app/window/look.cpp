// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/look.h"

#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <cmath>

#include "theme/fonts.h"
#include "theme/style_sheet.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

Look::Look(QObject* parent) : QObject(parent), theme_(theme::makeTheme(theme::Kind::light)) {
    theme_ = theme::makeTheme(theme::kindFor(choice_));
}

void Look::setChoice(theme::Choice choice) {
    choice_ = choice;
    const theme::Kind kind = theme::kindFor(choice);
    if (kind == theme_.kind) return;
    theme_ = theme::makeTheme(kind);
    Q_EMIT changed();
}

theme::Choice Look::nextChoice() const {
    const theme::Choice choices[] = {theme::Choice::light, theme::Choice::dark,
                                     theme::Choice::projector, theme::Choice::print};
    return choices[(static_cast<std::size_t>(theme_.kind) + 1) % std::size(choices)];
}

void Look::setTextSize(double size) {
    size = std::clamp(std::round(size * 10) / 10, smallestText, largestText);
    if (size == textSize_) return;
    textSize_ = size;
    Q_EMIT changed();
}

void Look::setReducedMotion(bool reduced) {
    if (reduced == reducedMotion_) return;
    reducedMotion_ = reduced;
    Q_EMIT changed();
}

double Look::scale() const {
    // On a wall everything is a little larger; the figure has its own, larger scale there.
    return textSize_ * (theme_.kind == theme::Kind::projector ? 1.25 : 1.0);
}

int Look::pixels(double length) const {
    return std::max(1, static_cast<int>(std::lround(length * scale())));
}

QColor Look::era(std::uint32_t number) const {
    return number == 0 ? color(Ink::muted) : color(Ink::series(number - 1));
}

QColor Look::eraGround(std::uint32_t number) const {
    return number == 0 ? color(Ink::line) : color(Ink::series(number - 1).soft());
}

QFont Look::words(double size, int weight) const {
    QFont font(u"Inter"_s);
    font.setPixelSize(pixels(size));
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

QFont Look::code(double size, int weight) const {
    QFont font(u"JetBrains Mono"_s);
    font.setPixelSize(pixels(size));
    font.setWeight(static_cast<QFont::Weight>(weight));
    // Code is read as it is written: == is not drawn as one long sign. It is also the quicker way.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

void Look::warmFonts() const {
    QPixmap page(1, 1);
    QPainter painter(&page);
    for (const QFont& font : {code(11), code(12), code(12, QFont::Bold), words(12.5),
                              words(12.5, QFont::DemiBold), words(15, QFont::DemiBold)}) {
        painter.setFont(font);
        theme::warmLetters(painter);
    }
}

QString Look::styleSheet() const { return theme::styleSheet(theme_, scale()); }

}  // namespace lockstep::window
