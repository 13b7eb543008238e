// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_page.h"

#include <algorithm>

#include "window/roles.h"

namespace lockstep::window {

using lesson::AnswerState;
using lesson::AskRole;
using session::Session;
using namespace Qt::StringLiterals;

LessonPage::LessonPage(Session& session, const Look& look, FollowLink follow, QWidget* parent)
    : QWidget(parent), session_(session), look_(look), follow_(std::move(follow)) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(20, 4, 20, 20);
    column_->setSpacing(12);
    connect(&session_, &Session::moved, this, &LessonPage::moved);
    connect(&session_, &Session::lessonChanged, this, &LessonPage::lessonChanged);
    connect(&session_, &Session::heldBack, this, &LessonPage::stepOverQuestion);
    connect(&stepper_, &QTimer::timeout, this, &LessonPage::stepOn);
}

// --- Opening ------------------------------------------------------------------------------------

void LessonPage::clear() {
    stepper_.stop();
    watch_.reset();
    lastOutcome_.reset();
    stretches_.clear();
    asks_.clear();
    goals_.clear();
    openGoals_.clear();
    complete_ = false;
    while (QLayoutItem* item = column_->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    // Whatever comes stands above it, at the top of the column.
    column_->addStretch(1);
}

void LessonPage::put(QWidget* widget) { column_->insertWidget(column_->count() - 1, widget); }

void LessonPage::open(std::shared_ptr<const ShelfLesson> lesson, std::size_t page,
                      lesson::Progress& progress) {
    clear();
    lesson_ = std::move(lesson);
    number_ = page;
    progress_ = &progress;
    cursor_ = 0;
    restoring_ = true;
    auto* title = new QLabel(QString::fromStdString(this->page().title), this);
    title->setTextFormat(Qt::PlainText);
    setRole(title, "title");
    title->setWordWrap(true);
    put(title);

    std::vector<Fault> faults;
    timeline_ = lesson::openPage(lesson_->lesson, number_, session_.catalog(), faults);
    for (const Fault& fault : faults) addFault(fault);
    if (!timeline_) return;
    busy_ = true;
    session_.openLessonRun(QString::fromStdString(lesson_->lesson.meta.title), timeline_);
    session_.setTeacherNotes(notesHtml());
    busy_ = false;
    keepHome();
    advance();
}

void LessonPage::startAgain() {
    if (!lesson_) return;
    const auto isHere = [this](const auto& key) { return key.first == number_; };
    std::erase_if(progress_->answers, [&](const auto& entry) { return isHere(entry.first); });
    std::erase_if(progress_->goals, isHere);
    Q_EMIT progressed();
    open(lesson_, number_, *progress_);
}

QString LessonPage::notesHtml() const {
    QString html;
    for (const lesson::Piece& piece : page().pieces) {
        if (const auto* notes = std::get_if<lesson::Notes>(&piece)) {
            html += htmlOf(notes->nodes, look_);
        }
    }
    return html;
}

QByteArray LessonPage::imageBytes(const QString& path) const {
    lesson::Faults ignored;
    std::string why;
    const std::string name = path.toStdString();
    const auto bytes = lesson::readImage(lesson_->file, name, why);
    return bytes ? QByteArray::fromStdString(*bytes) : QByteArray();
}

// --- Going through the pieces -------------------------------------------------------------------

// Shows piece after piece, up to one that has to be waited for.
void LessonPage::advance() {
    while (cursor_ < page().pieces.size()) {
        if (!showPiece()) return;
    }
    restoring_ = false;
    complete();
}

// False if the page waits here.
bool LessonPage::showPiece() {
    const lesson::Piece& piece = page().pieces[cursor_];
    if (const auto* prose = std::get_if<lesson::Prose>(&piece)) {
        addText(prose->nodes);
    } else if (const auto* block = std::get_if<lesson::Play>(&piece)) {
        return playOpening(*block);
    } else if (const auto* ask = std::get_if<lesson::Ask>(&piece)) {
        return addAsk(*ask);
    } else if (const auto* goal = std::get_if<lesson::Goal>(&piece)) {
        addGoal(*goal);
    }
    ++cursor_;
    return true;
}

void LessonPage::addText(const std::vector<lesson::Node>& nodes) {
    auto* text = new LessonText(nodes, look_, follow_,
                                [this](const QString& path) { return imageBytes(path); }, this);
    put(text);
    Q_EMIT grew(text);
}

// A lesson of somebody's own may not play as it is written; say where, and go on.
void LessonPage::addFault(const Fault& fault) {
    auto* label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(tr("This page does not play as it is written. %1")
                       .arg(QString::fromStdString(
                           lesson::toText({lesson_->lesson.file, fault}))));
    setRole(label, "feedback");
    setState(label, "no");
    put(label);
}

// A block that no question waits for. Setting the scene is not shown; what happens to a world that
// the learner has seen before is.
bool LessonPage::playOpening(const lesson::Play& block) {
    ++cursor_;
    const Stretch stretch = record(block.script, {});
    const bool isScene = !page().scenario.empty() || restoring_;
    if (isScene || stretch.tip <= stretch.start) {
        busy_ = true;
        session_.goTo(stretch.branch, stretch.tip);
        busy_ = false;
        waitUntil(stretch.end);
        keepHome();
        return true;
    }
    Watch watch;
    watch.stretch = stretch;
    watch.next = cursor_;
    watch_ = watch;
    startWatching();
    return false;
}

// False if it waits for an answer; true if it was answered before.
bool LessonPage::addAsk(const lesson::Ask& ask) {
    const bool hasOutcome = ask.role == AskRole::predict;
    QStringList servers;
    for (const ScenarioServer& server : timeline_->setup().scenario.servers) {
        servers += QString::fromStdString(server.name);
    }
    auto* card = new LessonAskCard(
        ask,
        {look_, follow_, servers, hasOutcome, !hasOutcome && lastOutcome_.has_value()}, this);
    put(card);
    asks_.push_back(card);
    if (!hasOutcome && lastOutcome_) stretches_[card] = *lastOutcome_;
    const std::size_t piece = cursor_;
    connectCard(card, ask, piece);
    const auto stored = progress_->answers.find({number_, piece});
    if (stored == progress_->answers.end()) {
        restoring_ = false;
        session_.setQuestionWaits(hasOutcome);
        Q_EMIT grew(card);
        return false;
    }
    card->restore(stored->second);
    if (hasOutcome) {
        if (!prepareOutcome(card, piece, stored->second)) return false;
        busy_ = true;
        session_.goTo(watch_->stretch.branch, watch_->stretch.tip);
        busy_ = false;
        finishWatch();
    } else {
        settleNow(card, piece, stored->second);
    }
    return true;
}

void LessonPage::addGoal(const lesson::Goal& goal) {
    auto* card = new LessonGoalCard(goal, look_, follow_, this);
    put(card);
    goals_.push_back(card);
    // From here on the learner is meant to act, which is not leaving the lesson.
    session_.setLearnerActs(true);
    connect(card, &LessonGoalCard::startOver, this, [this] { goHome(); });
    if (progress_->goals.count({number_, cursor_}) > 0) card->setReached();
    std::vector<Fault> faults;
    openGoals_.push_back({card, cursor_, lesson::readCondition(goal.when, *timeline_, faults)});
    for (const Fault& fault : faults) addFault(fault);
    Q_EMIT grew(card);
}

void LessonPage::complete() {
    complete_ = true;
    auto* again = new QPushButton(tr("Begin this page again"), this);
    setRole(again, "link");
    column_->insertWidget(column_->count() - 1, again, 0, Qt::AlignLeft);
    // The page that is pressed away must not be gone while its button is still at work.
    connect(again, &QPushButton::clicked, this, &LessonPage::startAgain, Qt::QueuedConnection);
    Q_EMIT progressed();
}

// --- Questions ----------------------------------------------------------------------------------

void LessonPage::connectCard(LessonAskCard* card, const lesson::Ask&, std::size_t piece) {
    connect(card, &LessonAskCard::answered, this,
            [this, card, piece] { answer(card, piece, false); });
    connect(card, &LessonAskCard::skipped, this,
            [this, card, piece] { answer(card, piece, true); });
    connect(card, &LessonAskCard::skipToEnd, this, [this] {
        if (watch_) session_.goTo(watch_->stretch.branch, watch_->stretch.tip);
    });
    connect(card, &LessonAskCard::watchAgain, this, [this, card] {
        const auto found = stretches_.find(card);
        if (found != stretches_.end()) replay(found->second);
    });
    connect(card, &LessonAskCard::noteWritten, this, [this, piece](const QString& note) {
        progress_->answers[{number_, piece}].note = note.toStdString();
        Q_EMIT progressed();
    });
}

bool LessonPage::playsAfter(std::size_t piece) const {
    const auto& pieces = page().pieces;
    return std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(piece) + 1, pieces.end(),
                       [](const lesson::Piece& next) {
                           return std::holds_alternative<lesson::Play>(next);
                       });
}

