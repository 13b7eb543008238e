// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_ask_card.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <algorithm>

#include "window/lesson_flow_layout.h"
#include "window/roles.h"

namespace lockstep::window {

using lesson::AnswerState;
using lesson::AskKind;
using lesson::AskRole;
using namespace Qt::StringLiterals;

namespace {

QString headingOf(const lesson::Ask& ask) {
    switch (ask.role) {
        case AskRole::predict: return LessonAskCard::tr("PREDICT");
        case AskRole::observe: return LessonAskCard::tr("WHAT DID YOU SEE?");
        case AskRole::apply: break;
    }
    return LessonAskCard::tr("THINK");
}

bool isMany(AskKind kind) { return kind == AskKind::some || kind == AskKind::order; }

}  // namespace

LessonAskCard::LessonAskCard(const lesson::Ask& ask, Surroundings around, QWidget* parent)
    : QFrame(parent), ask_(ask), around_(std::move(around)) {
    setRole(this, "callout");
    setAccessibleName(headingOf(ask) + u": "_s + plainOf(ask.text));
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(16, 14, 16, 14);
    column_->setSpacing(8);
    auto* heading = new QLabel(headingOf(ask), this);
    setRole(heading, "caps");
    setState(heading, "accent");
    column_->addWidget(heading);
    QLabel* text = lessonLabel(ask.text, around_.look, around_.follow, this);
    setRole(text, "question");
    column_->addWidget(text);

    if (ask.kind == AskKind::number) {
        addNumber();
    } else if (ask.kind == AskKind::click) {
        addServers();
    } else {
        addChoices();
    }
    addButtons();
    refresh();
}

void LessonAskCard::addChoices() {
    if (ask_.kind == AskKind::some || ask_.kind == AskKind::order) {
        auto* how = new QLabel(ask_.kind == AskKind::some ? tr("Choose all that are right.")
                                                          : tr("Press them in order."),
                               this);
        setRole(how, "small");
        column_->addWidget(how);
    }
    const auto mark = ask_.kind == AskKind::order  ? LessonChoice::Mark::number
                      : ask_.kind == AskKind::some ? LessonChoice::Mark::check
                                                   : LessonChoice::Mark::radio;
    // In a group the arrows go from choice to choice and Tab passes them by, as it should be where
    // only one is taken; where several are, each is a stop of its own.
    auto* group = isMany(ask_.kind) ? nullptr : new QButtonGroup(this);
    choices_.resize(ask_.choices.size());
    std::vector<std::size_t> shown(ask_.choices.size());
    for (std::size_t at = 0; at < shown.size(); ++at) shown[at] = at;
    if (ask_.kind == AskKind::order) shown = lesson::shownOrder(ask_);
    for (const std::size_t at : shown) {
        auto* choice =
            new LessonChoice(around_.look, plainOf(ask_.choices[at].text), mark, this);
        choices_[at] = choice;
        if (group) group->addButton(choice);
        column_->addWidget(choice);
        connect(choice, &QAbstractButton::toggled, this, [this, at](bool taken) {
            if (ask_.kind == AskKind::order) pickedOrder(at, taken);
            refresh();
        });
    }
}

bool LessonAskCard::confirm(const QAbstractButton& choice) {
    if (!choice.isChecked() || !choice.group()) return false;
    primary_->click();
    return true;
}

void LessonAskCard::pickedOrder(std::size_t choice, bool taken) {
    if (taken) {
        order_.push_back(choice);
    } else {
        order_.erase(std::remove(order_.begin(), order_.end(), choice), order_.end());
    }
    for (std::size_t at = 0; at < choices_.size(); ++at) {
        const auto found = std::find(order_.begin(), order_.end(), at);
        choices_[at]->setNumber(
            found == order_.end() ? 0 : static_cast<int>(found - order_.begin()) + 1);
    }
}

void LessonAskCard::addServers() {
    auto* how = new QLabel(tr("Click on the stage, or choose here."), this);
    setRole(how, "small");
    column_->addWidget(how);
    auto* row = new QWidget(this);
    auto* flow = new LessonFlowLayout(row, 6);
    auto* group = new QButtonGroup(this);
    for (const QString& name : around_.servers) {
        auto* button = new QPushButton(QString(name).replace(u'&', u"&&"_s), row);
        button->setCheckable(true);
        button->setAccessibleName(name);
        group->addButton(button);
        flow->addWidget(button);
        servers_.push_back(button);
        connect(button, &QPushButton::toggled, this, [this, name](bool taken) {
            if (taken) clicked_ = name;
            refresh();
        });
    }
    column_->addWidget(row);
}

bool LessonAskCard::takeServer(const QString& name) {
    if (settled_ || watching_ || ask_.kind != AskKind::click) return false;
    const auto at = around_.servers.indexOf(name);
    if (at < 0) return false;
    servers_[static_cast<std::size_t>(at)]->setChecked(true);
    primary_->setFocus();
    return true;
}

void LessonAskCard::addNumber() {
    typed_ = new QLineEdit(this);
    typed_->setAccessibleName(tr("Your number"));
    typed_->setPlaceholderText(tr("A number"));
    typed_->setMaxLength(12);
    typed_->setMaximumWidth(around_.look.pixels(120));
    column_->addWidget(typed_);
    connect(typed_, &QLineEdit::textChanged, this, &LessonAskCard::refresh);
    connect(typed_, &QLineEdit::returnPressed, this, [this] {
        if (primary_->isEnabled()) primary_->click();
    });
}

void LessonAskCard::addButtons() {
    if (!ask_.hint.empty()) {
        hintText_ = lessonLabel(ask_.hint, around_.look, around_.follow, this);
        setRole(hintText_, "muted");
        hintText_->hide();
        column_->addWidget(hintText_);
    }
    buttons_ = new QWidget(this);
    auto* row = new LessonFlowLayout(buttons_, 6);
    const auto add = [&](const QString& text, const char* role) {
        auto* button = new QPushButton(text, buttons_);
        setRole(button, role);
        row->addWidget(button);
        return button;
    };
    primary_ = add(around_.hasOutcome ? tr("Step and see") : tr("Answer"), "primary");
    primary_->setToolTip(tr("Answer the question first"));
    connect(primary_, &QPushButton::clicked, this, [this] {
        watching_ ? Q_EMIT skipToEnd() : Q_EMIT answered();
    });
    if (!ask_.hint.empty()) {
        hint_ = add(tr("Hint"), "link");
        connect(hint_, &QPushButton::clicked, this, [this] {
            hintText_->show();
            hint_->setEnabled(false);
        });
    }
    if (around_.canWatchAgain) {
        again_ = add(tr("Watch it again"), "link");
        connect(again_, &QPushButton::clicked, this, &LessonAskCard::watchAgain);
    }
    skip_ = add(tr("Skip"), "link");
    skip_->setToolTip(tr("Show the answer without giving one"));
    connect(skip_, &QPushButton::clicked, this, &LessonAskCard::skipped);
    column_->addWidget(buttons_);
}

bool LessonAskCard::isComplete() const {
    switch (ask_.kind) {
        case AskKind::number: {
            static const QRegularExpression begins(u"^\\s*[-+]?[0-9]"_s);
            return begins.match(typed_->text()).hasMatch();
        }
        case AskKind::click: return !clicked_.isEmpty();
        case AskKind::order: return order_.size() == choices_.size();
        case AskKind::one:
        case AskKind::next:
        case AskKind::some: break;
    }
    return std::any_of(choices_.begin(), choices_.end(),
                       [](const LessonChoice* choice) { return choice->isChecked(); });
}

void LessonAskCard::refresh() {
    if (settled_ || !primary_) return;
    primary_->setEnabled(watching_ || isComplete());
}

void LessonAskCard::focusFirst() {
    if (typed_) return typed_->setFocus();
    if (!servers_.empty()) return servers_.front()->setFocus();
    // The one that is shown first, which for an order is not the first in the file.
    for (int at = 0; at < column_->count(); ++at) {
        if (auto* choice = qobject_cast<LessonChoice*>(column_->itemAt(at)->widget())) {
            return choice->setFocus();
        }
    }
}

void LessonAskCard::remind() {
    if (reminder_) return;
    reminder_ = new QLabel(tr("Answer first? Stepping again skips the question."), this);
    reminder_->setWordWrap(true);
    setRole(reminder_, "small");
    setState(reminder_, "accent");
    column_->insertWidget(column_->indexOf(buttons_), reminder_);
}

void LessonAskCard::setWatching(bool watching) {
    watching_ = watching;
    if (reminder_) reminder_->setVisible(!watching);
    for (LessonChoice* choice : choices_) choice->setEnabled(!watching);
    for (QPushButton* server : servers_) server->setEnabled(!watching);
    if (typed_) typed_->setEnabled(!watching);
    if (hint_) hint_->setVisible(!watching);
    if (again_) again_->setVisible(!watching);
    skip_->setVisible(!watching);
    primary_->setText(watching ? tr("Skip to the end") : tr("Step and see"));
    refresh();
}

lesson::Answer LessonAskCard::answer() const {
    lesson::Answer answer;
    if (typed_) answer.typed = typed_->text().trimmed().toStdString();
    if (ask_.kind == AskKind::click) answer.typed = clicked_.toStdString();
    if (ask_.kind == AskKind::order) {
        answer.picked = order_;
    } else {
        for (std::size_t at = 0; at < choices_.size(); ++at) {
            if (choices_[at]->isChecked()) answer.picked.push_back(at);
        }
    }
    return answer;
}

QString LessonAskCard::toText(const lesson::Ask& ask, const lesson::Answer& answer) {
    if (ask.kind == AskKind::number || ask.kind == AskKind::click) {
        return QString::fromStdString(answer.typed);
    }
    QStringList words;
    for (const std::size_t choice : answer.picked) words += QString::number(choice);
    return words.join(u' ');
}

lesson::Answer LessonAskCard::fromText(const lesson::Ask& ask, const std::string& text) {
    lesson::Answer answer;
    if (ask.kind == AskKind::number || ask.kind == AskKind::click) {
        answer.typed = text;
        return answer;
    }
    for (const QString& word : QString::fromStdString(text).split(u' ', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const auto choice = static_cast<std::size_t>(word.toUInt(&isNumber));
        if (isNumber && choice < ask.choices.size()) answer.picked.push_back(choice);
    }
    return answer;
}

void LessonAskCard::restore(const lesson::GivenAnswer& given) {
    const lesson::Answer answer = fromText(ask_, given.given);
    if (typed_) typed_->setText(QString::fromStdString(answer.typed));
    if (ask_.kind == AskKind::click) takeServer(QString::fromStdString(answer.typed));
    for (const std::size_t choice : answer.picked) choices_[choice]->setChecked(true);
}

}  // namespace lockstep::window
