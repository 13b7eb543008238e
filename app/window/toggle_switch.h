// SPDX-License-Identifier: GPL-3.0-or-later
// A row with words and a switch; pressed anywhere, it flips.
#pragma once

#include <QAbstractButton>
#include <QHash>

#include "window/look.h"

namespace lockstep::window {

class ToggleSwitch final : public QAbstractButton {
    Q_OBJECT

public:
    // Framed: in a box of its own, as the flaws are; else a plain row.
    ToggleSwitch(const Look& look, const QString& text, bool framed, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRect wordsRect(int width) const;

    const Look& look_;
    bool framed_;
    // By width: a layout asks many times over, and wrapping words takes time.
    mutable QHash<int, int> heights_;
};

}  // namespace lockstep::window
