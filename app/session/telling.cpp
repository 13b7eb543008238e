// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/telling.h"

#include <QCoreApplication>

#include "kernel/action_text.h"

namespace lockstep::session {

const Event* mainEvent(const Events& events) {
    // Among equals what a server did goes before what the network did, and the later before the
    // earlier: a server adopts a term in order to vote in it.
    const auto rank = [](const Event& event) {
        return static_cast<int>(event.kind->weight) * 2 + (event.atServer ? 1 : 0);
    };
    const Event* best = nullptr;
    for (const Event& event : events) {
        if (!best || rank(event) >= rank(*best)) best = &event;
    }
    return best;
}

StepTelling tell(const Moment& moment) {
    StepTelling telling;
    if (moment.step == 0) {
        telling.what = QCoreApplication::translate("Telling", "This is how it begins.");
        telling.why = QCoreApplication::translate(
            "Telling", "Step on, press play, or click a server to see what it can do.");
        return telling;
    }
    telling.event = mainEvent(*moment.events);
    if (!telling.event) {
        telling.what = QCoreApplication::translate("Telling", "Nothing noteworthy happens.");
        return telling;
    }
    const Telling both = told(toText(*telling.event, moment.after->setup()));
    telling.what = QString::fromStdString(both.what);
    telling.why = QString::fromStdString(both.why);
    telling.others = static_cast<int>(moment.events->size()) - 1;
    return telling;
}

QString serverOf(const Event& event, const Setup& setup) {
    return event.atServer ? QString::fromStdString(setup.name(event.where)) : QString();
}

QString actionText(const Action& action, const TopicInfo& topic, const Setup& setup) {
    return QString::fromStdString(toText(action, topic, setup));
}

}  // namespace lockstep::session
