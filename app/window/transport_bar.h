// SPDX-License-Identifier: GPL-3.0-or-later
// Step, step back, milestones, play and its speed; where one is, on the right.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class TransportBar final : public QWidget {
    Q_OBJECT

public:
    TransportBar(session::Session& session, const Look& look, QWidget* parent = nullptr);

    QPushButton* playButton() { return play_; }
    QPushButton* stepButton() { return step_; }
    QPushButton* backButton() { return back_; }
    QToolButton* nextButton() { return next_; }
    QSlider* speedSlider() { return speed_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void layOut();
    void showPlace();
    void showPlayback();

    session::Session& session_;
    const Look& look_;
    QToolButton* previous_;
    QPushButton* back_;
    QPushButton* play_;
    QPushButton* step_;
    QToolButton* next_;
    QSlider* speed_;
    QLabel* speedText_;
    QLabel* place_;
    bool compact_ = false;
    bool tight_ = false;  // as narrow as the stage gets
};

}  // namespace lockstep::window
