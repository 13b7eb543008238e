// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/status_line.h"

#include <QHBoxLayout>
#include <QMenu>
#include <algorithm>

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
      branch_(new QToolButton(this)),
      speed_(new QLabel(this)) {
    setRole(text_, "small");
    text_->setAccessibleName(tr("Where you stand"));
    text_->setMinimumWidth(10);
    text_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setRole(speed_, "small");
    speed_->setAccessibleName(tr("Slow motion"));
    setRole(way_, "link");
    branch_->setPopupMode(QToolButton::InstantPopup);
    setRole(branch_, "link");
    branch_->setAccessibleName(tr("Branches"));
    branch_->setToolTip(tr("The branches of this run  B"));
    branch_->setMenu(new QMenu(branch_));
    connect(branch_->menu(), &QMenu::aboutToShow, this, &StatusLine::fillBranches);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(text_);
    layout->addWidget(way_);
    layout->addStretch(1);
    layout->addWidget(branch_);
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
    offer({}, {});
    write(sentence);
    passing_.start();
}

void StatusLine::offer(const QString& words, std::function<void()> way) {
    way_->setText(words);
    way_->setVisible(!words.isEmpty());
    goWay_ = std::move(way);
}

void StatusLine::refresh() {
    if (!session_.hasRun()) return;
    showBranch();
    if (passing_.isActive()) return;
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
    write(text);
}

// What has no room ends in dots, and the tooltip has all of it.
void StatusLine::write(const QString& sentence) {
    words_ = sentence;
    text_->setToolTip(sentence);
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right() - speed_->sizeHint().width() -
               3 * layout()->spacing();
    for (const QWidget* beside : std::initializer_list<const QWidget*>{way_, branch_}) {
        if (!beside->isHidden()) room -= beside->sizeHint().width() + layout()->spacing();
    }
    text_->setText(text_->fontMetrics().elidedText(sentence, Qt::ElideRight, std::max(80, room)));
}

void StatusLine::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    write(words_);
}

void StatusLine::showBranch() {
    const auto branches = session_.timeline().branches();
    branch_->setVisible(branches.size() > 1);
    const auto here = static_cast<std::size_t>(session_.timeline().branch());
    branch_->setText(QString::fromStdString(branches[here].name) + QStringLiteral(" ▾"));
}

void StatusLine::fillBranches() {
    QMenu* menu = branch_->menu();
    menu->clear();
    if (!session_.hasRun()) return;
    const Timeline& timeline = session_.timeline();
    const auto branches = timeline.branches();
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const BranchInfo& info = branches[i];
        const QString name = QString::fromStdString(info.name);
        const QString label =
            info.parent < 0 ? tr("%1, %2 steps").arg(name).arg(info.tip)
                            : tr("%1, from step %2 to %3").arg(name).arg(info.fork).arg(info.tip);
        QAction* action = menu->addAction(label);
        action->setCheckable(true);
        action->setChecked(static_cast<int>(i) == timeline.branch());
        const int branch = static_cast<int>(i);
        const Step tip = info.tip;
        connect(action, &QAction::triggered, this,
                [this, branch, tip] { session_.goTo(branch, tip); });
    }
}

void StatusLine::openBranches() {
    if (branch_->isVisible()) return branch_->showMenu();
    say(tr("This run has one branch: act in the past to open another."));
}

void StatusLine::showSpeed() {
    const session::Playback& playback = session_.playback();
    QString words = session::speedMeaning(playback.speed());
    // A glide is faster than that, and says so.
    if (playback.isGliding()) words = tr("quiet: on to what comes next");
    if (speed_->text() != words) speed_->setText(words);
}

}  // namespace lockstep::window
