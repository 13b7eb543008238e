// SPDX-License-Identifier: GPL-3.0-or-later
// Paints figures with any QPainter: on screen, into images and into PDF. Marks are painted as they
// stand; give it drawing::at(…) of a figure for another time.
#pragma once

#include <QPainter>
#include <QPainterPath>

#include "drawing/figure.h"
#include "theme/theme.h"

namespace lockstep::theme {

class FigurePainter {
public:
    // Both must outlive this.
    FigurePainter(QPainter& painter, const Theme& theme);

    // Words as outlines instead of letters, for files that must not depend on fonts.
    void setOutlines(bool outlines) { outlines_ = outlines; }

    // Everything, lowest layer first; the ground too unless it is to shine through.
    void paint(const drawing::Figure& figure, bool withGround);
    void paint(const drawing::Mark& mark);

private:
    void paint(const drawing::Part& part);
    void paintText(const drawing::Text& text, const drawing::Style& style);
    void paintPattern(const drawing::Part& part);

    QPainter& painter_;
    const Theme& theme_;
    bool outlines_ = false;
};

// A shape as Qt's path; a text gives an empty one.
QPainterPath pathOf(const drawing::Shape& shape);
// A text as letters' outlines.
QPainterPath outlinesOf(const drawing::Text& text, const Theme& theme);
QPen penFor(const drawing::Shape& shape, const drawing::Style& style, const Theme& theme);

}  // namespace lockstep::theme
