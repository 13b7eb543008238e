// SPDX-License-Identifier: GPL-3.0-or-later
// Says where one stands: at the end, in the past, out of the lesson; and how slow the slow motion
// is. A sentence in passing takes its place for a few seconds.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QWidget>
#include <functional>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class StatusLine final : public QWidget {
    Q_OBJECT

public:
    StatusLine(session::Session& session, const Look& look, QWidget* parent = nullptr);

    QString text() const { return text_->text(); }
    QPushButton* wayButton() { return way_; }
    // Says something for a while.
    void say(const QString& sentence);

private:
    void refresh();
    void showSpeed();
    void applyLook();
    void offer(const QString& words, std::function<void()> way);

    session::Session& session_;
    const Look& look_;
    QLabel* text_;
    QPushButton* way_;
    QLabel* speed_;
    QTimer passing_;
    std::function<void()> goWay_;
};

}  // namespace lockstep::window
