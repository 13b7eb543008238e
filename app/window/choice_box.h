// SPDX-License-Identifier: GPL-3.0-or-later
// A combo box that shows by a chevron that it opens; the style sheet takes away the style's own.
#pragma once

#include <QComboBox>

#include "window/look.h"

namespace lockstep::window {

class ChoiceBox final : public QComboBox {
    Q_OBJECT

public:
    ChoiceBox(const Look& look, QWidget* parent) : QComboBox(parent), look_(look) {}

    // May be narrower than its longest choice, which its list shows whole.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& look_;
};

}  // namespace lockstep::window
