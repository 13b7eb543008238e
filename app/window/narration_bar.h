// SPDX-License-Identifier: GPL-3.0-or-later
// What the step did in one sentence, and why in the next; always as high, so that nothing jumps.
#pragma once

#include <QWidget>

#include "session/session.h"
#include "session/telling.h"
#include "window/look.h"

namespace lockstep::window {

class NarrationBar final : public QWidget {
    Q_OBJECT

public:
    // `enlargement` of the words: 1 in the window, more on the wall.
    NarrationBar(session::Session& session, const Look& look, double enlargement = 1,
                 QWidget* parent = nullptr);

    QString what() const { return telling_.what; }
    QString why() const { return telling_.why; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void othersAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void refresh();
    void applyLook();

    session::Session& session_;
    const Look& look_;
    double enlargement_;
    session::StepTelling telling_;
    drawing::Ink ink_ = drawing::Ink::accent;
};

}  // namespace lockstep::window
