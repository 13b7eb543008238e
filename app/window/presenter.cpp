// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/presenter.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "session/playback.h"
#include "session/telling.h"
#include "theme/style_sheet.h"
#include "window/action_menus.h"
#include "window/narration_bar.h"
#include "window/roles.h"
#include "window/stage_view.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

NotesWindow::NotesWindow(session::Session& session, const Look& look)
    : session_(session),
      look_(look),
      now_(new QLabel(this)),
      next_(new QLabel(this)),
      clock_(new QLabel(this)),
      notes_(new QTextBrowser(this)) {
    setWindowTitle(tr("Notes – Lockstep"));
    setRole(this, "ground");
    resize(look_.pixels(520), look_.pixels(560));
    setRole(now_, "heading");
    setRole(next_, "muted");
    setRole(clock_, "title");
    now_->setWordWrap(true);
    next_->setWordWrap(true);
    notes_->setAccessibleName(tr("Notes"));
    notes_->setOpenLinks(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(clock_);
    layout->addWidget(now_);
    layout->addWidget(next_);
    layout->addWidget(notes_, 1);
    seconds_.setInterval(1000);
    connect(&seconds_, &QTimer::timeout, this, &NotesWindow::refresh);
    connect(&session_, &session::Session::moved, this, &NotesWindow::refresh);
    connect(&session_, &session::Session::teacherNotesChanged, this, &NotesWindow::refresh);
}

void NotesWindow::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!since_.isValid()) since_.start();
    seconds_.start();
    refresh();
}

void NotesWindow::refresh() {
    if (!isVisible() || !session_.hasRun()) {
        seconds_.stop();
        return;
    }
    const qint64 elapsed = since_.elapsed() / 1000;
    clock_->setText(u"%1:%2"_s.arg(elapsed / 60).arg(elapsed % 60, 2, 10, QLatin1Char('0')));
    clock_->setAccessibleName(tr("Time presented"));
    const Timeline& timeline = session_.timeline();
    now_->setText(tr("Step %1: %2").arg(timeline.step())
                      .arg(session::tell(timeline.moment()).what));
    QString next = tr("Nothing is due: act on a server.");
    if (!timeline.atTip()) {
        const Event* event = session::mainEvent(timeline.eventsAt(timeline.step() + 1));
        if (event) {
            next = QString::fromStdString(told(toText(*event, timeline.setup())).what);
        }
        next = tr("Next: %1").arg(next);
    } else if (const auto due = timeline.world().next()) {
        next = tr("Next: %1").arg(
            session::actionText(due->action, session_.topic(), timeline.setup()));
    }
    next_->setText(next);
    const QString html = session_.teacherNotes().isEmpty()
                             ? tr("<p>This page has no notes.</p>")
                             : session_.teacherNotes();
    if (notes_->property("shown").toString() != html) {
        notes_->setProperty("shown", html);
        notes_->setHtml(html);
    }
}

PresenterWindow::PresenterWindow(session::Session& session, const Look& windowLook,
                                 const figures::FigureCatalog& figures)
    : session_(session) {
    look_.setChoice(theme::Choice::projector);
    look_.setReducedMotion(windowLook.reducedMotion());
    menus_ = std::make_unique<ActionMenus>(session_, look_, this);
    view_ = new StageView(session_, look_, figures, menus_.get(), this);
    narration_ = new NarrationBar(session_, look_, 1.75, this);
    place_ = new QLabel(this);
    notes_ = std::make_unique<NotesWindow>(session_, windowLook);
    setWindowTitle(tr("Lockstep"));
    setRole(this, "ground");
    setRole(place_, "muted");
    place_->setContentsMargins(28, 0, 28, 14);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(view_, 1);
    layout->addWidget(narration_);
    layout->addWidget(place_);
    view_->stage()->installEventFilter(this);
    connect(&session_, &session::Session::moved, this, &PresenterWindow::refresh);
    // What is said in passing stands here until the next step.
    connect(&session_, &session::Session::told, place_, &QLabel::setText);
    applyStyle();
    refresh();
}

PresenterWindow::~PresenterWindow() = default;

void PresenterWindow::applyStyle() {
    // Menus and the line at the foot are read from the last row too.
    constexpr double forTheRoom = 1.4;
    setStyleSheet(theme::styleSheet(look_.theme(), look_.scale() * forTheRoom));
}

void PresenterWindow::present(QWidget* window) {
    const QScreen* here = window->screen();
    const auto screens = QGuiApplication::screens();
    const QScreen* wall = here;
    for (const QScreen* screen : screens) {
        if (screen != here) wall = screen;
    }
    // Words take the same part of every wall.
    look_.setTextSize(std::max(1.0, wall->size().height() / 1080.0));
    applyStyle();
    setGeometry(wall->geometry());
    showFullScreen();
    activateWindow();
    view_->stage()->setFocus();
    if (wall != here) {
        notes_->move(here->geometry().topLeft() + QPoint(80, 80));
        notes_->show();
    }
}

void PresenterWindow::toggleNotes() { notes_->setVisible(!notes_->isVisible()); }

void PresenterWindow::refresh() {
    if (!session_.hasRun()) return;
    const Timeline& timeline = session_.timeline();
    const double time = static_cast<double>(timeline.time().count()) / 1000;
    place_->setText(tr("Step %1 · %2 ms").arg(timeline.step()).arg(time, 0, 'f', 1));
}

// A clicker sends Page Up and Page Down, or a full stop.
bool PresenterWindow::handleKey(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_PageDown:
        case Qt::Key_Period:
        case Qt::Key_Right: session_.step(); return true;
        case Qt::Key_PageUp:
        case Qt::Key_Comma:
        case Qt::Key_Left: session_.back(); return true;
        case Qt::Key_Space: session_.playback().toggle(); return true;
        case Qt::Key_BracketRight: session_.nextMilestone(); return true;
        case Qt::Key_BracketLeft: session_.previousMilestone(); return true;
        case Qt::Key_Plus:
        case Qt::Key_Equal: session_.playback().faster(); return true;
        case Qt::Key_Minus: session_.playback().slower(); return true;
        case Qt::Key_Home: session_.goToStart(); return true;
        case Qt::Key_End: session_.goToTip(); return true;
        case Qt::Key_N: toggleNotes(); return true;
        case Qt::Key_B:
            black_ = !black_;
            for (QWidget* part : std::initializer_list<QWidget*>{view_, narration_, place_}) {
                part->setVisible(!black_);
            }
            setFocus();
            update();
            return true;
        case Qt::Key_F5:
        case Qt::Key_Escape: close(); return true;
        default: break;
    }
    if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9) {
        view_->openServer(event->key() - Qt::Key_1);
        return true;
    }
    return false;
}

void PresenterWindow::keyPressEvent(QKeyEvent* event) {
    if (!handleKey(event)) QWidget::keyPressEvent(event);
}

bool PresenterWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) return handleKey(static_cast<QKeyEvent*>(event));
    return QWidget::eventFilter(watched, event);
}

void PresenterWindow::closeEvent(QCloseEvent* event) {
    notes_->close();
    QWidget::closeEvent(event);
    Q_EMIT ended();
}

void PresenterWindow::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(rect(), black_ ? QColor(Qt::black) : look_.color(Ink::ground));
}

}  // namespace lockstep::window
