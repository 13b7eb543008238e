// SPDX-License-Identifier: GPL-3.0-or-later
// The window's head: where one is, whether the claims hold, and the ways out to wall and slide.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class InvariantLights;

class HeaderBar final : public QWidget {
    Q_OBJECT

public:
    HeaderBar(session::Session& session, const Look& look, QWidget* parent = nullptr);

    // On the start page there is no run to show.
    void setRunShown(bool shown);
    InvariantLights* lights() { return lights_; }
    QToolButton* menuButton() { return menu_; }
    QPushButton* presentButton() { return present_; }
    QPushButton* exportButton() { return export_; }
    QPushButton* homeButton() { return home_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void applyLook();

    session::Session& session_;
    const Look& look_;
    QPushButton* home_;
    QLabel* crumbs_;
    InvariantLights* lights_;
    QPushButton* present_;
    QPushButton* export_;
    QToolButton* menu_;
};

}  // namespace lockstep::window
