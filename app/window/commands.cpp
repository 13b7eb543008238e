// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/commands.h"

#include <QWidget>

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

// "→" says more than "Right", and both fit in a list.
QString keyInWords(const QKeySequence& sequence) {
    QString words = sequence.toString(QKeySequence::NativeText);
    const std::pair<QString, QString> shorter[] = {
        {u"Right"_s, u"→"_s}, {u"Left"_s, u"←"_s}, {u"Return"_s, u"Enter"_s}};
    for (const auto& [longName, sign] : shorter) words.replace(longName, sign);
    return words;
}

}  // namespace

Commands::Commands(QWidget* window) : QObject(window), window_(window) {}

QAction* Commands::add(const QString& id, const QString& words, const QStringList& keys,
                       std::function<void()> work) {
    auto* action = new QAction(words, window_);
    action->setObjectName(id);
    QList<QKeySequence> sequences;
    QStringList shown;
    for (const QString& key : keys) {
        const QKeySequence sequence(key, QKeySequence::PortableText);
        sequences << sequence;
        shown << keyInWords(sequence);
    }
    action->setShortcuts(sequences);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, [work = std::move(work)] { work(); });
    window_->addAction(action);
    all_.push_back({id, group_, action, shown.join(u"   "_s), words, {}});
    return action;
}

void Commands::refuse(const QStringList& ids, const std::function<QString()>& refusal) {
    for (Command& command : all_) {
        if (ids.contains(command.id)) command.refusal = refusal;
    }
}

void Commands::showRefusals(const QString& group, bool shown) {
    for (const Command& command : all_) {
        if (command.group != group || !command.refusal) continue;
        const QString why = shown ? command.refusal() : QString();
        command.action->setEnabled(why.isEmpty());
        command.action->setText(why.isEmpty() ? command.words : command.words + u" – "_s + why);
    }
}

QAction* Commands::find(const QString& id) const {
    for (const Command& command : all_) {
        if (command.id == id) return command.action;
    }
    return nullptr;
}

}  // namespace lockstep::window
