// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>

#include "support/paths.h"
#include "window/banner.h"
#include "window/export_dialog.h"
#include "window/flaws_panel.h"
#include "window/lesson_panel.h"
#include "window/opened_window.h"
#include "window/run_files.h"
#include "window/toggle_switch.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Files : public OpenedWindow {
protected:
    QString path(const QString& name) const { return home.filePath(name); }

    QString write(const QString& name, const QByteArray& bytes) {
        QFile file(path(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return path(name);
    }
};

TEST_F(Files, TheRuleThatAScriptBreaksIsInSight) {
    ASSERT_TRUE(window->openFile(
        write(u"broken.lockstep"_s, "topic raft\nservers 5\nflaw redraws-timeouts\n")));
    QTest::qWait(50);
    const auto& flaws = session().topic().flaws;
    EXPECT_FALSE(workspace().flaws().toggle(flaws.size() - 1)->visibleRegion().isEmpty());
}

TEST_F(Files, ASavedRunOpensToTheSameState) {
    enter();
    elect();
    session().act(u"crash S2"_s);
    const std::uint64_t saved = digest();
    ASSERT_TRUE(window->saveFile(path(u"mine.lockstep"_s)));
    session().goTo(0);
    ASSERT_TRUE(window->openFile(path(u"mine.lockstep"_s)));
    EXPECT_EQ(digest(), saved);
    EXPECT_FALSE(window->isOnStartPage());
    EXPECT_TRUE(window::Settings().recentFiles().front().endsWith(u"mine.lockstep"_s));
}

// Picks a file in the dialog that is about to open, as a hand does that types its name.
void pickSoon(const QString& path) {
    auto* timer = new QTimer;
    QObject::connect(timer, &QTimer::timeout, [timer, path] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog) return;
        timer->deleteLater();
        auto* name = dialog->findChild<QLineEdit*>();
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
    });
    timer->start(20);
}

TEST_F(Files, RowsComeFromAFileAndGoIntoOne) {
    window->startTopic(*catalog.find("shard"));
    session().playback().pause();
    pickSoon(write(u"rows.csv"_s, "key,value\nfoo,1\n\"a b\",2\n"));
    window->commands().find(u"loadRows"_s)->trigger();
    EXPECT_EQ(fact("value.foo"), "1");
    EXPECT_TRUE(window->banner().text().contains(u"rows.csv"_s));
    for (const QString& name : {u"saved.csv"_s, u"saved.sqlite"_s}) {
        pickSoon(path(name));
        window->commands().find(u"saveRows"_s)->trigger();
        session().goTo(0);
        EXPECT_NE(fact("value.foo"), "1");
        ASSERT_TRUE(window->loadRows(path(name))) << window->banner().text().toStdString();
        EXPECT_EQ(fact("value.foo"), "1");
    }
}

TEST_F(Files, RowsThatAreWrongChangeNothing) {
    window->startTopic(*catalog.find("shard"));
    session().playback().pause();
    const std::uint64_t before = digest();
    EXPECT_FALSE(window->loadRows(write(u"half.csv"_s, "key,value\nfoo,1\nbar\n")));
    EXPECT_TRUE(window->banner().text().startsWith(u"half.csv:3:1: "_s))
        << window->banner().text().toStdString();
    EXPECT_FALSE(window->loadRows(write(u"none.csv"_s, "key,value\nfoo,1\nbar,none\n")));
    EXPECT_TRUE(window->banner().text().startsWith(u"none.csv:3:1: "_s))
        << window->banner().text().toStdString();
    EXPECT_FALSE(window->loadRows(write(u"foreign.db"_s, QByteArray(5000, 'x'))));
    EXPECT_FALSE(window->loadRows(path(u"missing.csv"_s)));
    EXPECT_FALSE(window->banner().text().contains(u'\n'));
    EXPECT_EQ(digest(), before);
    EXPECT_FALSE(window->saveRows(u"/nowhere/at/all.csv"_s));
}

TEST_F(Files, WithoutRowsTheMenuIsGreyAndSaysWhy) {
    enter();
    QAction* save = window->commands().find(u"saveRows"_s);
    QMenu* menu = nullptr;
    for (QMenu* some : window->findChildren<QMenu*>()) {
        if (some->actions().contains(save)) menu = some;
    }
    ASSERT_NE(menu, nullptr);
    menu->popup({});
    EXPECT_FALSE(save->isEnabled());
    EXPECT_TRUE(save->text().contains(u"stores no rows"_s)) << save->text().toStdString();
    menu->close();
    EXPECT_TRUE(save->isEnabled());
    EXPECT_EQ(save->text(), u"Save the rows as …"_s);
}

TEST_F(Files, AScriptIsARun) {
    const QString file = write(u"script.lockstep"_s,
                               "topic raft\nservers 3\nrun until count(S*.role "
                               "= leader) = 1\ncrash S1\n");
    ASSERT_TRUE(window->openFile(file));
    EXPECT_EQ(session().timeline().setup().serverCount(), 3u);
    EXPECT_EQ(fact("S1.role"), "down");
}

