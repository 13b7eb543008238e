// SPDX-License-Identifier: GPL-3.0-or-later
// A line to type what is to happen: "crash S3", "run 200 ms", "go raft.leader_elected". It
// completes what is possible now, so that every action can be reached without the mouse.
#pragma once

#include <QCompleter>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class ActionLine final : public QFrame {
    Q_OBJECT

public:
    ActionLine(session::Session& session, const Look& look, QWidget* parent);

    void open();
    QLineEdit* field() { return field_; }
    QString answer() const { return answer_->text(); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void perform();
    QStringList possibleLines() const;

    session::Session& session_;
    const Look& look_;
    QLineEdit* field_;
    QLabel* answer_;
    QStringListModel* lines_;
};

}  // namespace lockstep::window
