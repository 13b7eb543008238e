// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "lesson/reader.h"
#include "window/lesson_list.h"
#include "session/playback.h"
#include "window/lesson_page.h"
#include "window/lesson_report.h"

namespace lockstep::window {
namespace {

using lesson::AnswerState;
using namespace Qt::StringLiterals;

class LessonPanelTest : public ::testing::Test {
protected:
    LessonPanelTest() { makePanel(); }

    void makePanel() {
        panel_ = std::make_unique<LessonPanel>(session_, look_, folder_.path());
        panel_->resize(320, 640);
        panel_->show();
    }

    LessonPage& page() { return panel_->page(); }

    // The first question that waits for an answer; null if there is none.
    LessonAskCard* open() {
        for (LessonAskCard* card : page().asks()) {
            if (!card->isSettled()) return card;
        }
        return nullptr;
    }

    // Lets what is being watched come to its end at once.
    void finishWatching() {
        for (int turn = 0; turn < 200 && page().isWatching(); ++turn) {
            session_.goToTip();
            QTest::qWait(5);
        }
        EXPECT_FALSE(page().isWatching());
    }

    void press(LessonAskCard* card, qsizetype choice) {
        const auto choices = card->findChildren<LessonChoice*>();
        ASSERT_LT(choice, choices.size());
        choices[choice]->click();
    }

    void skip(LessonAskCard* card) {
        Q_EMIT card->skipped();
        finishWatching();
    }

    // Skips what is asked up to the first page with a goal; what is asked below it waits.
    void playToGoal(const QString& id) {
        panel_->openLesson(id);
        while (page().goals().empty()) {
            finishWatching();
            while (page().goals().empty() && open()) skip(open());
            if (page().goals().empty()) panel_->nextButton()->click();
        }
    }

    lesson::Progress kept(const QString& id) {
        const auto lesson = panel_->shelf().find(id);
        return panel_->shelf().progressOf(*lesson);
    }

