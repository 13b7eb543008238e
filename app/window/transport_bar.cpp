// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/transport_bar.h"

#include <QHBoxLayout>
#include <cmath>

#include "session/playback.h"
#include "window/icons.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

constexpr int sliderSteps = 200;

}  // namespace

TransportBar::TransportBar(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      previous_(new QToolButton(this)),
      back_(new QPushButton(this)),
      play_(new QPushButton(this)),
      step_(new QPushButton(this)),
      next_(new QToolButton(this)),
      speed_(new QSlider(Qt::Horizontal, this)),
      speedText_(new QLabel(this)),
      place_(new QLabel(this)) {
    build();
    connect(previous_, &QToolButton::clicked, &session_, &session::Session::previousMilestone);
    connect(back_, &QPushButton::clicked, &session_, &session::Session::back);
    connect(play_, &QPushButton::clicked, this, [this] { session_.playback().toggle(); });
    connect(step_, &QPushButton::clicked, &session_, &session::Session::step);
    connect(next_, &QToolButton::clicked, &session_, &session::Session::nextMilestone);
    connect(speed_, &QSlider::valueChanged, this, [this](int value) {
        session_.playback().setSpeed(
            session::placeToSpeed(static_cast<double>(value) / sliderSteps));
    });
    connect(&session_, &session::Session::moved, this, &TransportBar::showPlace);
    connect(&session_, &session::Session::timeShown, this, &TransportBar::showPlace);
    connect(&session_, &session::Session::historyChanged, this, &TransportBar::showPlace);
    connect(&session_, &session::Session::playbackChanged, this, &TransportBar::showPlayback);
    connect(&look_, &Look::changed, this, &TransportBar::layOut);
    layOut();
    showPlace();
}

void TransportBar::build() {
    previous_->setToolTip(tr("Previous milestone  ["));
    next_->setToolTip(tr("Next milestone  ]"));
    previous_->setAccessibleName(tr("Previous milestone"));
    next_->setAccessibleName(tr("Next milestone"));
    back_->setToolTip(tr("Step back, which undoes the step  ←"));
    step_->setToolTip(tr("One step on  →"));
    play_->setToolTip(tr("Play or pause  Space"));
    back_->setAccessibleName(tr("Step back"));
    step_->setAccessibleName(tr("Step"));
    setRole(step_, "primary");
    for (QToolButton* button : {previous_, next_}) setRole(button, "tool");
    speed_->setRange(0, sliderSteps);
    speed_->setSingleStep(4);
    speed_->setPageStep(20);
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(tr("Speed, from 1/1000 to 10  − and +"));
    setRole(speedText_, "body");
    setRole(place_, "body");
    place_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* layout = new QHBoxLayout(this);
    for (QWidget* widget : std::initializer_list<QWidget*>{previous_, back_, play_, step_, next_}) {
        layout->addWidget(widget);
    }
    layout->addSpacing(2);
    layout->addWidget(speed_);
    layout->addWidget(speedText_);
    layout->addStretch(1);
    layout->addWidget(place_);
}

void TransportBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    compact_ = width() < look_.pixels(600);
    tight_ = width() < look_.pixels(455);
    layOut();
    showPlace();
}

void TransportBar::layOut() {
    auto* row = static_cast<QHBoxLayout*>(layout());
    const int side = look_.pixels(compact_ ? 12 : 24);
    row->setContentsMargins(side, look_.pixels(4), side, look_.pixels(12));
    const bool snug = !compact_ && width() < look_.pixels(700);
    row->setSpacing(look_.pixels(compact_ ? 4 : snug ? 6 : 8));
    back_->setText(compact_ ? tr("‹") : tr("‹ Step"));
    step_->setText(compact_ ? tr("›") : tr("Step ›"));
    play_->setMinimumWidth(look_.pixels(compact_ ? 34 : snug ? 78 : 88));
    for (QPushButton* button : {back_, play_, step_}) {
        button->setMaximumWidth(compact_ ? look_.pixels(38) : 16777215);
    }
    const QSize side16(look_.pixels(16), look_.pixels(16));
    for (QAbstractButton* button :
         std::initializer_list<QAbstractButton*>{previous_, play_, next_}) {
        button->setIconSize(side16);
    }
    previous_->setIcon(iconFor(Sign::toPrevious, look_, drawing::Ink::text));
    next_->setIcon(iconFor(Sign::toNext, look_, drawing::Ink::text));
    showPlayback();
    // How slow it is stands above the picture as well; the keys are + and -.
    speed_->setVisible(!tight_);
    speedText_->setVisible(!tight_);
    speed_->setFixedWidth(look_.pixels(compact_ || snug ? 46 : 76));
    speedText_->setFixedWidth(look_.pixels(46));
    // Room for all numbers from the start, so that nothing beside them ever moves.
    const QString longest = tight_     ? tr("99999.9 ms")
                            : compact_ ? tr("99999 · 99999.9 ms")
                                       : tr("step 99999 · 99999.9 ms");
    place_->setFixedWidth(QFontMetrics(look_.words(13)).horizontalAdvance(longest) +
                          look_.pixels(4));
    updateGeometry();
}

void TransportBar::showPlayback() {
    const session::Playback& playback = session_.playback();
    const bool playing = playback.isPlaying();
    play_->setIcon(iconFor(playing ? Sign::pause : Sign::play, look_, drawing::Ink::text));
    play_->setText(compact_ ? QString() : playing ? tr("Pause") : tr("Play"));
    play_->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    const QSignalBlocker quiet(speed_);
    speed_->setValue(static_cast<int>(
        std::lround(session::speedToPlace(playback.speed()) * sliderSteps)));
    speedText_->setText(session::speedText(playback.speed()));
    speedText_->setToolTip(session::speedMeaning(playback.speed()));
}

void TransportBar::showPlace() {
    if (!session_.hasRun()) return;
    const Timeline& timeline = session_.timeline();
    // Tenths of a millisecond are enough while it moves.
    const double shown = static_cast<double>(session_.playback().shown().count()) / 1000;
    const QString words = tight_     ? tr("%1\n%2")
                          : compact_ ? tr("%1 · %2")
                                     : tr("step %1 · %2");
    const QString time = shown < 10'000 ? tr("%1 ms").arg(shown, 0, 'f', 1)
                                        : tr("%1 s").arg(shown / 1000, 0, 'f', 3);
    place_->setText(words.arg(timeline.step()).arg(time));
    back_->setEnabled(timeline.step() > 0);
    previous_->setEnabled(timeline.step() > 0);
}

}  // namespace lockstep::window
