// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with a run in it, driven by keys and clicks. Each test has a home of its own.
#pragma once

#include <gmock/gmock.h>

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <cstdlib>

#include "catalog/catalog.h"
#include "figures/catalog.h"
#include "session/playback.h"
#include "window/action_menus.h"
#include "window/main_window.h"
#include "window/stage_view.h"
#include "window/start_page.h"
#include "window/workspace.h"

namespace lockstep::testing {

class OpenedWindow : public ::testing::Test {
protected:
    void SetUp() override {
        const QByteArray folder = home.path().toUtf8();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
        qputenv("XDG_DATA_HOME", folder);
        qputenv("XDG_CONFIG_HOME", folder);
        open();
    }

    void open() {
        window = std::make_unique<window::MainWindow>(catalog, figures);
        window->look().setReducedMotion(true);
        window->resize(1366, 768);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    }

    // Through the door, and quiet.
    void enter() {
        window->startTopic(*catalog.find("raft"));
        session().playback().pause();
    }

    session::Session& session() { return window->session(); }
    window::Workspace& workspace() { return window->workspace(); }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(window.get(), key, modifiers);
    }
    // A letter or sign, as a keyboard types it.
    void type(char letter) { QTest::keyClick(window.get(), letter); }
    void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }

    Step step() { return session().timeline().step(); }
    std::uint64_t digest() { return session().timeline().world().digest(); }
    std::string fact(const char* name) {
        const session::FactRow* row = session().facts().find(name);
        return row ? row->value : "no such fact";
    }
    void elect() {
        while (session().timeline().find("raft.leader_elected", 1) == 0) {
            ASSERT_TRUE(session().step());
        }
    }
    QString leader() {
        elect();
        for (const char* name : {"S1", "S2", "S3", "S4", "S5"}) {
            if (fact((std::string(name) + ".role").c_str()) == "leader") {
                return QString::fromLatin1(name);
            }
        }
        return {};
    }
    // The entry of a menu that begins with these words; null if there is none.
    static QAction* entry(QMenu* menu, const QString& words) {
        for (QAction* action : menu->actions()) {
            if (action->text().remove(u'&').startsWith(words)) return action;
        }
        return nullptr;
    }
    std::unique_ptr<QMenu> menuFor(const QString& mark, const QStringList& selected = {}) {
        return std::unique_ptr<QMenu>(window->menus().menuFor(mark, selected));
    }

    QTemporaryDir home;
    const Catalog catalog = allTopics();
    const figures::FigureCatalog figures = figures::allFigures();
    std::unique_ptr<window::MainWindow> window;
};

}  // namespace lockstep::testing
