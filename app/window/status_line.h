// SPDX-License-Identifier: GPL-3.0-or-later
// Says where one stands: at the end, in the past, out of the lesson; and how slow the slow motion
// is. A sentence in passing takes its place for a few seconds.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <functional>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class StatusLine final : public QWidget {
    Q_OBJECT

public:
    StatusLine(session::Session& session, const Look& look, QWidget* parent = nullptr);

    QString text() const { return words_; }
    QPushButton* wayButton() { return way_; }
    QToolButton* branchButton() { return branch_; }
    void openBranches();
    // Says something for a while.
    void say(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void write(const QString& sentence);
    void showBranch();
    void fillBranches();
    void showSpeed();
    void applyLook();
    void offer(const QString& words, std::function<void()> way);

    session::Session& session_;
    const Look& look_;
    QString words_;
    QLabel* text_;
    QPushButton* way_;
    QToolButton* branch_;
    QLabel* speed_;
    QTimer passing_;
    std::function<void()> goWay_;
};

}  // namespace lockstep::window
