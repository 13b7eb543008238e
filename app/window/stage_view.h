// SPDX-License-Identifier: GPL-3.0-or-later
// The stage with the session behind it: builds the figure once a step, lets it move while it
// plays, and turns what is touched into menus of actions.
#pragma once

#include <QWidget>
#include <functional>
#include <memory>

#include "figures/catalog.h"
#include "session/session.h"
#include "stage/stage.h"
#include "window/look.h"

namespace lockstep::window {

class ActionMenus;

class StageView final : public QWidget {
    Q_OBJECT

public:
    // Without menus the stage is only to be looked at.
    StageView(session::Session& session, const Look& look, const figures::FigureCatalog& figures,
              ActionMenus* menus, QWidget* parent = nullptr);

    stage::Stage* stage() { return stage_; }
    // Asked first what a click on a mark means: a lesson's question may take it.
    void setClickTaker(std::function<bool(const QString& markId)> taker) {
        clickTaker_ = std::move(taker);
    }
    // The names of the servers selected.
    QStringList selectedServers() const;
    // Selects a server and opens its menu, as a click does.
    void openServer(int index);
    void openMenuOfSelection();
    void partSelection();
    // Scrolls a table that is longer than its room, so many columns to the right.
    void scrollTable(int columns);

    // The picture as it is now, for files and slides; with its caption.
    std::optional<drawing::Figure> figureFor(drawing::Size size, bool caption) const;
    drawing::Size roomForFigure() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void connectMenus();
    void applyLook();
    void moved(session::Session::Move move);
    void rebuild(bool tween);
    void pointAt(const QStringList& markIds);
    QPoint besideMark(const QString& markId) const;

    session::Session& session_;
    const Look& look_;
    const figures::FigureCatalog& figures_;
    ActionMenus* menus_;
    stage::Stage* stage_;
    std::function<bool(const QString&)> clickTaker_;
    bool stale_ = true;
    std::uint32_t tableFirst_ = 0;  // as FigureOptions has it
};

}  // namespace lockstep::window
