// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/overlay_layer.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace lockstep::stage {

namespace {

using drawing::Ink;

// The line through both ends, as far as the rectangle reaches.
QLineF extended(QLineF line, const QRectF& rect) {
    const double length = line.length();
    if (length < 1) return line;
    const double reach = std::hypot(rect.width(), rect.height()) / length;
    const QPointF along(line.dx(), line.dy());
    return QLineF(line.p1() - along * reach, line.p2() + along * reach);
}

}  // namespace

OverlayLayer::OverlayLayer() : theme_(theme::makeTheme(theme::Kind::light)) { setZValue(1); }

void OverlayLayer::setTheme(const theme::Theme& theme) {
    theme_ = theme;
    update();
}

void OverlayLayer::setOverlay(const Overlay& overlay) {
    overlay_ = overlay;
    update();
}

void OverlayLayer::setViewSize(QSizeF size) {
    prepareGeometryChange();
    size_ = size;
}

void OverlayLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    const QColor accent = theme_.color(Ink::accent);
    if (overlay_.hovered) {
        QColor pale = accent;
        pale.setAlphaF(0.45F);
        paintRing(*painter, *overlay_.hovered, 4, QPen(pale, 2));
    }
    for (const RingShape& ring : overlay_.selected)
        paintRing(*painter, ring, 5, QPen(accent, 3));
    if (overlay_.focused) {
        paintRing(*painter, *overlay_.focused, 7, QPen(theme_.color(Ink::ground), 5));
        paintRing(*painter, *overlay_.focused, 7, QPen(accent, 2.5));
    }
    paintHighlight(*painter);
    if (overlay_.band) {
        QColor fill = accent;
        fill.setAlphaF(0.1F);
        painter->setPen(QPen(accent, 1.2, Qt::DashLine));
        painter->setBrush(fill);
        painter->drawRoundedRect(*overlay_.band, 3, 3);
    }
    paintCut(*painter);
}

void OverlayLayer::paintRing(QPainter& painter, const RingShape& ring, double margin,
                             const QPen& pen) const {
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QRectF rect = ring.rect.adjusted(-margin, -margin, margin, margin);
    if (!ring.isRound) {
        painter.drawRoundedRect(rect, 7, 7);
        return;
    }
    painter.save();
    if (!ring.gap.isEmpty()) {
        QPainterPath outside;
        outside.addRect(boundingRect());
        QPainterPath gap;
        gap.addRoundedRect(ring.gap, ring.gap.height() / 2, ring.gap.height() / 2);
        painter.setClipPath(outside.subtracted(gap));
    }
    painter.drawEllipse(rect);
    painter.restore();
}

// A ring that grows and fades, and one that stays, so that a still picture points too.
void OverlayLayer::paintHighlight(QPainter& painter) const {
    if (!overlay_.highlighted) return;
    QColor color = theme_.color(Ink::candidate);
    paintRing(painter, *overlay_.highlighted, 6, QPen(color, 3));
    color.setAlphaF(static_cast<float>(0.8 * (1 - overlay_.pulse)));
    paintRing(painter, *overlay_.highlighted, 6 + 16 * overlay_.pulse, QPen(color, 3));
}

void OverlayLayer::paintCut(QPainter& painter) const {
    if (!overlay_.cut) return;
    const QColor color = theme_.color(Ink::no);
    QColor pale = color;
    pale.setAlphaF(0.4F);
    painter.setPen(QPen(pale, 1.5, Qt::DashLine));
    painter.drawLine(extended(*overlay_.cut, QRectF(QPointF(), size_)));
    painter.setPen(QPen(color, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(*overlay_.cut);
}

}  // namespace lockstep::stage
