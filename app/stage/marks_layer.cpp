// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/marks_layer.h"

#include <QGraphicsScene>
#include <QGraphicsView>
#include <QPainter>
#include <QWidget>
#include <algorithm>
#include <cmath>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "drawing/tween.h"
#include "stage/sprite_key.h"

namespace lockstep::stage {

namespace {

using namespace drawing;

constexpr qint64 tweenMilliseconds = 220;
// Sprites are few kinds of heads and labels; past this many, old ones are surely unused.
constexpr std::size_t mostSprites = 600;

bool hasTrail(const Part& part) { return part.trail > 0; }

Mark withoutTrail(const Mark& mark) {
    Mark result = mark;
    result.parts.erase(std::remove_if(result.parts.begin(), result.parts.end(), hasTrail),
                       result.parts.end());
    return result;
}

bool sameParts(const Mark& a, const Mark& b) { return a.parts == b.parts; }

}  // namespace

struct MarksLayer::Sprite {
    QPixmap pixmap;
    QPointF offset;  // from the mark's place, in device pixels
};

// A mark of the figure with how it gets there.
struct MarksLayer::Shown {
    const Mark* mark = nullptr;    // null: it is gone and only fades out
    std::shared_ptr<Mark> before;  // as it was seen; null: it is new
    bool changes = false;          // between before and now
    bool isStill = false;          // painted into the common picture
    std::string spriteKey;         // of what flies
};

MarksLayer::MarksLayer() : theme_(theme::makeTheme(theme::Kind::light)) {}

MarksLayer::~MarksLayer() = default;

std::vector<Mark> MarksLayer::marksAsSeen() const {
    std::vector<Mark> seen;
    const double share = eased();
    for (const Shown& shown : shown_) {
        if (!shown.mark) continue;
        const Mark now = at(*shown.mark, time_);
        if (!tweening_ || !shown.changes)
            seen.push_back(now);
        else
            seen.push_back(shown.before ? tween(*shown.before, now, share) : faded(now, share));
    }
    return seen;
}

void MarksLayer::show(std::shared_ptr<const Figure> figure, bool tween) {
    const std::vector<Mark> seen = tween ? marksAsSeen() : std::vector<Mark>{};
    figure_ = std::move(figure);
    time_ = figure_ ? figure_->time : 0;
    tweening_ = tween && !seen.empty();
    sortOut(seen);
    tweening_ = tweening_ && std::any_of(shown_.begin(), shown_.end(),
                                         [](const Shown& shown) { return shown.changes; });
    separateStill();
    tweenClock_.start();
    update();
}

// Pairs the marks of the new figure with what was seen before.
void MarksLayer::sortOut(const std::vector<Mark>& seen) {
    shown_.clear();
    if (!figure_) return;
    std::map<std::string, const Mark*> old;
    for (const Mark& mark : seen) old[mark.id] = &mark;
    for (const std::size_t index : paintingOrder(*figure_)) {
        Shown shown;
        shown.mark = &figure_->marks[index];
        if (shown.mark->flight) shown.spriteKey = spriteKey(withoutTrail(*shown.mark));
        const auto found = old.find(shown.mark->id);
        if (tweening_ && found == old.end()) {
            shown.changes = true;
        } else if (tweening_) {
            const Mark now = at(*shown.mark, time_);
            shown.changes = found->second->place != now.place || !sameParts(*found->second, now);
            if (shown.changes) shown.before = std::make_shared<Mark>(*found->second);
            old.erase(found);
        }
        shown_.push_back(std::move(shown));
    }
    // What is gone fades where it was, in its layer.
    for (const Mark& mark : seen) {
        if (old.count(mark.id) == 0) continue;
        Shown shown;
        shown.before = std::make_shared<Mark>(mark);
        shown.changes = true;
        const auto place = std::find_if(shown_.begin(), shown_.end(), [&](const Shown& other) {
            const Mark& it = other.mark ? *other.mark : *other.before;
            return it.layer > mark.layer;
        });
        shown_.insert(place, std::move(shown));
    }
}

// A mark is part of the common picture if it stands still and nothing that moves lies below it.
void MarksLayer::separateStill() {
    std::vector<Rect> moving;
    for (Shown& shown : shown_) {
        Rect bounds;
        if (shown.mark) bounds = sweptBounds(*shown.mark);
        if (shown.before) bounds = united(bounds, boundsOf(*shown.before));
        const bool movesItself =
            (tweening_ && shown.changes) || (shown.mark && moves(*shown.mark));
        const bool liesUpon = std::any_of(moving.begin(), moving.end(), [&](const Rect& other) {
            return overlap(bounds, other);
        });
        shown.isStill = !movesItself && !liesUpon;
        if (!shown.isStill) moving.push_back(bounds);
    }
    stillValid_ = false;
}

void MarksLayer::setTime(Time time) {
    if (time == time_) return;
    time_ = time;
    update();
}

void MarksLayer::setTheme(const theme::Theme& theme) {
    theme_ = theme;
    sprites_.clear();
    stillValid_ = false;
    update();
}

void MarksLayer::setPlace(double zoom, QPointF origin) {
    setTransform(QTransform(zoom, 0, 0, zoom, origin.x(), origin.y()));
    stillValid_ = false;
    update();
}

double MarksLayer::eased() const {
    if (!tweening_) return 1;
    return easeOut(static_cast<double>(tweenClock_.elapsed()) /
                   static_cast<double>(tweenMilliseconds));
}

void MarksLayer::tick() {
    if (!tweening_) return;
    if (tweenClock_.elapsed() >= tweenMilliseconds) {
        tweening_ = false;
        shown_.erase(std::remove_if(shown_.begin(), shown_.end(),
                                    [](const Shown& shown) { return !shown.mark; }),
                     shown_.end());
        for (Shown& shown : shown_) {
            shown.before.reset();
            shown.changes = false;
        }
        separateStill();
    }
    update();
}

QRectF MarksLayer::boundingRect() const {
    if (!figure_) return {};
    return QRectF(0, 0, figure_->size.width, figure_->size.height);
}

void MarksLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget) {
    if (!figure_) return;
    theme::FigurePainter brush(*painter, theme_);
    if (!widget) {
        brush.paint(at(*figure_, time_), false);
        return;
    }
    paintStill(*painter, *widget);
    for (const Shown& shown : shown_)
        if (!shown.isStill) paintShown(shown, *painter, brush);
}

