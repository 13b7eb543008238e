// SPDX-License-Identifier: GPL-3.0-or-later
// The figure on screen: moves what flies and ticks, tweens what jumps, zooms and pans, and says
// which mark was touched. It knows nothing of topics: marks go in, ids come out.
#pragma once

#include <QElapsedTimer>
#include <QGraphicsView>
#include <QStringList>
#include <QTimer>
#include <memory>

#include "drawing/figure.h"
#include "theme/theme.h"

namespace lockstep::stage {

class MarksLayer;
class OverlayLayer;

class Stage : public QGraphicsView {
    Q_OBJECT

public:
    explicit Stage(QWidget* parent = nullptr);
    ~Stage() override;

    // The next picture. With `tween` it slides there from what is seen now, unless motion is
    // reduced; the same size of figure keeps zoom and place.
    void show(std::shared_ptr<const drawing::Figure> figure, bool tween);
    using QGraphicsView::show;
    const drawing::Figure* figure() const;

    // The simulated time to draw, which moves what flies and ticks. A new figure starts at its own.
    void setTime(drawing::Time time);
    drawing::Time time() const;

    void setTheme(const theme::Theme& theme);
    void setReducedMotion(bool reduced);

    // The figure fits the view and follows its size, until the user zooms or pans.
    void zoomToFit();
    bool isFitted() const { return fitted_; }
    void zoomIn();
    void zoomOut();
    // Screen pixels per pixel of the figure.
    double zoom() const;

    // A pulsing ring around the mark, for "point at it"; an empty id ends it. The name alone will
    // do: "S3" for "server/S3".
    void highlight(const QString& markId);
    QString highlighted() const;

    // The marks of servers chosen, such as "server/S1".
    QStringList selection() const;
    void setSelection(const QStringList& markIds);
    void clearSelection();

    // With the knife out a drag draws the line of a partition; without, Alt and a drag does.
    void setKnife(bool out);
    bool hasKnife() const { return knife_; }

    // With a table longer than its room the wheel over it scrolls it instead of zooming.
    void setTableScrolls(bool scrolls) { tableScrolls_ = scrolls; }

    // Where the keyboard is; empty if nowhere. Whoever came there by key goes on with the
    // arrows; after a click they step, as everywhere.
    QString focusedMark() const;
    void setFocusedMark(const QString& markId);

    // Around the mark, in global coordinates: where to open a menu asked for by key.
    QRect globalRectOf(const QString& markId) const;

    // The marks that can be touched, in reading order, for screen readers and the keyboard.
    std::vector<const drawing::Mark*> touchableMarks() const;

Q_SIGNALS:
    // A click, or Enter on the focused mark.
    void activated(const QString& markId, const QPoint& globalPosition);
    // A right click or the menu key. The id is empty on the ground.
    void contextRequested(const QString& markId, const QPoint& globalPosition);
    void hovered(const QString& markId);
    void selectionChanged();
    void focusedMarkChanged(const QString& markId);
    // A drawn line has these servers' names on its two sides; neither list is empty.
    void linePartition(const QStringList& oneSide, const QStringList& otherSide);
    // So many columns to the right; negative: to the left.
    void tableScrolled(int columns);

protected:
    bool event(QEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    bool viewportEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Drag { none, press, select, knife, pan };

    const drawing::Mark* markUnder(QPoint viewPosition) const;
    const drawing::Mark* markNamed(const QString& name) const;
    drawing::Point toFigure(QPointF viewPosition) const;
    bool scrollTable(const QWheelEvent& event);
    void cancelDrag();
    void tick();
    void wakeTimer();
    void fit();
    void place(double zoom, QPointF origin);
    void zoomBy(double factor, QPointF around);
    void moveFocus(drawing::Point direction);
    bool moveFocusInOrder(int steps);
    void hover(const QString& markId);
    void click(const QMouseEvent& event);
    void startDrag(const QMouseEvent& event);
    void finishSelecting(const QMouseEvent& event);
    void finishCutting(const QMouseEvent& event);
    void updateOverlay();
    QString tipFor(const drawing::Mark& mark) const;

    std::unique_ptr<QGraphicsScene> ownScene_;
    MarksLayer* marks_ = nullptr;     // the scene owns both
    OverlayLayer* overlay_ = nullptr;
    QTimer frames_;
    QTimer idle_;  // once a new size of letters has been shown
    QElapsedTimer pulse_;
    QString highlighted_;
    QString focused_;
    bool clicked_ = false;  // it is there by the mouse
    QString hovered_;
    QStringList selection_;
    QPoint pressed_;
    QPoint last_;
    QPointF origin_;                  // of the figure, in the view
    double zoom_ = 1;
    Drag drag_ = Drag::none;
    bool knife_ = false;
    bool tableScrolls_ = false;
    int tableWheel_ = 0;  // turned, but less than a column
    bool fitted_ = true;
    bool reducedMotion_ = false;
};

}  // namespace lockstep::stage
