// SPDX-License-Identifier: GPL-3.0-or-later
// A light for each invariant: green while its claim holds, red with the telling and the step once
// it is broken; a click goes there. Without room for all words, the lights stand alone.
#pragma once

#include <QAbstractButton>
#include <QWidget>
#include <vector>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class InvariantLight final : public QAbstractButton {
    Q_OBJECT

public:
    InvariantLight(const Look& look, const InvariantSpec& claim, QWidget* parent);

    void setBreak(const Break* found);
    bool isBroken() const { return broken_; }
    Step brokenAt() const { return step_; }
    void setWordy(bool wordy);
    int wordyWidth() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& look_;
    const InvariantSpec& claim_;
    bool broken_ = false;
    bool wordy_ = true;
    Step step_ = 0;
};

class InvariantLights final : public QWidget {
    Q_OBJECT

public:
    InvariantLights(session::Session& session, const Look& look, QWidget* parent = nullptr);

    const std::vector<InvariantLight*>& lights() const { return lights_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void refresh();
    void layOut();

    session::Session& session_;
    const Look& look_;
    std::vector<InvariantLight*> lights_;
    QString summary_;
    int summaryLeft_ = 0;
};

}  // namespace lockstep::window
