// SPDX-License-Identifier: GPL-3.0-or-later
// What the hand and the lesson lay over the figure: rings around marks, the rectangle of a
// selection, the line of a partition. All in the view's own pixels.
#pragma once

#include <QGraphicsItem>
#include <QLineF>
#include <QList>
#include <QRectF>
#include <optional>

#include "theme/theme.h"

namespace lockstep::stage {

// Around what a ring goes: a circle for servers, a rounded rectangle for the rest.
struct RingShape {
    QRectF rect;
    bool isRound = false;
    QRectF gap;  // left free, so that no ring runs through the words below a server
};

struct Overlay {
    QList<RingShape> selected;
    std::optional<RingShape> focused;
    std::optional<RingShape> hovered;
    std::optional<RingShape> highlighted;
    double pulse = 0;  // 0 to 1, again and again
    std::optional<QRectF> band;
    std::optional<QLineF> cut;
};

class OverlayLayer : public QGraphicsItem {
public:
    OverlayLayer();

    void setTheme(const theme::Theme& theme);
    void setOverlay(const Overlay& overlay);
    void setViewSize(QSizeF size);

    QRectF boundingRect() const override { return QRectF(QPointF(), size_); }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintRing(QPainter& painter, const RingShape& ring, double margin, const QPen& pen) const;
    void paintHighlight(QPainter& painter) const;
    void paintCut(QPainter& painter) const;

    theme::Theme theme_;
    Overlay overlay_;
    QSizeF size_;
};

}  // namespace lockstep::stage
