// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the marks of a figure, fast enough for hundreds that fly: what stands still is painted
// once into a picture, what flies is a sprite, and only what ticks or tweens is drawn anew.
// On anything but the screen all of it is drawn as vectors.
#pragma once

#include <QElapsedTimer>
#include <QGraphicsItem>
#include <QPixmap>
#include <map>
#include <memory>
#include <string>

#include "drawing/figure.h"
#include "stage/shown.h"
#include "stage/still_picture.h"
#include "theme/figure_painter.h"
#include "theme/theme.h"

namespace lockstep::stage {

class MarksLayer : public QGraphicsItem {
public:
    MarksLayer();
    ~MarksLayer() override;

    void show(std::shared_ptr<const drawing::Figure> figure, bool tween);
    const drawing::Figure* figure() const { return figure_.get(); }
    void setTime(drawing::Time time);
    drawing::Time time() const { return time_; }
    void setTheme(const theme::Theme& theme);
    const theme::Theme& theme() const { return theme_; }
    // Where the figure lies in the view: this is the whole of zoom and pan.
    void setPlace(double zoom, QPointF origin);

    // Draws the letters of the figure's words where nobody sees them, so that the next figure's are
    // there. `ratio`: the screen's dots per pixel.
    void warmLetters(double ratio) const;

    // Whether a tween is under way; tick() moves it on.
    bool isTweening() const { return tweening_; }
    void tick();

    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    struct Sprite;

    bool isHurried();
    bool stands(const Shown& shown) const;
    drawing::Mark asSeen(const Shown& shown) const;
    void sortOut(const drawing::Seen& seen);
    Shown paired(const drawing::Mark& mark, Earlier& earlier);
    void fadeOut(const Shown& gone);
    void separateStill();
    void endTween();
    double tweenTime() const;  // milliseconds
    double eased() const;
    void paintShown(const Shown& shown, QPainter& painter, theme::FigurePainter& brush);
    void paintLive(const drawing::Mark& mark, QPainter& painter, theme::FigurePainter& brush);
    void paintPieces(const std::vector<Piece>& pieces, drawing::Point place, QPainter& painter,
                     theme::FigurePainter& brush);
    void paintSprite(const Piece& piece, drawing::Point place, QPainter& painter);
    const Sprite& spriteFor(const Piece& piece, double scale, double ratio, QPoint phase);

    std::shared_ptr<const drawing::Figure> figure_;
    theme::Theme theme_;
    drawing::Time time_ = 0;
    std::vector<Shown> shown_;            // in painting order
    std::map<std::string, Sprite> sprites_;
    double spriteScale_ = 0;
    StillPicture still_;
    bool tweening_ = false;
    bool isLong_ = false;  // the tween
    QElapsedTimer tweenClock_;
    int hurried_ = 0;  // pictures in a row that came before the last had slid in
};

}  // namespace lockstep::stage
