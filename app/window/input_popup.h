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
    // `fixed` are the words that stand already, `open` says what is to follow.
    InputPopup(session::Session& session, const QString& title, const QString& fixed,
               const QString& open, QWidget* parent);

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
