// SPDX-License-Identifier: GPL-3.0-or-later
// What the window can be told to do, and by which keys.
#include <QApplication>
#include <QMenu>
#include <algorithm>

#include "figures/catalog.h"
#include "session/playback.h"
#include "window/action_line.h"
#include "window/action_menus.h"
#include "window/code_panel.h"
#include "window/explore_page.h"
#include "window/figure_widget.h"
#include "window/header_bar.h"
#include "window/help_pages.h"
#include "window/lesson_panel.h"
#include "window/lesson_shelf.h"
#include "window/log_panel.h"
#include "window/main_window.h"
#include "window/presenter.h"
#include "window/row_files.h"
#include "window/sheet.h"
#include "window/stage_view.h"
#include "window/status_line.h"
#include "window/workspace.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

// Needs a run: grey on the start page.
void withRun(std::initializer_list<QAction*> actions) {
    for (QAction* action : actions) action->setProperty("needsRun", true);
}

}  // namespace

void MainWindow::addRunCommands() {
    session::Session& s = session_;
    commands_->beginGroup(tr("Run"));
    withRun({
        commands_->add(u"play"_s, tr("Play or pause"), {u"Space"_s},
                       [&s] { s.playback().toggle(); }),
        commands_->add(u"step"_s, tr("Step"), {u"Right"_s, u"."_s, u"PgDown"_s},
                       [&s] { s.step(); }),
        commands_->add(u"back"_s, tr("Step back, undo"),
                       {u"Left"_s, u","_s, u"Ctrl+Z"_s, u"PgUp"_s}, [&s] { s.back(); }),
        commands_->add(u"next"_s, tr("Next milestone"), {u"]"_s, u"Ctrl+Right"_s},
                       [&s] { s.nextMilestone(); }),
        commands_->add(u"previous"_s, tr("Previous milestone"), {u"["_s, u"Ctrl+Left"_s},
                       [&s] { s.previousMilestone(); }),
        commands_->add(u"start"_s, tr("To the start"), {u"Home"_s}, [&s] { s.goToStart(); }),
        commands_->add(u"end"_s, tr("To the end"), {u"End"_s}, [&s] { s.goToTip(); }),
        commands_->add(u"faster"_s, tr("Faster"), {u"+"_s, u"="_s},
                       [&s] { s.playback().faster(); }),
        commands_->add(u"slower"_s, tr("Slower"), {u"-"_s}, [&s] { s.playback().slower(); }),
        commands_->add(u"branches"_s, tr("Branches"), {u"B"_s},
                       [this] { workspace_->status().openBranches(); }),
    });
}

void MainWindow::addActCommands() {
    commands_->beginGroup(tr("Act"));
    withRun({
        commands_->add(u"type"_s, tr("Type an action"), {u"A"_s},
                       [this] { workspace_->actionLine().open(); }),
        commands_->add(u"menu"_s, tr("Actions of what is selected"), {u"Return"_s},
                       [this] { workspace_->stage().openMenuOfSelection(); }),
        commands_->add(u"world"_s, tr("Actions of the whole"), {u"W"_s},
                       [this] {
                           StageView& stage = workspace_->stage();
                           menus_->popUpWorld(stage.mapToGlobal(stage.rect().center()));
                       }),
        commands_->add(u"knife"_s, tr("Draw a partition"), {u"K"_s}, [this] {
            stage::Stage* stage = workspace_->stage().stage();
            stage->setKnife(!stage->hasKnife());
            if (stage->hasKnife()) {
                Q_EMIT session_.told(tr("Drag a line between the servers to part them."));
            }
        }),
        commands_->add(u"part"_s, tr("Part the selected servers from the rest"), {u"X"_s},
                       [this] { workspace_->stage().partSelection(); }),
        commands_->add(u"heal"_s, tr("Heal everything"), {u"H"_s},
                       [this] { menus_->heal(); }),
        commands_->add(u"search"_s, tr("Break a rule, find the failure"), {u"E"_s},
                       [this] { openSearch(false); }),
    });
    for (int i = 0; i < 9; ++i) {
        withRun({commands_->add(u"server%1"_s.arg(i + 1), tr("Actions of server %1").arg(i + 1),
                                {QString::number(i + 1)},
                                [this, i] { workspace_->stage().openServer(i); })});
    }
}