void LessonPage::answer(LessonAskCard* card, std::size_t piece, bool skipped) {
    const lesson::Ask& ask = *lesson::askAt(page(), piece);
    session_.setQuestionWaits(false);
    lesson::GivenAnswer given;
    given.state = skipped ? AnswerState::skipped : AnswerState::wrong;
    if (!skipped) given.given = LessonAskCard::toText(ask, card->answer()).toStdString();
    // What the learner has done for a goal stays on the stage, unless something is played next.
    const bool stays = ask.role != AskRole::predict && !playsAfter(piece) &&
                       !session_.hasLeftLesson() && &session_.timeline() == timeline_.get();
    const int branch = timeline_->branch();
    const Step step = timeline_->step();
    const Time time = timeline_->time();
    goHome();
    if (ask.role != AskRole::predict) {
        settleNow(card, piece, given);
        if (stays) {
            busy_ = true;
            session_.goTo(branch, step);
            busy_ = false;
            waitUntil(time);
        }
        advance();
        return;
    }
    if (!prepareOutcome(card, piece, given)) return;
    card->setWatching(true);
    startWatching();
}

void LessonPage::grade(const lesson::Ask& ask, const lesson::AnswerKey& key,
                       lesson::GivenAnswer& given) const {
    if (given.state == AnswerState::skipped) return;
    const bool right = lesson::grade(ask, key, LessonAskCard::fromText(ask, given.given)).right;
    given.state = right ? AnswerState::right : AnswerState::wrong;
}