void MarksLayer::paintStill(QPainter& painter, QWidget& viewport) {
    const QTransform place = painter.worldTransform();
    const double ratio = viewport.devicePixelRatioF();
    const QSize size = viewport.size() * ratio;
    if (!stillValid_ || still_.size() != size || stillPlace_ != place) {
        if (still_.size() != size) still_ = QPixmap(size);
        still_.setDevicePixelRatio(ratio);
        still_.fill(theme_.color(Ink::ground));
        QPainter inner(&still_);
        inner.setTransform(place);
        theme::FigurePainter brush(inner, theme_);
        for (const Shown& shown : shown_)
            if (shown.isStill) brush.paint(at(*shown.mark, time_));
        stillPlace_ = place;
        stillValid_ = true;
    }
    painter.save();
    painter.resetTransform();
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawPixmap(0, 0, still_);
    painter.restore();
}

void MarksLayer::paintShown(const Shown& shown, QPainter& painter, theme::FigurePainter& brush) {
    const double share = eased();
    if (!shown.mark) return brush.paint(faded(*shown.before, 1 - share));
    if (!shown.spriteKey.empty()) return paintFlying(shown, painter, brush);
    const Mark now = at(*shown.mark, time_);
    if (!tweening_ || !shown.changes) return brush.paint(now);
    brush.paint(shown.before ? tween(*shown.before, now, share) : faded(now, share));
}

void MarksLayer::paintFlying(const Shown& shown, QPainter& painter, theme::FigurePainter& brush) {
    const double share = tweening_ && shown.changes ? eased() : 1;
    const Mark& mark = *shown.mark;
    Point place = placeAt(mark, time_);
    double opacity = 1;
    if (share < 1 && shown.before)
        place = between(shown.before->place, place, share);
    else
        opacity = share;

    painter.setOpacity(opacity);
    if (std::any_of(mark.parts.begin(), mark.parts.end(), hasTrail)) {
        Mark trail = mark;
        trail.parts.erase(std::remove_if(trail.parts.begin(), trail.parts.end(),
                                         [](const Part& part) { return !hasTrail(part); }),
                          trail.parts.end());
        brush.paint(at(trail, time_));
    }
    const QTransform transform = painter.worldTransform();
    const double ratio = painter.device()->devicePixelRatioF();
    const Sprite& sprite = spriteFor(shown, transform.m11() * ratio);
    const QPointF at = transform.map(QPointF(place.x, place.y)) + sprite.offset / ratio;
    painter.save();
    painter.resetTransform();
    // Words stay sharp on whole pixels; heads glide between them.
    const bool hasWords = mark.layer == Layer::labels;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !hasWords);
    painter.drawPixmap(hasWords ? QPointF(std::round(at.x() * ratio) / ratio,
                                          std::round(at.y() * ratio) / ratio)
                                : at,
                       sprite.pixmap);
    painter.restore();
    painter.setOpacity(1);
}

const MarksLayer::Sprite& MarksLayer::spriteFor(const Shown& shown, double scale) {
    if (scale != spriteScale_ || sprites_.size() > mostSprites) {
        sprites_.clear();
        spriteScale_ = scale;
    }
    const auto found = sprites_.find(shown.spriteKey);
    if (found != sprites_.end()) return found->second;

    Mark mark = withoutTrail(*shown.mark);
    mark.flight.reset();
    mark.place = {};
    const Rect bounds = grown(boundsOf(mark), 1);
    const QPoint corner(static_cast<int>(std::floor(bounds.x * scale)),
                        static_cast<int>(std::floor(bounds.y * scale)));
    const QSize size(static_cast<int>(std::ceil(bounds.width * scale)) + 2,
                     static_cast<int>(std::ceil(bounds.height * scale)) + 2);
    Sprite sprite{QPixmap(size), corner};
    sprite.pixmap.fill(Qt::transparent);
    QPainter painter(&sprite.pixmap);
    painter.translate(-corner);
    painter.scale(scale, scale);
    theme::FigurePainter brush(painter, theme_);
    brush.paint(mark);
    painter.end();
    // The scale has the screen's ratio in it already.
    const QPaintDevice* screen = scene() && !scene()->views().isEmpty()
                                     ? scene()->views().first()->viewport()
                                     : nullptr;
    sprite.pixmap.setDevicePixelRatio(screen ? screen->devicePixelRatioF() : 1);
    return sprites_.emplace(shown.spriteKey, std::move(sprite)).first->second;
}

}  // namespace lockstep::stage
