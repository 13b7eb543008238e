// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/row_files.h"

#include <QFile>
#include <QFileInfo>

#include "rows/rows.h"

namespace lockstep::window {

namespace {

QString inOneLine(const QString& path, const rows::RowFault& fault) {
    const std::string name = QFileInfo(path).fileName().toStdString();
    return QString::fromStdString(rows::inOneLine(name, fault));
}

}  // namespace

bool canHaveRows(const session::Session& session) {
    return session.hasRun() && rows::hasRows(session.topic());
}

QString loadRowsFile(const QString& path, session::Session& session) {
    rows::RowFault fault;
    const auto found = rows::readRows(QFile::encodeName(path).toStdString(), fault);
    if (!found) return inOneLine(path, fault);
    bool loaded = false;
    session.changeByHand([&](Timeline& timeline) {
        std::string played;
        loaded = rows::load(*found, timeline, played, fault);
    });
    return loaded ? QString() : inOneLine(path, fault);
}

QString saveRowsFile(const QString& path, const session::Session& session) {
    const auto found = rows::rowsOf(session.timeline(), std::nullopt);
    rows::RowFault fault;
    const bool saved =
        rows::writeRows(QFile::encodeName(path).toStdString(), *found, fault.message);
    return saved ? QString() : inOneLine(path, fault);
}

}  // namespace lockstep::window