void MainWindow::addViewCommands() {
    commands_->beginGroup(tr("View"));
    withRun({
        commands_->add(u"legend"_s, tr("Legend"), {u"L"_s}, [this] { toggleLegend(); }),
        commands_->add(u"protocol"_s, tr("The protocol on one page"), {u"P"_s},
                       [this] { toggleProtocol(); }),
        commands_->add(u"dials"_s, tr("Dials"), {u"D"_s}, [this] { toggleDials(); }),
        commands_->add(u"code"_s, tr("Code"), {u"Alt+1"_s},
                       [this] { workspace_->showTab(Workspace::Tab::code); }),
        commands_->add(u"state"_s, tr("State"), {u"Alt+2"_s},
                       [this] { workspace_->showTab(Workspace::Tab::state); }),
        commands_->add(u"log"_s, tr("Log"), {u"Alt+3"_s},
                       [this] { workspace_->showTab(Workspace::Tab::log); }),
        commands_->add(u"searchLog"_s, tr("Search the log"), {u"Ctrl+F"_s}, [this] {
            workspace_->showTab(Workspace::Tab::log);
            workspace_->log().search()->setFocus();
        }),
        commands_->add(u"spaceTime"_s, tr("Space-time diagram"), {u"S"_s}, [this] {
            workspace_->setSpaceTimeShown(!workspace_->isSpaceTimeShown());
        }),
        commands_->add(u"charts"_s, tr("Charts"), {u"G"_s}, [this] {
            workspace_->setChartsShown(!workspace_->areChartsShown());
        }),
        commands_->add(u"compare"_s, tr("Compare side by side"), {u"C"_s},
                       [this] { chooseComparison(); }),
        commands_->add(u"left"_s, tr("Left column"), {u"F8"_s},
                       [this] { workspace_->setLeftShown(!workspace_->isLeftShown()); }),
        commands_->add(u"right"_s, tr("Right column"), {u"F9"_s},
                       [this] { workspace_->setRightShown(!workspace_->isRightShown()); }),
        commands_->add(u"fit"_s, tr("Zoom to fit"), {u"F"_s, u"0"_s},
                       [this] { workspace_->stage().stage()->zoomToFit(); }),
        commands_->add(u"zoomIn"_s, tr("Zoom in"), {u"Z"_s},
                       [this] { workspace_->stage().stage()->zoomIn(); }),
        commands_->add(u"zoomOut"_s, tr("Zoom out"), {u"Shift+Z"_s},
                       [this] { workspace_->stage().stage()->zoomOut(); }),
        commands_->add(u"tableBack"_s, tr("A long table: back"), {u"Shift+Left"_s},
                       [this] { workspace_->stage().scrollTable(-1); }),
        commands_->add(u"tableOn"_s, tr("A long table: on"), {u"Shift+Right"_s},
                       [this] { workspace_->stage().scrollTable(1); }),
    });
    commands_->add(u"larger"_s, tr("Larger text"), {u"Ctrl++"_s, u"Ctrl+="_s},
                   [this] { changeTextSize(0.1); });
    commands_->add(u"smaller"_s, tr("Smaller text"), {u"Ctrl+-"_s},
                   [this] { changeTextSize(-0.1); });
    commands_->add(u"usualText"_s, tr("Usual text size"), {u"Ctrl+0"_s},
                   [this] { changeTextSize(1 - look_.textSize()); });
    commands_->add(u"theme"_s, tr("Next theme"), {u"T"_s},
                   [this] { chooseTheme(look_.nextChoice()); });
    QAction* motion = commands_->add(u"motion"_s, tr("Reduced motion"), {u"Ctrl+M"_s}, [this] {
        look_.setReducedMotion(!look_.reducedMotion());
        settings_.setReducedMotion(look_.reducedMotion());
        commands_->find(u"motion"_s)->setChecked(look_.reducedMotion());
    });
    motion->setCheckable(true);
    motion->setChecked(look_.reducedMotion());
}

void MainWindow::addLessonCommands() {
    commands_->beginGroup(tr("Lesson and wall"));
    commands_->add(u"lessons"_s, tr("All lessons"), {u"Ctrl+L"_s}, [this] {
        lessonPanel_->showLessons();
        // Behind the list stands what its next lesson is about.
        const auto next = nextLesson(lessonPanel_->shelf());
        const TopicInterface* topic = next ? catalog_.find(next->lesson.meta.topic) : nullptr;
        if (!session_.hasRun() && topic) startTopic(*topic, false);
        enterWorkspace();
        workspace_->showLesson();
    });
    withRun({commands_->add(u"return"_s, tr("To the lesson, and back to your own run"), {u"R"_s},
                            [this] { switchLessonAndOwnRun(); })});
    commands_->add(u"present"_s, tr("Present, and back"), {u"F5"_s}, [this] { present(); });
    commands_->add(u"home"_s, tr("Start page"), {u"Alt+Home"_s}, [this] { goHome(); });
}

QString MainWindow::switchRefusal() const {
    return session_.inLesson() ? QString() : tr("no lesson is open");
}

