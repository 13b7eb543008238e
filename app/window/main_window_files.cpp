// SPDX-License-Identifier: GPL-3.0-or-later
// Runs and pictures, in and out; and who gets a key when both the window and a widget want it.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QLineEdit>
#include <QTextBrowser>
#include <QTimer>

#include "exporting/exporting.h"
#include "window/banner.h"
#include "window/code_view.h"
#include "window/dials_panel.h"
#include "window/export_dialog.h"
#include "window/lesson_choice.h"
#include "window/lesson_panel.h"
#include "window/main_window.h"
#include "window/range_slider.h"
#include "window/row_files.h"
#include "window/run_files.h"
#include "window/stage_view.h"
#include "window/workspace.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

// Keys that a widget with the focus means for itself.
bool wantsKey(const QWidget* widget, int key) {
    const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
    const bool along = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
                       key == Qt::Key_PageDown || key == Qt::Key_Home || key == Qt::Key_End;
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (qobject_cast<const QLineEdit*>(widget)) return enter;
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
        return key == Qt::Key_Space || enter || (across && button->group());
    }
    if (qobject_cast<const QComboBox*>(widget)) return key == Qt::Key_Space || across || along;
    if (qobject_cast<const QAbstractSlider*>(widget)) return across || along;
    if (qobject_cast<const RangeSlider*>(widget)) return across || along || key == Qt::Key_Space;
    if (qobject_cast<const QAbstractItemView*>(widget)) return along || enter;
    // Reading along in the code is no reason to lose the keys that step.
    if (qobject_cast<const CodeView*>(widget)) return false;
    if (qobject_cast<const QTextEdit*>(widget)) return along || enter;
    return false;
}

// A button that was clicked has done its work, and the space bar plays again.
bool leavesSpace(const QObject* clicked) {
    return qobject_cast<const QAbstractButton*>(clicked) &&
           !qobject_cast<const LessonChoice*>(clicked);
}

}  // namespace

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        clicked_ = reason == Qt::MouseFocusReason ? watched : nullptr;
    }
    const bool listens = watched == QApplication::focusWidget() ||
                         watched == QApplication::activePopupWidget();
    if (event->type() == QEvent::ShortcutOverride && listens) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        const bool plays = key->key() == Qt::Key_Space && !sheet_ && watched == clicked_ &&
                           leavesSpace(watched);
        if (plain && !plays && wantsKey(static_cast<QWidget*>(watched), key->key())) {
            event->accept();
            return true;
        }
    }
    // Enter presses a button as Space does, and answers with a choice that is taken already.
    if (event->type() == QEvent::KeyPress) {
        auto* button = qobject_cast<QAbstractButton*>(watched);
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        // Whoever has set a dial steps on.
        auto* field = qobject_cast<QLineEdit*>(watched);
        if (enter && field && workspace_->dials().isAncestorOf(field)) {
            QTimer::singleShot(0, this, [this] { workspace_->stage().stage()->setFocus(); });
        }
        if (enter && button && button->window() == this) {
            if (!lessonPanel_->page().confirm(*button)) button->click();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

bool MainWindow::openFile(const QString& path) {
    if (path.endsWith(".md"_L1, Qt::CaseInsensitive)) {
        const QString fault = lessonPanel_->openFile(path);
        if (!fault.isEmpty()) {
            banner_->complain(fault);
            return false;
        }
        settings_.addRecentFile(path);
        enterWorkspace();
        workspace_->showLesson();
        lessonPanel_->focusPage();
        return true;
    }
    OpenedRun run = openRunFile(path, catalog_);
    if (!run.fault.isEmpty()) banner_->complain(run.fault);
    if (!run.timeline) return false;
    if (run.fault.isEmpty()) banner_->hide();
    session_.adopt(std::move(run.timeline), QFileInfo(path).absoluteFilePath());
    settings_.addRecentFile(path);
    enterWorkspace();
    return true;
}

void MainWindow::openAsked() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a run or a lesson"), settings_.lastFolder(),
        tr("Runs and lessons (*.lockstep *.md);;All files (*)"));
    if (!path.isEmpty()) openFile(path);
}

