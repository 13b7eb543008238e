// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include "script/text.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRecentFiles = 10;

}  // namespace

Settings::Settings()
    : store_(QSettings::IniFormat, QSettings::UserScope, u"lockstep"_s, u"lockstep"_s) {}

theme::Choice Settings::themeChoice() const {
    const QString name = store_.value("look/theme", u"system"_s).toString();
    return theme::choiceNamed(name).value_or(theme::Choice::system);
}

void Settings::setThemeChoice(theme::Choice choice) {
    store_.setValue("look/theme", theme::nameOf(choice));
}

double Settings::textSize(double usual) const {
    return store_.value("look/textSize", usual).toDouble();
}
void Settings::setTextSize(double size) { store_.setValue("look/textSize", size); }

bool Settings::reducedMotion() const { return store_.value("look/reducedMotion", false).toBool(); }
void Settings::setReducedMotion(bool reduced) { store_.setValue("look/reducedMotion", reduced); }

double Settings::speed() const { return store_.value("play/speed", 0.02).toDouble(); }
void Settings::setSpeed(double speed) { store_.setValue("play/speed", speed); }

QByteArray Settings::geometry() const { return store_.value("window/geometry").toByteArray(); }
void Settings::setGeometry(const QByteArray& geometry) {
    store_.setValue("window/geometry", geometry);
}

bool Settings::panelShown(const QString& name) const {
    return store_.value(u"window/"_s + name, true).toBool();
}
void Settings::setPanelShown(const QString& name, bool shown) {
    store_.setValue(u"window/"_s + name, shown);
}

int Settings::tab() const { return store_.value("window/tab", 0).toInt(); }
void Settings::setTab(int tab) { store_.setValue("window/tab", tab); }

QStringList Settings::recentFiles() const {
    QStringList files = store_.value("files/recent").toStringList();
    files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return files;
}

void Settings::addRecentFile(const QString& path) {
    QStringList files = store_.value("files/recent").toStringList();
    const QString full = QFileInfo(path).absoluteFilePath();
    files.removeAll(full);
    files.prepend(full);
    store_.setValue("files/recent", QStringList(files.mid(0, mostRecentFiles)));
}

QString Settings::lastFolder() const {
    const QStringList files = store_.value("files/recent").toStringList();
    const QString folder = files.isEmpty() ? QString() : QFileInfo(files.front()).path();
    return QDir(folder).exists() && !folder.isEmpty() ? folder : QDir::homePath();
}

QString Settings::lastPicture() const { return store_.value("files/picture").toString(); }
void Settings::setLastPicture(const QString& path) { store_.setValue("files/picture", path); }

QString Settings::folder() const {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/lockstep"_s;
}

Settings::LastRun Settings::lastRun() const {
    QFile file(folder() + u"/session.lockstep"_s);
    if (file.size() > qint64{script::longestText} || !file.open(QIODevice::ReadOnly)) return {};
    return {file.readAll(), store_.value("session/name").toString()};
}

void Settings::setLastRun(const LastRun& run) {
    const QString path = folder() + u"/session.lockstep"_s;
    if (run.recording.isEmpty()) {
        QFile::remove(path);
        return;
    }
    QDir().mkpath(folder());
    // Whole or not at all: a program that is killed leaves the older session.
    QSaveFile file(path);
    // Unbuffered, because Qt's commit() does not notice that its last flush met a full disk.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) return;
    if (file.write(run.recording) != run.recording.size() || !file.commit()) return;
    store_.setValue("session/name", run.name);
}

}  // namespace lockstep::window
