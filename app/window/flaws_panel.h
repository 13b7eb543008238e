// SPDX-License-Identifier: GPL-3.0-or-later
// "Break a rule": the topic's flaws as switches. Flipping one is a step like any other.
#pragma once

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QWidget>
#include <vector>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class ToggleSwitch;

class FlawsPanel final : public QWidget {
    Q_OBJECT

public:
    FlawsPanel(session::Session& session, const Look& look, QWidget* parent = nullptr);

    // The switch of a flaw by its place in the topic's table.
    ToggleSwitch* toggle(std::size_t flaw) { return toggles_[flaw]; }
    QPushButton* findButton() { return find_; }

Q_SIGNALS:
    // To be searched for a failure; at once, if a rule is broken already.
    void searchAsked(bool atOnce);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    void refresh();
    void showBroken();

    session::Session& session_;
    const Look& look_;
    QPushButton* find_;
    QScrollArea* area_;
    QWidget* list_;
    std::vector<ToggleSwitch*> toggles_;
    ToggleSwitch* broken_ = nullptr;  // to be kept in sight
    const TopicInfo* builtFor_ = nullptr;
    bool stale_ = true;
};

}  // namespace lockstep::window
