// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/figure_painter.h"

#include <QFontMetricsF>
#include <vector>

#include "drawing/dashes.h"
#include "drawing/motion.h"
#include "drawing/shapes.h"

namespace lockstep::theme {

namespace {

using namespace drawing;

QPointF toQt(Point point) { return {point.x, point.y}; }
QRectF toQt(const Rect& rect) { return {rect.x, rect.y, rect.width, rect.height}; }

const QFont& fontFor(const Text& text, const Theme& theme) {
    return theme.fonts.font(text.face, text.weight);
}

// Words that are written in one go, and where they begin; in pixels of the design size.
struct Run {
    double x = 0;
    QString words;
};

// Spaced letters are placed one by one: a font's own letter spacing is measured in dots of the
// device, which differ between screen and paper.
std::vector<Run> runsOf(const Text& text, const QFont& font) {
    const QFontMetricsF metrics(font);
    const QString words = QString::fromStdString(text.words);
    std::vector<Run> runs;
    double width = 0;
    if (text.spacing == 0) {
        runs.push_back({0, words});
        if (text.anchor != Anchor::start) width = metrics.horizontalAdvance(words);
    } else {
        for (const QChar letter : words) {
            runs.push_back({width, QString(letter)});
            width += metrics.horizontalAdvance(letter) +
                     text.spacing * FontSet::designSize / text.size;
        }
    }
    const double share = text.anchor == Anchor::start ? 0 : text.anchor == Anchor::end ? 1 : 0.5;
    for (Run& run : runs) run.x -= share * width;
    return runs;
}

QPainterPath arcPath(const Arc& arc) {
    QPainterPath path;
    const QRectF rect(arc.center.x - arc.radius, arc.center.y - arc.radius, 2 * arc.radius,
                      2 * arc.radius);
    // Qt counts from three o'clock against the clock.
    path.arcMoveTo(rect, 90 - arc.start);
    path.arcTo(rect, 90 - arc.start, -arc.sweep);
    return path;
}

QPainterPath stepsPath(const Path& steps) {
    QPainterPath path;
    for (const PathStep& step : steps.steps) switch (step.verb) {
            case Verb::move: path.moveTo(toQt(step.to)); break;
            case Verb::line: path.lineTo(toQt(step.to)); break;
            case Verb::curve:
                path.cubicTo(toQt(step.control1), toQt(step.control2), toQt(step.to));
                break;
            case Verb::close: path.closeSubpath(); break;
        }
    return path;
}

}  // namespace

QPainterPath pathOf(const Shape& shape) {
    QPainterPath path;
    if (const Circle* circle = std::get_if<Circle>(&shape)) {
        path.addEllipse(toQt(circle->center), circle->radius, circle->radius);
    } else if (const Box* box = std::get_if<Box>(&shape)) {
        path.addRoundedRect(toQt(box->rect), box->corner, box->corner);
    } else if (const Arc* arc = std::get_if<Arc>(&shape)) {
        path = arcPath(*arc);
    } else if (const Path* steps = std::get_if<Path>(&shape)) {
        path = stepsPath(*steps);
    }
    return path;
}

QPainterPath outlinesOf(const Text& text, const Theme& theme) {
    const QFont& font = fontFor(text, theme);
    QPainterPath path;
    for (const Run& run : runsOf(text, font)) path.addText(run.x, 0, font, run.words);
    const double scale = text.size / FontSet::designSize;
    return QTransform(scale, 0, 0, scale, text.at.x, text.at.y).map(path);
}

QPen penFor(const Shape& shape, const Style& style, const Theme& theme) {
    if (!style.stroke || style.width <= 0) return QPen(Qt::NoPen);
    QPen pen(theme.color(style.stroke), style.width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(style.dash == Dash::solid ? Qt::RoundCap : Qt::FlatCap);
    if (const auto lengths = dashLengths(shape, style))
        pen.setDashPattern({lengths->line / style.width, lengths->gap / style.width});
    return pen;
}

FigurePainter::FigurePainter(QPainter& painter, const Theme& theme)
    : painter_(painter), theme_(theme) {
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setRenderHint(QPainter::TextAntialiasing);
}

void FigurePainter::paint(const Figure& figure, bool withGround) {
    if (withGround)
        painter_.fillRect(QRectF(0, 0, figure.size.width, figure.size.height),
                          theme_.color(Ink::ground));
    for (const std::size_t index : paintingOrder(figure))
        paint(drawing::at(figure.marks[index], figure.time));
}

void FigurePainter::paint(const Mark& mark) {
    painter_.save();
    painter_.translate(toQt(mark.place));
    for (const Part& part : mark.parts) paint(part);
    painter_.restore();
}

void FigurePainter::paint(const Part& part) {
    const Style& style = part.style;
    if (style.opacity <= 0.004) return;
    const double before = painter_.opacity();
    if (style.opacity < 1) painter_.setOpacity(before * style.opacity);
    if (const Text* text = std::get_if<Text>(&part.shape)) {
        paintText(*text, style);
    } else {
        painter_.setPen(penFor(part.shape, style, theme_));
        painter_.setBrush(style.fill ? QBrush(theme_.color(style.fill)) : QBrush(Qt::NoBrush));
        if (const Circle* circle = std::get_if<Circle>(&part.shape))
            painter_.drawEllipse(toQt(circle->center), circle->radius, circle->radius);
        // A rectangle is painted several times as fast as a path that is one.
        else if (const Box* box = std::get_if<Box>(&part.shape); box && box->corner == 0)
            painter_.drawRect(toQt(box->rect));
        else
            painter_.drawPath(pathOf(part.shape));
        paintPattern(part);
    }
    if (style.opacity < 1) painter_.setOpacity(before);
}

void FigurePainter::paintText(const Text& text, const Style& style) {
    if (outlines_) {
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(theme_.color(style.fill));
        painter_.drawPath(outlinesOf(text, theme_));
        return;
    }
    const QFont& font = fontFor(text, theme_);
    const double scale = text.size / FontSet::designSize;
    painter_.save();
    painter_.translate(toQt(text.at));
    painter_.scale(scale, scale);
    painter_.setFont(font);
    painter_.setPen(theme_.color(style.fill));
    for (const Run& run : runsOf(text, font)) painter_.drawText(QPointF(run.x, 0), run.words);
    painter_.restore();
}

void FigurePainter::paintPattern(const Part& part) {
    const Pattern pattern = theme_.pattern(part.style.fill.ink);
    if (pattern == Pattern::plain) return;
    Style thin = stroked(Ink::series(part.style.fill.ink.number), patternWidth);
    thin.opacity = patternOpacity;
    Part lines = part;
    lines.shape = hatch(part.shape, pattern, patternGap);
    lines.style = thin;
    lines.style.opacity *= part.style.opacity;
    paint(lines);
}

}  // namespace lockstep::theme
