// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaker/bare.h"

#include <algorithm>

namespace lockstep::breaker {
namespace {

template <class Which>
std::size_t count(const World& world, Which which) {
    const auto& calls = world.bare.calls;
    return static_cast<std::size_t>(
        std::count_if(calls.begin(), calls.end(), [&](const BareCall& call) {
            return call.until > world.cluster.now && which(call);
        }));
}

// As long as a call takes that never came to the dependency. Its lot is its
// number, so that what is drawn for the real ones stays as it is.
Duration drawn(const World& world) {
    const Surroundings& around = world.around;
    Duration takes = Duration::max();
    if (around.service) takes = Random(world.asked).within(*around.service);
    if (around.timeout) takes = std::min(takes, *around.timeout);
    return takes;
}

}  // namespace

// [without-a-breaker]
void callBare(World& world, std::uint32_t caller, ServerId host,
              const Timer& end) {
    const Surroundings& around = world.around;
    if (!around.threads || !(around.service || around.timeout)) return;
    auto& calls = world.bare.calls;
    const auto isOver = [&](const BareCall& call) {
        return call.until <= world.cluster.now;
    };
    calls.erase(std::remove_if(calls.begin(), calls.end(), isOver),
                calls.end());
    const auto itsOwn = [&](const BareCall& call) {
        return call.caller == caller;
    };
    if (count(world, itsOwn) >= *around.threads) {
        ++world.bare.starved;
        return;
    }
    const auto there = [&](const BareCall& call) { return call.host == host; };
    const bool isFull =
        around.capacity && count(world, there) >= *around.capacity;
    if (isFull || !isUp(world, host)) return;
    const Time until = end.running ? end.due : world.cluster.now + drawn(world);
    calls.push_back(
        {world.asked, static_cast<std::uint16_t>(caller), host, until});
}
// [without-a-breaker]

void endBare(World& world, CallNumber number) {
    for (BareCall& call : world.bare.calls) {
        if (call.number == number) call.until = world.cluster.now;
    }
}

std::uint32_t bareThreads(const World& world) {
    return static_cast<std::uint32_t>(
        count(world, [](const BareCall&) { return true; }));
}

}  // namespace lockstep::breaker
