// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/run_files.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include "exporting/exporting.h"
#include "script/lines.h"
#include "script/reader.h"
#include "script/recording.h"
#include "script/text.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

// A hostile script does not hold the window for longer.
constexpr qint64 mostMilliseconds = 20'000;

QString say(const char* text) { return QCoreApplication::translate("RunFiles", text); }

QString inOneLine(const QString& name, const Fault& fault) {
    QString line = name;
    if (fault.place.line > 0) line += u":%1:%2"_s.arg(fault.place.line).arg(fault.place.column);
    return line + u": "_s + QString::fromStdString(fault.message);
}

// Remembers the first thing that went wrong, and what was said last.
class Ear final : public script::LineTeller {
public:
    Ear() { clock_.start(); }

    void expected(const script::Command& command, const script::Expression& expression, bool holds,
                  const script::FactList& got) override {
        LineTeller::expected(command, expression, holds, got);
        if (!holds && fault.message.empty()) fault = {command.place, last_};
    }
    void refused(const script::Command& command, const std::string& why) override {
        fault = {command.place, why};
    }
    bool listens() override { return clock_.elapsed() < mostMilliseconds; }

    const std::string& last() const { return last_; }
    Fault fault;

protected:
    void line(std::string_view text) override { last_ = text; }

private:
    QElapsedTimer clock_;
    std::string last_;
};

}  // namespace

OpenedRun openRun(const QByteArray& text, const QString& name, const Catalog& catalog) {
    std::vector<Fault> faults;
    const auto script = script::readScript(
        std::string_view(text.constData(), static_cast<std::size_t>(text.size())), catalog, faults);
    if (!script) {
        return {nullptr, faults.empty() ? name + u": "_s + say("it cannot be read.")
                                        : inOneLine(name, faults.front())};
    }
    OpenedRun run;
    run.timeline = script::open(*script);
    if (!run.timeline) return {nullptr, name + u": "_s + say("it cannot be started.")};
    Ear ear;
    const auto outcome = script::Player(*run.timeline, ear).play(script->commands);
    if (outcome == script::Outcome::stopped) {
        run.fault = name + u": "_s + say("it takes too long; what was played so far is here.");
    } else if (!ear.fault.message.empty()) {
        run.fault = inOneLine(name, ear.fault);
    }
    return run;
}

OpenedRun openRunFile(const QString& path, const Catalog& catalog) {
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {nullptr, name + u": "_s + say("it cannot be opened; ") + file.errorString()};
    }
    if (file.size() > qint64{script::longestText}) {
        return {nullptr, name + u": "_s + say("it is larger than 16 MB, which no recording is.")};
    }
    return openRun(file.readAll(), name, catalog);
}

QByteArray recordingOf(const Timeline& timeline) {
    return QByteArray::fromStdString(script::writeRecording(timeline));
}

QByteArray sessionOf(const Timeline& timeline) {
    return QByteArray::fromStdString(script::writeSession(timeline));
}

QString saveRunFile(const QString& path, const Timeline& timeline) {
    return exporting::writeFile(path, sessionOf(timeline)).error;
}

LineResult runLine(session::Session& session, const QString& line) {
    std::vector<Fault> faults;
    const auto commands = script::readCommands(line.toStdString(), session.timeline(), faults);
    if (!commands) {
        return {true, faults.empty() ? say("This is no command.")
                                     : QString::fromStdString(faults.front().message)};
    }
    Ear ear;
    session.changeByHand([&](Timeline& timeline) {
        script::Player(timeline, ear).play(*commands);
    });
    if (!ear.fault.message.empty()) return {true, QString::fromStdString(ear.fault.message)};
    return {false, QString::fromStdString(ear.last())};
}

}  // namespace lockstep::window
