// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/workspace.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "window/action_bar.h"
#include "window/action_line.h"
#include "window/changed_panel.h"
#include "window/charts_panel.h"
#include "window/code_panel.h"
#include "window/dials_panel.h"
#include "window/failure_bar.h"
#include "window/flaws_panel.h"
#include "window/log_panel.h"
#include "window/narration_bar.h"
#include "window/roles.h"
#include "window/separator.h"
#include "window/space_time_view.h"
#include "window/stage_view.h"
#include "window/state_panel.h"
#include "window/status_line.h"
#include "window/timeline_strip.h"
#include "window/transport_bar.h"

namespace lockstep::window {

using drawing::Ink;

namespace {

// A column of widgets without gaps.
QVBoxLayout* columnIn(QWidget* widget) {
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

}  // namespace

Workspace::Workspace(session::Session& session, const Look& look,
                     const figures::FigureCatalog& figures, ActionMenus& menus, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      columns_(new QSplitter(Qt::Horizontal, this)) {
    columns_->setChildrenCollapsible(false);
    columns_->setHandleWidth(1);
    columns_->addWidget(buildLeft());
    columns_->addWidget(buildCentre(figures, menus));
    columns_->addWidget(buildRight());
    columns_->setStretchFactor(1, 1);
    columnIn(this)->addWidget(columns_);
    connect(columns_, &QSplitter::splitterMoved, this, [this] { dragged_ = true; });
    connect(&look_, &Look::changed, this, &Workspace::layOut);
}

QWidget* Workspace::buildLeft() {
    left_ = new QStackedWidget(this);
    setRole(left_, "panel");
    dials_ = new DialsPanel(session_, look_, left_);
    left_->addWidget(dials_);
    connect(dials_, &DialsPanel::lessonAsked, this, &Workspace::showLesson);
    return left_;
}

QWidget* Workspace::buildCentre(const figures::FigureCatalog& figures, ActionMenus& menus) {
    auto* centre = new QWidget(this);
    status_ = new StatusLine(session_, look_, centre);
    pictures_ = new QSplitter(Qt::Horizontal, centre);
    pictures_->setChildrenCollapsible(false);
    pictures_->setHandleWidth(1);
    stage_ = new StageView(session_, look_, figures, &menus, pictures_);
    spaceTime_ = new SpaceTimeView(session_, look_, menus, *stage_->stage(), pictures_);
    spaceTime_->hide();
    pictures_->addWidget(stage_);
    pictures_->addWidget(spaceTime_);
    charts_ = new ChartsPanel(session_, look_, figures, pictures_);
    charts_->hide();
    pictures_->addWidget(charts_);
    connect(&session_, &session::Session::runChanged, this, [this] {
        placeCharts();
        if (!areChartsATab())
            charts_->setVisible(chartsWanted_ && hasRoomForCharts() &&
                                !session_.topic().gauges.empty());
        if (!session_.topic().network) spaceTime_->hide();
        sharePictures();
    });
    failure_ = new FailureBar(session_, look_, centre);
    actionBar_ = new ActionBar(session_, look_, menus, centre);
    auto* foot = new QWidget(centre);
    setRole(foot, "panel");
    narration_ = new NarrationBar(session_, look_, 1, foot);
    strip_ = new TimelineStrip(session_, look_, figures, foot);
    transport_ = new TransportBar(session_, look_, foot);
    // Whoever types an action does so over the buttons: the picture does not move.
    actionLine_ = new ActionLine(session_, look_, foot);
    auto* controls = new QGridLayout;
    controls->addWidget(transport_, 0, 0);
    controls->addWidget(actionLine_, 0, 0);
    auto* lower = columnIn(foot);
    for (QWidget* part : std::initializer_list<QWidget*>{
             new Separator(look_, foot), narration_, new Separator(look_, foot), strip_}) {
        lower->addWidget(part);
    }
    lower->addLayout(controls);
    auto* column = columnIn(centre);
    column->addWidget(status_);
    column->addWidget(failure_);
    column->addWidget(actionBar_);
    column->addWidget(pictures_, 1);
    column->addWidget(foot);
    return centre;
}

QWidget* Workspace::buildRight() {
    right_ = new QWidget(this);
    setRole(right_, "panel");
    tabs_ = new QTabWidget(right_);
    code_ = new CodePanel(session_, look_, tabs_);
    state_ = new StatePanel(session_, look_, tabs_);
    log_ = new LogPanel(session_, look_, tabs_);
    tabs_->addTab(code_, tr("Code"));
    tabs_->addTab(state_, tr("State"));
    tabs_->addTab(log_, tr("Log"));
    connect(log_, &LogPanel::left, this, [this] { stage_->stage()->setFocus(); });
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("Code, state and log"));
    changed_ = new ChangedPanel(session_, look_, right_);
    flaws_ = new FlawsPanel(session_, look_, right_);
    auto* column = columnIn(right_);
    column->addWidget(tabs_, 5);
    column->addWidget(new Separator(look_, right_));
    column->addWidget(changed_);
    column->addWidget(new Separator(look_, right_));
    column->addWidget(flaws_, 2);
    return right_;
}

void Workspace::setLessonPanel(QWidget* panel) {
    lesson_ = panel;
    left_->addWidget(panel);
}

void Workspace::showLesson() {
    if (!lesson_) return;
    left_->setCurrentWidget(lesson_);
    setLeftShown(true);
}

void Workspace::showDials() {
    left_->setCurrentWidget(dials_);
    setLeftShown(true);
}

bool Workspace::showsDials() const { return leftWanted_ && left_->currentWidget() == dials_; }

void Workspace::setLeftShown(bool shown) {
    leftWanted_ = shown;
    left_->setVisible(shown);
    layOut();
    placeCharts();
}

void Workspace::setRightShown(bool shown) {
    rightWanted_ = shown;
    right_->setVisible(shown);
    layOut();
    placeCharts();
}

void Workspace::setSpaceTimeShown(bool shown) {
    if (shown && session_.hasRun() && !session_.topic().network) {
        Q_EMIT session_.told(tr("No messages fly in this topic, so there is nothing to draw "
                                "between servers."));
        return;
    }
    spaceTime_->setVisible(shown);
    sharePictures();
}

// Charts that nobody asked for do not make the picture too small to read.
bool Workspace::hasRoomForCharts() const { return pictures_->width() >= look_.pixels(900); }

// The stage keeps the larger part of the room.
void Workspace::sharePictures() {
    const int wide = pictures_->width();
    const int beside = wide * 9 / 20;
    pictures_->setSizes({wide - beside, isSpaceTimeShown() ? beside : 0,
                         areChartsShown() ? beside : 0});
}

void Workspace::setChartsShown(bool shown) {
    if (shown && session_.hasRun() && session_.topic().gauges.empty()) {
        Q_EMIT session_.told(tr("This topic has no charts: it has no numbers to follow."));
        return;
    }
    chartsWanted_ = shown;
    if (areChartsATab()) {
        showTab(shown ? Tab::charts : Tab::code);
        return;
    }
    charts_->setVisible(shown);
    sharePictures();
}

// Beside a narrow picture they are a tab beside code, state and log: the picture keeps its room.
void Workspace::placeCharts() {
    const bool asTab =
        session_.hasRun() && !session_.topic().gauges.empty() && !hasRoomForCharts();
    if (asTab == areChartsATab()) return;
    const bool shown = areChartsShown();
    if (asTab) {
        tabs_->addTab(charts_, tr("Charts"));
    } else {
        tabs_->removeTab(tabs_->indexOf(charts_));
        pictures_->addWidget(charts_);
        charts_->setVisible(shown);
    }
    sharePictures();
}

bool Workspace::areChartsATab() const { return tabs_->indexOf(charts_) >= 0; }

bool Workspace::areChartsShown() const { return charts_->isVisibleTo(this); }

bool Workspace::isSpaceTimeShown() const { return !spaceTime_->isHidden(); }

void Workspace::showTab(Tab tab) {
    setRightShown(true);
    tabs_->setCurrentIndex(static_cast<int>(tab));
}

void Workspace::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
    placeCharts();
}

// The stage gets about half; the columns are as wide as reading wants, within the room there is.
void Workspace::layOut() {
    const int total = width();
    // Where words are large and the window is not, the columns take no more than their part.
    const int leastLeft = std::min(look_.pixels(252), total * 27 / 100);
    const int leastRight = std::min(look_.pixels(288), total * 32 / 100);
    const int left = std::clamp(total * 235 / 1000, leastLeft, look_.pixels(380));
    const int right = std::clamp(total * 307 / 1000, leastRight, look_.pixels(640));
    left_->setMinimumWidth(look_.pixels(220));
    right_->setMinimumWidth(look_.pixels(260));
    if (dragged_) return;
    const int used = (leftWanted_ ? left : 0) + (rightWanted_ ? right : 0);
    columns_->setSizes({left, std::max(200, total - used), right});
}

void Workspace::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), look_.color(Ink::ground));
}

}  // namespace lockstep::window
