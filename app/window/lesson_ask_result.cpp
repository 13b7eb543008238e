// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of a question's card: what is shown once it is answered.
#include <algorithm>

#include "window/lesson_ask_card.h"
#include "window/roles.h"

namespace lockstep::window {

using lesson::AnswerState;
using lesson::AskKind;
using lesson::AskRole;
using namespace Qt::StringLiterals;

void LessonAskCard::showResult(const lesson::AnswerKey& key, const lesson::GivenAnswer& given) {
    settled_ = true;
    watching_ = false;
    const lesson::Grade grade = lesson::grade(ask_, key, fromText(ask_, given.given));
    settleChoices(key, given);

    const bool isSkipped = given.state == AnswerState::skipped;
    auto* verdict = new QLabel(this);
    setRole(verdict, "verdict");
    if (isSkipped) {
        verdict->setText(tr("Skipped. %1").arg(rightAnswer(key)));
    } else if (grade.right) {
        verdict->setText(ask_.role == AskRole::predict ? tr("✓ As you said.") : tr("✓ Right."));
        setState(verdict, "yes");
    } else {
        const QString start = ask_.role == AskRole::predict ? tr("✕ It went another way.")
                                                            : tr("✕ Not quite.");
        verdict->setText((start + u' ' + rightAnswer(key)).trimmed());
        setState(verdict, "no");
    }
    verdict->setWordWrap(true);
    verdict->setAccessibleName(verdict->text());
    column_->insertWidget(column_->indexOf(buttons_), verdict);
    if (!isSkipped) addRemarks(grade, given);
    if (!ask_.explain.empty()) addFeedback(ask_.explain, "explain");

    const bool isWrong = given.state == AnswerState::wrong;
    if (isWrong && ask_.role == AskRole::predict) addReflection(given);
    if (hint_) hint_->hide();
    if (hintText_) hintText_->hide();
    if (reminder_) reminder_->hide();
    skip_->hide();
    primary_->hide();
    const bool offersReplay = around_.hasOutcome || around_.canWatchAgain;
    if (!again_ && offersReplay) {
        again_ = new QPushButton(tr("Watch it again"), buttons_);
        setRole(again_, "link");
        buttons_->layout()->addWidget(again_);
        connect(again_, &QPushButton::clicked, this, &LessonAskCard::watchAgain);
    }
    if (again_) again_->show();
    buttons_->setVisible(again_ != nullptr);
    // A wrong answer to what was seen is best mended by looking once more.
    if (again_ && isWrong && ask_.role == AskRole::observe) setRole(again_, "primary");
}

void LessonAskCard::settleChoices(const lesson::AnswerKey& key,
                                  const lesson::GivenAnswer& given) {
    using Verdict = LessonChoice::Verdict;
    const lesson::Answer answer = fromText(ask_, given.given);
    for (std::size_t at = 0; at < choices_.size(); ++at) {
        Verdict verdict = Verdict::none;
        if (ask_.kind == AskKind::order) {
            // The numbers now tell the right order; ticks, which of them were in their place.
            const auto place = static_cast<std::size_t>(
                std::find(key.order.begin(), key.order.end(), at) - key.order.begin());
            choices_[at]->setNumber(static_cast<int>(place) + 1);
        } else if (key.right[at]) {
            verdict = Verdict::right;
        } else if (std::find(answer.picked.begin(), answer.picked.end(), at) !=
                   answer.picked.end()) {
            verdict = Verdict::wrong;
        }
        choices_[at]->settle(verdict, given.state != AnswerState::skipped);
    }
    const QStringList right = rightServers(key);
    for (QPushButton* server : servers_) {
        const QString name = server->accessibleName();
        server->setEnabled(false);
        if (right.contains(name)) {
            settleServer(*server, u"✓ "_s, "yes", tr("Right"));
        } else if (server->isChecked() && given.state != AnswerState::skipped) {
            settleServer(*server, u"✕ "_s, "no", tr("Wrong"));
        }
    }
    if (typed_) typed_->setEnabled(false);
}

void LessonAskCard::settleServer(QPushButton& server, const QString& sign, const char* state,
                                 const QString& verdict) {
    server.setText(sign + server.text());
    server.setAccessibleDescription(verdict);
    setState(&server, state);
}

QStringList LessonAskCard::rightServers(const lesson::AnswerKey& key) const {
    if (ask_.kind != AskKind::click) return {};
    QStringList right;
    for (std::size_t at = 0; at < ask_.choices.size(); ++at) {
        if (key.right[at]) right += QString::fromStdString(ask_.choices[at].value);
    }
    if (right.isEmpty()) right += QString::fromStdString(key.value);
    return right;
}

// What was right, where the choices do not show it.
QString LessonAskCard::rightAnswer(const lesson::AnswerKey& key) const {
    if (ask_.kind == AskKind::number) {
        return tr("It is %1.").arg(QString::fromStdString(key.value));
    }
    if (ask_.kind == AskKind::order) return tr("The numbers show the order.");
    if (ask_.kind != AskKind::click) return {};
    return tr("It is %1.").arg(rightServers(key).join(u", "_s));
}

void LessonAskCard::addRemarks(const lesson::Grade& grade, const lesson::GivenAnswer&) {
    for (const lesson::Remark& remark : grade.remarks) {
        if (!remark.text || remark.text->empty()) continue;
        addFeedback(*remark.text, "feedback");
    }
}

void LessonAskCard::addFeedback(const std::vector<lesson::Node>& nodes, const char* kind) {
    QLabel* label = lessonLabel(nodes, around_.look, around_.follow, this);
    setRole(label, kind);
    column_->insertWidget(column_->indexOf(buttons_), label);
}

// Who says what was wrong remembers it.
void LessonAskCard::addReflection(const lesson::GivenAnswer& given) {
    auto* note = new QLineEdit(QString::fromStdString(given.note), this);
    note->setPlaceholderText(tr("What had you overlooked?"));
    note->setAccessibleName(tr("What had you overlooked?"));
    note->setMaxLength(300);
    column_->insertWidget(column_->indexOf(buttons_), note);
    connect(note, &QLineEdit::editingFinished, this,
            [this, note] { Q_EMIT noteWritten(note->text()); });
}

}  // namespace lockstep::window