void MainWindow::switchLessonAndOwnRun() {
    if (const QString why = switchRefusal(); !why.isEmpty()) {
        Q_EMIT session_.told(why.left(1).toUpper() + why.mid(1) + u'.');
    } else if (!session_.hasLeftLesson() && lessonPanel_->isAncestorOf(focusWidget()) &&
               session_.hasOwnRun()) {
        session_.resumeOwnRun();
    } else if (!session_.hasLeftLesson()) {
        // From the stage, where a goal was reached, to what comes next.
        workspace_->showLesson();
        lessonPanel_->focusPage();
    } else {
        session_.returnToLesson();
        workspace_->showLesson();
        lessonPanel_->focusPage();
    }
}

void MainWindow::addFileCommands() {
    commands_->beginGroup(tr("Runs and pictures"));
    commands_->add(u"new"_s, tr("New run"), {u"Ctrl+N"_s}, [this] { play(); });
    commands_->add(u"open"_s, tr("Open …"), {u"Ctrl+O"_s}, [this] { openAsked(); });
    withRun({
        commands_->add(u"save"_s, tr("Save the run"), {u"Ctrl+S"_s}, [this] { save(); }),
        commands_->add(u"saveAs"_s, tr("Save the run as …"), {u"Ctrl+Shift+S"_s},
                       [this] { saveAs(); }),
        commands_->add(u"loadRows"_s, tr("Load rows …"), {}, [this] { loadRowsAsked(); }),
        commands_->add(u"saveRows"_s, tr("Save the rows as …"), {}, [this] { saveRowsAsked(); }),
        commands_->add(u"copyText"_s, tr("Copy this run as text"), {u"Ctrl+Shift+T"_s},
                       [this] { copyAsText(); }),
        commands_->add(u"export"_s, tr("Export the picture …"), {u"Ctrl+E"_s},
                       [this] { exportPicture(); }),
        commands_->add(u"copyImage"_s, tr("Copy the picture"), {u"Ctrl+Shift+C"_s},
                       [this] { copyAsImage(); }),
    });
    commands_->add(u"quit"_s, tr("Quit"), {u"Ctrl+Q"_s}, [this] { close(); });
}

void MainWindow::addHelpCommands() {
    commands_->beginGroup(tr("Help"));
    commands_->add(u"keys"_s, tr("Keys"), {u"?"_s, u"F1"_s}, [this] { toggleKeys(); });
    commands_->add(u"openMenu"_s, tr("Menu"), {u"F10"_s},
                   [this] { header_->menuButton()->showMenu(); });
    // Goes on while a sheet covers the run: another sheet, and how all looks.
    for (const QString& id : {u"legend"_s, u"protocol"_s, u"keys"_s, u"larger"_s, u"smaller"_s,
                              u"usualText"_s, u"theme"_s, u"motion"_s, u"quit"_s}) {
        commands_->find(id)->setProperty("overSheet", true);
    }
}

void MainWindow::buildMenu() {
    mainMenu_ = new QMenu(this);
    QMenu* sub = nullptr;
    QString group;
    for (const Command& command : commands_->all()) {
        const bool isServer = command.id.startsWith("server"_L1);
        if (isServer || command.id == "openMenu"_L1) continue;
        if (command.group != group) {
            group = command.group;
            sub = mainMenu_->addMenu(group);
            addReasons(*sub, group);
        }
        sub->addAction(command.action);
        if (command.id == "open"_L1) {
            QMenu* recent = sub->addMenu(tr("Recent files"));
            connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
            fillRecent(recent);
        }
        if (command.id == "theme"_L1) {
            QMenu* themes = sub->addMenu(tr("Theme"));
            const std::pair<QString, theme::Choice> all[] = {
                {tr("As the desktop"), theme::Choice::system}, {tr("Light"), theme::Choice::light},
                {tr("Dark"), theme::Choice::dark}, {tr("Projector"), theme::Choice::projector},
                {tr("Print"), theme::Choice::print}};
            for (const auto& [words, choice] : all) {
                const theme::Choice chosen = choice;
                QAction* action = themes->addAction(words);
                connect(action, &QAction::triggered, this, [this, chosen] { chooseTheme(chosen); });
            }
        }
    }
    header_->menuButton()->setMenu(mainMenu_);
}

// What is grey says why: each for itself, or once where all of them need a run.
void MainWindow::addReasons(QMenu& menu, const QString& group) {
    QAction* none = menu.addAction(tr("No run is open: what is grey needs one."));
    none->setEnabled(false);
    connect(&menu, &QMenu::aboutToShow, this, [this, none, group] {
        none->setVisible(isOnStartPage() && group != tr("Help"));
        if (!isOnStartPage()) commands_->showRefusals(group, true);
    });
    connect(&menu, &QMenu::aboutToHide, this, [this, group] {
        if (!isOnStartPage()) commands_->showRefusals(group, false);
    });
}

