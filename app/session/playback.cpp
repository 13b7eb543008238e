// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/playback.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "session/session.h"

namespace lockstep::session {

using namespace Qt::StringLiterals;

namespace {

constexpr int frameMilliseconds = 16;
constexpr int stepsAFrame = 400;
// No one waits longer than this for a timer while nothing is in flight.
constexpr double longestWait = 1.6;
constexpr std::array<double, 13> usualSpeeds{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,
                                             0.2,   0.5,   1,     2,    5,    10};

bool anythingInFlight(const AnyWorld& world) {
    bool any = false;
    world.visitMessages([&](const MessageView&) { any = true; });
    return any;
}

}  // namespace

Playback::Playback(Session& session) : session_(session) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(frameMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &Playback::tick);
}

void Playback::play() {
    if (isPlaying() || !session_.hasRun()) return;
    if (!target_ && session_.holdsBack()) return;
    if (!session_.canStep()) {
        session_.tellNothingIsDue();
        return;
    }
    clock_.start();
    timer_.start();
    Q_EMIT session_.playbackChanged();
}

void Playback::pause() {
    if (!isPlaying()) return;
    stop();
    Q_EMIT session_.playbackChanged();
}

void Playback::stop() {
    timer_.stop();
    target_.reset();
    gliding_ = false;
    rest_ = 0;
}

void Playback::playTo(Step step, double seconds) {
    pause();
    const Timeline& timeline = session_.timeline();
    if (step <= timeline.step()) return;
    const auto length = (timeline.timeAt(step) - timeline.time()).count();
    if (length <= 0) {  // by hand: no time passes, so there is nothing to watch
        session_.goTo(step);
        return;
    }
    target_ = step;
    targetSpeed_ = std::max(static_cast<double>(length) / (seconds * 1e6), slowest);
    play();
}

void Playback::setSpeed(double speed) {
    speed = std::clamp(speed, slowest, fastest);
    if (speed == speed_) return;
    speed_ = speed;
    Q_EMIT session_.playbackChanged();
}

void Playback::faster() {
    const auto next = std::upper_bound(usualSpeeds.begin(), usualSpeeds.end(), speed_ * 1.01);
    setSpeed(next == usualSpeeds.end() ? fastest : *next);
}

void Playback::slower() {
    auto next = std::lower_bound(usualSpeeds.begin(), usualSpeeds.end(), speed_ * 0.99);
    setSpeed(next == usualSpeeds.begin() ? slowest : *std::prev(next));
}

void Playback::settle() {
    shown_ = session_.hasRun() ? session_.timeline().time() : Time{};
    gliding_ = false;
    rest_ = 0;
}

void Playback::tick() {
    // A window that was busy does not make the run jump.
    advance(std::min(static_cast<double>(clock_.restart()) / 1000.0, 0.1));
}

// The speed for now: faster where nothing is in flight and the next thing is far off.
double Playback::paceTowards(std::optional<Time> next) {
    const double speed = target_ ? targetSpeed_ : speed_;
    const Time stepTime = session_.timeline().time();
    if (!next || target_ || anythingInFlight(session_.timeline().world())) {
        gliding_ = false;
        return speed;
    }
    const double gap = static_cast<double>((*next - stepTime).count()) / 1e6;
    gliding_ = gap > longestWait * speed;
    return gliding_ ? gap / longestWait : speed;
}

void Playback::advance(double seconds) {
    if (!session_.hasRun()) return;
    const auto next = session_.nextTime();
    if (!next) {
        pause();
        Q_EMIT session_.told(tr("Nothing more is due."));
        return;
    }
    const double moved = seconds * 1e6 * paceTowards(next) + rest_;
    rest_ = moved - std::floor(moved);
    Time until = shown_ + Time(static_cast<Time::rep>(moved));
    // A glide ends at what it goes to: from there on the speed counts again.
    if (gliding_) until = std::min(until, *next);
    if (target_ && session_.timeline().timeAt(*target_) <= until) {
        const Step step = *target_;
        pause();
        session_.goTo(step);
        return;
    }
    if (until >= *next) session_.advance(until, stepsAFrame);
    shown_ = std::max(until, session_.timeline().time());
    if (const auto later = session_.nextTime()) shown_ = std::min(shown_, *later);
    Q_EMIT session_.timeShown(shown_);
}

QString speedText(double speed) {
    if (speed >= 0.995) return QString::number(std::round(speed * 10) / 10);
    const double part = 1 / speed;
    const double rounded = part >= 100 ? std::round(part / 10) * 10 : std::round(part);
    return u"1/"_s + QString::number(rounded);
}

QString speedMeaning(double speed) {
    const auto microseconds = static_cast<std::int64_t>(std::llround(speed * 1e6));
    // Two digits are enough to tell speeds apart.
    std::int64_t unit = 1;
    while (microseconds / unit >= 100) unit *= 10;
    const Duration rounded((microseconds + unit / 2) / unit * unit);
    return Playback::tr("1 s here = %1").arg(QString::fromStdString(toText(rounded)));
}

double speedToPlace(double speed) {
    return std::log(speed / Playback::slowest) / std::log(Playback::fastest / Playback::slowest);
}

double placeToSpeed(double place) {
    return Playback::slowest * std::pow(Playback::fastest / Playback::slowest, place);
}

}  // namespace lockstep::session
