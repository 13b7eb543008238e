// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept from one start to the next.
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include "theme/theme.h"

namespace lockstep::window {

class Settings {
public:
    Settings();

    theme::Choice themeChoice() const;
    void setThemeChoice(theme::Choice choice);
    // `usual` if none was ever chosen.
    double textSize(double usual) const;
    void setTextSize(double size);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    double speed() const;
    void setSpeed(double speed);

    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    bool panelShown(const QString& name) const;
    void setPanelShown(const QString& name, bool shown);
    int tab() const;
    void setTab(int tab);

    // The files opened or saved last, the latest first; those that are gone are left out.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    QString lastFolder() const;

    // The picture saved last, with its folder and ending; empty if there was none.
    QString lastPicture() const;
    void setLastPicture(const QString& path);

    // The run that was open when the program was left, with all its branches, and the file it was
    // saved to. Empty if the start page was open.
    struct LastRun {
        QByteArray recording;
        QString name;
    };
    LastRun lastRun() const;
    void setLastRun(const LastRun& run);

private:
    QString folder() const;

    mutable QSettings store_;
};

}  // namespace lockstep::window
