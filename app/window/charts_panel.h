// SPDX-License-Identifier: GPL-3.0-or-later
// The topic's charts beside the stage, on the same clock: a click goes to that time, and each can
// be saved as a picture or as numbers.
#pragma once

#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>
#include <vector>

#include "charts/chart_view.h"
#include "figures/catalog.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class ChartsPanel final : public QWidget {
    Q_OBJECT

public:
    ChartsPanel(session::Session& session, const Look& look, const figures::FigureCatalog& figures,
                QWidget* parent = nullptr);

    std::size_t count() const { return views_.size(); }
    charts::ChartView* view(std::size_t index) { return views_[index]; }
    // Writes a chart to a file by its ending: SVG, PDF, PNG or CSV. Empty, or why it cannot.
    QString save(std::size_t index, const QString& path) const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    void refresh();
    QWidget* buildRow(std::size_t index);
    void askAndSave(std::size_t index);
    void goTo(double milliseconds);

    session::Session& session_;
    const Look& look_;
    const figures::FigureCatalog& figures_;
    QWidget* list_;
    std::vector<figures::ChartSpec> specs_;
    std::vector<charts::ChartView*> views_;
    const TopicInfo* builtFor_ = nullptr;
};

}  // namespace lockstep::window
