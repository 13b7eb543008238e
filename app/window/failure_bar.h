// SPDX-License-Identifier: GPL-3.0-or-later
// Says which promise the run breaks, where and how, and offers to go there and to mend the rule.
// Nothing is seen of it while all promises hold.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class FailureBar final : public QFrame {
    Q_OBJECT

public:
    FailureBar(session::Session& session, const Look& look, QWidget* parent = nullptr);

    QString text() const { return text_->text(); }
    QPushButton* mendButton() { return mend_; }

private:
    void refresh();
    void applyLook();

    session::Session& session_;
    const Look& look_;
    QLabel* text_;
    QPushButton* go_;
    QPushButton* watch_;
    QPushButton* mend_;
    // Of the failure that is shown.
    struct Place {
        const Timeline* run = nullptr;
        int branch = 0;
        Step step = 0;
        bool operator==(const Place&) const = default;
    };
    Place place_;
    Step step_ = 0;
};

}  // namespace lockstep::window
