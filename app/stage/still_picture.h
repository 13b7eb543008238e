// SPDX-License-Identifier: GPL-3.0-or-later
// The marks that stand still, painted once into a picture that each frame begins with. When some
// change, only what lies where they are is painted anew.
#pragma once

#include <QPixmap>
#include <QRegion>
#include <QTransform>
#include <vector>

#include "stage/shown.h"
#include "theme/theme.h"

namespace lockstep::stage {

class StillPicture {
public:
    // All of it, or this part of the figure, is to be painted anew.
    void spoil();
    void spoil(const drawing::Rect& part);

    // Paints the picture over the whole viewport. The figure lies in it by the painter's
    // transformation.
    void paint(QPainter& painter, const QWidget& viewport, const std::vector<Shown>& shown,
               const theme::Theme& theme);

private:
    QRegion spoiledRegion(const QSize& size) const;
    void repaint(const QRegion& region, const std::vector<Shown>& shown,
                 const theme::Theme& theme);

    QPixmap picture_;
    QTransform place_;
    bool isSpoiled_ = true;  // all of it
    std::vector<drawing::Rect> spoiled_;
};

}  // namespace lockstep::stage
