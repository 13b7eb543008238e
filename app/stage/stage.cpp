// SPDX-License-Identifier: GPL-3.0-or-later
// Showing: figure, time, zoom and place, selection. What hands and keys do is in stage_input.cpp.
#include "stage/stage.h"

#include <QGraphicsScene>
#include <QGuiApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "stage/accessible_stage.h"
#include "stage/marks_layer.h"
#include "stage/overlay_layer.h"

namespace lockstep::stage {

namespace {

using namespace drawing;

constexpr int frameMilliseconds = 16;
constexpr int idleMilliseconds = 300;
constexpr double pulseMilliseconds = 1400;
constexpr double leastZoom = 0.2;
constexpr double mostZoom = 12;

bool isTouchable(const Mark& mark) {
    return mark.role == Role::node || mark.role == Role::packet || mark.role == Role::link;
}

// A server's ring runs around the largest circle about its place, a message's with a way drawn
// around its head, anything else's, a card's too, around its bounds.
RingShape ringAround(const Mark& mark, Time time, double zoom, QPointF origin) {
    const Mark here = at(mark, time);
    const auto toView = [&](const Rect& rect) {
        return QRectF(rect.x * zoom + origin.x(), rect.y * zoom + origin.y(), rect.width * zoom,
                      rect.height * zoom);
    };
    for (const Part& part : mark.parts) {
        const bool isHead = mark.role == Role::packet && part.key == "end";
        if (isHead) return {toView(moved(boundsOf(part), here.place)), true, {}};
    }
    if (mark.role != Role::node) return {toView(boundsOf(here)), false, {}};
    double radius = 0;
    Rect chip;
    for (const Part& part : mark.parts) {
        const Circle* circle = std::get_if<Circle>(&part.shape);
        if (circle && circle->center == Point{} && part.key != "halo")
            radius = std::max(radius, circle->radius);
        if (const Box* box = std::get_if<Box>(&part.shape)) chip = united(chip, box->rect);
    }
    if (radius == 0) return {toView(boundsOf(here)), false, {}};
    const Rect whole = drawing::around(here.place, {2 * radius, 2 * radius});
    const QRectF gap = chip.isEmpty() ? QRectF() : toView(moved(grown(chip, 1), here.place));
    return {toView(whole), true, gap};
}

}  // namespace

Stage::Stage(QWidget* parent)
    : QGraphicsView(parent), ownScene_(std::make_unique<QGraphicsScene>()),
      marks_(new MarksLayer), overlay_(new OverlayLayer) {
    installAccessibleStage();
    ownScene_->setItemIndexMethod(QGraphicsScene::NoIndex);
    ownScene_->addItem(marks_);
    ownScene_->addItem(overlay_);
    setScene(ownScene_.get());
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setOptimizationFlags(QGraphicsView::DontSavePainterState |
                         QGraphicsView::DontAdjustForAntialiasing);
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Stage"));
    setTheme(theme::makeTheme(theme::Kind::light));

    frames_.setTimerType(Qt::PreciseTimer);
    frames_.setInterval(frameMilliseconds);
    connect(&frames_, &QTimer::timeout, this, &Stage::tick);
    pulse_.start();
    idle_.setSingleShot(true);
    idle_.setInterval(idleMilliseconds);
    connect(&idle_, &QTimer::timeout, this,
            [this] { marks_->warmLetters(viewport()->devicePixelRatioF()); });
}

Stage::~Stage() { setScene(nullptr); }

void Stage::show(std::shared_ptr<const Figure> figure, bool tween) {
    const Figure* old = marks_->figure();
    const bool sameSize = old && figure && old->size == figure->size;
    marks_->show(std::move(figure), tween && !reducedMotion_ && isVisible());
    // The release of a button may have gone elsewhere, and no move told of it.
    if (QGuiApplication::mouseButtons() == Qt::NoButton) drag_ = Drag::none;
    // Servers that are no more cannot stay chosen.
    const auto isGone = [this](const QString& id) { return !markNamed(id); };
    if (selection_.removeIf(isGone) > 0) Q_EMIT selectionChanged();
    if (!focused_.isEmpty() && isGone(focused_)) focused_.clear();
    if (!sameSize) {
        fitted_ = true;
        idle_.start();
    }
    fit();
    wakeTimer();
    if (marks_->figure())
        setAccessibleDescription(QString::fromStdString(marks_->figure()->title));
}

const Figure* Stage::figure() const { return marks_->figure(); }

void Stage::setTime(Time time) {
    if (time == marks_->time()) return;
    marks_->setTime(time);
    updateOverlay();
}

Time Stage::time() const { return marks_->time(); }

void Stage::setTheme(const theme::Theme& theme) {
    marks_->setTheme(theme);
    overlay_->setTheme(theme);
}

// The marks' own picture covers the view, so that the ground is not painted twice.
void Stage::drawBackground(QPainter* painter, const QRectF& rect) {
    if (!figure()) painter->fillRect(rect, marks_->theme().color(Ink::ground));
}

void Stage::setReducedMotion(bool reduced) {
    reducedMotion_ = reduced;
    updateOverlay();
    wakeTimer();
}

void Stage::tick() {
    marks_->tick();
    if (!highlighted_.isEmpty()) updateOverlay();
    if (!marks_->isTweening() && (highlighted_.isEmpty() || reducedMotion_)) frames_.stop();
}

void Stage::wakeTimer() {
    const bool isNeeded = marks_->isTweening() || (!highlighted_.isEmpty() && !reducedMotion_);
    if (isNeeded && !frames_.isActive()) frames_.start();
}

void Stage::zoomToFit() {
    fitted_ = true;
    fit();
    wakeTimer();
}

void Stage::fit() {
    const Figure* figure = marks_->figure();
    if (!fitted_ || !figure || figure->size.width <= 0 || figure->size.height <= 0) {
        updateOverlay();
        return;
    }
    const QSizeF room = viewport()->size();
    const double zoom = std::max(0.01, std::min(room.width() / figure->size.width,
                                                room.height() / figure->size.height));
    place(zoom, QPointF((room.width() - figure->size.width * zoom) / 2,
                        (room.height() - figure->size.height * zoom) / 2));
}

void Stage::place(double zoom, QPointF origin) {
    if (zoom != zoom_) idle_.start();
    zoom_ = zoom;
    // Whole pixels keep the lines of the table sharp.
    origin_ = QPointF(std::round(origin.x()), std::round(origin.y()));
    marks_->setPlace(zoom_, origin_);
    updateOverlay();
}

void Stage::zoomBy(double factor, QPointF around) {
    const double zoom = std::clamp(zoom_ * factor, leastZoom, mostZoom);
    fitted_ = false;
    place(zoom, around - (around - origin_) * (zoom / zoom_));
}

void Stage::zoomIn() { zoomBy(1.2, QRectF(viewport()->rect()).center()); }

void Stage::zoomOut() { zoomBy(1 / 1.2, QRectF(viewport()->rect()).center()); }

double Stage::zoom() const { return zoom_; }

void Stage::highlight(const QString& markId) {
    highlighted_ = markId;
    pulse_.restart();
    updateOverlay();
    wakeTimer();
}

QString Stage::highlighted() const { return highlighted_; }

QStringList Stage::selection() const { return selection_; }

void Stage::setSelection(const QStringList& markIds) {
    if (markIds == selection_) return;
    selection_ = markIds;
    updateOverlay();
    Q_EMIT selectionChanged();
}

void Stage::clearSelection() { setSelection({}); }

void Stage::setKnife(bool out) {
    if (out == knife_) return;
    knife_ = out;
    viewport()->setCursor(out ? Qt::CrossCursor : Qt::ArrowCursor);
}

QString Stage::focusedMark() const { return focused_; }

void Stage::setFocusedMark(const QString& markId) {
    clicked_ = false;
    if (markId == focused_) return;
    focused_ = markId;
    updateOverlay();
    announceFocus(*this, markId);
    Q_EMIT focusedMarkChanged(markId);
}

QRect Stage::globalRectOf(const QString& markId) const {
    const Mark* mark = markNamed(markId);
    if (!mark) return {};
    const QRect rect = ringAround(*mark, time(), zoom_, origin_).rect.toAlignedRect();
    return {viewport()->mapToGlobal(rect.topLeft()), rect.size()};
}

std::vector<const Mark*> Stage::touchableMarks() const {
    std::vector<const Mark*> marks;
    if (!marks_->figure()) return marks;
    for (const Role role : {Role::node, Role::packet, Role::link})
        for (const Mark& mark : marks_->figure()->marks)
            if (mark.role == role && isTouchable(mark)) marks.push_back(&mark);
    return marks;
}

// By id, or by the name after the slash: the first that has it.
const Mark* Stage::markNamed(const QString& name) const {
    const Figure* figure = marks_->figure();
    if (!figure || name.isEmpty()) return nullptr;
    const std::string wanted = name.toStdString();
    if (const Mark* mark = findMark(*figure, wanted)) return mark;
    const auto found =
        std::find_if(figure->marks.begin(), figure->marks.end(), [&](const Mark& mark) {
            return mark.role != Role::decoration && nameInId(mark.id) == wanted;
        });
    return found == figure->marks.end() ? nullptr : &*found;
}

Point Stage::toFigure(QPointF viewPosition) const {
    const QPointF point = (viewPosition - origin_) / zoom_;
    return {point.x(), point.y()};
}

const Mark* Stage::markUnder(QPoint viewPosition) const {
    const Figure* figure = marks_->figure();
    if (!figure) return nullptr;
    constexpr double fingerWidth = 6;
    return markAt(*figure, toFigure(viewPosition), time(), fingerWidth / zoom_);
}

void Stage::updateOverlay() {
    Overlay overlay;
    const auto ringOf = [&](const QString& id) -> std::optional<RingShape> {
        const Mark* mark = markNamed(id);
        if (!mark) return std::nullopt;
        return ringAround(*mark, time(), zoom_, origin_);
    };
    for (const QString& id : selection_)
        if (const auto ring = ringOf(id)) overlay.selected.append(*ring);
    if (hasFocus()) overlay.focused = ringOf(focused_);
    const Mark* hovered = markNamed(hovered_);
    if (hovered && hovered->role != Role::link && drag_ == Drag::none)
        overlay.hovered = ringOf(hovered_);
    overlay.highlighted = ringOf(highlighted_);
    overlay.pulse = reducedMotion_
                        ? 1
                        : std::fmod(static_cast<double>(pulse_.elapsed()) / pulseMilliseconds, 1.0);
    if (drag_ == Drag::select) overlay.band = QRectF(QRect(pressed_, last_).normalized());
    if (drag_ == Drag::knife) overlay.cut = QLineF(pressed_, last_);
    overlay_->setOverlay(overlay);
    overlay_->setViewSize(viewport()->size());
    ownScene_->setSceneRect(viewport()->rect());
}

}  // namespace lockstep::stage
