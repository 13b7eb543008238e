// SPDX-License-Identifier: GPL-3.0-or-later
// A slider with one handle or two, on a scale that is finer near the small values.
#pragma once

#include <QWidget>
#include <cstdint>

#include "kernel/dial.h"
#include "window/look.h"

namespace lockstep::window {

class RangeSlider final : public QWidget {
    Q_OBJECT

public:
    RangeSlider(const Look& look, const DialInfo& dial, QWidget* parent = nullptr);

    DialValue value() const { return value_; }
    void setValue(DialValue value);
    QSize sizeHint() const override;

Q_SIGNALS:
    void moved(lockstep::DialValue value);   // while it is dragged
    void chosen(lockstep::DialValue value);  // let go, or set by a key

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool hasTwo() const { return dial_.kind == DialKind::range; }
    double placeOf(std::int64_t value) const;
    std::int64_t valueAt(double place) const;
    void moveHandle(std::int64_t value);
    std::int64_t rounded(double value) const;

    const Look& look_;
    const DialInfo& dial_;
    DialValue value_;
    bool high_ = false;  // the handle that moves
    bool dragging_ = false;
};

}  // namespace lockstep::window