void LessonPage::settleNow(LessonAskCard* card, std::size_t piece, lesson::GivenAnswer given) {
    const lesson::Ask& ask = *lesson::askAt(page(), piece);
    cursor_ = piece + 1;
    std::vector<Fault> faults;
    const auto key = lesson::findKey(ask, *timeline_, timeline_->step(), faults);
    for (const Fault& fault : faults) addFault(fault);
    if (!key) return;
    grade(ask, *key, given);
    progress_->answers[{number_, piece}] = given;
    card->showResult(*key, given);
    Q_EMIT progressed();
    Q_EMIT grew(card);
}

// Plays the outcome without showing it, to know what is right, and goes back to before it.
bool LessonPage::prepareOutcome(LessonAskCard* card, std::size_t piece,
                                lesson::GivenAnswer given) {
    const lesson::Ask& ask = *lesson::askAt(page(), piece);
    const std::size_t outcome = lesson::outcomeOf(page(), piece);
    for (std::size_t at = piece + 1; at < outcome; ++at) {
        const auto* prose = std::get_if<lesson::Prose>(&page().pieces[at]);
        if (prose) addText(prose->nodes);
    }
    Watch watch;
    const auto& block = std::get<lesson::Play>(page().pieces[outcome]);
    std::vector<Fault> faults;
    const Step before = timeline_->step();
    std::optional<lesson::AnswerKey> key;
    watch.stretch = record(block.script, [&](Timeline& timeline) {
        key = lesson::findKey(ask, timeline, before, faults);
    });
    for (const Fault& fault : faults) addFault(fault);
    if (!key) return false;
    watch.card = card;
    watch.ask = piece;
    watch.key = std::move(*key);
    watch.given = std::move(given);
    watch.next = outcome + 1;
    watch_ = std::move(watch);
    return true;
}

bool LessonPage::takeClick(const QString& server) {
    for (LessonAskCard* card : asks_) {
        if (card->takeServer(server)) return true;
    }
    return false;
}

bool LessonPage::confirm(const QAbstractButton& choice) {
    for (LessonAskCard* card : asks_) {
        if (card->isAncestorOf(&choice)) return card->confirm(choice);
    }
    return false;
}

void LessonPage::stepOverQuestion() {
    for (LessonAskCard* card : asks_) {
        if (card->isSettled()) continue;
        if (card->primary()->isEnabled()) return card->primary()->click();
        if (card->isReminded()) return Q_EMIT card->skipped();
        card->remind();
        Q_EMIT session_.told(tr("Answer first? Stepping again skips the question."));
        Q_EMIT grew(card);
        return;
    }
}

void LessonPage::focusFirst() {
    for (LessonAskCard* card : asks_) {
        if (!card->isSettled()) return card->focusFirst();
    }
}

}  // namespace lockstep::window
