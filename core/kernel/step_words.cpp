// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/step_words.h"

namespace lockstep {

const Event* mainEvent(const Events& events) {
    // Among equals what a server did goes before what the network did, and the
    // later before the earlier: a server adopts a term in order to vote in it.
    const auto rank = [](const Event& event) {
        return static_cast<int>(event.kind->weight) * 2 +
               (event.atServer ? 1 : 0);
    };
    const Event* best = nullptr;
    for (const Event& event : events)
        if (!best || rank(event) >= rank(*best)) best = &event;
    return best;
}

std::string quietStep(const Moment& moment) {
    std::string words = "Nothing noteworthy happens.";
    if (!moment.history || !moment.before || moment.step == 0) return words;
    const Action action = moment.history->actionAt(moment.step);
    if (action.verb != Verb::deliver) return words;
    const Setup& setup = moment.before->setup();
    const auto name = [&](const std::string& role, ServerId server) {
        return role.empty() ? setup.name(server) : role;
    };
    moment.before->visitMessages([&](const MessageView& message) {
        if (message.id != action.n) return;
        words = name(message.toRole, message.to) + " receives " + message.kind +
                " from " + name(message.fromRole, message.from) + ".";
    });
    return words;
}

}  // namespace lockstep
