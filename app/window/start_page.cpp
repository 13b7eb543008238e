// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/start_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollArea>
#include <algorithm>

#include "session/first_run.h"
#include "session/playback.h"
#include "session/telling.h"
#include "window/door.h"
#include "window/roles.h"
#include "window/stage_view.h"
#include "window/topic_picker.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

// Slow enough to follow, quick enough that something happens before one has read the page.
constexpr double demoSpeed = 0.04;
// After so much simulated time the small cluster begins again, with another seed.
constexpr Duration demoLength = std::chrono::milliseconds(900);
constexpr std::size_t mostRecent = 4;

}  // namespace

StartPage::StartPage(const Catalog& catalog, const figures::FigureCatalog& figures,
                     const Look& look, QWidget* parent)
    : QWidget(parent),
      look_(look),
      demo_(std::make_unique<session::Session>(catalog)) {
    for (const TopicInterface* topic : topicsByGroup(catalog)) {
        const session::FirstRun first = session::firstRunOf(*topic);
        if (first.livesByItself) lively_.emplace_back(topic, first.seed);
    }
    left_ = new QWidget(this);
    auto* column = new QVBoxLayout(left_);
    column->addStretch(1);
    title_ = new QLabel(tr("Learn distributed systems by stepping them."), left_);
    title_->setWordWrap(true);
    column->addWidget(title_);
    lead_ = new QLabel(tr("Every message, timeout and vote, one at a time, forwards and back. "
                          "Break a rule and see what it was there for."), left_);
    lead_->setWordWrap(true);
    setRole(lead_, "muted");
    column->addWidget(lead_);
    column->addSpacing(10);
    buildDoors(column);
    column->addStretch(2);

    side_ = new QWidget(this);
    life_ = new StageView(*demo_, look_, figures, nullptr, side_);
    buildLife(side_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    // Where words are large and the window is low, the doors scroll instead of being cut.
    auto* area = new QScrollArea(this);
    area->setWidget(left_);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    left_->setAutoFillBackground(false);
    row->addWidget(area, 5);
    row->addWidget(side_, 6);
    connect(&look_, &Look::changed, this, &StartPage::applyLook);
    applyLook();
    tender_.setInterval(700);
    connect(&tender_, &QTimer::timeout, this, &StartPage::tend);
}

StartPage::~StartPage() = default;

void StartPage::applyLook() {
    styleTitle();
    lead_->setStyleSheet(u"QLabel { font-size: %1px; }"_s.arg(look_.pixels(15)));
    left_->layout()->setContentsMargins(look_.pixels(64), look_.pixels(24), look_.pixels(40),
                                        look_.pixels(24));
    left_->layout()->setSpacing(look_.pixels(12));
    for (Door* door : {learn_, play_, present_}) door->setMaximumWidth(look_.pixels(560));
    telling_->setMinimumHeight(look_.pixels(64));
}

// As large as the room allows.
void StartPage::styleTitle() {
    const int room = height() > 0 ? height() / 22 : look_.pixels(32);
    const int size = std::clamp(room, look_.pixels(22), look_.pixels(32));
    title_->setStyleSheet(u"QLabel { font-size: %1px; font-weight: 700; }"_s.arg(size));
}

void StartPage::buildDoors(QVBoxLayout* column) {
    learn_ = new Door(look_, Door::Sign::book, tr("Learn"),
                      tr("Lessons of a few minutes: predict, step, see."), this);
    play_ = new Door(look_, Door::Sign::hand, tr("Play"),
                     tr("A cluster of your own, to run, crash and cut in two."), this);
    present_ = new Door(look_, Door::Sign::screen, tr("Present"),
                        tr("The stage on the wall, stepped with a clicker."), this);
    for (Door* door : {learn_, play_, present_}) {
        column->addWidget(door);
    }
    connect(learn_, &Door::clicked, this, &StartPage::learnAsked);
    connect(play_, &Door::clicked, this, &StartPage::playAsked);
    connect(present_, &Door::clicked, this, &StartPage::presentAsked);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    continue_ = new QPushButton(this);
    setRole(continue_, "link");
    continue_->hide();
    auto* open = new QPushButton(tr("Open a recording …"), this);
    setRole(open, "link");
    row->addWidget(continue_);
    row->addWidget(open);
    row->addStretch(1);
    column->addLayout(row);
    recent_ = new QWidget(this);
    auto* list = new QVBoxLayout(recent_);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    column->addWidget(recent_);
    connect(continue_, &QPushButton::clicked, this, &StartPage::continueAsked);
    connect(open, &QPushButton::clicked, this, &StartPage::openAsked);
}

void StartPage::buildLife(QWidget* side) {
    telling_ = new QLabel(side);
    telling_->setAlignment(Qt::AlignCenter);
    telling_->setWordWrap(true);
    setRole(telling_, "body");
    telling_->setContentsMargins(24, 0, 24, 16);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 16, 16, 8);
    column->addWidget(life_, 1);
    column->addWidget(telling_);
    connect(demo_.get(), &session::Session::moved, this, [this] {
        const session::StepTelling told = session::tell(demo_->timeline().moment());
        // Heartbeats go by without a word.
        if (told.event && told.event->kind->weight != Weight::small) telling_->setText(told.what);
    });
}

void StartPage::setContinue(const QString& words) {
    continue_->setText(words);
    continue_->setVisible(!words.isEmpty());
}

void StartPage::setRecentFiles(const QStringList& paths) {
    qDeleteAll(recent_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    for (const QString& path : paths.mid(0, mostRecent)) {
        const QFileInfo file(path);
        auto* button = new QPushButton(file.fileName(), recent_);
        setRole(button, "link");
        button->setToolTip(path);
        button->setAccessibleName(tr("Open %1").arg(file.fileName()));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT fileAsked(path); });
        recent_->layout()->addWidget(button);
        recent_->layout()->setAlignment(button, Qt::AlignLeft);
    }
}

void StartPage::beginDemo() {
    if (lively_.empty()) return;
    const auto& [topic, seed] = lively_[shown_ % lively_.size()];
    Scenario scenario;
    scenario.topic = topic->info().id;
    scenario.seed = seed + shown_ / lively_.size();
    ++shown_;
    if (!demo_->start(scenario).isEmpty()) return;
    telling_->setText(tr("%1, twenty-five times slower than it would be.")
                          .arg(QString::fromStdString(topic->info().title)));
    demo_->playback().setSpeed(demoSpeed);
    demo_->playback().play();
}

// Keeps the small cluster going, and begins anew when it has shown what there is.
void StartPage::tend() {
    if (!demo_->hasRun() || demo_->timeline().time() > demoLength) {
        beginDemo();
    } else if (!demo_->playback().isPlaying()) {
        demo_->playback().play();
    }
}

void StartPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!demo_->hasRun()) beginDemo();
    demo_->playback().play();
    tender_.start();
}

void StartPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    demo_->playback().pause();
    tender_.stop();
}

void StartPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().height() != event->oldSize().height()) styleTitle();
    side_->setVisible(width() >= look_.pixels(760));
}

void StartPage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), look_.color(Ink::ground));
}

}  // namespace lockstep::window
