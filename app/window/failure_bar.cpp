// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/failure_bar.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "session/mend.h"
#include "session/playback.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

FailureBar::FailureBar(session::Session& session, const Look& look, QWidget* parent)
    : QFrame(parent),
      session_(session),
      look_(look),
      text_(new QLabel(this)),
      go_(new QPushButton(tr("Go there"), this)),
      watch_(new QPushButton(tr("From the start"), this)),
      mend_(new QPushButton(tr("Mend the rule"), this)) {
    setState(this, "failure");
    setAccessibleName(tr("A broken promise"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::RichText);
    go_->setToolTip(tr("To the step at which it breaks"));
    watch_->setToolTip(tr("To the start, to step there"));
    mend_->setToolTip(tr("The same run with every rule in force"));
    setRole(mend_, "primary");
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {go_, watch_}) {
        setRole(button, "link");
        buttons->addWidget(button);
    }
    buttons->addWidget(mend_);
    auto* row = new QHBoxLayout(this);
    row->addWidget(text_, 1);
    row->addLayout(buttons);
    connect(go_, &QPushButton::clicked, this, [this] { session_.goTo(step_); });
    connect(watch_, &QPushButton::clicked, this, [this] { session_.goToStart(); });
    // The run that is mended away must not be gone while its button is still at work.
    connect(mend_, &QPushButton::clicked, &session_, &session::Session::mendRules,
            Qt::QueuedConnection);
    connect(&session_, &session::Session::moved, this, &FailureBar::refresh);
    connect(&session_, &session::Session::lessonChanged, this, &FailureBar::refresh);
    connect(&look_, &Look::changed, this, &FailureBar::applyLook);
    applyLook();
    refresh();
}

void FailureBar::applyLook() {
    layout()->setContentsMargins(look_.pixels(24), look_.pixels(8), look_.pixels(16),
                                 look_.pixels(8));
}

void FailureBar::refresh() {
    const bool isLesson = session_.inLesson() && !session_.hasLeftLesson();
    if (!session_.hasRun() || isLesson) return hide();
    const std::vector<Break> breaks = session_.timeline().breaks();
    const auto first =
        std::min_element(breaks.begin(), breaks.end(),
                         [](const Break& a, const Break& b) { return a.step < b.step; });
    if (first == breaks.end()) return hide();
    // Looked up once a failure: a long run has many steps.
    const Place place{&session_.timeline(), session_.timeline().branch(), first->step};
    if (place != place_) mend_->setVisible(session::hasFlaws(session_.timeline(), first->step));
    place_ = place;
    step_ = first->step;
    const InvariantSpec& promise =
        session_.topic().invariants[static_cast<std::size_t>(first->invariant)];
    const bool isHere = session_.timeline().step() == step_;
    const QString where =
        isHere ? tr("is broken by this step.") : tr("is broken at step %1.").arg(step_);
    text_->setText(
        u"<b>%1</b> %2 %3"_s.arg(QString::fromUtf8(promise.title).toHtmlEscaped(), where,
                                 QString::fromStdString(first->telling).toHtmlEscaped()));
    text_->setToolTip(QString::fromUtf8(promise.claim));
    go_->setVisible(!isHere);
    watch_->setVisible(isHere);
    show();
}

}  // namespace lockstep::window
