// SPDX-License-Identifier: GPL-3.0-or-later
// Turns wall time into simulated time: at speed 1/50 a second here is 20 ms there. Between two
// steps the time shown moves on, so that packets fly; where nothing is in flight and the next thing
// is far off, it glides there instead of letting everyone wait.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <optional>

#include "kernel/moment.h"

namespace lockstep::session {

class Session;

class Playback final : public QObject {
    Q_OBJECT

public:
    static constexpr double slowest = 0.001;
    static constexpr double fastest = 10;
    static constexpr double usual = 0.02;

    explicit Playback(Session& session);

    bool isPlaying() const { return timer_.isActive(); }
    void play();
    void pause();
    void toggle() { isPlaying() ? pause() : play(); }
    // Plays the recorded steps up to this one in about `seconds`, then stops.
    void playTo(Step step, double seconds);

    double speed() const { return speed_; }
    // Between slowest and fastest; what lies outside is brought to the nearer end.
    void setSpeed(double speed);
    // To the next of the usual speeds: 1/1000, 1/500, 1/200, 1/100 … 10.
    void faster();
    void slower();

    // The simulated time on screen, at or after the step's own.
    Time shown() const { return shown_; }
    // On its way to something far off, faster than the speed says.
    bool isGliding() const { return gliding_; }

    // Where the session stands has changed by other means.
    void settle();
    // Moves on as if so much wall time had passed; the timer calls it, and so do tests.
    void advance(double seconds);

private:
    void tick();
    double paceTowards(std::optional<Time> next);
    void stop();

    Session& session_;
    QTimer timer_;
    QElapsedTimer clock_;
    double speed_ = usual;
    double rest_ = 0;  // of a microsecond, so that the slowest speed moves too
    Time shown_{};
    bool gliding_ = false;
    Time glideFrom_{};
    std::optional<Step> target_;
    double targetSpeed_ = 0;
};

// "1/50", "1", "2.5": a speed in few words, and what it means.
QString speedText(double speed);
QString speedMeaning(double speed);  // "1 s here = 20 ms"

// A slider's place from 0 to 1 for a speed, on a log scale, and back.
double speedToPlace(double speed);
double placeToSpeed(double place);

}  // namespace lockstep::session
