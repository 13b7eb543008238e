// SPDX-License-Identifier: GPL-3.0-or-later
// The events of the current branch as rows, read from the timeline in slices so that a long run
// does not hold up the window; filtered by words, kind, server and weight.
#pragma once

#include <QAbstractTableModel>
#include <QTimer>
#include <deque>
#include <vector>

#include "session/session.h"

namespace lockstep::window {

struct LogRow {
    Step step = 0;
    Time time{};
    const EventKind* kind = nullptr;
    int server = -1;
    QString text;
};

struct LogFilter {
    QString words;
    const EventKind* kind = nullptr;  // null: any
    int server = -1;                  // below 0: any
    Weight least = Weight::plain;

    bool operator==(const LogFilter&) const = default;
};

class LogModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    LogModel(session::Session& session, QObject* parent);

    // Catches up with the timeline; call when the log is seen.
    void sync();
    void setFilter(const LogFilter& filter);
    const LogFilter& filter() const { return filter_; }

    const LogRow& row(int shown) const { return rows_[shown_[static_cast<std::size_t>(shown)]]; }
    // The last row shown at or before this step; below 0: none.
    int rowAt(Step step) const;
    // False: the first steps are left out, because the run is very long.
    bool isComplete() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void restartFrom(Step step);
    void readSlice();
    bool passes(const LogRow& row) const;

    session::Session& session_;
    LogFilter filter_;
    std::vector<LogRow> rows_;
    std::vector<std::size_t> shown_;  // indices into rows_
    Step first_ = 0;
    Step read_ = 0;  // steps read so far
    const Timeline* timeline_ = nullptr;
    int branch_ = 0;
    QTimer more_;
};

}  // namespace lockstep::window
