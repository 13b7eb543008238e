// SPDX-License-Identifier: GPL-3.0-or-later
// How the other world shall differ: a flaw switched, a rule chosen otherwise, or another script.
#pragma once

#include <QWidget>
#include <functional>

#include "kernel/scenario.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

struct Variation {
    QString title;  // "with the flaw: A server forgets its vote"
    Scenario scenario;
};

// All that one switch or one choice apart makes of the present scenario.
std::vector<Variation> variationsOf(const session::Session& session);

// A button for each; `otherScript` asks for a file.
QWidget* makeCompareChoice(const Look& look, const session::Session& session,
                           std::function<void(const Variation&)> chosen,
                           std::function<void()> otherScript);

}  // namespace lockstep::window
