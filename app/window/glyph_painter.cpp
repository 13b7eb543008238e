// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/glyph_painter.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <cmath>
#include <numbers>

namespace lockstep::window {

using drawing::Ink;

namespace {

QPainterPath star(QPointF center, double radius) {
    QPainterPath path;
    for (int i = 0; i < 10; ++i) {
        const double angle = -std::numbers::pi / 2 + i * std::numbers::pi / 5;
        const double reach = i % 2 == 0 ? radius : radius * 0.42;
        const QPointF point = center + QPointF(std::cos(angle), std::sin(angle)) * reach;
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

QPainterPath lines(QPointF center, double r, std::initializer_list<QPointF> points) {
    QPainterPath path;
    bool first = true;
    for (const QPointF& point : points) {
        const QPointF at = center + point * r;
        first ? path.moveTo(at) : path.lineTo(at);
        first = false;
    }
    return path;
}

Ink inkOf(Glyph glyph) {
    switch (glyph) {
        case Glyph::star:
        case Glyph::check:
        case Glyph::heal:
        case Glyph::up: return Ink::leader;
        case Glyph::clock: return Ink::candidate;
        case Glyph::pencil: return Ink::request;
        case Glyph::cross:
        case Glyph::cut:
        case Glyph::warning: return Ink::no;
        case Glyph::none: break;
    }
    return Ink::muted;
}

QPainterPath outline(Glyph glyph, QPointF c, double r) {
    QPainterPath path;
    switch (glyph) {
        case Glyph::clock:
            path.addEllipse(c, r * 0.9, r * 0.9);
            path.addPath(lines(c, r, {{0, -0.5}, {0, 0}, {0.4, 0.2}}));
            break;
        case Glyph::pencil:
            path.addPath(lines(c, r, {{-0.8, 0.8}, {-0.6, 0.2}, {0.4, -0.8}, {0.8, -0.4},
                                      {-0.2, 0.6}, {-0.8, 0.8}}));
            break;
        case Glyph::check: path.addPath(lines(c, r, {{-0.8, 0}, {-0.2, 0.6}, {0.8, -0.6}})); break;
        case Glyph::cross:
            path.addPath(lines(c, r, {{-0.65, -0.65}, {0.65, 0.65}}));
            path.addPath(lines(c, r, {{-0.65, 0.65}, {0.65, -0.65}}));
            break;
        case Glyph::up:
            path.addPath(lines(c, r, {{0, 0.8}, {0, -0.7}}));
            path.addPath(lines(c, r, {{-0.6, -0.1}, {0, -0.7}, {0.6, -0.1}}));
            break;
        case Glyph::cut:
            path.addPath(lines(c, r, {{-0.9, 0.3}, {-0.35, 0.3}}));
            path.addPath(lines(c, r, {{0.35, 0.3}, {0.9, 0.3}}));
            path.addPath(lines(c, r, {{-0.3, 0.9}, {0.3, -0.5}}));
            break;
        case Glyph::heal:
            path.addPath(lines(c, r, {{-0.9, 0}, {0.9, 0}}));
            path.addPath(lines(c, r, {{0, -0.9}, {0, 0.9}}));
            break;
        case Glyph::warning:
            path.addPath(lines(c, r, {{0, -0.9}, {0.9, 0.7}, {-0.9, 0.7}, {0, -0.9}}));
            path.addPath(lines(c, r, {{0, -0.3}, {0, 0.2}}));
            break;
        case Glyph::star:
        case Glyph::none: break;
    }
    return path;
}

}  // namespace

void paintGlyph(QPainter& painter, const Look& look, Glyph glyph, QPointF center, double size) {
    const double radius = size / 2;
    const QColor color = look.color(inkOf(glyph));
    if (glyph == Glyph::star || glyph == Glyph::none) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        if (glyph == Glyph::star) {
            painter.drawPath(star(center, radius * 1.1));
        } else {
            painter.drawEllipse(center, radius * 0.45, radius * 0.45);
        }
        return;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, std::max(1.4, size * 0.15), Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    painter.drawPath(outline(glyph, center, radius));
}

QString nameOf(Glyph glyph) {
    const auto word = [](const char* text) {
        return QCoreApplication::translate("Glyph", text);
    };
    switch (glyph) {
        case Glyph::star: return word("elected");
        case Glyph::clock: return word("timeout");
        case Glyph::pencil: return word("request");
        case Glyph::check: return word("done");
        case Glyph::cross: return word("crash");
        case Glyph::up: return word("restart");
        case Glyph::cut: return word("cut");
        case Glyph::heal: return word("healed");
        case Glyph::warning: return word("rule broken on purpose");
        case Glyph::none: break;
    }
    return {};
}

}  // namespace lockstep::window
