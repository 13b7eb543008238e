// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/fact_table.h"

#include <algorithm>
#include <map>

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

// Servers, those that may join, and the roles that they have.
std::vector<std::string> ownersOf(const Setup& setup) {
    std::vector<std::string> owners;
    for (const ScenarioServer& server : setup.scenario.servers) owners.push_back(server.name);
    for (const std::string& spare : setup.scenario.spares) owners.push_back(spare);
    for (const Alias& alias : setup.scenario.aliases) owners.push_back(alias.name);
    return owners;
}

// Splits "S1.next.S2" into the server and the rest, if it begins with a server.
void split(FactRow& row, const std::vector<std::string>& owners) {
    row.shortName = row.name;
    for (const std::string& server : owners) {
        const std::string head = quotedPart(server) + ".";
        if (row.name.rfind(head, 0) != 0) continue;
        row.server = server;
        row.shortName = row.name.substr(head.size());
        return;
    }
}

}  // namespace

FactTable::FactTable(const Moment& moment) {
    const std::vector<std::string> owners = ownersOf(moment.after->setup());
    std::map<std::string, std::string, std::less<>> before;
    if (moment.step > 0) {
        for (auto& [name, value] : factsOf(*moment.before)) before.emplace(name, value);
    }
    for (auto& [name, value] : factsOf(*moment.after)) {
        FactRow row;
        row.name = name;
        row.value = value;
        if (moment.step > 0) {
            const auto was = before.find(name);
            row.old = was == before.end() ? std::string() : was->second;
            row.changed = was == before.end() || was->second != value;
            if (was != before.end()) before.erase(was);
        }
        split(row, owners);
        rows_.push_back(std::move(row));
    }
    for (auto& [name, value] : before) {
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
