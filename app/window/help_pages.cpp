// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/help_pages.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("Help", text); }

QLabel* label(const QString& text, const char* role, QWidget* parent) {
    auto* made = new QLabel(text, parent);
    setRole(made, role);
    made->setWordWrap(true);
    return made;
}

void addKeyRow(QGridLayout* grid, const QString& words, const QString& keys, QWidget* parent) {
    const int row = grid->rowCount();
    auto* name = label(words, "body", parent);
    auto* key = label(keys, "code", parent);
    key->setWordWrap(false);
    key->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(name, row, 0);
    grid->addWidget(key, row, 1);
}

// What is done with the mouse, and with keys that are no command of the window.
void addByHand(QGridLayout* grid, QWidget* parent) {
    grid->addWidget(label(say("ON THE STAGE"), "caps", parent), grid->rowCount(), 0, 1, 2);
    addKeyRow(grid, say("Go from mark to mark"), say("Tab, then arrows"), parent);
    addKeyRow(grid, say("Actions of a server, link or message"), say("click, or Enter"), parent);
    addKeyRow(grid, say("Draw a partition"), say("Alt and drag a line"), parent);
    addKeyRow(grid, say("Select several servers"), say("drag around them"), parent);
    addKeyRow(grid, say("Zoom"), say("Ctrl and wheel"), parent);
}

}  // namespace

QWidget* makeKeyList(const Look&, const Commands& commands) {
    auto* page = new QWidget;
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 12, 0);
    columns->setSpacing(40);
    QGridLayout* grids[2];
    for (QGridLayout*& grid : grids) {
        auto* column = new QVBoxLayout;
        grid = new QGridLayout;
        grid->setVerticalSpacing(5);
        grid->setHorizontalSpacing(16);
        grid->setColumnStretch(0, 1);
        column->addLayout(grid);
        column->addStretch(1);
        columns->addLayout(column, 1);
    }
    const std::size_t half = commands.all().size() / 2 - 2;
    QString group;
    QGridLayout* grid = grids[0];
    std::size_t count = 0;
    for (const Command& command : commands.all()) {
        ++count;
        if (command.keys.isEmpty()) continue;
        // Nine servers, one line.
        if (command.id.startsWith("server"_L1) && command.id != "server1"_L1) continue;
        if (command.group != group) {
            group = command.group;
            if (count > half) grid = grids[1];
            grid->addWidget(label(group.toUpper(), "caps", page), grid->rowCount(), 0, 1, 2);
        }
        const bool servers = command.id == "server1"_L1;
        addKeyRow(grid, servers ? say("Actions of server 1 to 9") : command.action->text(),
                  servers ? u"1 … 9"_s : command.keys, page);
    }
    addByHand(grids[1], page);
    return page;
}

QWidget* makeProtocolPage(const Look&, const session::Session& session,
                          const ProtocolLinks& links) {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 12, 0);
    layout->setSpacing(10);
    layout->addWidget(label(QString::fromStdString(session.topic().summary), "muted", page));
    int number = 0;
    for (const ProtocolRule& rule : session.topic().protocol) {
        auto* row = new QHBoxLayout;
        row->setSpacing(12);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(label(u"%1  %2"_s.arg(++number).arg(QString::fromUtf8(rule.title)),
                               "heading", page));
        auto* text = label(u"%1 (%2)"_s.arg(QString::fromUtf8(rule.text),
                                             QString::fromUtf8(rule.source)), "body", page);
        words->addWidget(text);
        row->addLayout(words, 1);

        const QString link = QString::fromLatin1(rule.code);
        auto* code = new QPushButton(say("Code"), page);
        setRole(code, "link");
        code->setAccessibleName(say("Code of: ") + QString::fromUtf8(rule.title));
        QObject::connect(code, &QPushButton::clicked, page,
                         [links, link] { links.showCode(link); });
        row->addWidget(code, 0, Qt::AlignVCenter);

        const Step step = session.timeline().find(rule.event, 1);
        auto* first = new QPushButton(
            step > 0 ? say("Step %1").arg(step) : say("not yet"), page);
        setRole(first, "link");
        first->setEnabled(step > 0);
        first->setToolTip(step > 0 ? say("Go to the first step that shows it")
                                   : say("No step of this run has shown it yet"));
        first->setAccessibleName(say("First step of: ") + QString::fromUtf8(rule.title));
        first->setMinimumWidth(90);
        QObject::connect(first, &QPushButton::clicked, page, [links, step] { links.goTo(step); });
        row->addWidget(first, 0, Qt::AlignVCenter);
        layout->addLayout(row);
    }
    layout->addStretch(1);
    return page;
}

}  // namespace lockstep::window
