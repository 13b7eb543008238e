// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "session/first_run.h"
#include "session/playback.h"
#include "theme/style_sheet.h"
#include "window/action_menus.h"
#include "window/banner.h"
#include "window/code_panel.h"
#include "window/door.h"
#include "window/flaws_panel.h"
#include "window/header_bar.h"
#include "window/invariant_lights.h"
#include "window/lesson_panel.h"
#include "window/narration_bar.h"
#include "window/presenter.h"
#include "window/run_files.h"
#include "window/sheet.h"
#include "window/stage_view.h"
#include "window/start_page.h"
#include "window/status_line.h"
#include "window/topic_picker.h"
#include "window/transport_bar.h"
#include "window/workspace.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(const Catalog& catalog, const figures::FigureCatalog& figures,
                       QWidget* parent)
    : QMainWindow(parent), catalog_(catalog), figures_(figures), session_(catalog) {
    setWindowTitle(tr("Lockstep"));
    setMinimumSize(1000, 640);
    setAcceptDrops(true);
    const QSize room = screen()->availableGeometry().size();
    // A very large screen that reports no scale of its own is read from further away.
    look_.setTextSize(settings_.textSize(room.height() > 1700 ? 1.5 : 1.0));
    look_.setReducedMotion(settings_.reducedMotion());
    look_.setChoice(settings_.themeChoice());
    session_.playback().setSpeed(settings_.speed());
    build();
    connectParts();
    applyLook();
    resize(QSize(std::clamp(room.width() * 85 / 100, 1024, 2600),
                 std::clamp(room.height() * 85 / 100, 720, 1600)));
    restoreGeometry(settings_.geometry());
    workspace_->setLeftShown(settings_.panelShown(u"left"_s));
    workspace_->setRightShown(settings_.panelShown(u"right"_s));
    workspace_->tabs()->setCurrentIndex(settings_.tab());
    goHome();
    qApp->installEventFilter(this);
    // Once the window has been painted, and nobody waits.
    constexpr int idleMilliseconds = 500;
    QTimer::singleShot(idleMilliseconds, &look_, [this] { look_.warmFonts(); });
    // Whatever ends the program without asking takes half a minute at most.
    auto* keeper = new QTimer(this);
    constexpr int keptEvery = 30'000;
    connect(keeper, &QTimer::timeout, this, [this] {
        if (!isOnStartPage()) keepSession();
    });
    keeper->start(keptEvery);
}

MainWindow::~MainWindow() {
    qApp->removeEventFilter(this);
    delete sheet_;
    delete presenter_;
    delete compare_;
}

void MainWindow::build() {
    auto* centre = new QWidget(this);
    header_ = new HeaderBar(session_, look_, centre);
    pages_ = new QStackedWidget(centre);
    // Over the pages: what it says for a while does not move the picture.
    banner_ = new Banner(centre);
    auto* below = new QGridLayout;
    below->addWidget(pages_, 0, 0);
    below->addWidget(banner_, 0, 0, Qt::AlignTop);
    menus_ = std::make_unique<ActionMenus>(session_, look_, this);
    startPage_ = new StartPage(catalog_, figures_, look_, pages_);
    workspace_ = new Workspace(session_, look_, figures_, *menus_, pages_);
    lessonPanel_ = new LessonPanel(session_, look_, workspace_);
    workspace_->setLessonPanel(lessonPanel_);
    pages_->addWidget(startPage_);
    pages_->addWidget(workspace_);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header_);
    layout->addLayout(below, 1);
    setCentralWidget(centre);

    commands_ = std::make_unique<Commands>(this);
    addRunCommands();
    addActCommands();
    addViewCommands();
    addLessonCommands();
    addFileCommands();
    addHelpCommands();
    addRefusals();
    buildMenu();
}

void MainWindow::connectParts() {
    connect(header_->homeButton(), &QPushButton::clicked, this, &MainWindow::goHome);
    connect(header_->presentButton(), &QPushButton::clicked, this, &MainWindow::present);
    connect(header_->exportButton(), &QPushButton::clicked, this, &MainWindow::exportPicture);
    connect(startPage_, &StartPage::learnAsked, this,
            [this] { commands_->find(u"lessons"_s)->trigger(); });
    connect(startPage_, &StartPage::playAsked, this, &MainWindow::play);
    connect(startPage_, &StartPage::presentAsked, this, &MainWindow::present);
    connect(startPage_, &StartPage::continueAsked, this, &MainWindow::enterWorkspace);
    connect(startPage_, &StartPage::openAsked, this, &MainWindow::openAsked);
    connect(startPage_, &StartPage::fileAsked, this, &MainWindow::openFile);
    connect(&workspace_->flaws(), &FlawsPanel::searchAsked, this, &MainWindow::openSearch);
    connect(&workspace_->narration(), &NarrationBar::othersAsked, this,
            [this] { workspace_->showTab(Workspace::Tab::log); });
    connect(&session_, &session::Session::playbackChanged, this,
            [this] { settings_.setSpeed(session_.playback().speed()); });
    connect(&session_, &session::Session::lessonChanged, this, [this] {
        if (session_.inLesson() && !session_.hasLeftLesson()) workspace_->showLesson();
    });
    connect(lessonPanel_, &LessonPanel::codeAsked, this, [this](const QString& link) {
        workspace_->showTab(Workspace::Tab::code);
        workspace_->code().showRule(link);
    });
    workspace_->stage().setClickTaker(
        [this](const QString& markId) { return lessonPanel_->takeClick(markId); });
    connect(&look_, &Look::changed, this, &MainWindow::applyLook);
    connect(&leaving_, &LeaveSignals::left, this, [this] {
        close();
        // A dialog that is open would hold the program back.
        QApplication::quit();
    });
}

