// SPDX-License-Identifier: GPL-3.0-or-later
// Runs as files and as text: scripts and recordings are one language.
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

#include "catalog/catalog.h"
#include "kernel/timeline.h"
#include "session/session.h"

namespace lockstep::window {

struct OpenedRun {
    std::shared_ptr<Timeline> timeline;  // as far as it could be played; null if not at all
    QString fault;                       // one line with its place; empty if all went well
};

// Plays a script or recording to its end. What is wrong is told with the name and the place.
OpenedRun openRun(const QByteArray& text, const QString& name, const Catalog& catalog);
OpenedRun openRunFile(const QString& path, const Catalog& catalog);

// The run as a script: the way to where it stands, or all its branches.
QByteArray recordingOf(const Timeline& timeline);
QByteArray sessionOf(const Timeline& timeline);
// Whole or not at all; one line if it cannot be written.
QString saveRunFile(const QString& path, const Timeline& timeline);

// Plays lines of the script language on the run: "run 200 ms", "crash S3", "expect leaders = S1".
// One line that says what came of it; `failed` if it was not understood or was refused.
struct LineResult {
    bool failed = false;
    QString text;
};
LineResult runLine(session::Session& session, const QString& line);

}  // namespace lockstep::window
