// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/help_pages.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

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

void addGroup(QGridLayout* grid, const QString& title, const Look& look, QWidget* parent) {
    auto* heading = label(title.toUpper(), "caps", parent);
    if (grid->count() > 0) heading->setContentsMargins(0, look.pixels(10), 0, 0);
    grid->addWidget(heading, grid->rowCount(), 0, 1, 2);
}

constexpr int rowsByHand = 7;

// What is done with the mouse, and with keys that are no command of the window.
void addByHand(QGridLayout* grid, const Look& look, QWidget* parent) {
    addGroup(grid, say("On the stage"), look, parent);
    addKeyRow(grid, say("From mark to mark"), say("Tab, arrows"), parent);
    addKeyRow(grid, say("Actions of what is there"), say("click, Enter"), parent);
    addKeyRow(grid, say("Draw a partition"), say("K, then drag   Alt+drag"), parent);
    addKeyRow(grid, say("Select several servers"), say("drag, Ctrl+click"), parent);
    addKeyRow(grid, say("Zoom"), say("wheel"), parent);
    addKeyRow(grid, say("Scroll a long table"), say("wheel over it"), parent);
}

// The presenter is a window of its own, and some of its keys are its own too.
void addPresenting(QGridLayout* grid, const Look& look, QWidget* parent) {
    addGroup(grid, say("While presenting"), look, parent);
    addKeyRow(grid, say("Black, and back"), u"B"_s, parent);
    addKeyRow(grid, say("Notes for the teacher"), u"N"_s, parent);
    addKeyRow(grid, say("Back to the window"), u"F5   Esc"_s, parent);
}

}  // namespace

QWidget* makeKeyList(const Look& look, const Commands& commands, int columns) {
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 12, 0);
    row->setSpacing(look.pixels(40));
    std::vector<QGridLayout*> grids;
    for (int i = 0; i < columns; ++i) {
        auto* column = new QVBoxLayout;
        auto* grid = new QGridLayout;
        grid->setVerticalSpacing(look.pixels(5));
        grid->setHorizontalSpacing(look.pixels(16));
        grid->setColumnStretch(0, 1);
        column->addLayout(grid);
        column->addStretch(1);
        row->addLayout(column, 1);
        grids.push_back(grid);
    }
    const auto shown = [](const Command& command) {
        // Nine servers, one line.
        const bool isServer = command.id.startsWith("server"_L1) && command.id != "server1"_L1;
        return !command.keys.isEmpty() && !isServer;
    };
    const auto rows = std::count_if(commands.all().begin(), commands.all().end(), shown);
    QString group;
    std::ptrdiff_t count = 0;
    std::size_t at = 0;
    for (const Command& command : commands.all()) {
        if (!shown(command)) continue;
        if (command.group != group) {
            group = command.group;
            // A group stays together; it begins the next column if most of it would be beyond this
            // one's share.
            const auto share = static_cast<std::ptrdiff_t>(at + 1) * (rows + rowsByHand) / columns;
            const auto size = std::count_if(
                commands.all().begin(), commands.all().end(),
                [&](const Command& one) { return shown(one) && one.group == group; });
            if (at + 1 < grids.size() && count + size / 2 > share) ++at;
            addGroup(grids[at], group, look, page);
        }
        ++count;
        const bool servers = command.id == "server1"_L1;
        addKeyRow(grids[at], servers ? say("Actions of server 1 to 9") : command.action->text(),
                  servers ? u"1 … 9"_s : command.keys, page);
    }
    addPresenting(grids.front(), look, page);
    addByHand(grids.back(), look, page);
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
