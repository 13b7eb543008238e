// SPDX-License-Identifier: GPL-3.0-or-later
// Hands and keys on the stage: touching marks, choosing servers, drawing the line of a partition,
// zooming and panning.
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "stage/stage.h"

namespace lockstep::stage {

namespace {

using namespace drawing;
using namespace Qt::StringLiterals;

constexpr int dragThreshold = 5;
constexpr double shortestCut = 24;

QString idOf(const Mark* mark) { return mark ? QString::fromStdString(mark->id) : QString(); }

bool isArrow(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

Point directionOf(int key) {
    switch (key) {
        case Qt::Key_Left: return {-1, 0};
        case Qt::Key_Right: return {1, 0};
        case Qt::Key_Up: return {0, -1};
        default: return {0, 1};
    }
}

}  // namespace

bool Stage::event(QEvent* event) {
    // Where a mark has the keyboard, the arrows move between marks and not in time.
    if (event->type() == QEvent::ShortcutOverride && !focused_.isEmpty() && !clicked_) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (isArrow(key->key()) && key->modifiers() == Qt::NoModifier) {
            event->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

bool Stage::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Mark* mark = markUnder(help->pos());
        if (mark && drag_ == Drag::none)
            QToolTip::showText(help->globalPos(), tipFor(*mark), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Gesture) {
        auto* gestures = static_cast<QGestureEvent*>(event);
        if (auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture))) {
            zoomBy(pinch->scaleFactor(), viewport()->mapFromGlobal(pinch->hotSpot().toPoint()));
            return true;
        }
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomBy(1 + gesture->value(), gesture->position());
            return true;
        }
    }
    return QGraphicsView::viewportEvent(event);
}

// The first line stands out: it is the name.
QString Stage::tipFor(const Mark& mark) const {
    const std::string& tip = mark.tip.empty() ? mark.description : mark.tip;
    QStringList lines = QString::fromStdString(tip).toHtmlEscaped().split(u'\n');
    if (lines.size() > 1) lines.first() = u"<b>%1</b>"_s.arg(lines.first());
    return u"<qt>%1</qt>"_s.arg(lines.join(u"<br>"_s));
}

// Over the table a notch of the wheel is a column: up is back, to what was first.
bool Stage::scrollTable(const QWheelEvent& event) {
    if (!tableScrolls_ || !figure() || event.modifiers() & Qt::ControlModifier) return false;
    Rect table;
    for (const Mark& mark : figure()->marks)
        if (mark.layer == Layer::table) table = united(table, boundsOf(mark));
    if (!contains(table, toFigure(event.position()))) return false;
    const QPoint turned = event.angleDelta();
    tableWheel_ -= std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y();
    constexpr int notch = 120;
    const int columns = tableWheel_ / notch;
    tableWheel_ -= columns * notch;
    if (columns != 0) Q_EMIT tableScrolled(columns);
    return true;
}

void Stage::wheelEvent(QWheelEvent* event) {
    if (scrollTable(*event)) return event->accept();
    // A touchpad moves the picture, a wheel (or Ctrl and a touchpad) zooms it.
    const bool isTouchpad = !event->pixelDelta().isNull() && event->phase() != Qt::NoScrollPhase;
    if (isTouchpad && !(event->modifiers() & Qt::ControlModifier)) {
        fitted_ = false;
        place(zoom_, origin_ + event->pixelDelta());
    } else if (event->angleDelta().y() != 0) {
        zoomBy(std::pow(1.0015, event->angleDelta().y()), event->position());
    }
    event->accept();
}

void Stage::mousePressEvent(QMouseEvent* event) {
    pressed_ = last_ = event->pos();
    if (event->button() == Qt::MiddleButton ||
        (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier &&
         !markUnder(pressed_)))
        drag_ = Drag::pan;
    else if (event->button() == Qt::LeftButton)
        drag_ = Drag::press;
    event->accept();
}

