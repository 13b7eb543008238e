// SPDX-License-Identifier: GPL-3.0-or-later
// For a room: the stage full screen in the projector theme with the narration large below it, and a
// second window with the teacher's notes and what comes next.
#pragma once

#include <QElapsedTimer>
#include <QLabel>
#include <QTextBrowser>
#include <QTimer>
#include <QWidget>
#include <memory>

#include "figures/catalog.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class ActionMenus;
class NarrationBar;
class StageView;

class NotesWindow final : public QWidget {
    Q_OBJECT

public:
    NotesWindow(session::Session& session, const Look& look);

    QString next() const { return next_->text(); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    session::Session& session_;
    const Look& look_;
    QLabel* now_;
    QLabel* next_;
    QLabel* clock_;
    QTextBrowser* notes_;
    QTimer seconds_;
    QElapsedTimer since_;
};

class PresenterWindow final : public QWidget {
    Q_OBJECT

public:
    PresenterWindow(session::Session& session, const Look& windowLook,
                    const figures::FigureCatalog& figures);
    ~PresenterWindow() override;

    // Full screen on the screen that is not the window's, if there is one; the notes on the other.
    void present(QWidget* window);
    void toggleNotes();
    NotesWindow& notes() { return *notes_; }
    StageView& view() { return *view_; }
    NarrationBar& narration() { return *narration_; }

Q_SIGNALS:
    void ended();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool handleKey(QKeyEvent* event);
    void refresh();
    void applyStyle();

    session::Session& session_;
    Look look_;
    std::unique_ptr<ActionMenus> menus_;
    StageView* view_;
    NarrationBar* narration_;
    QLabel* place_;
    std::unique_ptr<NotesWindow> notes_;
    bool black_ = false;
};

}  // namespace lockstep::window
