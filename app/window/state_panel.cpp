// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/state_panel.h"

#include <QVBoxLayout>
#include <string_view>
#include <unordered_map>

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

    // The places of each server's facts, the servers in the order of their first.
    std::vector<std::string_view> servers;
    std::unordered_map<std::string_view, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [found, isNew] = places.try_emplace(rows[i].server);
        if (isNew && !rows[i].server.empty()) servers.push_back(rows[i].server);
        if (passes(rows[i])) found->second.push_back(i);
    }
    std::vector<FactEntry> lines;
    const auto addGroup = [&](std::string_view server, const QString& title) {
        const auto found = places.find(server);
        if (found == places.end() || found->second.empty()) return;
        lines.push_back({0, false, title});
        for (const std::size_t place : found->second)
            lines.push_back({place});
    };
    const std::string focus = session_.focusServer().toStdString();
    if (!focus.empty()) addGroup(focus, session_.focusServer());
    for (const std::string_view name : servers) {
        if (name != focus) addGroup(name, QString::fromUtf8(name.data(), qsizetype(name.size())));
    }
    addGroup({}, tr("World"));
    if (lines.empty()) lines.push_back({0, false, tr("No fact matches.")});
    view_->setEntries(session_.factTable(), std::move(lines));
}

}  // namespace lockstep::window