    QTemporaryDir folder_;
    Catalog catalog_ = allTopics();
    session::Session session_{catalog_};
    Look look_;
    std::unique_ptr<LessonPanel> panel_;
};

TEST_F(LessonPanelTest, EveryPageOfEveryLessonCanBePlayedToItsEnd) {
    for (const auto& lesson : panel_->shelf().lessons()) {
        const QString id = QString::fromStdString(lesson->lesson.meta.id);
        ASSERT_EQ(panel_->openLesson(id), QString());
        for (std::size_t at = 0; at < lesson->lesson.pages.size(); ++at) {
            SCOPED_TRACE(id.toStdString() + " page " + std::to_string(at + 1));
            ASSERT_EQ(panel_->pageNumber(), at);
            finishWatching();
            while (LessonAskCard* card = open()) skip(card);
            EXPECT_TRUE(page().isComplete());
            EXPECT_EQ(page().asks().size() + page().goals().size(),
                      static_cast<std::size_t>(std::count_if(
                          lesson->lesson.pages[at].pieces.begin(),
                          lesson->lesson.pages[at].pieces.end(), [](const lesson::Piece& piece) {
                              return std::holds_alternative<lesson::Ask>(piece) ||
                                     std::holds_alternative<lesson::Goal>(piece);
                          })));
            panel_->nextButton()->click();
        }
        EXPECT_TRUE(kept(id).done);
    }
}

TEST_F(LessonPanelTest, TheOutcomeIsHiddenUntilTheQuestionIsAnswered) {
    panel_->openLesson(u"raft/election"_s);
    EXPECT_EQ(session_.timeline().stepCount(), 0U);
    ASSERT_NE(open(), nullptr);
    EXPECT_FALSE(open()->primary()->isEnabled());
    EXPECT_TRUE(panel_->takeClick(u"server/S3"_s));
    EXPECT_TRUE(open()->primary()->isEnabled());
    EXPECT_EQ(session_.timeline().stepCount(), 0U);
    open()->primary()->click();
    finishWatching();
    EXPECT_EQ(session_.timeline().step(), 1U);
    EXPECT_TRUE(page().isComplete());
    const auto progress = kept(u"raft/election"_s);
    ASSERT_EQ(progress.answers.size(), 1U);
    EXPECT_EQ(progress.answers.begin()->second.state, AnswerState::right);
    EXPECT_EQ(progress.answers.begin()->second.given, "S3");
}

TEST_F(LessonPanelTest, SteppingOnAsksForAnAnswerFirstAndThenSkips) {
    panel_->openLesson(u"raft/election"_s);
    QString said;
    QObject::connect(&session_, &session::Session::told, panel_.get(),
                     [&](const QString& sentence) { said = sentence; });
    EXPECT_FALSE(session_.step());
    EXPECT_EQ(session_.timeline().stepCount(), 0U);
    EXPECT_TRUE(said.startsWith(u"Answer first?"_s));
    EXPECT_TRUE(open()->isReminded());
    EXPECT_FALSE(session_.step());
    EXPECT_TRUE(page().isWatching());
    finishWatching();
    EXPECT_EQ(kept(u"raft/election"_s).answers.begin()->second.state, AnswerState::skipped);
    // What was asked is over: stepping is free again.
    EXPECT_TRUE(session_.step());
}

TEST_F(LessonPanelTest, PlayingAndMilestonesAreHeldBackAsWell) {
    panel_->openLesson(u"raft/election"_s);
    session_.playback().toggle();
    EXPECT_FALSE(session_.playback().isPlaying());
    EXPECT_TRUE(open()->isReminded());
    EXPECT_EQ(session_.timeline().stepCount(), 0U);
    session_.nextMilestone();
    EXPECT_TRUE(page().isWatching());
}

TEST_F(LessonPanelTest, SteppingOnWithAnAnswerGivesIt) {
    panel_->openLesson(u"raft/election"_s);
    panel_->takeClick(u"server/S3"_s);
    session_.step();
    finishWatching();
    EXPECT_EQ(kept(u"raft/election"_s).answers.begin()->second.state, AnswerState::right);
}

TEST_F(LessonPanelTest, WhoHasLeftTheLessonIsNotHeldBack) {
    panel_->openLesson(u"raft/election"_s);
    session_.act(u"crash S1"_s);
    ASSERT_TRUE(session_.hasLeftLesson());
    EXPECT_TRUE(session_.step());
}

TEST_F(LessonPanelTest, TheLessonsStandInTheOrderOfReading) {
    std::vector<std::string> ids;
    for (const auto& lesson : panel_->shelf().lessons()) {
        if (lesson->lesson.meta.topic == "raft") ids.push_back(lesson->lesson.meta.id);
    }
    ASSERT_GE(ids.size(), 4U);
    EXPECT_EQ(ids[0], "raft/election");
    EXPECT_EQ(ids[1], "raft/split-vote");
    EXPECT_EQ(ids[2], "raft/timeouts");
    EXPECT_EQ(ids[3], "raft/replication");
}

TEST_F(LessonPanelTest, ItEndsWithAReportThatHasTheSeed) {
    panel_->openLesson(u"raft/split-vote"_s);
    const std::size_t pages = panel_->shelf().find(u"raft/split-vote"_s)->lesson.pages.size();
    press(open(), 0);
    open()->primary()->click();
    finishWatching();
    for (std::size_t at = 0; at < pages; ++at) panel_->nextButton()->click();
    ASSERT_TRUE(panel_->showsReport());
    const QString& text = panel_->report().text();
    EXPECT_TRUE(text.contains(u"0 of 9 questions right, 1 wrong, 8 skipped."_s))
        << text.toStdString();
    EXPECT_TRUE(text.contains(u"Seed 8, 3, 11"_s)) << text.toStdString();
    EXPECT_TRUE(text.contains(u"✕ Soon both questions"_s)) << text.toStdString();
    const auto lines = panel_->report().findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const QLabel* line) {
        return line->text() == u"Next: How long to wait"_s && line->wordWrap();
    }));
    panel_->report().nextButton()->click();
    QCoreApplication::processEvents();
    EXPECT_FALSE(panel_->showsReport());
    EXPECT_EQ(session_.lessonTitle(), u"How long to wait"_s);
}

