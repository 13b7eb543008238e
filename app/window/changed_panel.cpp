// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/changed_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "session/telling.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

// Always as many rows, so that nothing below jumps from step to step.
constexpr int rowsShown = 5;

}  // namespace

ChangedPanel::ChangedPanel(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      server_(new QLabel(this)),
      caption_(new QLabel(this)),
      view_(new FactView(look, this)) {
    setRole(server_, "heading");
    setRole(caption_, "small");
    view_->setAccessibleName(tr("Changed in this step"));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(20, 12, 16, 4);
    top->setSpacing(8);
    top->addWidget(server_);
    top->addWidget(caption_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(view_);

    const auto later = [this] {
        stale_ = true;
        refresh();
    };
    connect(&session_, &session::Session::moved, this, later);
    connect(&session_, &session::Session::focusChanged, this, later);
    connect(&look_, &Look::changed, this, &ChangedPanel::applyLook);
    applyLook();
}

void ChangedPanel::applyLook() {
    // As high without a server's name as with one.
    caption_->setMinimumHeight(QFontMetrics(look_.words(15, QFont::DemiBold)).height());
    view_->setFixedHeight(rowsShown * view_->rowHeight());
}

void ChangedPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

// The selected server; else where the step happened; else where most changed.
std::string ChangedPanel::chooseServer() const {
    const session::FactTable& facts = session_.facts();
    // Where roles share a server the facts are the roles', and it has none of its own.
    const auto hasFacts = [&](const std::string& server) {
        return std::any_of(facts.rows().begin(), facts.rows().end(),
                           [&](const session::FactRow& row) { return row.server == server; });
    };
    const std::string focus = session_.focusServer().toStdString();
    if (!focus.empty() && hasFacts(focus)) return focus;
    const Event* event = session::mainEvent(session_.timeline().events());
    if (event && event->atServer) {
        const std::string& where = session_.timeline().setup().name(event->where);
        if (hasFacts(where)) return where;
    }
    const auto& changed = facts.changedServers();
    return changed.empty() ? std::string() : changed.front();
}

void ChangedPanel::refresh() {
    if (!stale_ || !isVisible() || !session_.hasRun()) return;
    stale_ = false;
    const session::FactTable& facts = session_.facts();
    const std::string server = chooseServer();
    const auto isLine = [&](const session::FactRow& row) { return row.server == server; };

    std::vector<FactEntry> lines;
    // What changed first, in order; then others of the server, to see it in its surroundings.
    const auto& rows = facts.rows();
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (isLine(rows[i]) && rows[i].changed) lines.push_back({i});
    const bool here = !lines.empty();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (isLine(rows[i]) || !rows[i].changed || rows[i].server.empty()) continue;
        lines.push_back({i, true});
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<int>(lines.size()) >= rowsShown || server.empty()) break;
        if (isLine(rows[i]) && !rows[i].changed) lines.push_back({i});
    }
    server_->setText(QString::fromStdString(server));
    server_->setVisible(!server.empty());
    if (session_.timeline().step() == 0) {
        caption_->setText(tr("at the start"));
    } else if (server.empty()) {
        caption_->setText(lines.empty() ? tr("Nothing changed in this step")
                                        : tr("Changed in this step"));
    } else {
        caption_->setText(here ? tr("changed in this step") : tr("unchanged in this step"));
    }
    view_->setEntries(session_.factTable(), std::move(lines));
    view_->scrollToTop();
}

}  // namespace lockstep::window