TEST_F(Files, WhatIsWrongGetsOneLineWithItsPlace) {
    EXPECT_FALSE(window->openFile(write(u"bad.lockstep"_s, "topic raft\nfrobnicate S1\n")));
    EXPECT_TRUE(window->banner().isVisibleTo(window.get()));
    EXPECT_TRUE(window->banner().text().startsWith(u"bad.lockstep:2:1: "_s))
        << window->banner().text().toStdString();
    EXPECT_FALSE(window->banner().text().contains(u'\n'));
    EXPECT_FALSE(window->openFile(path(u"missing.lockstep"_s)));
    EXPECT_TRUE(window->banner().text().contains(u"missing.lockstep"_s));
    EXPECT_FALSE(window->openFile(write(u"noise.lockstep"_s, QByteArray(1000, '\xff'))));
    EXPECT_FALSE(window->openFile(write(u"empty.lockstep"_s, {})));
    EXPECT_TRUE(window->isOnStartPage());
}

TEST_F(Files, ARefusedLineShowsHowFarItCame) {
    EXPECT_TRUE(window->openFile(
        write(u"half.lockstep"_s, "topic raft\ntimeout S1\nrestart S1\ncrash S2\n")));
    EXPECT_TRUE(window->banner().text().startsWith(u"half.lockstep:3:1: "_s))
        << window->banner().text().toStdString();
    EXPECT_EQ(step(), 1u);
}

TEST_F(Files, AFolderThatIsNotThereIsSaid) {
    enter();
    EXPECT_FALSE(window->saveFile(path(u"nowhere/run.lockstep"_s)));
    EXPECT_TRUE(window->banner().text().contains(u"run.lockstep"_s));
}

TEST_F(Files, ALessonFileOpensInThePanel) {
    EXPECT_FALSE(window->openFile(write(u"broken.md"_s, "---\ntitle: x\n")));
    EXPECT_FALSE(window->banner().text().isEmpty());
    // The keys are at its first question.
    const auto lesson = sourceFolder() / "lessons/raft/pre-vote.md";
    EXPECT_TRUE(window->openFile(QString::fromStdString(lesson.string())));
    EXPECT_TRUE(window->lessonPanel().isAncestorOf(window->focusWidget()));
}

TEST_F(Files, TheRunIsCopiedAsTextThatPlays) {
    enter();
    elect();
    const std::uint64_t here = digest();
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    const QByteArray text = QApplication::clipboard()->text().toUtf8();
    const window::OpenedRun run = window::openRun(text, u"clipboard"_s, catalog);
    ASSERT_TRUE(run.timeline) << run.fault.toStdString();
    EXPECT_EQ(run.timeline->world().digest(), here);
}

TEST_F(Files, ThePictureIsCopiedAndExported) {
    enter();
    key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_FALSE(QApplication::clipboard()->image().isNull());
    key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = window->findChild<window::ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->formats()->setCurrentIndex(2);
    EXPECT_TRUE(dialog->path()->text().endsWith(u".png"_s));
    dialog->path()->setText(path(u"nowhere/picture.png"_s));
    click(dialog->saveButton());
    EXPECT_FALSE(dialog->fault().isEmpty());
    dialog->path()->setText(path(u"picture.png"_s));
    click(dialog->saveButton());
    EXPECT_TRUE(QFile::exists(path(u"picture.png"_s)));
    EXPECT_FALSE(QImage(path(u"picture.png"_s)).isNull());
}

TEST_F(Files, TheNextPictureIsOfferedAsTheLastWasSaved) {
    enter();
    ASSERT_TRUE(QDir(home.path()).mkdir(u"slides"_s));
    const auto dialog = [&] { return window->findChild<window::ExportDialog*>(); };
    key(Qt::Key_E, Qt::ControlModifier);
    ASSERT_NE(dialog(), nullptr);
    dialog()->path()->setText(path(u"slides/one.png"_s));
    click(dialog()->saveButton());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    ASSERT_EQ(dialog(), nullptr);
    session().step();
    key(Qt::Key_E, Qt::ControlModifier);
    ASSERT_NE(dialog(), nullptr);
    EXPECT_EQ(dialog()->path()->text(), path(u"slides/raft-step-1.png"_s));
    EXPECT_EQ(dialog()->formats()->currentIndex(), 2);
}

TEST_F(Files, TheEndingThatIsTypedSaysTheFormat) {
    enter();
    key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = window->findChild<window::ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    ASSERT_EQ(dialog->formats()->currentIndex(), 0);
    dialog->path()->setText(path(u"typed.png"_s));
    EXPECT_EQ(dialog->formats()->currentIndex(), 2);
    EXPECT_EQ(dialog->path()->text(), path(u"typed.png"_s));
    // An ending that says nothing stays in the name.
    dialog->path()->setText(path(u"figure.2"_s));
    click(dialog->saveButton());
    EXPECT_FALSE(QImage(path(u"figure.2.png"_s)).isNull());
}

TEST_F(Files, APictureThatIsThereIsReplacedWhenThatIsAskedFor) {
    const QString file = write(u"mine.png"_s, "mine");
    enter();
    key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = window->findChild<window::ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->path()->setText(file);
    click(dialog->saveButton());
    EXPECT_TRUE(QImage(file).isNull());
    EXPECT_EQ(dialog->saveButton()->text(), u"Replace"_s);
    // Another name is another question.
    dialog->path()->setText(path(u"other.png"_s));
    EXPECT_EQ(dialog->saveButton()->text(), u"Save"_s);
    dialog->path()->setText(file);
    click(dialog->saveButton());
    EXPECT_TRUE(QImage(file).isNull());
    click(dialog->saveButton());
    EXPECT_FALSE(QImage(file).isNull());
}

}  // namespace
}  // namespace lockstep::testing