TEST_F(LessonPanelTest, AWrongAnswerIsFineAndGetsItsOwnWords) {
    panel_->openLesson(u"raft/election"_s);
    panel_->takeClick(u"server/S1"_s);
    LessonAskCard* card = open();
    card->primary()->click();
    finishWatching();
    EXPECT_EQ(kept(u"raft/election"_s).answers.begin()->second.state, AnswerState::wrong);
    QString words;
    for (const QLabel* label : card->findChildren<QLabel*>()) words += label->accessibleName();
    EXPECT_TRUE(words.contains(u"Its arc had more left than S3's."_s));
}

TEST_F(LessonPanelTest, WhatWasAnsweredIsThereAgain) {
    panel_->openLesson(u"raft/election"_s);
    panel_->takeClick(u"server/S3"_s);
    open()->primary()->click();
    finishWatching();
    panel_->nextButton()->click();
    press(open(), 1);
    open()->primary()->click();
    finishWatching();
    const Step step = session_.timeline().step();
    makePanel();
    panel_->openLesson(u"raft/election"_s);
    EXPECT_EQ(panel_->pageNumber(), 1U);
    ASSERT_EQ(page().asks().size(), 2U);
    EXPECT_TRUE(page().asks()[0]->isSettled());
    EXPECT_FALSE(page().asks()[1]->isSettled());
    EXPECT_EQ(session_.timeline().step(), step);
}

TEST_F(LessonPanelTest, OneMayLeaveToPlayAndReturn) {
    panel_->openLesson(u"raft/election"_s);
    session_.act(u"crash S1"_s);
    session_.act(u"crash S2"_s);
    EXPECT_TRUE(session_.hasLeftLesson());
    session_.returnToLesson();
    EXPECT_FALSE(session_.hasLeftLesson());
    EXPECT_EQ(session_.timeline().step(), 0U);
    // And without returning: answering brings one back by itself.
    session_.act(u"crash S3"_s);
    panel_->takeClick(u"server/S3"_s);
    open()->primary()->click();
    finishWatching();
    EXPECT_EQ(session_.timeline().step(), 1U);
    EXPECT_TRUE(session_.timeline().world().up(*session_.timeline().setup().find("S3")));
}

TEST_F(LessonPanelTest, AGoalIsReachedOnTheStage) {
    playToGoal(u"raft/election"_s);
    LessonGoalCard* goal = page().goals().front();
    EXPECT_FALSE(goal->isReached());
    EXPECT_EQ(session_.act(u"timeout S2"_s), QString());
    EXPECT_FALSE(session_.hasLeftLesson());
    for (int step = 0; step < 30 && !goal->isReached(); ++step) session_.step();
    EXPECT_TRUE(goal->isReached());
    EXPECT_EQ(kept(u"raft/election"_s).goals.size(), 1U);
}