// A menu or another window may take the release of a button: then the drag is over too.
void Stage::cancelDrag() {
    drag_ = Drag::none;
    updateOverlay();
}

void Stage::mouseMoveEvent(QMouseEvent* event) {
    if (drag_ != Drag::none && event->buttons() == Qt::NoButton) cancelDrag();
    const QPoint moved = event->pos() - last_;
    if (drag_ == Drag::press && (event->pos() - pressed_).manhattanLength() > dragThreshold)
        startDrag(*event);
    last_ = event->pos();
    if (drag_ == Drag::pan) {
        fitted_ = false;
        place(zoom_, origin_ + moved);
    } else if (drag_ == Drag::none) {
        hover(idOf(markUnder(event->pos())));
    } else {
        updateOverlay();
    }
    event->accept();
}

// Links are everywhere, so a drag may begin on one; on a server or a message it means nothing.
void Stage::startDrag(const QMouseEvent& event) {
    const Mark* mark = markUnder(pressed_);
    const bool isFree = !mark || mark->role == Role::link || mark->role == Role::note;
    if (knife_ || event.modifiers() & Qt::AltModifier)
        drag_ = Drag::knife;
    else if (isFree)
        drag_ = Drag::select;
}

void Stage::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(drag_, Drag::none);
    if (event->button() == Qt::LeftButton && drag == Drag::press) click(*event);
    if (drag == Drag::select) finishSelecting(*event);
    if (drag == Drag::knife) finishCutting(*event);
    updateOverlay();
    event->accept();
}

void Stage::leaveEvent(QEvent* event) {
    hover({});
    QGraphicsView::leaveEvent(event);
}

void Stage::hover(const QString& markId) {
    if (markId == hovered_) return;
    hovered_ = markId;
    if (!knife_)
        viewport()->setCursor(markId.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    updateOverlay();
    Q_EMIT hovered(markId);
}

void Stage::click(const QMouseEvent& event) {
    const Mark* mark = markUnder(event.pos());
    if (!mark) {
        clearSelection();
        setFocusedMark({});
        return;
    }
    const QString id = idOf(mark);
    setFocusedMark(mark->role == Role::entry || mark->role == Role::note ? QString() : id);
    clicked_ = true;
    const auto adds = Qt::ControlModifier | Qt::ShiftModifier;
    if (mark->role == Role::node && event.modifiers() & adds) {
        QStringList chosen = selection_;
        if (chosen.removeAll(id) == 0) chosen.append(id);
        setSelection(chosen);
        return;
    }
    Q_EMIT activated(id, event.globalPosition().toPoint());
}

void Stage::finishSelecting(const QMouseEvent& event) {
    const Figure* shown = figure();
    if (!shown) return;
    const Point a = toFigure(pressed_);
    const Point b = toFigure(last_);
    const Rect band{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x),
                    std::abs(a.y - b.y)};
    QStringList chosen;
    if (event.modifiers() & Qt::ControlModifier) chosen = selection_;
    for (const Mark& mark : shown->marks)
        if (mark.role == Role::node && contains(band, mark.place) && !chosen.contains(idOf(&mark)))
            chosen.append(idOf(&mark));
    setSelection(chosen);
}

// Which servers lie left and right of the line, drawn on beyond its ends.
void Stage::finishCutting(const QMouseEvent&) {
    const Figure* shown = figure();
    const QPointF along = last_ - pressed_;
    if (!shown || std::hypot(along.x(), along.y()) < shortestCut) return;
    const Point from = toFigure(pressed_);
    QStringList sides[2];
    for (const Mark& mark : shown->marks) {
        if (mark.role != Role::node) continue;
        const Point offset = mark.place - from;
        const bool isRight = along.x() * offset.y - along.y() * offset.x > 0;
        sides[isRight ? 1 : 0].append(QString::fromStdString(nameInId(mark.id)));
    }
    setKnife(false);
    if (sides[0].isEmpty() || sides[1].isEmpty()) return;
    Q_EMIT linePartition(sides[0], sides[1]);
}

