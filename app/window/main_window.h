// SPDX-License-Identifier: GPL-3.0-or-later
// The window: head, start page or workspace, and everything that can be commanded.
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <QStackedWidget>
#include <functional>
#include <memory>

#include "catalog/catalog.h"
#include "figures/catalog.h"
#include "session/session.h"
#include "window/commands.h"
#include "window/compare_window.h"
#include "window/leave_signals.h"
#include "window/look.h"
#include "window/presenter.h"
#include "window/settings.h"
#include "window/sheet.h"

namespace lockstep::window {

class ActionMenus;
class Banner;
class HeaderBar;
class LessonPanel;
class StartPage;
class Workspace;

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const Catalog& catalog, const figures::FigureCatalog& figures,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    session::Session& session() { return session_; }
    Look& look() { return look_; }
    Commands& commands() { return *commands_; }
    Workspace& workspace() { return *workspace_; }
    StartPage& startPage() { return *startPage_; }
    HeaderBar& header() { return *header_; }
    Banner& banner() { return *banner_; }
    LessonPanel& lessonPanel() { return *lessonPanel_; }
    ActionMenus& menus() { return *menus_; }
    PresenterWindow* presenter() { return presenter_; }
    Sheet* sheet() { return sheet_; }
    CompareWindow* comparison() { return compare_; }
    bool isOnStartPage() const;

    // A script, recording or lesson; what is wrong with it is said in the banner.
    bool openFile(const QString& path);
    bool saveFile(const QString& path);
    // Rows of a topic that stores some, as CSV or SQLite; false if the banner says why not.
    bool loadRows(const QString& path);
    bool saveRows(const QString& path);
    // What was open when the program was left last; false if that was the start page.
    bool restoreSession();
    void goHome();
    void startTopic(const TopicInterface& topic, bool playing = true);
    void play();
    void present();

protected:
    void closeEvent(QCloseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void connectParts();
    void applyLook();
    void enterWorkspace();
    void keepSession();

    void addRunCommands();
    void addActCommands();
    void addViewCommands();
    void addFileCommands();
    void addLessonCommands();
    void switchLessonAndOwnRun();
    QString switchRefusal() const;  // empty if it can
    void addHelpCommands();
    void buildMenu();
    void addReasons(QMenu& menu, const QString& group);
    void addRefusals();
    void fillRecent(QMenu* menu);
    void enableCommands();

    // With one topic there is nothing to choose.
    void chooseTopic(const QString& title, const std::function<void(const TopicInterface&)>& then);
    void openAsked();
    void save();
    void saveAs();
    void loadRowsAsked();
    void saveRowsAsked();
    void copyAsText();
    void copyAsImage();
    void exportPicture();
    void chooseTheme(theme::Choice choice);
    void changeTextSize(double by);
    void openSheet(const QString& title, const QString& key, QWidget* content, int width = 760);
    void chooseComparison();
    void compareWith(std::shared_ptr<Timeline> other, const QString& title);
    void toggleLegend();
    void toggleProtocol();
    void toggleKeys();
    void toggleDials();
    void openSearch(bool atOnce);
    void step(bool forward);

    const Catalog& catalog_;
    const figures::FigureCatalog& figures_;
    Settings settings_;
    Look look_;
    session::Session session_;
    LeaveSignals leaving_;
    std::unique_ptr<Commands> commands_;
    std::unique_ptr<ActionMenus> menus_;
    HeaderBar* header_ = nullptr;
    Banner* banner_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    StartPage* startPage_ = nullptr;
    Workspace* workspace_ = nullptr;
    LessonPanel* lessonPanel_ = nullptr;
    QPointer<PresenterWindow> presenter_;
    QPointer<CompareWindow> compare_;
    QPointer<Sheet> sheet_;
    QMenu* mainMenu_ = nullptr;
    const QObject* clicked_ = nullptr;  // has the keyboard by the mouse; only compared
};

}  // namespace lockstep::window
