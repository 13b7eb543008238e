// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/marks_layer.h"

#include <QPainter>
#include <QWidget>
#include <algorithm>
#include <cmath>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "drawing/shapes.h"
#include "drawing/tween.h"
#include "stage/sprite_key.h"

namespace lockstep::stage {

namespace {

using namespace drawing;

constexpr double shortMilliseconds = 220;
// Where something jumps from one place to another, one is to see where it goes.
constexpr double longMilliseconds = 900;
// Sprites are few kinds of heads and labels; past this many, old ones are surely unused.
constexpr std::size_t mostSprites = 1500;

// Sprites are drawn for steps of half a pixel, so that they glide and are still only copied.
constexpr int phases = 2;

bool hasTrail(const Part& part) { return part.trail > 0; }
bool ticks(const Part& part) { return part.countdown.has_value(); }

bool sameParts(const Mark& a, const Mark& b) { return a.parts == b.parts; }

double trailOf(const Mark& mark) {
    double trail = 0;
    for (const Part& part : mark.parts) trail = std::max(trail, part.trail);
    return trail;
}

}  // namespace

struct MarksLayer::Sprite {
    QPixmap pixmap;
    QPoint offset;  // from the mark's place, in device pixels
};

// Some parts of a mark, painted together: as a sprite, or anew in each frame.
struct MarksLayer::Piece {
    Mark mark;
    std::string key;  // of the sprite; empty: painted anew
};

// A mark of the figure with how it gets there.
struct MarksLayer::Shown {
    const Mark* mark = nullptr;    // null: it is gone and only fades out
    std::shared_ptr<Mark> before;  // as it was seen; null: it is new
    bool changes = false;          // between before and now
    bool isStill = false;          // painted into the common picture
    std::vector<Piece> pieces;     // of what moves
    std::vector<Piece> starting;   // while its trail is still growing
};

namespace {

template <class Piece>
void addPart(std::vector<Piece>& pieces, const Mark& mark, const Part& part, bool isLive) {
    if (pieces.empty() || isLive || pieces.back().key.empty()) {
        pieces.emplace_back();
        pieces.back().mark.layer = mark.layer;
        // Any key will do until all parts are there; an empty one says live.
        if (!isLive) pieces.back().key = "sprite";
    }
    pieces.back().mark.parts.push_back(part);
}

// What ticks is live, all between is sprites. A trail is part of the sprite once it is whole.
template <class Piece>
void cutIntoPieces(const Mark& mark, std::vector<Piece>& pieces, std::vector<Piece>& starting) {
    const Point back = mark.flight ? unit(mark.flight->to - mark.flight->from) * -1 : Point{};
    for (const Part& part : mark.parts) {
        if (!hasTrail(part)) {
            addPart(pieces, mark, part, ticks(part));
            addPart(starting, mark, part, ticks(part));
            continue;
        }
        Part whole = part;
        whole.shape = segment(back * part.trail, {});
        whole.trail = 0;
        addPart(pieces, mark, whole, false);
        addPart(starting, mark, part, true);
        starting.back().mark.flight = mark.flight;
    }
    for (auto* list : {&pieces, &starting})
        for (Piece& piece : *list)
            if (!piece.key.empty()) piece.key = spriteKey(piece.mark);
}

}  // namespace

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
            seen.push_back(shown.before ? tween(*shown.before, now, share)
                                        : appearing(*shown.mark, time_, share));
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
    isLong_ = std::any_of(shown_.begin(), shown_.end(), [](const Shown& shown) {
        return shown.mark && !shown.before && jumps(*shown.mark);
    });
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
        if (moves(*shown.mark)) cutIntoPieces(*shown.mark, shown.pieces, shown.starting);
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

double MarksLayer::tweenTime() const {
    return isLong_ ? longMilliseconds : shortMilliseconds;
}

double MarksLayer::eased() const {
    if (!tweening_) return 1;
    return easeOut(static_cast<double>(tweenClock_.elapsed()) / tweenTime());
}

void MarksLayer::tick() {
    if (!tweening_) return;
    if (static_cast<double>(tweenClock_.elapsed()) >= tweenTime()) {
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
    const double share = tweening_ && shown.changes ? eased() : 1;
    if (!shown.mark) return brush.paint(faded(*shown.before, 1 - share));
    const Mark& mark = *shown.mark;
    const bool isFlight = mark.flight.has_value() && !jumps(mark);
    if (shown.pieces.empty() || (share < 1 && !isFlight)) {
        const Mark now = at(mark, time_);
        if (share >= 1) return brush.paint(now);
        return brush.paint(shown.before ? tween(*shown.before, now, share)
                                        : appearing(mark, time_, share));
    }
    Point place = placeAt(mark, time_);
    const bool isWhole = !isFlight || distance(mark.flight->from, place) >= trailOf(mark);
    if (share < 1 && shown.before) place = between(shown.before->place, place, share);
    painter.setOpacity(shown.before ? 1 : share);
    paintPieces(isWhole ? shown.pieces : shown.starting, place, painter, brush);
    painter.setOpacity(1);
}

void MarksLayer::paintPieces(const std::vector<Piece>& pieces, Point place, QPainter& painter,
                             theme::FigurePainter& brush) {
    for (const Piece& piece : pieces) {
        if (!piece.key.empty()) {
            paintSprite(piece, place, painter);
            continue;
        }
        Mark live = at(piece.mark, time_);
        live.place = place;
        brush.paint(live);
    }
}

void MarksLayer::paintSprite(const Piece& piece, Point place, QPainter& painter) {
    const QTransform transform = painter.worldTransform();
    const double ratio = painter.device()->devicePixelRatioF();
    // Words stay sharp on whole pixels; heads glide between them.
    const int steps = piece.mark.layer == Layer::labels ? 1 : phases;
    const QPointF device = transform.map(QPointF(place.x, place.y)) * ratio;
    const QPoint stepped(static_cast<int>(std::lround(device.x() * steps)),
                         static_cast<int>(std::lround(device.y() * steps)));
    const QPoint whole(static_cast<int>(std::floor(double(stepped.x()) / steps)),
                       static_cast<int>(std::floor(double(stepped.y()) / steps)));
    const QPoint phase = (stepped - whole * steps) * (phases / steps);
    const Sprite& sprite = spriteFor(piece, transform.m11() * ratio, ratio, phase);
    painter.save();
    painter.resetTransform();
    painter.drawPixmap(QPointF(whole + sprite.offset) / ratio, sprite.pixmap);
    painter.restore();
}

const MarksLayer::Sprite& MarksLayer::spriteFor(const Piece& piece, double scale, double ratio,
                                                QPoint phase) {
    if (scale != spriteScale_ || sprites_.size() > mostSprites) {
        sprites_.clear();
        spriteScale_ = scale;
    }
    std::string key = piece.key;
    key += static_cast<char>('0' + phase.x() * phases + phase.y());
    const auto found = sprites_.find(key);
    if (found != sprites_.end()) return found->second;

    const Rect bounds = grown(boundsOf(piece.mark), 1);
    const QPoint corner(static_cast<int>(std::floor(bounds.x * scale)),
                        static_cast<int>(std::floor(bounds.y * scale)));
    const QSize size(static_cast<int>(std::ceil(bounds.width * scale)) + 3,
                     static_cast<int>(std::ceil(bounds.height * scale)) + 3);
    Sprite sprite{QPixmap(size), corner};
    sprite.pixmap.fill(Qt::transparent);
    QPainter painter(&sprite.pixmap);
    painter.translate(QPointF(phase) / phases - corner);
    painter.scale(scale, scale);
    theme::FigurePainter brush(painter, theme_);
    brush.paint(piece.mark);
    painter.end();
    sprite.pixmap.setDevicePixelRatio(ratio);
    return sprites_.emplace(std::move(key), std::move(sprite)).first->second;
}

}  // namespace lockstep::stage