void MainWindow::addRefusals() {
    const auto unless = [this](const QString& why, const QStringList& ids,
                               const std::function<bool()>& possible) {
        commands_->refuse(ids, [why, possible] { return possible() ? QString() : why; });
    };
    session::Session& s = session_;
    unless(tr("this is the start"), {u"back"_s, u"previous"_s, u"start"_s},
           [&s] { return s.timeline().step() > 0; });
    unless(tr("this is the end"), {u"end"_s}, [&s] { return !s.timeline().atTip(); });
    unless(tr("this run has one branch"), {u"branches"_s},
           [&s] { return s.timeline().branches().size() > 1; });
    unless(tr("no messages fly in this topic"), {u"knife"_s, u"part"_s, u"spaceTime"_s},
           [&s] { return s.topic().network; });
    unless(tr("this topic has no numbers to follow"), {u"charts"_s},
           [&s] { return !s.topic().gauges.empty(); });
    unless(tr("this topic has no search"), {u"search"_s},
           [&s] { return ExplorePage::refusal(s).isEmpty(); });
    unless(tr("this topic stores no rows"), {u"loadRows"_s, u"saveRows"_s},
           [&s] { return canHaveRows(s); });
    commands_->refuse({u"heal"_s}, [this] { return menus_->healRefusal(); });
    commands_->refuse({u"return"_s}, [this] { return switchRefusal(); });
}

void MainWindow::chooseTheme(theme::Choice choice) {
    look_.setChoice(choice);
    settings_.setThemeChoice(choice);
}

void MainWindow::changeTextSize(double by) {
    look_.setTextSize(look_.textSize() + by);
    settings_.setTextSize(look_.textSize());
}

// --- Sheets
// ---------------------------------------------------------------------------------------

void MainWindow::openSheet(const QString& title, const QString& key, QWidget* content, int width) {
    if (sheet_) sheet_->close();
    sheet_ = new Sheet(look_, this, title, key, content);
    sheet_->setWidth(width);
    connect(sheet_, &Sheet::closed, this, &MainWindow::enableCommands);
    enableCommands();
}

void MainWindow::toggleKeys() {
    if (sheet_ && sheet_->title() == tr("Keys")) {
        sheet_->close();
        return;
    }
    const int columns = std::clamp((width() - 100) / look_.pixels(320), 1, 3);
    openSheet(tr("Keys"), u"?"_s, makeKeyList(look_, *commands_, columns), 400 * columns);
}

void MainWindow::toggleLegend() {
    if (sheet_ && sheet_->title() == tr("Legend")) {
        sheet_->close();
        return;
    }
    const figures::TopicFigures* topic = figures_.find(session_.topic().id);
    if (!topic) return;
    const double wide = std::min(1120.0, (width() - 110) / look_.scale());
    const double high = std::min(wide > 1000 ? 420.0 : 620.0, (height() - 190) / look_.scale());
    auto figure = topic->legend({{wide, high}, false});
    openSheet(tr("Legend"), u"l"_s, new FigureWidget(look_, std::move(figure)),
              static_cast<int>(wide) + 64);
}

void MainWindow::toggleProtocol() {
    const QString title = tr("%1 on one page").arg(QString::fromStdString(session_.topic().title));
    if (sheet_ && sheet_->title() == title) {
        sheet_->close();
        return;
    }
    ProtocolLinks links;
    links.showCode = [this](const QString& code) {
        if (sheet_) sheet_->close();
        workspace_->showTab(Workspace::Tab::code);
        workspace_->code().showRule(code);
    };
    links.goTo = [this](Step step) {
        if (sheet_) sheet_->close();
        session_.goTo(step);
    };
    openSheet(title, u"p"_s, makeProtocolPage(look_, session_, links), 820);
}

void MainWindow::openSearch(bool atOnce) {
    const QString refusal = ExplorePage::refusal(session_);
    if (!refusal.isEmpty()) {
        Q_EMIT session_.told(refusal);
        return;
    }
    session_.playback().pause();
    auto* page = new ExplorePage(session_, look_);
    connect(page, &ExplorePage::found, this, [this](const std::shared_ptr<Timeline>& run) {
        if (sheet_) sheet_->close();
        session_.adopt(run, {});
        enterWorkspace();
    });
    openSheet(tr("Break a rule, find the failure"), {}, page, 720);
    sheet_->focusFirst();
    if (atOnce) page->start();
}

void MainWindow::toggleDials() {
    if (!workspace_->showsDials()) {
        workspace_->showDials();
    } else if (session_.inLesson()) {
        workspace_->showLesson();
    } else {
        workspace_->setLeftShown(false);
    }
}

}  // namespace lockstep::window