void MainWindow::applyLook() {
    QApplication::setPalette(theme::palette(look_.theme()));
    qApp->setStyleSheet(look_.styleSheet());
}

bool MainWindow::isOnStartPage() const { return pages_->currentWidget() == startPage_; }

void MainWindow::goHome() {
    session_.playback().pause();
    QString open;
    if (session_.hasRun()) {
        open = tr("Go on: %1, step %2").arg(QString::fromStdString(session_.topic().title))
                   .arg(session_.timeline().step());
    }
    startPage_->setContinue(open);
    startPage_->setRecentFiles(settings_.recentFiles());
    pages_->setCurrentWidget(startPage_);
    header_->setRunShown(false);
    enableCommands();
    startPage_->playDoor()->setFocus();
}

void MainWindow::enterWorkspace() {
    if (!session_.hasRun()) return;
    pages_->setCurrentWidget(workspace_);
    header_->setRunShown(true);
    if (session_.inLesson() && !session_.hasLeftLesson()) {
        workspace_->showLesson();
    } else if (!session_.inLesson()) {
        workspace_->showDials();
        workspace_->setLeftShown(settings_.panelShown(u"left"_s));
    }
    enableCommands();
    workspace_->stage().stage()->setFocus();
}

void MainWindow::enableCommands() {
    // Without a run there is nothing to step, cut or save; what a sheet covers keeps still.
    const bool isCovered = sheet_ && sheet_->isVisible();
    for (const Command& command : commands_->all()) {
        const auto is = [&](const char* name) { return command.action->property(name).toBool(); };
        const bool possible = !is("needsRun") || !isOnStartPage();
        command.action->setEnabled(possible && (!isCovered || is("overSheet")));
    }
}

void MainWindow::play() {
    // Whoever comes to play sees something happen at once.
    chooseTopic(tr("What to play with"),
                [this](const TopicInterface& topic) { startTopic(topic, true); });
}

void MainWindow::startTopic(const TopicInterface& topic, bool playing) {
    const session::FirstRun first = session::firstRunOf(topic);
    Scenario scenario;
    scenario.topic = topic.info().id;
    scenario.seed = first.seed;
    const QString why = session_.start(scenario);
    if (!why.isEmpty()) return banner_->complain(why);
    enterWorkspace();
    workspace_->showDials();
    if (playing && session_.canStep()) session_.playback().play();
}

void MainWindow::chooseTopic(const QString& title,
                             const std::function<void(const TopicInterface&)>& then) {
    if (catalog_.topics().empty()) return;
    if (catalog_.topics().size() == 1) return then(*catalog_.topics().front());
    auto* picker = new TopicPicker(catalog_, look_);
    connect(picker, &TopicPicker::chosen, this,
            [this, then](const TopicInterface* topic) {
                if (sheet_) sheet_->close();
                then(*topic);
            },
            Qt::QueuedConnection);
    openSheet(title, {}, picker, 860);
    picker->focusFirst();
}

void MainWindow::present() {
    if (presenter_) return;
    if (!session_.hasRun()) {
        return chooseTopic(tr("What to present"), [this](const TopicInterface& topic) {
            startTopic(topic, false);
            if (session_.hasRun()) present();
        });
    }
    enterWorkspace();
    presenter_ = new PresenterWindow(session_, look_, figures_);
    presenter_->setAttribute(Qt::WA_DeleteOnClose);
    connect(presenter_, &PresenterWindow::ended, this, [this] {
        activateWindow();
        workspace_->stage().stage()->setFocus();
    });
    presenter_->present(this);
}

bool MainWindow::restoreSession() {
    const Settings::LastRun last = settings_.lastRun();
    if (last.recording.isEmpty()) return false;
    OpenedRun run = openRun(last.recording, tr("The last session"), catalog_);
    if (!run.timeline) {
        banner_->complain(run.fault);
        return false;
    }
    session_.adopt(std::move(run.timeline), last.name);
    enterWorkspace();
    return true;
}

void MainWindow::keepSession() {
    settings_.setGeometry(saveGeometry());
    settings_.setPanelShown(u"left"_s, workspace_->isLeftShown());
    settings_.setPanelShown(u"right"_s, workspace_->isRightShown());
    settings_.setTab(workspace_->tabs()->currentIndex());
    Settings::LastRun last;
    // A lesson keeps its own progress; what is restored is a run of one's own.
    const bool own = session_.hasRun() && (!session_.inLesson() || session_.hasLeftLesson());
    if (own && !isOnStartPage()) {
        last.recording = sessionOf(session_.timeline());
        last.name = session_.runName();
    }
    settings_.setLastRun(last);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    session_.playback().pause();
    keepSession();
    if (presenter_) presenter_->close();
    if (compare_) compare_->close();
    QMainWindow::closeEvent(event);
}

}  // namespace lockstep::window
