// SPDX-License-Identifier: GPL-3.0-or-later
// All facts of a moment, with what the last step changed: computed once a step, read by whoever
// shows facts.
#pragma once

#include <string>
#include <vector>

#include "kernel/moment.h"

namespace lockstep::session {

struct FactRow {
    std::string name;   // "S1.role"
    std::string value;
    std::string old;    // what it was before the step, if changed
    bool changed = false;
    bool gone = false;  // was there before the step, is there no more

    // "S1" of "S1.role"; empty for a fact of the whole world.
    std::string server;
    std::string shortName;  // "role"

    bool operator==(const FactRow&) const = default;
};

class FactTable {
public:
    explicit FactTable(const Moment& moment);
    // The same, where `before` has the facts of the step before: it is half the work.
    FactTable(const Moment& moment, const FactTable& before);

    const std::vector<FactRow>& rows() const { return rows_; }
    const FactRow* find(std::string_view name) const;
    // The servers with something changed, the one that changed most first.
    const std::vector<std::string>& changedServers() const { return changedServers_; }
    bool anyChanged() const { return anyChanged_; }

private:
    class Before;
    void read(const Moment& moment, Before before);

    std::vector<FactRow> rows_;
    std::vector<std::string> changedServers_;
    bool anyChanged_ = false;
};

}  // namespace lockstep::session
