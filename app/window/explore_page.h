// SPDX-License-Identifier: GPL-3.0-or-later
// "Break a rule, find the failure": which rules to break, how much may happen, and the search for
// the shortest run that breaks a promise. It runs beside the window and can be given up.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QWidget>
#include <vector>

#include "session/search.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class ToggleSwitch;

class ExplorePage final : public QWidget {
    Q_OBJECT

public:
    ExplorePage(session::Session& session, const Look& look, QWidget* parent = nullptr);

    // Why the topic of the run cannot be searched; empty if it can.
    static QString refusal(const session::Session& session);

    void start();
    const session::Search& search() const { return search_; }
    QPushButton* startButton() { return start_; }
    ToggleSwitch* flaw(std::size_t index) { return flaws_[index]; }
    QComboBox* promise() { return promise_; }
    QComboBox* order() { return order_; }
    QString verdict() const { return verdict_->text(); }

Q_SIGNALS:
    // The run to look at: it stands where the promise breaks.
    void found(const std::shared_ptr<lockstep::Timeline>& run);

private:
    struct Budgeted {
        std::string kind;
        QSpinBox* count;
    };

    QWidget* buildFlaws();
    QWidget* buildBounds();
    QWidget* buildChoices();
    QWidget* buildEnd();
    std::shared_ptr<Timeline> baseRun(QString& why) const;
    explorer::Bounds bounds() const;
    // How the one rule that is broken is tried; null if the habits will do.
    const explorer::Trial* trial() const;
    void takeTrial();
    // What is to be said of the broken rules if nothing was found.
    QString ofTheRules() const;
    void showProgress();
    void finished();
    void say(const QString& words, const char* state);
    void enableAll(bool enabled);

    session::Session& session_;
    const Look& look_;
    const explorer::Explorable& explorable_;
    session::Search search_;
    std::shared_ptr<Timeline> base_;
    std::vector<ToggleSwitch*> flaws_;
    QWidget* bounds_ = nullptr;
    QSpinBox* servers_ = nullptr;
    QCheckBox* fromHere_ = nullptr;
    QLabel* begins_ = nullptr;  // where it begins, if not at the start
    std::vector<Budgeted> budgets_;
    QSpinBox* millions_ = nullptr;
    QSpinBox* megabytes_ = nullptr;
    QComboBox* promise_ = nullptr;  // the one that is to break
    QComboBox* order_ = nullptr;    // as explorer::Order has them
    QPushButton* start_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* verdict_ = nullptr;
};

}  // namespace lockstep::window
