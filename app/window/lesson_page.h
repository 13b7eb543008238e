// SPDX-License-Identifier: GPL-3.0-or-later
// A page of a lesson in play: shows its pieces up to the first open question, plays what follows
// it once it is answered, and watches the world for the goals.
#pragma once

#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>
#include <map>
#include <memory>
#include <optional>

#include "lesson/grader.h"
#include "lesson/run.h"
#include "session/session.h"
#include "window/lesson_ask_card.h"
#include "window/lesson_goal_card.h"
#include "window/lesson_shelf.h"

namespace lockstep::window {

class LessonPage final : public QWidget {
    Q_OBJECT

public:
    LessonPage(session::Session& session, const Look& look, FollowLink follow,
               QWidget* parent = nullptr);

    // Begins the page, or goes on where its answers end. The progress is read and written here;
    // it must outlive the page's play.
    void open(std::shared_ptr<const ShelfLesson> lesson, std::size_t page,
              lesson::Progress& progress);
    // Forgets the page's answers and begins it again.
    void startAgain();

    // Takes a click on a server, if a question is waiting for one.
    bool takeClick(const QString& server);
    // Somebody steps on where a prediction waits: that answers it, if an answer stands there.
    // Otherwise the first step asks for one, and the second skips the question.
    void stepOverQuestion();
    // True once nothing on the page waits for an answer.
    bool isComplete() const { return complete_; }
    bool isWatching() const { return watch_.has_value(); }

    // Answers the question that this choice is taken in; false if it is in none, or not taken.
    bool confirm(const QAbstractButton& choice);

    // What stands on the page, for tests.
    const std::vector<LessonAskCard*>& asks() const { return asks_; }
    const std::vector<LessonGoalCard*>& goals() const { return goals_; }
    void focusFirst();

Q_SIGNALS:
    void progressed();
    // There is something new to see at this widget.
    void grew(QWidget* widget);

private:
    // A stretch of the run to be seen.
    struct Stretch {
        int branch = 0;
        Step start = 0;
        Step tip = 0;
        Time end{};
    };
    // Being played; with a question, its result is shown at the end.
    struct Watch {
        Stretch stretch;
        LessonAskCard* card = nullptr;
        std::size_t ask = 0;
        lesson::AnswerKey key;
        lesson::GivenAnswer given;
        std::size_t next = 0;  // the piece to go on with
        bool isReplay = false;
    };
    struct OpenGoal {
        LessonGoalCard* card;
        std::size_t piece;
        std::optional<script::Expression> when;
    };

    const lesson::Page& page() const { return lesson_->lesson.pages[number_]; }
    void clear();
    void put(QWidget* widget);
    void advance();
    bool showPiece();
    void addText(const std::vector<lesson::Node>& nodes);
    void addFault(const Fault& fault);
    bool addAsk(const lesson::Ask& ask);
    void addGoal(const lesson::Goal& goal);
    bool playOpening(const lesson::Play& block);
    void connectCard(LessonAskCard* card, const lesson::Ask& ask, std::size_t piece);
    bool playsAfter(std::size_t piece) const;
    void answer(LessonAskCard* card, std::size_t piece, bool skipped);
    void settleNow(LessonAskCard* card, std::size_t piece, lesson::GivenAnswer given);
    bool prepareOutcome(LessonAskCard* card, std::size_t piece, lesson::GivenAnswer given);
    void grade(const lesson::Ask& ask, const lesson::AnswerKey& key,
               lesson::GivenAnswer& given) const;
    Stretch record(const lesson::Code& script, const std::function<void(Timeline&)>& atEnd);
    void startWatching();
    void replay(const Stretch& stretch);
    void stepOn();
    void arrived();
    void finishWatch();
    void waitUntil(Time time);
    void goHome();
    void keepHome();
    void complete();
    void checkGoals(Step before);
    void moved();
    void lessonChanged();
    QString notesHtml() const;
    QByteArray imageBytes(const QString& path) const;

    session::Session& session_;
    const Look& look_;
    FollowLink follow_;
    QVBoxLayout* column_;
    std::shared_ptr<const ShelfLesson> lesson_;
    std::size_t number_ = 0;
    lesson::Progress* progress_ = nullptr;
    std::shared_ptr<Timeline> timeline_;
    std::size_t cursor_ = 0;
    int homeBranch_ = 0;
    Step homeStep_ = 0;
    Time homeTime_{};
    std::optional<Watch> watch_;
    std::optional<Stretch> lastOutcome_;
    std::map<LessonAskCard*, Stretch> stretches_;
    std::vector<LessonAskCard*> asks_;
    std::vector<LessonGoalCard*> goals_;
    std::vector<OpenGoal> openGoals_;
    QTimer stepper_;
    bool restoring_ = false;
    Step seen_ = 0;  // where the run stood when it moved last
    bool complete_ = false;
    bool busy_ = false;
};

}  // namespace lockstep::window
