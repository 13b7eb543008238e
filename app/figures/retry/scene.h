// SPDX-License-Identifier: GPL-3.0-or-later
// Retries in one picture: the attempts of the last calls as bars on one time line, the crowd that
// they are for the dependency, and what keeps it going: layers that multiply, a loop that feeds
// itself.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "drawing/shapes.h"
#include "figures/board.h"
#include "retry/calls.h"
#include "retry/topic.h"

namespace lockstep::figures::retry {

namespace core = lockstep::retry;

struct Bar {
    lockstep::Time sent{};
    lockstep::Time ended{};
    enum class End { underWay, success, failure, timeout, lost } end = End::underWay;
    bool lit = false;
};

// A call, as far as one looks back.
struct Row {
    std::map<std::int64_t, Bar> bars;  // by attempt
    bool gaveUp = false;
    bool succeeded = false;
    // Of a call that is open: when it tries again, and when its deadline is.
    std::optional<Timer> again;
    std::optional<lockstep::Time> deadline;
};

inline constexpr double leastRow = 27;

struct Scene {
    const Moment& moment;
    const core::World& world;
    std::map<std::int64_t, Row> rows;   // by number of the call
    std::vector<lockstep::Time> tries;  // every attempt that was seen
    std::size_t hidden = 0;             // calls that were seen, and find no room
    lockstep::Time first{};             // where the time line begins
    lockstep::Time last{};              // and ends
    drawing::Rect line;                 // of the time line, in pixels
    double grow = 1;                    // of a row: a few find more room than many

    double rowHeight() const { return leastRow * grow; }

    double x(lockstep::Time time) const {
        const double span = std::max(1.0, static_cast<double>((last - first).count()));
        return line.x + line.width * static_cast<double>((time - first).count()) / span;
    }
};

// Looks back; keeps the last calls, as many as there is room for.
Scene sceneOf(const Moment& moment);
void keepRows(Scene& scene, std::size_t most);

void addBars(drawing::Figure& figure, const Scene& scene, const drawing::Rect& area);
// How the attempts of the rows may have ended, where the rows leave room for it.
void addSigns(drawing::Figure& figure, const Scene& scene, const drawing::Rect& area);
void addCrowd(drawing::Figure& figure, const Scene& scene, const drawing::Rect& area);
void addTree(drawing::Figure& figure, const Scene& scene, const drawing::Rect& area);
void addLoop(drawing::Figure& figure, const Scene& scene, const drawing::Rect& area);

}  // namespace lockstep::figures::retry
