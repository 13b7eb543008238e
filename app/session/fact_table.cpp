// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/fact_table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace lockstep::session {

namespace {

// A star matches no dot, so all facts are those of one part, of two, and so on.
const char* const allNames[] = {"*", "*.*", "*.*.*", "*.*.*.*"};

using Facts = std::vector<std::pair<std::string, std::string>>;

Facts factsOf(const AnyWorld& world) {
    Facts facts;
    for (const char* names : allNames) {
        world.visitFacts(Glob(names), [&](std::string_view name, const Value& value) {
            facts.emplace_back(std::string(name), value.text());
        });
    }
    return facts;
}

// Servers, those that may join, and the roles that they have, by the name that facts begin with.
using Owners = std::unordered_map<std::string, std::string>;

Owners ownersOf(const Setup& setup) {
    Owners owners;
    const auto add = [&](const std::string& name) { owners.emplace(quotedPart(name), name); };
    for (const ScenarioServer& server : setup.scenario.servers)
        add(server.name);
    for (const std::string& spare : setup.scenario.spares)
        add(spare);
    for (const Alias& alias : setup.scenario.aliases)
        add(alias.name);
    return owners;
}

// Splits "S1.next.S2" into the server and the rest, if it begins with a server; a quoted name may
// have dots in it.
void split(FactRow& row, const Owners& owners) {
    row.shortName = row.name;
    for (auto dot = row.name.find('.'); dot != row.name.npos; dot = row.name.find('.', dot + 1)) {
        const auto owner = owners.find(row.name.substr(0, dot));
        if (owner == owners.end()) continue;
        row.server = owner->second;
        row.shortName = row.name.substr(dot + 1);
        return;
    }
}

}  // namespace

// The facts before the step, by name. Both worlds tell theirs in much the same order, so that it is
// mostly the next one. Whoever has the texts keeps them meanwhile.
class FactTable::Before {
public:
    explicit Before(const Facts& facts) {
        for (const auto& [name, value] : facts)
            facts_.push_back({name, value});
    }
    explicit Before(const std::vector<FactRow>& rows) {
        facts_.reserve(rows.size());
        for (const FactRow& row : rows)
            if (!row.gone) facts_.push_back({row.name, row.value});
    }

    std::optional<std::string_view> take(std::string_view name) {
        if (next_ >= facts_.size() || facts_[next_].name != name) {
            if (places_.empty())
                for (std::size_t i = 0; i < facts_.size(); ++i)
                    places_.emplace(facts_[i].name, i);
            const auto place = places_.find(name);
            if (place == places_.end()) return std::nullopt;
            next_ = place->second;
        }
        facts_[next_].taken = true;
        return facts_[next_++].value;
    }
    std::size_t size() const { return facts_.size(); }
    // Those that nobody took, by name.
    Facts gone() const {
        Facts gone;
        for (const Known& fact : facts_)
            if (!fact.taken) gone.emplace_back(fact.name, fact.value);
        std::sort(gone.begin(), gone.end());
        return gone;
    }

private:
    struct Known {
        std::string_view name;
        std::string_view value;
        bool taken = false;
    };
    std::vector<Known> facts_;
    std::unordered_map<std::string_view, std::size_t> places_;  // once it is needed
    std::size_t next_ = 0;
};

FactTable::FactTable(const Moment& moment) {
    const Facts earlier = moment.step > 0 ? factsOf(*moment.before) : Facts{};
    read(moment, Before(earlier));
}

FactTable::FactTable(const Moment& moment, const FactTable& before) {
    read(moment, Before(before.rows_));
}

void FactTable::read(const Moment& moment, Before before) {
    const Owners owners = ownersOf(moment.after->setup());
    rows_.reserve(before.size());
    for (auto& [name, value] : factsOf(*moment.after)) {
        FactRow row;
        if (moment.step > 0) {
            const auto was = before.take(name);
            row.changed = !was || *was != value;
            if (row.changed && was) row.old = *was;
        }
        row.name = std::move(name);
        row.value = std::move(value);
        split(row, owners);
        rows_.push_back(std::move(row));
    }
    for (auto& [name, value] : before.gone()) {
        FactRow row;
        row.name = name;
        row.old = value;
        row.changed = true;
        row.gone = true;
        split(row, owners);
        rows_.push_back(std::move(row));
    }

    std::map<std::string, int> counts;
    for (const FactRow& row : rows_) {
        if (!row.changed) continue;
        anyChanged_ = true;
        if (!row.server.empty() && counts[row.server]++ == 0) changedServers_.push_back(row.server);
    }
    std::stable_sort(changedServers_.begin(), changedServers_.end(),
                     [&](const auto& a, const auto& b) { return counts[a] > counts[b]; });
}

const FactRow* FactTable::find(std::string_view name) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(),
                                    [&](const FactRow& row) { return row.name == name; });
    return found == rows_.end() ? nullptr : &*found;
}

}  // namespace lockstep::session