// One command of many steps may pass by what is asked for: S2 leads in between only.
TEST_F(LessonPanelTest, AGoalIsSeenAtEachStepOfALongCommand) {
    playToGoal(u"raft/election"_s);
    EXPECT_EQ(session_.act(u"timeout S2"_s), QString());
    const Step before = session_.timeline().step();
    session_.change([](Timeline& timeline) {
        timeline.runUntil(timeline.time() + Duration(200'000));
        EXPECT_EQ(timeline.act({Verb::crash, ServerId{1}, {}, 0, 0}), "");
    });
    ASSERT_GT(session_.timeline().step(), before + 6);
    EXPECT_TRUE(page().goals().front()->isReached());
    EXPECT_TRUE(session_.timeline().atTip());
}

TEST_F(LessonPanelTest, TheLastQuestionLeavesTheStageAsItIs) {
    playToGoal(u"system/order"_s);
    EXPECT_EQ(session_.act(u"refused given-up"_s), QString());
    EXPECT_EQ(session_.act(u"call"_s), QString());
    const Step step = session_.timeline().step();
    ASSERT_NE(open(), nullptr);
    skip(open());
    EXPECT_EQ(session_.timeline().step(), step);
    EXPECT_TRUE(session_.timeline().atTip());
}

TEST_F(LessonPanelTest, ActingForAGoalAboveAQuestionIsNotLeaving) {
    playToGoal(u"system/order"_s);
    ASSERT_NE(open(), nullptr) << "a question waits below the goal";
    EXPECT_EQ(session_.act(u"refused given-up"_s), QString());
    EXPECT_EQ(session_.act(u"call"_s), QString());
    EXPECT_TRUE(page().goals().front()->isReached());
    EXPECT_FALSE(session_.hasLeftLesson());
}

TEST_F(LessonPanelTest, AFaultyFileIsToldWithItsPlace) {
    const QString path = folder_.filePath(u"bad.md"_s);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("no front matter\n");
    file.close();
    EXPECT_TRUE(panel_->openFile(path).startsWith(path + u":1:1: no front matter"_s));
    EXPECT_FALSE(panel_->hasLesson());
    EXPECT_FALSE(panel_->openFile(folder_.filePath(u"none.md"_s)).isEmpty());
}

TEST_F(LessonPanelTest, EverythingHasANameAndAPlaceInTheTabOrder) {
    panel_->openLesson(u"raft/split-vote"_s);
    QTest::qWait(80);
    page().focusFirst();
    QWidget* first = panel_->focusWidget();
    ASSERT_NE(first, nullptr);
    EXPECT_FALSE(first->accessibleName().isEmpty());
    const QWidget* card = open();
    EXPECT_TRUE(card->isAncestorOf(first));
    for (const auto* choice : panel_->findChildren<LessonChoice*>()) {
        EXPECT_FALSE(choice->accessibleName().isEmpty());
    }
}

TEST_F(LessonPanelTest, TabStopsAtEachChoiceWhereSeveralAreTaken) {
    panel_->openLesson(u"raft/election"_s);
    for (int turn = 0; turn < 3; ++turn) panel_->nextButton()->click();
    finishWatching();
    ASSERT_NE(open(), nullptr);
    const auto choices = open()->findChildren<LessonChoice*>();
    ASSERT_EQ(choices.size(), 4);
    for (LessonChoice* choice : choices) choice->click();
    for (LessonChoice* choice : choices) EXPECT_TRUE(choice->focusPolicy() & Qt::TabFocus);
    EXPECT_TRUE(open()->primary()->isEnabled());
}

// From a choice that the arrow keys came to, Tab goes on to the buttons below it.
TEST_F(LessonPanelTest, TabGoesOnFromTheLastChoice) {
    panel_->openLesson(u"raft/split-vote"_s);
    QTest::qWait(80);
    ASSERT_NE(open(), nullptr);
    QWidget* next = open()->findChildren<LessonChoice*>().last();
    do {
        next = next->nextInFocusChain();
    } while (!(next->focusPolicy() & Qt::TabFocus) || !next->isEnabled());
    EXPECT_TRUE(open()->isAncestorOf(next)) << next->metaObject()->className();
}

TEST(LessonHtml, NothingOfALessonBecomesMarkup) {
    const Look look;
    lesson::Node text;
    text.kind = lesson::NodeKind::text;
    text.text = "<img src=x> & <a href='file:///etc/passwd'>";
    lesson::Node link;
    link.kind = lesson::NodeKind::link;
    link.link = lesson::LinkKind::show;
    link.target = "S1\" onclick=\"x";
    link.children = {text};
    const QString html = htmlOf({text, link}, look);
    EXPECT_FALSE(html.contains(u"<img"_s));
    EXPECT_FALSE(html.contains(u"\" onclick"_s));
    EXPECT_EQ(html.count(u"<a "_s), 1);
}

}  // namespace
}  // namespace lockstep::window
