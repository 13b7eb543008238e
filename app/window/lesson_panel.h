// SPDX-License-Identifier: GPL-3.0-or-later
// The left column while learning: the lesson's page, where one is in it, and the list of all.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QWidget>
#include <memory>

#include "session/session.h"
#include "window/lesson_shelf.h"
#include "window/lesson_text.h"
#include "window/look.h"

namespace lockstep::window {

class LessonList;
class LessonPage;
class LessonReport;

class LessonPanel final : public QWidget {
    Q_OBJECT

public:
    LessonPanel(session::Session& session, const Look& look, QWidget* parent = nullptr);
    // With a folder of its own for the progress, for tests.
    LessonPanel(session::Session& session, const Look& look, const QString& progressFolder,
                QWidget* parent = nullptr);
    ~LessonPanel() override;

    // A lesson of the program, where one left it; says why not, if it cannot.
    QString openLesson(const QString& id);
    // A lesson's file. What is wrong with it comes back in one line, with its place.
    QString openFile(const QString& path);
    // The list of all lessons.
    void showLessons();
    // The keyboard goes on in the page: at its first question, or at what leads on.
    void focusPage();

    // True if a question took the click on this mark, "server/S3".
    bool takeClick(const QString& markId);

    bool hasLesson() const { return lesson_ != nullptr; }
    std::size_t pageNumber() const { return page_; }  // from 0
    LessonPage& page() { return *pageView_; }
    LessonList& list() { return *list_; }
    // What is shown once the last page is done.
    LessonReport& report() { return *report_; }
    bool showsReport() const { return stack_->currentIndex() == 2; }
    const LessonShelf& shelf() const { return shelf_; }
    QPushButton* backButton() { return back_; }
    QPushButton* nextButton() { return next_; }

Q_SIGNALS:
    // "raft/election#grant-vote": a rule to be shown.
    void codeAsked(const QString& link);

private:
    void build();
    QWidget* buildHead();
    QWidget* buildLeftNote();
    QWidget* buildTerm();
    QWidget* buildFoot();
    void applyLook();
    void begin(std::shared_ptr<const ShelfLesson> lesson);
    void openPage(std::size_t page);
    void turn(int by);
    void finish();
    const ShelfLesson* lessonAfter() const;
    void refresh();
    void keep();
    void follow(lesson::LinkKind kind, const QString& target);
    void showTerm(const QString& word);
    void reveal(QWidget* widget);
    void scrollToNews();
    void orderKeys();

    session::Session& session_;
    const Look& look_;
    LessonShelf shelf_;
    std::shared_ptr<const ShelfLesson> lesson_;
    lesson::Progress progress_;
    std::size_t page_ = 0;
    bool toldThatItCannotKeep_ = false;
    // What has come since the page was last scrolled to what is new.
    QPointer<QWidget> firstNews_;
    QPointer<QWidget> lastNews_;
    bool newsHadFocus_ = false;
    QTimer newsTimer_;

    QStackedWidget* stack_ = nullptr;
    LessonList* list_ = nullptr;
    LessonReport* report_ = nullptr;
    QWidget* lessonView_ = nullptr;
    QScrollArea* listScroll_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    LessonPage* pageView_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* count_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QFrame* leftNote_ = nullptr;
    QPushButton* return_ = nullptr;
    QFrame* term_ = nullptr;
    QLabel* termText_ = nullptr;
    QPushButton* termClose_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* all_ = nullptr;
    QPushButton* next_ = nullptr;
};

}  // namespace lockstep::window
