// SPDX-License-Identifier: GPL-3.0-or-later
// How inks look: colours, patterns and fonts of the four themes. A theme is a plain value.
#pragma once

#include <QColor>
#include <QString>
#include <optional>
#include <string_view>

#include "drawing/figure.h"
#include "drawing/hatch.h"
#include "theme/fonts.h"

namespace lockstep::theme {

enum class Kind { light, dark, projector, print };

// What a user chooses; `system` follows the desktop.
enum class Choice { system, light, dark, projector, print };

struct Theme {
    Kind kind = Kind::light;
    FontSet fonts;

    bool isDark() const { return kind == Kind::dark; }
    // Beside hues, so that a grey print tells series apart too.
    bool hasPatterns() const { return kind == Kind::print; }
    // Words on a wall are read from far away: figures for it are laid out this much larger.
    double textScale() const { return kind == Kind::projector ? 1.8 : 1.0; }

    QColor color(drawing::Ink ink) const;
    QColor color(const drawing::Paint& paint) const;
    // The pattern laid over an area filled with this ink.
    drawing::Pattern pattern(drawing::Ink ink) const;
};

// Loads the bundled fonts on first use; needs a QGuiApplication.
Theme makeTheme(Kind kind);

// What the choice means on this desktop, now.
Kind kindFor(Choice choice);

// "light", "dark", "projector", "print"; for a choice also "system".
QString nameOf(Kind kind);
QString nameOf(Choice choice);
std::optional<Kind> kindNamed(std::string_view name);
std::optional<Choice> choiceNamed(QStringView name);

// How strongly two colours differ, from 1 to 21, as WCAG 2 measures it.
double contrast(const QColor& a, const QColor& b);

}  // namespace lockstep::theme
