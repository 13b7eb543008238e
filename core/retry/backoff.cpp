// SPDX-License-Identifier: GPL-3.0-or-later
// How long to wait before trying again. The jitters are those of Brooker,
// "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
#include "retry/backoff.h"

#include <algorithm>

namespace lockstep::retry {
namespace {

// A delay grows no further than a year, capped or not.
constexpr std::int64_t longest = 31'536'000'000'000;

bool has(FlawSet flaws, Flaw flaw) { return flaws.has(static_cast<int>(flaw)); }

std::int64_t grown(const Settings& settings, std::uint32_t retry) {
    std::int64_t delay = settings.base.count();
    switch (settings.backoff) {
        case Backoff::constant: return delay;
        case Backoff::linear: return std::min(longest, delay * retry);
        case Backoff::exponential:
            for (std::uint32_t i = 1; i < retry && delay < longest; ++i) {
                // Parts of a microsecond are dropped at each doubling.
                delay = delay / 1'000'000 * settings.factor +
                        delay % 1'000'000 * settings.factor / 1'000'000;
            }
            return std::min(longest, delay);
    }
    return delay;
}

}  // namespace

// [backoff]
Duration plainDelay(const Settings& settings, std::uint32_t retry,
                    FlawSet flaws) {
    const Duration delay(grown(settings, retry));
    return has(flaws, Flaw::noCap) ? delay : std::min(delay, settings.cap);
}
// [backoff]

// [jitter]
// Without chance, clients that failed together come back together. Full:
// anywhere up to the delay. Equal: half of it and anywhere in the other half.
// Decorrelated: anywhere from the base to three times the delay before. Fifth:
// a fifth less to a fifth more (gRPC, which lets that fifth pass the cap).
Duration delayBefore(const Settings& settings, std::uint32_t retry,
                     Duration previous, FlawSet flaws, Random& random) {
    const Duration delay = plainDelay(settings, retry, flaws);
    const bool capped = !has(flaws, Flaw::noCap);
    if (has(flaws, Flaw::noJitter)) return delay;
    switch (settings.jitter) {
        case Jitter::none: return delay;
        case Jitter::full: return random.within({Duration(0), delay});
        case Jitter::equal:
            return delay / 2 + random.within({Duration(0), delay - delay / 2});
        case Jitter::decorrelated: {
            const Duration most = std::max(settings.base, previous * 3);
            const Duration drawn = random.within({settings.base, most});
            return capped ? std::min(settings.cap, drawn) : drawn;
        }
        case Jitter::fifth: {
            const Duration fifth = delay / 5;
            const Duration drawn =
                random.within({delay - fifth, delay + fifth});
            return capped ? std::min(settings.cap, drawn) : drawn;
        }
    }
    return delay;
}
// [jitter]

}  // namespace lockstep::retry
