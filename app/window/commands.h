// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the window can do, each with its words, its group and its keys: menu, key list
// and shortcuts are one list.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <functional>
#include <vector>

namespace lockstep::window {

struct Command {
    QString id;     // "step"
    QString group;  // "Run"
    QAction* action = nullptr;
    QString keys;   // as the list of keys shows them
    QString words;  // "Step"
    std::function<QString()> refusal;  // why it cannot be done now; empty if it can
};

class Commands final : public QObject {
public:
    explicit Commands(QWidget* window);

    void beginGroup(const QString& title) { group_ = title; }
    QAction* add(const QString& id, const QString& words, const QStringList& keys,
                 std::function<void()> work);
    void refuse(const QStringList& ids, const std::function<QString()>& refusal);
    // Grey with its reason, as long as a menu shows the group. Not always: a key that does nothing
    // would say nothing, while what it asks for answers in words.
    void showRefusals(const QString& group, bool shown);
    QAction* find(const QString& id) const;
    const std::vector<Command>& all() const { return all_; }

private:
    QWidget* window_;
    QString group_;
    std::vector<Command> all_;
};

}  // namespace lockstep::window
