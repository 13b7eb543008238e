// SPDX-License-Identifier: GPL-3.0-or-later
// What the sheets hold: the list of keys, and the protocol on one page.
#pragma once

#include <QWidget>
#include <functional>

#include "session/session.h"
#include "window/commands.h"
#include "window/look.h"

namespace lockstep::window {

QWidget* makeKeyList(const Look& look, const Commands& commands, int columns);

// Each rule leads to its code and to its first step in the run.
struct ProtocolLinks {
    std::function<void(const QString& code)> showCode;
    std::function<void(Step step)> goTo;
};
QWidget* makeProtocolPage(const Look& look, const session::Session& session,
                          const ProtocolLinks& links);

}  // namespace lockstep::window
