// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/log_model.h"

#include <algorithm>

#include "session/telling.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

constexpr Step slice = 2000;
// A longer run shows its end: nobody reads a million lines, and they would take 200 MB.
constexpr Step mostSteps = 100'000;

}  // namespace

LogModel::LogModel(session::Session& session, QObject* parent)
    : QAbstractTableModel(parent), session_(session) {
    more_.setSingleShot(true);
    more_.setInterval(0);
    connect(&more_, &QTimer::timeout, this, &LogModel::readSlice);
}

bool LogModel::isComplete() const {
    return session_.hasRun() && read_ == session_.timeline().stepCount();
}

void LogModel::sync() {
    if (!session_.hasRun()) return;
    const Timeline& timeline = session_.timeline();
    const Step count = timeline.stepCount();
    const bool sameRun = timeline_ == &timeline;
    if (!sameRun) {
        restartFrom(count > mostSteps ? count - mostSteps : 0);
    } else if (timeline.branch() != branch_) {
        // Branches share the steps up to where they part; what follows is read anew.
        const auto branches = timeline.branches();
        Step shared = count;
        for (const int branch : {branch_, timeline.branch()}) {
            shared = std::min(shared, branches[static_cast<std::size_t>(branch)].fork);
        }
        restartFrom(std::max(first_, shared));
    }
    timeline_ = &timeline;
    branch_ = timeline.branch();
    readSlice();
}

void LogModel::restartFrom(Step step) {
    beginResetModel();
    if (timeline_ != &session_.timeline()) {
        rows_.clear();
        first_ = step;
    }
    std::erase_if(rows_, [step](const LogRow& row) { return row.step > step; });
    std::erase_if(shown_, [this](std::size_t index) { return index >= rows_.size(); });
    read_ = step;
    endResetModel();
}

bool LogModel::passes(const LogRow& row) const {
    if (row.kind->weight < filter_.least) return false;
    if (filter_.kind && row.kind != filter_.kind) return false;
    if (filter_.server >= 0 && row.server != filter_.server) return false;
    return filter_.words.isEmpty() || row.text.contains(filter_.words, Qt::CaseInsensitive) ||
           QLatin1StringView(row.kind->id).contains(filter_.words, Qt::CaseInsensitive);
}

void LogModel::readSlice() {
    if (!session_.hasRun() || timeline_ != &session_.timeline()) return;
    const Timeline& timeline = session_.timeline();
    const Step until = std::min(timeline.stepCount(), read_ + slice);
    if (read_ == until) return;
    std::vector<std::size_t> fresh;
    while (read_ < until) {
        ++read_;
        for (const Event& event : timeline.eventsAt(read_)) {
            rows_.push_back({read_, timeline.timeAt(read_), event.kind,
                             event.atServer ? static_cast<int>(event.where.index) : -1,
                             QString::fromStdString(toText(event, timeline.setup()))});
            if (passes(rows_.back())) fresh.push_back(rows_.size() - 1);
        }
    }
    if (!fresh.empty()) {
        const int from = rowCount();
        beginInsertRows({}, from, from + static_cast<int>(fresh.size()) - 1);
        shown_.insert(shown_.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    if (read_ < timeline.stepCount()) more_.start();
}

void LogModel::setFilter(const LogFilter& filter) {
    if (filter == filter_) return;
    beginResetModel();
    filter_ = filter;
    shown_.clear();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (passes(rows_[i])) shown_.push_back(i);
    }
    endResetModel();
}

int LogModel::rowAt(Step step) const {
    const auto after = std::upper_bound(
        shown_.begin(), shown_.end(), step,
        [this](Step wanted, std::size_t index) { return wanted < rows_[index].step; });
    return static_cast<int>(after - shown_.begin()) - 1;
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int LogModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 1; }

QVariant LogModel::data(const QModelIndex& index, int role) const {
    const LogRow& entry = row(index.row());
    if (role == Qt::DisplayRole) return entry.text;
    if (role == Qt::AccessibleTextRole) {
        return tr("Step %1: %2").arg(entry.step).arg(entry.text);
    }
    if (role == Qt::ToolTipRole) {
        return tr("Step %1, %2 ms, %3\n%4")
            .arg(entry.step)
            .arg(QString::fromStdString(toMilliseconds(entry.time)),
                 QLatin1StringView(entry.kind->id), entry.text);
    }
    return {};
}

}  // namespace lockstep::window
