// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/status_line.h"

#include <QHBoxLayout>

#include "session/playback.h"
#include "window/roles.h"

namespace lockstep::window {

namespace {

constexpr int readingTime = 5000;

}  // namespace

StatusLine::StatusLine(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      text_(new QLabel(this)),
      way_(new QPushButton(this)),
      speed_(new QLabel(this)) {
    setRole(text_, "small");
    text_->setAccessibleName(tr("Where you stand"));
    text_->setMinimumWidth(10);
    text_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setRole(speed_, "small");
    speed_->setAccessibleName(tr("Slow motion"));
    setRole(way_, "link");
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(text_);
    layout->addWidget(way_);
    layout->addStretch(1);
    layout->addWidget(speed_);
    passing_.setSingleShot(true);
    passing_.setInterval(readingTime);

    connect(&passing_, &QTimer::timeout, this, &StatusLine::refresh);
    connect(way_, &QPushButton::clicked, this, [this] {
        const auto go = goWay_;
        if (go) go();
    });
    connect(&session_, &session::Session::moved, this, [this] {
        passing_.stop();
        refresh();
    });
    connect(&session_, &session::Session::historyChanged, this, &StatusLine::refresh);
    connect(&session_, &session::Session::lessonChanged, this, &StatusLine::refresh);
    connect(&session_, &session::Session::told, this, &StatusLine::say);
    connect(&session_, &session::Session::playbackChanged, this, &StatusLine::showSpeed);
    connect(&session_, &session::Session::timeShown, this, &StatusLine::showSpeed);
    connect(&look_, &Look::changed, this, &StatusLine::applyLook);
    applyLook();
    refresh();
    showSpeed();
}

void StatusLine::applyLook() {
    setFixedHeight(look_.pixels(36));
    layout()->setContentsMargins(look_.pixels(24), 0, look_.pixels(24), 0);
}

void StatusLine::say(const QString& sentence) {
    text_->setText(sentence);
    text_->setToolTip(sentence);
    offer({}, {});
    passing_.start();
}

void StatusLine::offer(const QString& words, std::function<void()> way) {
    way_->setText(words);
    way_->setVisible(!words.isEmpty());
    goWay_ = std::move(way);
}

void StatusLine::refresh() {
    if (passing_.isActive() || !session_.hasRun()) return;
    QString text;
    if (session_.hasLeftLesson()) {
        text = tr("You have left the lesson.");
        offer(tr("Return"), [this] { session_.returnToLesson(); });
    } else if (!session_.timeline().atTip()) {
        text = tr("You are in the past: acting here opens a branch.");
        offer(tr("To the end"), [this] { session_.goToTip(); });
    } else if (session_.timeline().branches().size() > 1) {
        const auto branches = session_.timeline().branches();
        text = tr("At the end of %1.")
                   .arg(QString::fromStdString(
                       branches[static_cast<std::size_t>(session_.timeline().branch())].name));
        offer({}, {});
    } else {
        offer({}, {});
    }
    text_->setText(text);
    text_->setToolTip(text);
}

void StatusLine::showSpeed() {
    const session::Playback& playback = session_.playback();
    QString words = session::speedMeaning(playback.speed());
    // A glide is faster than that, and says so.
    if (playback.isGliding()) words = tr("quiet: on to what comes next");
    if (speed_->text() != words) speed_->setText(words);
}

}  // namespace lockstep::window
