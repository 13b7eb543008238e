// SPDX-License-Identifier: GPL-3.0-or-later
// What the last step changed, at a glance: the server it happened at, its new values lit.
#pragma once

#include <QLabel>
#include <QWidget>

#include "session/session.h"
#include "window/fact_view.h"
#include "window/look.h"

namespace lockstep::window {

class ChangedPanel final : public QWidget {
    Q_OBJECT

public:
    ChangedPanel(session::Session& session, const Look& look, QWidget* parent = nullptr);

    QString server() const { return server_->text(); }
    const FactView& view() const { return *view_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void applyLook();
    std::string chooseServer() const;

    session::Session& session_;
    const Look& look_;
    QLabel* server_;
    QLabel* caption_;
    FactView* view_;
    bool stale_ = true;
};

}  // namespace lockstep::window
