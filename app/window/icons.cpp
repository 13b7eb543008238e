// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace lockstep::window {

namespace {

QPainterPath triangle(double left, double right) {
    QPainterPath path;
    path.moveTo(left, 0.15);
    path.lineTo(right, 0.5);
    path.lineTo(left, 0.85);
    path.closeSubpath();
    return path;
}

void paintLines(QPainter& painter, const QColor& color, std::initializer_list<QLineF> lines) {
    painter.setPen(QPen(color, 0.11, Qt::SolidLine, Qt::RoundCap));
    for (const QLineF& line : lines) painter.drawLine(line);
}

// Vectors in a unit square, sharp at every size.
class SignEngine final : public QIconEngine {
public:
    SignEngine(Sign sign, const QColor& color, const QColor& disabled)
        : sign_(sign), color_(color), disabled_(disabled) {}

    QIconEngine* clone() const override { return new SignEngine(*this); }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return picture;
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const QColor color = mode == QIcon::Disabled ? disabled_ : color_;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const double side = std::min(rect.width(), rect.height());
        painter->translate(QRectF(rect).center() - QPointF(side / 2, side / 2));
        painter->scale(side, side);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        switch (sign_) {
            case Sign::play: painter->drawPath(triangle(0.22, 0.86)); break;
            case Sign::pause:
                painter->drawRoundedRect(QRectF(0.22, 0.16, 0.2, 0.68), 0.05, 0.05);
                painter->drawRoundedRect(QRectF(0.58, 0.16, 0.2, 0.68), 0.05, 0.05);
                break;
            case Sign::toNext:
                painter->drawPath(triangle(0.1, 0.66));
                painter->drawRoundedRect(QRectF(0.74, 0.15, 0.13, 0.7), 0.04, 0.04);
                break;
            case Sign::toPrevious:
                painter->drawPath(triangle(0.9, 0.34));
                painter->drawRoundedRect(QRectF(0.13, 0.15, 0.13, 0.7), 0.04, 0.04);
                break;
            case Sign::menu:
                paintLines(*painter, color, {{0.12, 0.25, 0.88, 0.25}, {0.12, 0.5, 0.88, 0.5},
                                             {0.12, 0.75, 0.88, 0.75}});
                break;
            case Sign::chevron:
                paintLines(*painter, color, {{0.22, 0.38, 0.5, 0.66}, {0.5, 0.66, 0.78, 0.38}});
                break;
            case Sign::cross:
                paintLines(*painter, color, {{0.22, 0.22, 0.78, 0.78}, {0.22, 0.78, 0.78, 0.22}});
                break;
        }
        painter->restore();
    }

private:
    Sign sign_;
    QColor color_;
    QColor disabled_;
};

}  // namespace

QIcon iconFor(Sign sign, const Look& look, drawing::Ink ink) {
    return QIcon(new SignEngine(sign, look.color(ink), look.color(drawing::Ink::line)));
}

}  // namespace lockstep::window
