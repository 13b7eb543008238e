// SPDX-License-Identifier: GPL-3.0-or-later
// The space-time diagram beside the stage: the last steps, a line a server. Pointing at an event
// lights what led to it and what came of it; a click goes there.
#pragma once

#include <QToolButton>
#include <QWidget>

#include "figures/space_time.h"
#include "session/session.h"
#include "stage/stage.h"
#include "window/look.h"

namespace lockstep::window {

class ActionMenus;

class SpaceTimeView final : public QWidget {
    Q_OBJECT

public:
    SpaceTimeView(session::Session& session, const Look& look, ActionMenus& menus,
                  stage::Stage& mainStage, QWidget* parent = nullptr);

    stage::Stage* stage() { return stage_; }
    QToolButton* filter() { return filter_; }
    // Earlier steps come into view; negative: later ones.
    void scroll(int steps);
    // The event whose causes and effects are lit; 0 for none.
    Step focus() const { return options_.focus.value_or(0); }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    void fillFilter(QMenu* menu);
    void lightUp(const QString& markId);
    void activate(const QString& markId);

    session::Session& session_;
    const Look& look_;
    ActionMenus& menus_;
    stage::Stage& mainStage_;
    stage::Stage* stage_;
    QToolButton* filter_;
    figures::SpaceTimeOptions options_;
    Step behind_ = 0;  // how far the last step shown lies behind the present one
    double wheel_ = 0;
};

}  // namespace lockstep::window
