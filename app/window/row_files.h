// SPDX-License-Identifier: GPL-3.0-or-later
// Rows from and to files, as CSV or SQLite, for topics that store some.
#pragma once

#include <QString>

#include "session/session.h"

namespace lockstep::window {

bool canHaveRows(const session::Session& session);

// Each returns one line that says what is wrong, and where; empty if all went well. Rows that
// cannot all be written are none of them written.
QString loadRowsFile(const QString& path, session::Session& session);
QString saveRowsFile(const QString& path, const session::Session& session);

}  // namespace lockstep::window
