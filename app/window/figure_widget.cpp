// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/figure_widget.h"

#include <QPainter>

#include "drawing/motion.h"
#include "theme/figure_painter.h"

namespace lockstep::window {

FigureWidget::FigureWidget(const Look& look, drawing::Figure figure, QWidget* parent)
    : QWidget(parent), look_(look), figure_(drawing::at(figure, figure.time)) {
    setMinimumSize(static_cast<int>(figure_.size.width * 0.85),
                   static_cast<int>(figure_.size.height * 0.85));
    setAccessibleName(QString::fromStdString(figure_.title));
    setAccessibleDescription(QString::fromStdString(figure_.description));
}

QSize FigureWidget::sizeHint() const {
    return {look_.pixels(figure_.size.width), look_.pixels(figure_.size.height)};
}

void FigureWidget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double zoom = std::min(width() / figure_.size.width, height() / figure_.size.height);
    painter.translate((width() - figure_.size.width * zoom) / 2,
                      (height() - figure_.size.height * zoom) / 2);
    painter.scale(zoom, zoom);
    theme::FigurePainter(painter, look_.theme()).paint(figure_, false);
}

}  // namespace lockstep::window
