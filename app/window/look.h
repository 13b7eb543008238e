// SPDX-License-Identifier: GPL-3.0-or-later
// How the window looks at present: theme, text size, motion. Panels that paint read it and listen
// to changed().
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

#include "theme/theme.h"

namespace lockstep::window {

class Look final : public QObject {
    Q_OBJECT

public:
    explicit Look(QObject* parent = nullptr);

    const theme::Theme& theme() const { return theme_; }
    theme::Choice choice() const { return choice_; }
    void setChoice(theme::Choice choice);
    // Light, dark, projector, print, and light again.
    theme::Choice nextChoice() const;

    // The text size chosen with Ctrl + and Ctrl −; 1 is the usual.
    double textSize() const { return textSize_; }
    void setTextSize(double size);
    static constexpr double smallestText = 0.8;
    static constexpr double largestText = 2;

    // Pixels for a length that is given at scale 1.
    double scale() const;
    int pixels(double length) const;

    bool reducedMotion() const { return reducedMotion_; }
    void setReducedMotion(bool reduced);

    QColor color(drawing::Ink ink) const { return theme_.color(ink); }
    // Colours for one era after another; always shown with the era's number.
    QColor era(std::uint32_t number) const;
    QColor eraGround(std::uint32_t number) const;
    QFont words(double size, int weight = QFont::Normal) const;
    QFont code(double size, int weight = QFont::Normal) const;

    // Draws each letter once in the fonts of a step, where nobody sees it: the first step is to
    // find them ready.
    void warmFonts() const;

    // The window's whole style sheet.
    QString styleSheet() const;

Q_SIGNALS:
    void changed();

private:
    theme::Theme theme_;
    theme::Choice choice_ = theme::Choice::system;
    double textSize_ = 1;
    bool reducedMotion_ = false;
};

}  // namespace lockstep::window
