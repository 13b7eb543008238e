// SPDX-License-Identifier: GPL-3.0-or-later
// The run on screen beside another one.
#include <QFileDialog>
#include <QFileInfo>

#include "script/beside.h"
#include "session/playback.h"
#include "window/compare_choice.h"
#include "window/compare_window.h"
#include "window/main_window.h"
#include "window/run_files.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

void MainWindow::chooseComparison() {
    const QString title = tr("Compare this run");
    if (sheet_ && sheet_->title() == title) {
        sheet_->close();
        return;
    }
    session_.playback().pause();
    const auto chosen = [this](const Variation& variation) {
        std::vector<std::string> skipped;
        std::vector<Fault> faults;
        std::shared_ptr<Timeline> other =
            script::replayIn(session_.timeline(), variation.scenario, skipped, faults);
        if (!other) {
            Q_EMIT session_.told(QString::fromStdString(faults.front().message));
            return;
        }
        const QString left =
            skipped.empty() ? QString()
                            : tr(" (left out: %1)").arg(QString::fromStdString(skipped.front()));
        compareWith(std::move(other), variation.title + left);
    };
    const auto otherScript = [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("The other run"), {},
                                                          tr("Scripts (*.lockstep *.txt)"));
        if (path.isEmpty()) return;
        OpenedRun opened = openRunFile(path, catalog_);
        if (opened.timeline) {
            compareWith(std::move(opened.timeline), QFileInfo(path).completeBaseName());
        }
        if (opened.fault.isEmpty()) return;
        // What is wrong is said on the line that the sheet covers.
        if (sheet_) sheet_->close();
        Q_EMIT session_.told(opened.fault);
    };
    openSheet(title, u"c"_s, makeCompareChoice(look_, session_, chosen, otherScript), 560);
    sheet_->focusFirst();
}

void MainWindow::compareWith(std::shared_ptr<Timeline> other, const QString& title) {
    if (sheet_) sheet_->close();
    std::vector<std::string> skipped;
    std::vector<Fault> faults;
    // A copy of its own, so that stepping there moves nothing here.
    std::shared_ptr<Timeline> mine = script::replayIn(
        session_.timeline(), session_.timeline().setup().scenario, skipped, faults);
    if (compare_) compare_->close();
    compare_ = new CompareWindow(catalog_, figures_, look_, {std::move(mine), tr("As it ran")},
                                 {std::move(other), title});
    compare_->show();
}

}  // namespace lockstep::window
