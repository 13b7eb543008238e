// SPDX-License-Identifier: GPL-3.0-or-later
// The code you read is the code that runs: the rules that the last step went through, with the
// lines that spoke lit.
#pragma once

#include <QLabel>
#include <QWidget>
#include <functional>
#include <vector>

#include "session/session.h"
#include "window/look.h"
#include "window/rule_finder.h"

namespace lockstep::window {

class CodeView;

class CodePanel final : public QWidget {
    Q_OBJECT

public:
    CodePanel(session::Session& session, const Look& look, QWidget* parent = nullptr);

    // A rule by its link, "raft/election#grant-vote"; stays until the next step. False if there is
    // no such rule.
    bool showRule(const QString& link);
    // What is shown, for tests: the rules' names and the lit lines.
    QStringList ruleNames() const;
    QList<int> litLines() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Shown {
        Rule rule;
        std::vector<int> lit;  // line numbers in the file
    };

    static Shown ranBy(const Event& event);
    void refresh();
    void showRulesOfStep();
    void display();

    session::Session& session_;
    const Look& look_;
    std::vector<Shown> shown_;
    bool stale_ = true;
    bool asked_ = false;  // by its link, not gone through by the step
    QLabel* file_ = nullptr;
    QLabel* section_ = nullptr;
    CodeView* view_ = nullptr;
};

}  // namespace lockstep::window
