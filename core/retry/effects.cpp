// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/effects.h"

#include "retry/events.h"

namespace lockstep::retry {

void expectEffects(World& world) {
    world.effects.pushBack({world.settings.keys, 0});
}

// [perform]
// To the dependency each attempt is a request of its own, unless it bears a
// key that it has seen: then it does nothing, and gives the same reply again.
void perform(World& world, CallNumber call, const Playing& playing) {
    Effects effects = world.effects[call - 1];
    if (effects.hasKey && effects.count > 0) {
        say(playing, recognized,
            "The dependency knows the key of call {call}. It was carried out "
            "before, and only the reply is sent again.",
            call);
        return;
    }
    ++world.done;
    if (effects.count > 0) {
        ++world.doneAgain;
        if (effects.hasKey) world.ghosts.doneTwice = call;
        say(playing, doneAgain,
            "Call {call} is carried out again. To the dependency each attempt "
            "is new.",
            call);
    }
    if (effects.count < 255) ++effects.count;
    world.effects.set(call - 1, effects);
}
// [perform]

}  // namespace lockstep::retry
