// SPDX-License-Identifier: GPL-3.0-or-later
// A question: choices, an order, a number or a server to click; then the verdict, with what was
// written for this answer beside it.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <vector>

#include "lesson/grader.h"
#include "lesson/progress.h"
#include "window/lesson_choice.h"
#include "window/lesson_text.h"

namespace lockstep::window {

class LessonAskCard final : public QFrame {
    Q_OBJECT

public:
    struct Surroundings {
        const Look& look;
        FollowLink follow;
        QStringList servers;      // that can be clicked
        bool hasOutcome = false;  // something is played once it is answered
        bool canWatchAgain = false;
    };

    // The question must outlive the card.
    LessonAskCard(const lesson::Ask& ask, Surroundings around, QWidget* parent = nullptr);

    // Takes a click on the stage, if this question is waiting for one.
    bool takeServer(const QString& name);

    // Gives the one taken out of several as the answer; false if this is not the one.
    bool confirm(const QAbstractButton& choice);

    // Asks for an answer before stepping on; once.
    void remind();
    bool isReminded() const { return reminder_ != nullptr; }
    // The outcome is being played: nothing can be changed any more.
    void setWatching(bool watching);
    // Shows what is right, what was said to this answer and the explanation.
    void showResult(const lesson::AnswerKey& key, const lesson::GivenAnswer& given);
    // An answer that was given before.
    void restore(const lesson::GivenAnswer& given);

    lesson::Answer answer() const;
    // The answer as progress keeps it, and back.
    static QString toText(const lesson::Ask& ask, const lesson::Answer& answer);
    static lesson::Answer fromText(const lesson::Ask& ask, const std::string& text);

    bool isSettled() const { return settled_; }
    QPushButton* primary() { return primary_; }
    void focusFirst();

Q_SIGNALS:
    void answered();
    void skipped();
    void watchAgain();
    void skipToEnd();
    void noteWritten(const QString& note);

private:
    void addChoices();
    void addServers();
    void addNumber();
    void addButtons();
    void pickedOrder(std::size_t choice, bool taken);
    void refresh();
    bool isComplete() const;
    void settleChoices(const lesson::AnswerKey& key, const lesson::GivenAnswer& given);
    void addRemarks(const lesson::Grade& grade, const lesson::GivenAnswer& given);
    void addReflection(const lesson::GivenAnswer& given);
    void addFeedback(const std::vector<lesson::Node>& nodes, const char* state);
    void settleServer(QPushButton& server, const QString& sign, const char* state,
                      const QString& verdict);
    QStringList rightServers(const lesson::AnswerKey& key) const;
    QString rightAnswer(const lesson::AnswerKey& key) const;
    QVBoxLayout* column() { return column_; }

    const lesson::Ask& ask_;
    Surroundings around_;
    QVBoxLayout* column_ = nullptr;
    std::vector<LessonChoice*> choices_;  // by place in the file
    std::vector<std::size_t> order_;      // of `order`: as picked so far
    std::vector<QPushButton*> servers_;
    QLineEdit* typed_ = nullptr;
    QString clicked_;
    QWidget* buttons_ = nullptr;
    QPushButton* primary_ = nullptr;
    QPushButton* hint_ = nullptr;
    QPushButton* skip_ = nullptr;
    QPushButton* again_ = nullptr;
    QLabel* hintText_ = nullptr;
    QLabel* reminder_ = nullptr;
    bool settled_ = false;
    bool watching_ = false;
};

}  // namespace lockstep::window
