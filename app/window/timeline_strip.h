// SPDX-License-Identifier: GPL-3.0-or-later
// The run as a strip, a step beside the other: eras as bands, milestones and broken claims as
// marks, branches as lanes below. Drag to scrub.
#pragma once

#include <QAbstractSlider>
#include <vector>

#include "figures/catalog.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class TimelineStrip final : public QAbstractSlider {
    Q_OBJECT

public:
    TimelineStrip(session::Session& session, const Look& look,
                  const figures::FigureCatalog& figures, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    // Where a step is, in pixels; for tests too.
    double placeOf(double step) const;
    Step stepAt(double place) const;
    // What a band is called: "term 3", or "down".
    QString eraLabel(std::uint32_t era) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Lane {
        int branch = 0;
        Step from = 0;
        Step to = 0;
        QString name;
    };

    void readHistory();
    void follow();
    void readLanes();
    void paintEras(QPainter& painter, const QRectF& bar);
    // What the eras are called where they are no count: the choices of a dial, or the states of a
    // chart's band, that has their name.
    const std::vector<std::string>* eraWords() const;
    QString eraLabel(std::uint32_t era, const std::vector<std::string>* words) const;
    void paintMarks(QPainter& painter, const QRectF& bar);
    void paintLanes(QPainter& painter);
    void paintHandle(QPainter& painter, const QRectF& bar);
    QRectF barRect() const;
    QRectF laneRect(std::size_t lane) const;
    int laneUnder(QPointF place) const;
    QString tipAt(QPointF place) const;
    double handleStep() const;

    session::Session& session_;
    const Look& look_;
    const figures::FigureCatalog& figures_;
    std::vector<Mark> marks_;
    std::vector<EraChange> eras_;
    std::vector<Break> breaks_;
    std::vector<Lane> lanes_;
    double span_ = 24;  // steps from end to end
    bool dragging_ = false;
};

}  // namespace lockstep::window
