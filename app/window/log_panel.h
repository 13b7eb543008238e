// SPDX-License-Identifier: GPL-3.0-or-later
// The event log: search it, filter it, click a line to go there.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QWidget>

#include "session/session.h"
#include "window/choice_box.h"
#include "window/log_model.h"
#include "window/look.h"

namespace lockstep::window {

class LogPanel final : public QWidget {
    Q_OBJECT

public:
    LogPanel(session::Session& session, const Look& look, QWidget* parent = nullptr);

    QLineEdit* search() { return search_; }
    ChoiceBox* kinds() { return kinds_; }
    ChoiceBox* servers() { return servers_; }
    ChoiceBox* weights() { return weights_; }
    QListView* list() { return list_; }
    LogModel& model() { return *model_; }

Q_SIGNALS:
    // Escape: whoever searched or read is done.
    void left();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void fillChoices();
    void applyFilter();
    void follow();
    void go(const QModelIndex& index);

    session::Session& session_;
    const Look& look_;
    LogModel* model_;
    QLineEdit* search_;
    ChoiceBox* kinds_;
    ChoiceBox* servers_;
    ChoiceBox* weights_;
    QListView* list_;
    QLabel* empty_;
    bool stale_ = true;
    bool choicesAreStale_ = true;
};

}  // namespace lockstep::window
