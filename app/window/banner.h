// SPDX-License-Identifier: GPL-3.0-or-later
// One clear line about what went wrong or well, without a dialog in the way.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

namespace lockstep::window {

class Banner final : public QFrame {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    // Stays until it is closed.
    void complain(const QString& line);
    // Goes by itself.
    void inform(const QString& line);
    QString text() const { return text_->text(); }

private:
    QLabel* text_;
    QToolButton* close_;
    QTimer hide_;
};

}  // namespace lockstep::window
