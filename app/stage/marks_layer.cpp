// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/marks_layer.h"

#include <QPainter>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "drawing/tween.h"

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

// Where more changes at once than can be followed with the eyes, it is there at once.
constexpr int mostTweened = 300;

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

MarksLayer::MarksLayer() : theme_(theme::makeTheme(theme::Kind::light)) {}

MarksLayer::~MarksLayer() = default;

// Whether it is seen just as its mark has it.
bool MarksLayer::stands(const Shown& shown) const {
    return !(tweening_ && shown.changes) && !moves(*shown.mark);
}

Mark MarksLayer::asSeen(const Shown& shown) const {
    const Mark now = at(*shown.mark, time_);
    if (!tweening_ || !shown.changes) return now;
    return shown.before ? tween(*shown.before, now, eased())
                        : appearing(*shown.mark, time_, eased());
}

// In fast play a picture follows before the last one has slid in: then words would stay half
// faded, one over the other, so that after a few of those each is shown at once.
bool MarksLayer::isHurried() {
    constexpr int mostHurried = 4;
    const bool isEarly = tweenClock_.isValid() &&
                         static_cast<double>(tweenClock_.elapsed()) < shortMilliseconds / 2;
    hurried_ = isEarly ? hurried_ + 1 : 0;
    return hurried_ > mostHurried;
}

void MarksLayer::show(std::shared_ptr<const Figure> figure, bool tween) {
    if (isHurried()) tween = false;
    // The marks of the old figure are looked at until the new one has taken their place.
    const std::shared_ptr<const Figure> old = std::move(figure_);
    const Seen seen{old.get(), time_};
    for (Shown& shown : shown_) {
        if (!shown.mark) continue;
        if (!tween || stands(shown)) shown.before.reset();
        else shown.before = std::make_shared<Mark>(asSeen(shown));
    }
    figure_ = std::move(figure);
    time_ = figure_ ? figure_->time : 0;
    tweening_ = tween && old && !old->marks.empty();
    sortOut(seen);
    const auto changing = std::count_if(shown_.begin(), shown_.end(),
                                        [](const Shown& shown) { return shown.changes; });
    if (changing > mostTweened) endTween();
    tweening_ = tweening_ && changing > 0;
    isLong_ = std::any_of(shown_.begin(), shown_.end(), [](const Shown& shown) {
        return shown.mark && !shown.before && jumps(*shown.mark);
    });
    separateStill();
    tweenClock_.start();
    update();
}

// Pairs the marks of the new figure with what was seen before. What is the same is not copied.
void MarksLayer::sortOut(const Seen& seen) {
    Earlier earlier(std::move(shown_), seen);
    shown_.clear();
    if (figure_) {
        constexpr std::size_t fading = 32;
        shown_.reserve(figure_->marks.size() + fading);
        for (const std::size_t index : paintingOrder(*figure_))
            shown_.push_back(paired(figure_->marks[index], earlier));
    }
    if (!earlier.keepsOrder()) still_.spoil();
    earlier.visitGone([&](Shown& gone) {
        if (gone.isStill) still_.spoil(gone.bounds);
        if (tweening_) fadeOut(gone);
    });
}

Shown MarksLayer::paired(const Mark& mark, Earlier& earlier) {
    Shown shown;
    shown.mark = &mark;
    Shown* was = tweening_ ? earlier.takeForTween(mark, {figure_.get(), time_})
                           : earlier.take(mark.id);
    if (!was) {
        shown.changes = tweening_;
    } else {
        const Mark& seen = was->before ? *was->before : *was->mark;
        const bool same = moves(mark) ? paintsAlike(seen, at(mark, time_))
                                      : paintsAlike(seen, mark);
        shown.changes = tweening_ && !same;
        if (shown.changes)
            shown.before = was->before ? was->before : std::make_shared<Mark>(seen);
        // It is in the picture of the still already, unless it comes to move now.
        shown.isStill = was->isStill && same;
        if (was->isStill && !same) still_.spoil(was->bounds);
    }
    if (shown.changes && !moves(mark)) {
        const auto fade = shown.before ? fadeOf(*shown.before, mark) : std::optional(0.0);
        shown.glides = fade.has_value();
        shown.fade = fade.value_or(1);
    }
    if (moves(mark) || shown.glides) cutIntoPieces(shown, mark);
    return shown;
}

// What is gone fades where it was, in its layer.
void MarksLayer::fadeOut(const Shown& gone) {
    Shown shown;
    shown.before = gone.before ? gone.before : std::make_shared<Mark>(*gone.mark);
    shown.changes = true;
    cutIntoPieces(shown, *shown.before);
    const Layer layer = shown.before->layer;
    const auto place = std::find_if(shown_.begin(), shown_.end(), [&](const Shown& other) {
        return (other.mark ? *other.mark : *other.before).layer > layer;
    });
    shown_.insert(place, std::move(shown));
}