bool MainWindow::saveFile(const QString& path) {
    const QString fault = saveRunFile(path, session_.timeline());
    if (!fault.isEmpty()) {
        banner_->complain(fault);
        return false;
    }
    settings_.addRecentFile(path);
    session_.setRunName(QFileInfo(path).absoluteFilePath());
    banner_->inform(tr("Saved as %1.").arg(QFileInfo(path).fileName()));
    return true;
}

void MainWindow::save() {
    if (session_.runName().endsWith(".lockstep"_L1)) {
        saveFile(session_.runName());
    } else {
        saveAs();
    }
}

void MainWindow::saveAs() {
    QString path = QFileDialog::getSaveFileName(
        this, tr("Save the run as"), settings_.lastFolder() + u"/run.lockstep"_s,
        tr("Runs (*.lockstep)"));
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += u".lockstep"_s;
    saveFile(path);
}

bool MainWindow::loadRows(const QString& path) {
    const QString fault = loadRowsFile(path, session_);
    if (!fault.isEmpty()) {
        banner_->complain(fault);
        return false;
    }
    banner_->inform(tr("The rows of %1 are written.").arg(QFileInfo(path).fileName()));
    return true;
}

bool MainWindow::saveRows(const QString& path) {
    const QString fault = saveRowsFile(path, session_);
    if (!fault.isEmpty()) {
        banner_->complain(fault);
        return false;
    }
    banner_->inform(tr("The rows are saved as %1.").arg(QFileInfo(path).fileName()));
    return true;
}

void MainWindow::loadRowsAsked() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Load rows"), settings_.lastFolder(),
        tr("Rows (*.csv *.sqlite *.db);;All files (*)"));
    if (!path.isEmpty()) loadRows(path);
}

void MainWindow::saveRowsAsked() {
    QString path = QFileDialog::getSaveFileName(
        this, tr("Save the rows as"), settings_.lastFolder() + u"/rows.csv"_s,
        tr("CSV (*.csv);;SQLite (*.sqlite *.db)"));
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += u".csv"_s;
    saveRows(path);
}

void MainWindow::fillRecent(QMenu* menu) {
    menu->clear();
    for (const QString& path : settings_.recentFiles()) {
        QAction* action = menu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openFile(path); });
    }
    if (menu->isEmpty()) menu->addAction(tr("No files yet"))->setEnabled(false);
}

void MainWindow::copyAsText() {
    QApplication::clipboard()->setText(QString::fromUtf8(recordingOf(session_.timeline())));
    banner_->inform(tr("The run is on the clipboard, as a script that plays to this step."));
}

void MainWindow::copyAsImage() {
    const auto figure = workspace_->stage().figureFor(workspace_->stage().roomForFigure(), true);
    if (!figure) return;
    exporting::ExportOptions options;
    options.format = exporting::Format::png;
    options.theme = theme::Kind::print;
    options.scale = 2;
    QApplication::clipboard()->setImage(exporting::toImage(*figure, options));
    banner_->inform(tr("The picture is on the clipboard, in the print theme."));
}

void MainWindow::exportPicture() {
    auto figure = workspace_->stage().figureFor(workspace_->stage().roomForFigure(), true);
    if (!figure) return;
    const QString name = QString::fromStdString(session_.topic().id) + u"-step-"_s +
                         QString::number(session_.timeline().step());
    // As the last picture was saved: a slide wants one format again and again.
    const QString saved = settings_.lastPicture();
    const QFileInfo last(saved);
    const bool known = !saved.isEmpty() && last.dir().exists();
    const QDir folder = known ? last.dir() : QDir(settings_.lastFolder());
    const QString ending = known ? last.suffix() : u"svg"_s;
    auto* dialog = new ExportDialog(look_, std::move(*figure),
                                    folder.filePath(name + u'.' + ending), this);
    dialog->setObjectName(u"export"_s);
    connect(dialog, &ExportDialog::saved, this, [this](const QString& path) {
        settings_.setLastPicture(path);
        banner_->inform(tr("Saved as %1.").arg(path));
    });
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile()) openFile(urls.front().toLocalFile());
}

}  // namespace lockstep::window
