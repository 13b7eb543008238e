// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/pace.h"

namespace lockstep::explorer {

Pace::Pace(const Watch& watch) : watch_(watch) {}

bool Pace::cancelled() const {
    return watch_.cancel && watch_.cancel->load(std::memory_order_relaxed);
}

double Pace::seconds() const {
    return std::chrono::duration<double>(Clock::now() - began_).count();
}

void Pace::tell(Progress progress) {
    constexpr double pause = 0.1;
    if (!watch_.progress) return;
    progress.seconds = seconds();
    const double since = progress.seconds - last_;
    if (since < pause) return;
    const std::uint64_t count =
        progress.states != 0 ? progress.states : progress.transitions;
    progress.rate = static_cast<double>(count - counted_) / since;
    last_ = progress.seconds;
    counted_ = count;
    watch_.progress(progress);
}

}  // namespace lockstep::explorer
