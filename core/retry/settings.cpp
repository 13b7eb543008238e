// SPDX-License-Identifier: GPL-3.0-or-later
// The dials' values in the world, both ways.
#include "requests/arrivals.h"
#include "retry/calls.h"
#include "retry/tables.h"
#include "retry/topic.h"

namespace lockstep::retry {
namespace {

// A setting as a dial's value, and back; a setting that is not there is none.
DialValue shown(std::uint32_t value) { return {value, value}; }
DialValue shown(std::int64_t value) { return {value, value}; }
DialValue shown(bool value) { return {value ? 1 : 0, value ? 1 : 0}; }
DialValue shown(Duration value) { return {value.count(), value.count()}; }
DialValue shown(Backoff value) {
    return shown(static_cast<std::int64_t>(value));
}
DialValue shown(Jitter value) {
    return shown(static_cast<std::int64_t>(value));
}
template <class Setting>
DialValue shown(const std::optional<Setting>& value) {
    return value ? shown(*value)
                 : DialValue{DialValue::unset, DialValue::unset};
}

void take(std::uint32_t& setting, DialValue value) {
    setting = static_cast<std::uint32_t>(value.low);
}
void take(bool& setting, DialValue value) { setting = value.low != 0; }
void take(std::int64_t& setting, DialValue value) { setting = value.low; }
void take(Duration& setting, DialValue value) { setting = Duration(value.low); }
void take(Backoff& setting, DialValue value) {
    setting = static_cast<Backoff>(value.low);
}
void take(Jitter& setting, DialValue value) {
    setting = static_cast<Jitter>(value.low);
}
template <class Setting>
void take(std::optional<Setting>& setting, DialValue value) {
    setting.reset();
    if (value.isSet()) take(setting.emplace(), value);
}

// Hands the setting of a dial to `use`.
template <class Settings, class Use>
void with(Settings& settings, RetryDial dial, Use use) {
    switch (dial) {
        case RetryDial::backoff: use(settings.backoff); return;
        case RetryDial::base: use(settings.base); return;
        case RetryDial::factor: use(settings.factor); return;
        case RetryDial::cap: use(settings.cap); return;
        case RetryDial::jitter: use(settings.jitter); return;
        case RetryDial::attempts: use(settings.attempts); return;
        case RetryDial::deadline: use(settings.deadline); return;
        case RetryDial::hedge: use(settings.hedge); return;
        case RetryDial::budget: use(settings.budget); return;
        case RetryDial::burst: use(settings.burst); return;
        case RetryDial::throttle: use(settings.throttle); return;
        case RetryDial::tokenRatio: use(settings.tokenRatio); return;
        case RetryDial::clients: use(settings.clients); return;
        case RetryDial::layers: use(settings.layers); return;
        case RetryDial::arrivals: use(settings.arrivals); return;
        case RetryDial::service: use(settings.service); return;
        case RetryDial::timeout: use(settings.timeout); return;
        case RetryDial::queue: use(settings.queue); return;
        case RetryDial::errors: use(settings.errors); return;
        case RetryDial::permanent: use(settings.permanent); return;
        case RetryDial::lostReplies: use(settings.lostReplies); return;
        case RetryDial::keys: use(settings.keys); return;
    }
}

}  // namespace

void Topic::setDial(World& world, std::size_t index, DialValue value) {
    const auto dial = static_cast<RetryDial>(index);
    with(world.settings, dial, [&](auto& setting) { take(setting, value); });
    if (dial == RetryDial::budget || dial == RetryDial::burst ||
        dial == RetryDial::throttle) {
        // Its tokens begin anew, and so does the count of what they allow.
        fill(world.allowance, world.settings);
        world.ghosts.budgeted = 0;
        world.ghosts.earned = world.settings.burst * token;
    }
    if (dial == RetryDial::arrivals) startArrivals(world);
}

DialValue Topic::dial(const World& world, std::size_t index) {
    DialValue value;
    with(world.settings, static_cast<RetryDial>(index),
         [&](const auto& setting) { value = shown(setting); });
    return value;
}

}  // namespace lockstep::retry
