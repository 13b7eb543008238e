// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_goal_card.h"

#include <QHBoxLayout>

#include "window/lesson_flow_layout.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

LessonGoalCard::LessonGoalCard(const lesson::Goal& goal, const Look& look, FollowLink follow,
                               QWidget* parent)
    : QFrame(parent), goal_(goal), look_(look), follow_(std::move(follow)) {
    setRole(this, "goal");
    setAccessibleName(tr("Try it yourself: %1").arg(plainOf(goal.text)));
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(16, 12, 16, 12);
    column_->setSpacing(6);
    auto* heading = new QLabel(tr("TRY IT YOURSELF"), this);
    setRole(heading, "caps");
    column_->addWidget(heading);
    QLabel* text = lessonLabel(goal.text, look_, follow_, this);
    setRole(text, "question");
    column_->addWidget(text);
    state_ = new QLabel(this);
    setRole(state_, "verdict");
    state_->setWordWrap(true);
    column_->addWidget(state_);

    auto* row = new QWidget(this);
    auto* flow = new LessonFlowLayout(row, 6);
    hint_ = new QPushButton(row);
    setRole(hint_, "link");
    flow->addWidget(hint_);
    auto* over = new QPushButton(tr("Start over"), row);
    setRole(over, "link");
    over->setToolTip(tr("Back to where this page left you; what you did is kept as a branch"));
    flow->addWidget(over);
    column_->addWidget(row);
    connect(hint_, &QPushButton::clicked, this, &LessonGoalCard::showHint);
    connect(over, &QPushButton::clicked, this, &LessonGoalCard::startOver);
    refresh();
}

void LessonGoalCard::showHint() {
    if (hintsShown_ >= goal_.hints.size()) return;
    QLabel* label = lessonLabel(goal_.hints[hintsShown_], look_, follow_, this);
    setRole(label, "feedback");
    column_->insertWidget(column_->count() - 1, label);
    ++hintsShown_;
    refresh();
}

void LessonGoalCard::setReached() {
    if (reached_) return;
    reached_ = true;
    refresh();
}

void LessonGoalCard::refresh() {
    state_->setText(reached_ ? tr("✓ Reached.") : tr("○ Not yet. Checked after each step."));
    setState(state_, reached_ ? "yes" : "waiting");
    state_->setAccessibleName(reached_ ? tr("Goal reached") : tr("Goal not reached yet"));
    const std::size_t left = goal_.hints.size() - hintsShown_;
    hint_->setVisible(!goal_.hints.empty());
    hint_->setEnabled(left > 0 && !reached_);
    hint_->setText(goal_.hints.size() == 1 ? tr("Hint")
                                           : tr("Hint %1 of %2")
                                                 .arg(std::min(hintsShown_ + 1, goal_.hints.size()))
                                                 .arg(goal_.hints.size()));
}

}  // namespace lockstep::window
