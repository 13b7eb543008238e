// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/row_files.h"

#include <QFile>
#include <QFileInfo>

#include "rows/rows.h"
#include "script/text.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

QString inOneLine(const QString& path, const rows::RowFault& fault) {
    const QString place = fault.line > 0 ? u":%1:1"_s.arg(fault.line) : QString();
    return QFileInfo(path).fileName() + place + u": "_s + QString::fromStdString(fault.message);
}

std::optional<std::vector<rows::FileRow>> readRows(const QString& path, rows::RowFault& fault) {
    if (!rows::isCsv(path.toStdString()))
        return rows::readSqlite(QFile::encodeName(path).toStdString(), fault.message);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        fault.message = "it cannot be opened; " + file.errorString().toStdString();
        return std::nullopt;
    }
    if (file.size() > qint64{script::longestText}) {
        fault.message = "it is larger than 16 MB, which no run can hold";
        return std::nullopt;
    }
    return rows::readCsv(file.readAll().toStdString(), fault);
}

}  // namespace

bool canHaveRows(const session::Session& session) {
    return session.hasRun() && rows::hasRows(session.topic());
}

QString loadRowsFile(const QString& path, session::Session& session) {
    rows::RowFault fault;
    const auto found = readRows(path, fault);
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
