// SPDX-License-Identifier: GPL-3.0-or-later
// A small field for what an action leaves open: "request S1 KEY=VALUE".
#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "session/session.h"

namespace lockstep::window {

class InputPopup final : public QFrame {
    Q_OBJECT

public:
    InputPopup(session::Session& session, const QString& title, const QString& line,
               QWidget* parent);

    void openAt(QPoint globalPosition);
    QLineEdit* field() { return field_; }

private:
    void check();
    void perform();
    QString wholeLine() const;

    session::Session& session_;
    QString fixed_;  // the words before what is left open
    QLineEdit* field_;
    QLabel* fault_;
    QPushButton* go_;
};

}  // namespace lockstep::window