void Stage::contextMenuEvent(QContextMenuEvent* event) {
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect rect = globalRectOf(focused_);
        const QRect whole(viewport()->mapToGlobal(QPoint(0, 0)), viewport()->size());
        Q_EMIT contextRequested(focused_, (rect.isNull() ? whole : rect).center());
    } else {
        const Mark* mark = markUnder(event->pos());
        if (mark && mark->role != Role::entry && mark->role != Role::note)
            setFocusedMark(idOf(mark));
        clicked_ = true;
        Q_EMIT contextRequested(idOf(mark), event->globalPos());
    }
    event->accept();
}

void Stage::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool isPlain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    if (isPlain && isArrow(key) && !focused_.isEmpty() && !clicked_) {
        moveFocus(directionOf(key));
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !focused_.isEmpty()) {
        Q_EMIT activated(focused_, globalRectOf(focused_).center());
    } else if (key == Qt::Key_Escape &&
               (!focused_.isEmpty() || !selection_.isEmpty() || knife_ || drag_ != Drag::none)) {
        cancelDrag();
        setKnife(false);
        clearSelection();
        setFocusedMark({});
    } else if (isPlain && (key == Qt::Key_Plus || key == Qt::Key_Equal)) {
        zoomIn();
    } else if (isPlain && key == Qt::Key_Minus) {
        zoomOut();
    } else if (isPlain && key == Qt::Key_0) {
        zoomToFit();
    } else {
        // Not QGraphicsView's own: it would scroll.
        event->ignore();
        return;
    }
    event->accept();
}

// To the nearest mark that way; what lies straight ahead counts as nearer than what lies aside.
void Stage::moveFocus(Point direction) {
    const Mark* current = markNamed(focused_);
    if (!current) return;
    const Point from = placeAt(*current, time());
    const Mark* best = nullptr;
    double least = 0;
    for (const Mark* mark : touchableMarks()) {
        if (mark == current || mark->role == Role::link) continue;
        const Point offset = placeAt(*mark, time()) - from;
        const double ahead = offset.x * direction.x + offset.y * direction.y;
        const double aside = std::abs(offset.x * direction.y - offset.y * direction.x);
        if (ahead <= 1 || aside > 2.5 * ahead) continue;
        const double cost = ahead + 2 * aside;
        if (!best || cost < least) {
            best = mark;
            least = cost;
        }
    }
    if (best) setFocusedMark(idOf(best));
}

bool Stage::moveFocusInOrder(int steps) {
    std::vector<const Mark*> marks = touchableMarks();
    marks.erase(std::remove_if(marks.begin(), marks.end(),
                               [](const Mark* mark) { return mark->role == Role::link; }),
                marks.end());
    if (marks.empty()) return false;
    const auto found = std::find(marks.begin(), marks.end(), markNamed(focused_));
    const auto count = static_cast<std::ptrdiff_t>(marks.size());
    std::ptrdiff_t next = steps > 0 ? 0 : count - 1;
    if (found != marks.end()) next = (found - marks.begin()) + steps;
    if (next < 0 || next >= count) return false;
    setFocusedMark(idOf(marks[static_cast<std::size_t>(next)]));
    return true;
}

bool Stage::focusNextPrevChild(bool next) {
    if (hasFocus() && moveFocusInOrder(next ? 1 : -1)) return true;
    setFocusedMark({});
    return QGraphicsView::focusNextPrevChild(next);
}

void Stage::focusInEvent(QFocusEvent* event) {
    QGraphicsView::focusInEvent(event);
    if (focused_.isEmpty() && event->reason() == Qt::TabFocusReason) moveFocusInOrder(1);
    if (focused_.isEmpty() && event->reason() == Qt::BacktabFocusReason) moveFocusInOrder(-1);
    updateOverlay();
}

void Stage::focusOutEvent(QFocusEvent* event) {
    QGraphicsView::focusOutEvent(event);
    cancelDrag();
}

void Stage::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    fit();
}

}  // namespace lockstep::stage
