// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of a page in play: what is shown on the stage, and the goals.
#include <algorithm>

#include "session/playback.h"
#include "window/lesson_page.h"

namespace lockstep::window {

using session::Session;

namespace {

// A stretch is seen at a pace at which its steps can be told apart, and nobody waits for long.
constexpr double secondsAStep = 0.55;
constexpr double shortestWatch = 1.6;
constexpr double longestWatch = 8.0;
constexpr int handStepMilliseconds = 650;

}  // namespace

// Plays a script to its end and goes back to where it began, so that it can be watched.
LessonPage::Stretch LessonPage::record(const lesson::Code& script,
                                       const std::function<void(Timeline&)>& atEnd) {
    Stretch stretch;
    std::vector<Fault> faults;
    busy_ = true;
    session_.change([&](Timeline& timeline) {
        stretch.start = timeline.step();
        faults = lesson::play(script, timeline).faults;
        stretch.tip = timeline.step();
        stretch.branch = timeline.branch();
        stretch.end = timeline.time();
        if (atEnd) atEnd(timeline);
        if (stretch.tip > stretch.start) timeline.seek(stretch.start);
    });
    busy_ = false;
    for (const Fault& fault : faults) addFault(fault);
    return stretch;
}

void LessonPage::startWatching() {
    const Stretch& stretch = watch_->stretch;
    if (stretch.tip <= timeline_->step()) return arrived();
    const Time from = timeline_->time();
    const bool timePasses = timeline_->timeAt(stretch.tip) > from;
    const double steps = static_cast<double>(stretch.tip - stretch.start);
    if (timePasses) {
        session_.playback().playTo(stretch.tip, std::clamp(steps * secondsAStep, shortestWatch,
                                                           longestWatch));
    } else {
        // By hand no time passes: its steps are shown one after the other.
        stepper_.start(std::min(handStepMilliseconds,
                                static_cast<int>(longestWatch * 1000 / std::max(1.0, steps))));
        stepOn();
    }
}

void LessonPage::stepOn() {
    const bool isOnTheWay = watch_ && timeline_->branch() == watch_->stretch.branch &&
                            timeline_->step() >= watch_->stretch.start &&
                            timeline_->step() < watch_->stretch.tip &&
                            !session_.hasLeftLesson();
    if (!isOnTheWay) return stepper_.stop();
    session_.step();
}

void LessonPage::replay(const Stretch& stretch) {
    if (watch_ && !watch_->isReplay) return;
    Watch watch;
    watch.stretch = stretch;
    watch.isReplay = true;
    busy_ = true;
    if (session_.hasLeftLesson()) session_.returnToLesson();
    session_.goTo(stretch.branch, stretch.start);
    busy_ = false;
    watch_ = watch;
    startWatching();
}

void LessonPage::moved() {
    const Step before = seen_;
    if (timeline_) seen_ = timeline_->step();
    if (busy_ || !timeline_ || &session_.timeline() != timeline_.get()) return;
    if (watch_ && timeline_->branch() == watch_->stretch.branch &&
        timeline_->step() >= watch_->stretch.tip) {
        return arrived();
    }
    checkGoals(before);
}

// Who left in the middle of an outcome and returns sees it from its beginning.
void LessonPage::lessonChanged() {
    if (busy_ || !watch_ || session_.hasLeftLesson() || !session_.inLesson()) return;
    if (&session_.timeline() != timeline_.get()) return;
    startWatching();
}

// Later than now: whoever brought us here is still at work on the session.
void LessonPage::arrived() {
    stepper_.stop();
    const auto* watched = lesson_.get();
    QTimer::singleShot(0, this, [this, watched] {
        if (!watch_ || lesson_.get() != watched) return;
        const bool isReplay = watch_->isReplay;
        finishWatch();
        if (!isReplay) advance();
    });
}

// A script may end by letting time pass without a step; that is not part of a recording.
void LessonPage::waitUntil(Time time) {
    if (timeline_->time() >= time) return;
    busy_ = true;
    session_.change([&](Timeline& timeline) { timeline.wait(time); });
    busy_ = false;
}

void LessonPage::finishWatch() {
    const Watch watch = *watch_;
    watch_.reset();
    if (watch.isReplay) return;
    waitUntil(watch.stretch.end);
    keepHome();
    cursor_ = watch.next;
    lastOutcome_ = watch.stretch;
    if (!watch.card) return;
    stretches_[watch.card] = watch.stretch;
    lesson::GivenAnswer given = watch.given;
    grade(*lesson::askAt(page(), watch.ask), watch.key, given);
    progress_->answers[{number_, watch.ask}] = given;
    watch.card->showResult(watch.key, given);
    Q_EMIT progressed();
    Q_EMIT grew(watch.card);
}

void LessonPage::keepHome() {
    homeBranch_ = timeline_->branch();
    homeStep_ = timeline_->step();
    homeTime_ = timeline_->time();
    busy_ = true;
    session_.holdLessonPlace();
    busy_ = false;
}

// Back to where the page stands; what the learner did meanwhile stays as a branch.
void LessonPage::goHome() {
    busy_ = true;
    if (session_.hasLeftLesson() || &session_.timeline() != timeline_.get()) {
        session_.returnToLesson();
    }
    session_.goTo(homeBranch_, homeStep_);
    busy_ = false;
    waitUntil(homeTime_);
}

// A command such as run 60 s takes many steps at once, and a goal may be reached at any of them.
void LessonPage::checkGoals(Step before) {
    bool news = false;
    const auto look = [&] {
        for (OpenGoal& goal : openGoals_) {
            if (goal.card->isReached() || !goal.when || !goal.when->holds(*timeline_)) continue;
            goal.card->setReached();
            progress_->goals.insert({number_, goal.piece});
            news = true;
            Q_EMIT grew(goal.card);
        }
    };
    const Step here = timeline_->step();
    if (here > before + 1 && !openGoals_.empty()) {
        for (timeline_->seek(before + 1); timeline_->step() < here; timeline_->forward()) look();
        timeline_->resume();
    }
    look();
    if (news) Q_EMIT progressed();
}

}  // namespace lockstep::window
