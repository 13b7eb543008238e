// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/telling.h"

#include <QCoreApplication>

#include "kernel/action_text.h"

namespace lockstep::session {

StepTelling tell(const Moment& moment) {
    StepTelling telling;
    if (moment.step == 0) {
        telling.what = QCoreApplication::translate("Telling", "This is how it begins.");
        telling.why =
            moment.after->next()
                ? QCoreApplication::translate(
                      "Telling",
                      "Step on, press play, or click in the picture to see what can be done.")
                : QCoreApplication::translate(
                      "Telling", "Nothing happens by itself here: click in the picture to see what "
                                 "can be done.");
        return telling;
    }
    telling.event = mainEvent(*moment.events);
    if (!telling.event) {
        telling.what = QString::fromStdString(quietStep(moment));
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