// A mark is part of the still picture if it stands still and nothing that moves lies below it.
void MarksLayer::separateStill() {
    std::vector<Rect> moving;
    for (Shown& shown : shown_) {
        const bool wasStill = shown.isStill;
        if (shown.mark) shown.bounds = sweptBounds(*shown.mark);
        if (shown.before) shown.bounds = united(shown.bounds, boundsOf(*shown.before));
        const bool liesUpon = std::any_of(moving.begin(), moving.end(), [&](const Rect& other) {
            return overlap(shown.bounds, other);
        });
        shown.isStill = shown.mark && stands(shown) && !liesUpon;
        if (!shown.isStill) moving.push_back(shown.bounds);
        if (shown.isStill != wasStill) still_.spoil(shown.bounds);
    }
}

void MarksLayer::setTime(Time time) {
    if (time == time_) return;
    time_ = time;
    update();
}

void MarksLayer::setTheme(const theme::Theme& theme) {
    theme_ = theme;
    sprites_.clear();
    still_.spoil();
    update();
}

void MarksLayer::setPlace(double zoom, QPointF origin) {
    const QTransform place(zoom, 0, 0, zoom, origin.x(), origin.y());
    if (place == transform()) return;
    setTransform(place);
    update();
}

void MarksLayer::warmLetters(double ratio) const {
    if (!figure_) return;
    std::set<std::tuple<Face, Weight, double>> types;
    for (const Mark& mark : figure_->marks)
        for (const Part& part : mark.parts)
            if (const Text* text = std::get_if<Text>(&part.shape))
                types.emplace(text->face, text->weight, text->size);
    // What flies says its words in this.
    types.emplace(Face::words, Weight::medium, size::small);
    QPixmap page(1, 1);
    QPainter painter(&page);
    for (const auto& [face, weight, pixels] : types) {
        const double scale = transform().m11() * ratio * pixels / theme::FontSet::designSize;
        if (scale > 1) continue;  // larger letters are outlines, and Qt does not keep them
        painter.setTransform(QTransform::fromScale(scale, scale));
        painter.setFont(theme_.fonts.font(face, weight));
        theme::warmLetters(painter);
    }
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
        endTween();
        separateStill();
    }
    update();
}

void MarksLayer::endTween() {
    tweening_ = false;
    shown_.erase(std::remove_if(shown_.begin(), shown_.end(),
                                [](const Shown& shown) { return !shown.mark; }),
                 shown_.end());
    for (Shown& shown : shown_) {
        shown.before.reset();
        shown.changes = false;
    }
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
    still_.paint(*painter, *widget, shown_, theme_);
    for (const Shown& shown : shown_)
        if (!shown.isStill) paintShown(shown, *painter, brush);
}

void MarksLayer::paintShown(const Shown& shown, QPainter& painter, theme::FigurePainter& brush) {
    const double share = tweening_ && shown.changes ? eased() : 1;
    if (!shown.mark) {
        painter.setOpacity(1 - share);
        paintPieces(shown.pieces, shown.before->place, painter, brush);
        painter.setOpacity(1);
        return;
    }
    const Mark& mark = *shown.mark;
    const bool isFlight = mark.flight.has_value() && !jumps(mark);
    if (shown.pieces.empty() || (share < 1 && !isFlight && !shown.glides)) {
        const Mark now = at(mark, time_);
        if (share >= 1) return paintLive(now, painter, brush);
        return paintLive(shown.before ? tween(*shown.before, now, share)
                                      : appearing(mark, time_, share),
                         painter, brush);
    }
    Point place = placeAt(mark, time_);
    const bool isWhole = !isFlight || distance(mark.flight->from, place) >= trailOf(mark);
    if (share < 1 && shown.before) place = between(shown.before->place, place, share);
    painter.setOpacity(shown.before ? shown.fade + (1 - shown.fade) * share : share);
    paintPieces(isWhole ? shown.pieces : shown.starting, place, painter, brush);
    painter.setOpacity(1);
}

// Words are slow to paint, and few in number: they are sprites even where all else is live.
void MarksLayer::paintLive(const Mark& mark, QPainter& painter, theme::FigurePainter& brush) {
    Mark shapes;
    shapes.place = mark.place;
    const auto paintShapes = [&] {
        if (!shapes.parts.empty()) brush.paint(shapes);
        shapes.parts.clear();
    };
    for (const Part& part : mark.parts) {
        const Text* text = std::get_if<Text>(&part.shape);
        if (!text) {
            shapes.parts.push_back(part);
            continue;
        }
        paintShapes();
        painter.setOpacity(part.style.opacity);
        paintSprite(wordsPiece(part, mark.layer), mark.place + text->at, painter);
        painter.setOpacity(1);
    }
    paintShapes();
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
    // What flies glides between whole pixels; all else, and words above all, stays sharp on them.
    const int steps = piece.mark.layer == Layer::packets ? phases : 1;
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
