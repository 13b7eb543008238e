// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/state_panel.h"

#include <QVBoxLayout>
#include <algorithm>

namespace lockstep::window {

using namespace Qt::StringLiterals;

StatePanel::StatePanel(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      filter_(new QLineEdit(this)),
      view_(new FactView(look, this)) {
    filter_->setPlaceholderText(tr("Filter facts: term, S1.log, changed …"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter facts"));
    view_->setAccessibleName(tr("Facts of the world"));
    auto* top = new QVBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->addWidget(filter_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(view_, 1);

    const auto later = [this] {
        stale_ = true;
        refresh();
    };
    connect(&session_, &session::Session::moved, this, later);
    connect(&session_, &session::Session::focusChanged, this, later);
    connect(filter_, &QLineEdit::textChanged, this, later);
    connect(view_, &FactView::headingActivated, this, [this](const QString& name) {
        if (session_.timeline().setup().find(name.toStdString())) session_.setFocusServer(name);
    });
}

void StatePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void StatePanel::refresh() {
    if (!stale_ || !isVisible() || !session_.hasRun()) return;
    stale_ = false;
    const auto& rows = session_.facts().rows();
    const QString wanted = filter_->text().trimmed();
    const auto passes = [&](const session::FactRow& row) {
        if (wanted.isEmpty()) return true;
        if (wanted == tr("changed")) return row.changed;
        return QString::fromStdString(row.name).contains(wanted, Qt::CaseInsensitive);
    };

    std::vector<FactLine> lines;
    const auto addGroup = [&](const std::string& server, const QString& title) {
        const std::size_t at = lines.size();
        for (const session::FactRow& row : rows) {
            if (row.server != server || !passes(row)) continue;
            lines.push_back(FactLine::of(row, QString::fromStdString(row.shortName)));
        }
        if (lines.size() == at) return;
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), FactLine::heading(title));
    };
    const std::string focus = session_.focusServer().toStdString();
    if (!focus.empty()) addGroup(focus, session_.focusServer());
    std::vector<std::string> servers;
    for (const session::FactRow& row : session_.facts().rows()) {
        const bool isNew = std::find(servers.begin(), servers.end(), row.server) == servers.end();
        if (!row.server.empty() && isNew) servers.push_back(row.server);
    }
    for (const std::string& name : servers) {
        if (name != focus) addGroup(name, QString::fromStdString(name));
    }
    addGroup({}, tr("World"));
    if (lines.empty()) lines.push_back(FactLine::heading(tr("No fact matches.")));
    view_->setLines(std::move(lines));
}

}  // namespace lockstep::window
