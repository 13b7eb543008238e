// SPDX-License-Identifier: GPL-3.0-or-later
// Something to bring about on the stage, checked on the world after each step, with hints one at a
// time.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "lesson/lesson.h"
#include "window/lesson_text.h"

namespace lockstep::window {

class LessonGoalCard final : public QFrame {
    Q_OBJECT

public:
    // The goal must outlive the card.
    LessonGoalCard(const lesson::Goal& goal, const Look& look, FollowLink follow,
                   QWidget* parent = nullptr);

    bool isReached() const { return reached_; }
    void setReached();

Q_SIGNALS:
    // Back to where the page left the learner.
    void startOver();

private:
    void showHint();
    void refresh();

    const lesson::Goal& goal_;
    const Look& look_;
    FollowLink follow_;
    QVBoxLayout* column_;
    QLabel* state_;
    QPushButton* hint_;
    std::size_t hintsShown_ = 0;
    bool reached_ = false;
};

}  // namespace lockstep::window
