// SPDX-License-Identifier: GPL-3.0-or-later
// The three columns: what one does on the left, the stage in the middle, what lies behind it on the
// right. The outer two can be put away.
#pragma once

#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QWidget>

#include "figures/catalog.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class ActionBar;
class ActionLine;
class ActionMenus;
class ChangedPanel;
class ChartsPanel;
class CodePanel;
class DialsPanel;
class FailureBar;
class FlawsPanel;
class LogPanel;
class NarrationBar;
class SpaceTimeView;
class StageView;
class StatePanel;
class StatusLine;
class TimelineStrip;
class TransportBar;

class Workspace final : public QWidget {
    Q_OBJECT

public:
    enum class Tab { code, state, log, charts };  // charts: where they are one

    Workspace(session::Session& session, const Look& look, const figures::FigureCatalog& figures,
              ActionMenus& menus, QWidget* parent = nullptr);

    // Puts the lesson's panel into the left column, beside the dials.
    void setLessonPanel(QWidget* panel);
    void showLesson();
    void showDials();
    bool showsDials() const;

    void setLeftShown(bool shown);
    void setRightShown(bool shown);
    bool isLeftShown() const { return leftWanted_; }
    bool isRightShown() const { return rightWanted_; }
    void showTab(Tab tab);
    QTabWidget* tabs() { return tabs_; }

    // The space-time diagram beside the stage; only for topics with messages.
    void setSpaceTimeShown(bool shown);
    bool isSpaceTimeShown() const;

    // The charts beside the stage, or where that is narrow, beside the code; only for topics that
    // have some.
    void setChartsShown(bool shown);
    bool areChartsShown() const;

    StageView& stage() { return *stage_; }
    ChartsPanel& charts() { return *charts_; }
    SpaceTimeView& spaceTime() { return *spaceTime_; }
    CodePanel& code() { return *code_; }
    StatePanel& state() { return *state_; }
    LogPanel& log() { return *log_; }
    ChangedPanel& changedFacts() { return *changed_; }
    FlawsPanel& flaws() { return *flaws_; }
    DialsPanel& dials() { return *dials_; }
    NarrationBar& narration() { return *narration_; }
    TimelineStrip& strip() { return *strip_; }
    TransportBar& transport() { return *transport_; }
    FailureBar& failure() { return *failure_; }
    StatusLine& status() { return *status_; }
    ActionBar& actionBar() { return *actionBar_; }
    ActionLine& actionLine() { return *actionLine_; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* buildLeft();
    QWidget* buildCentre(const figures::FigureCatalog& figures, ActionMenus& menus);
    QWidget* buildRight();
    void layOut();
    void sharePictures();
    bool hasRoomForCharts() const;
    void placeCharts();
    bool areChartsATab() const;

    session::Session& session_;
    const Look& look_;
    QSplitter* columns_;
    QStackedWidget* left_ = nullptr;
    QWidget* right_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    StageView* stage_ = nullptr;
    QSplitter* pictures_ = nullptr;
    SpaceTimeView* spaceTime_ = nullptr;
    ChartsPanel* charts_ = nullptr;
    bool chartsWanted_ = true;
    CodePanel* code_ = nullptr;
    StatePanel* state_ = nullptr;
    LogPanel* log_ = nullptr;
    ChangedPanel* changed_ = nullptr;
    FlawsPanel* flaws_ = nullptr;
    DialsPanel* dials_ = nullptr;
    NarrationBar* narration_ = nullptr;
    TimelineStrip* strip_ = nullptr;
    TransportBar* transport_ = nullptr;
    StatusLine* status_ = nullptr;
    FailureBar* failure_ = nullptr;
    ActionBar* actionBar_ = nullptr;
    ActionLine* actionLine_ = nullptr;
    QWidget* lesson_ = nullptr;
    bool leftWanted_ = true;
    bool rightWanted_ = true;
    bool dragged_ = false;  // the columns have the widths that the user gave them
};

}  // namespace lockstep::window
