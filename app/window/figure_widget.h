// SPDX-License-Identifier: GPL-3.0-or-later
// A figure that just stands there: the legend, for one. It fits itself into its widget.
#pragma once

#include <QWidget>

#include "drawing/figure.h"
#include "window/look.h"

namespace lockstep::window {

class FigureWidget final : public QWidget {
    Q_OBJECT

public:
    FigureWidget(const Look& look, drawing::Figure figure, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& look_;
    drawing::Figure figure_;
};

}  // namespace lockstep::window
