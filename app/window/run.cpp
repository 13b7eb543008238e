// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/run.h"

#include <QApplication>
#include <QIcon>
#include <QScreen>

#include "catalog/catalog.h"
#include "figures/catalog.h"
#include "resources.h"
#include "window/main_window.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

int run(QApplication& application, const std::vector<std::string>& files) {
    initResources();
    application.setApplicationName(u"lockstep"_s);
    application.setApplicationDisplayName(u"Lockstep"_s);
    application.setDesktopFileName(u"org.lockstep.Lockstep"_s);
    application.setWindowIcon(QIcon(u":/icons/lockstep.svg"_s));
    application.setStyle(u"Fusion"_s);
    const Catalog catalog = allTopics();
    const figures::FigureCatalog figures = figures::allFigures();
    MainWindow window(catalog, figures);
    // On a small screen every pixel counts.
    const bool isSmall = window.screen()->availableGeometry().height() < 860;
    isSmall ? window.showMaximized() : window.show();
    if (files.empty()) {
        window.restoreSession();
    } else {
        window.openFile(QString::fromStdString(files.front()));
    }
    return application.exec();
}

}  // namespace lockstep::window
