// SPDX-License-Identifier: GPL-3.0-or-later
// A quiet line between two parts of a panel.
#pragma once

#include <QPainter>
#include <QWidget>

#include "window/look.h"

namespace lockstep::window {

class Separator final : public QWidget {
public:
    explicit Separator(const Look& look, QWidget* parent = nullptr) : QWidget(parent), look_(look) {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter(this).fillRect(rect(), look_.color(drawing::Ink::line));
    }

private:
    const Look& look_;
};

}  // namespace lockstep::window
