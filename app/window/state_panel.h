// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector: all facts of the world, server by server, with what the last step changed lit.
#pragma once

#include <QLineEdit>
#include <QWidget>

#include "session/session.h"
#include "window/fact_view.h"
#include "window/look.h"

namespace lockstep::window {

class StatePanel final : public QWidget {
    Q_OBJECT

public:
    StatePanel(session::Session& session, const Look& look, QWidget* parent = nullptr);

    const FactView& view() const { return *view_; }
    QLineEdit* filter() { return filter_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    session::Session& session_;
    QLineEdit* filter_;
    FactView* view_;
    bool stale_ = true;
};

}  // namespace lockstep::window
