// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/still_picture.h"

#include <QPainter>
#include <QWidget>

#include "drawing/motion.h"
#include "theme/figure_painter.h"

namespace lockstep::stage {

namespace {

// Past so many parts it is quicker to paint all of it.
constexpr std::size_t mostParts = 100;

// With what the edges of lines and letters reach beyond.
QRect deviceRect(const QTransform& place, const drawing::Rect& rect) {
    return place.mapRect(QRectF(rect.x, rect.y, rect.width, rect.height))
        .toAlignedRect()
        .adjusted(-3, -3, 3, 3);
}

}  // namespace

void StillPicture::spoil() {
    isSpoiled_ = true;
    spoiled_.clear();
}

void StillPicture::spoil(const drawing::Rect& part) {
    if (isSpoiled_) return;
    spoiled_.push_back(part);
    if (spoiled_.size() > mostParts) spoil();
}

QRegion StillPicture::spoiledRegion(const QSize& size) const {
    const QRect whole(QPoint(), size);
    if (isSpoiled_) return whole;
    QRegion region;
    for (const drawing::Rect& part : spoiled_)
        region += deviceRect(place_, part) & whole;
    return region;
}

void StillPicture::repaint(const QRegion& region, const std::vector<Shown>& shown,
                           const theme::Theme& theme) {
    QPainter painter(&picture_);
    for (const QRect& part : region) {
        painter.resetTransform();
        painter.setClipRect(part);
        painter.fillRect(part, theme.color(drawing::Ink::ground));
        painter.setTransform(place_);
        theme::FigurePainter brush(painter, theme);
        for (const Shown& one : shown)
            if (one.isStill && part.intersects(deviceRect(place_, one.bounds)))
                brush.paint(*one.mark);
    }
}

void StillPicture::paint(QPainter& painter, const QWidget& viewport,
                         const std::vector<Shown>& shown, const theme::Theme& theme) {
    const double ratio = viewport.devicePixelRatioF();
    const QSize size = viewport.size() * ratio;
    if (picture_.size() != size || picture_.devicePixelRatio() != ratio) {
        picture_ = QPixmap(size);
        picture_.setDevicePixelRatio(ratio);
        spoil();
    }
    if (place_ != painter.worldTransform()) {
        place_ = painter.worldTransform();
        spoil();
    }
    const QRegion region = spoiledRegion(viewport.size());
    if (!region.isEmpty()) repaint(region, shown, theme);
    isSpoiled_ = false;
    spoiled_.clear();
    painter.save();
    painter.resetTransform();
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawPixmap(0, 0, picture_);
    painter.restore();
}

}  // namespace lockstep::stage
