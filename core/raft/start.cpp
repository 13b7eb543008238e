// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/start.h"

#include <algorithm>
#include <charconv>

#include "raft/install_snapshot.h"
#include "raft/invariants.h"
#include "raft/outbox.h"
#include "raft/replication.h"

namespace lockstep::raft {
namespace {

constexpr std::uint32_t highestGiven = 1'000'000;
constexpr std::size_t longestGiven = 10'000;

std::optional<std::uint32_t> readNumber(std::string_view text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool whole = error == std::errc() && stop == end;
    if (!whole || number > highestGiven) return std::nullopt;
    return number;
}

// Reads one `given` line into its server.
class GivenReader {
public:
    GivenReader(World& world, const Given& given, std::vector<Fault>& faults)
        : world_(world),
          given_(given),
          node_(world.server(*world.setup->find(given.server))),
          faults_(faults) {}

    void read() {
        // The log goes on where the snapshot ends, wherever that stands.
        for (const Setting& setting : given_.settings) {
            if (setting.name == "snapshot") readSnapshot(setting);
        }
        for (const Setting& setting : given_.settings) {
            if (setting.name == "term") {
                readTerm(setting);
            } else if (setting.name == "log") {
                readLog(setting);
            } else if (setting.name == "voted") {
                readVoted(setting);
            } else if (setting.name == "commit") {
                readCommit(setting);
            } else if (setting.name != "snapshot") {
                wrong(setting.place, "given has no '" + setting.name +
                                         "'; it takes term=, voted=, "
                                         "snapshot=, log= and commit=");
            }
        }
        finish();
    }

private:
    void readTerm(const Setting& setting) {
        const auto term = readNumber(setting.value);
        if (!term) {
            wrong(setting.valuePlace,
                  "term must be a number up to 1000000, "
                  "not '" +
                      setting.value + "'");
            return;
        }
        node_.currentTerm = *term;
        termGiven_ = true;
        termPlace_ = setting.place;
    }

    // INDEX:TERM, as the fact S.snapshot has it.
    void readSnapshot(const Setting& setting) {
        if (setting.value == "none") return;
        const std::string_view text = setting.value;
        const std::size_t colon = std::min(text.find(':'), text.size());
        const auto index = readNumber(text.substr(0, colon));
        const auto term =
            readNumber(text.substr(std::min(colon + 1, text.size())));
        if (!index || !term || *index < 1 || *term < 1) {
            wrong(setting.valuePlace,
                  "snapshot must be the index and term of the last entry in "
                  "it, such as 3:1, not '" +
                      setting.value + "'");
            return;
        }
        Snapshot snapshot;
        snapshot.lastIncludedIndex = *index;
        snapshot.lastIncludedTerm = *term;
        snapshot.configuration = node_.founding;
        node_.snapshot = SnapshotLink(std::move(snapshot));
        node_.log.discardUpTo(*index, *term);
        restoreSnapshot(node_);
    }

    void readLog(const Setting& setting) {
        std::string_view rest = setting.value;
        Term last = node_.log.snapshotTerm();
        while (!rest.empty() && rest != "none") {
            const std::size_t comma = rest.find(',');
            const auto term = readNumber(rest.substr(0, comma));
            if (!term || *term < 1 || *term < last ||
                node_.log.lastIndex() >= longestGiven) {
                wrong(setting.valuePlace,
                      "log must be the entries' terms, which never fall, such "
                      "as 1,1,4");
                return;
            }
            last = *term;
            node_.log.append({*term, Symbol::none, false});
            if (comma == std::string_view::npos) break;
            rest.remove_prefix(comma + 1);
            if (rest.empty()) {
                wrong(setting.valuePlace, "log ends in a comma; write 1,1,4");
            }
        }
    }

    void readVoted(const Setting& setting) {
        if (setting.value == "none") return;
        const auto voted = world_.setup->find(setting.value);
        if (!voted || voted->index >= world_.servers.size()) {
            wrong(setting.valuePlace, "there is no server '" + setting.value +
                                          "' to have voted for");
            return;
        }
        node_.votedFor = voted;
    }

    void readCommit(const Setting& setting) {
        const auto commit = readNumber(setting.value);
        if (!commit) {
            wrong(setting.valuePlace,
                  "commit must be an index of the log, "
                  "not '" +
                      setting.value + "'");
            return;
        }
        node_.commitIndex = std::max(*commit, node_.log.snapshotIndex());
        commitPlace_ = setting.valuePlace;
    }

    void finish() {
        const Term last = node_.log.lastTerm();
        if (!termGiven_) node_.currentTerm = last;
        if (node_.currentTerm < last) {
            wrong(termPlace_, given_.server + "'s term " +
                                  std::to_string(node_.currentTerm) +
                                  " is below its log's last term " +
                                  std::to_string(last) +
                                  "; give it at least that term");
        }
        if (node_.commitIndex > node_.log.lastIndex()) {
            wrong(commitPlace_, "commit is " +
                                    std::to_string(node_.commitIndex) +
                                    ", but the log ends at index " +
                                    std::to_string(node_.log.lastIndex()));
        }
    }

    void wrong(Place place, std::string message) {
        faults_.push_back({place, std::move(message)});
    }

    World& world_;
    const Given& given_;
    Server& node_;
    std::vector<Fault>& faults_;
    bool termGiven_ = false;
    Place termPlace_;
    Place commitPlace_;
};

}  // namespace

void nameSpares(Scenario& scenario) {
    const auto taken = [&](const std::string& name) {
        return std::any_of(
            scenario.servers.begin(), scenario.servers.end(),
            [&](const ScenarioServer& server) { return server.name == name; });
    };
    const std::size_t there =
        scenario.servers.empty() ? usualServers : scenario.servers.size();
    for (std::size_t i = there + 1; i <= mostServers; ++i) {
        const std::string name = "S" + std::to_string(i);
        if (!taken(name)) scenario.spares.push_back(name);
    }
}

void start(World& world, std::vector<Fault>& faults) {
    const std::size_t count = world.cluster.size();
    world.servers.resize(count);
    const Configuration all(ServerSet::firstOf(count));
    for (std::size_t i = 0; i < count; ++i) {
        Server& node = world.servers[i];
        node.id = {static_cast<std::uint16_t>(i)};
        node.founding = all;
        node.configuration = all;
    }
    for (const Given& given : world.setup->scenario.givens) {
        GivenReader(world, given, faults).read();
    }
    if (!faults.empty()) return;
    for (Server& node : world.servers) {
        Outbox out(world, node.id, Playing{});
        applyCommitted(node, out);
        remember(world, node, node.role, node.currentTerm, 0);
        out.restart(node.electionTimer, out.electionTimeout());
    }
}

}  // namespace lockstep::raft
