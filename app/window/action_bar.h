// SPDX-License-Identifier: GPL-3.0-or-later
// Buttons for what happens to no server in particular: a call, a request, a lookup. Topics in which
// everything happens at a server have none, and no bar is seen.
#pragma once

#include <QPushButton>
#include <QWidget>
#include <vector>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class ActionMenus;

class ActionBar final : public QWidget {
    Q_OBJECT

public:
    ActionBar(session::Session& session, const Look& look, ActionMenus& menus,
              QWidget* parent = nullptr);

    // The button with this label; null if there is none.
    QPushButton* button(const QString& label) const;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    std::vector<Offer> offers() const;
    void rebuild();
    void refresh();
    void applyLook();

    session::Session& session_;
    const Look& look_;
    ActionMenus& menus_;
    std::vector<QPushButton*> buttons_;
    QPushButton* more_;
    const TopicInfo* builtFor_ = nullptr;
};

}  // namespace lockstep::window
