// SPDX-License-Identifier: GPL-3.0-or-later
// The small marks of milestones on the timeline.
#pragma once

#include <QPainter>

#include "kernel/event.h"
#include "window/look.h"

namespace lockstep::window {

// Paints a glyph of about this size around a point.
void paintGlyph(QPainter& painter, const Look& look, Glyph glyph, QPointF center, double size);

// The glyph in a word, for tooltips and lists.
QString nameOf(Glyph glyph);

}  // namespace lockstep::window
