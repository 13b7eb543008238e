// SPDX-License-Identifier: GPL-3.0-or-later
// bench_core [PART…]: measures all, or what has one of these words in its name.
#include <algorithm>
#include <string_view>

#include "core_measures.h"

namespace {

using lockstep::bench::Row;

struct Measure {
    std::string_view words;
    std::vector<Row> (*run)();
};

template <Row (*measure)()>
std::vector<Row> one() {
    return {measure()};
}

constexpr Measure measures[] = {
    {"kernel empty", one<lockstep::bench::emptyEvents>},
    {"raft silent", one<lockstep::bench::raftSilent>},
    {"raft requests", one<lockstep::bench::raftWithRequests>},
    {"raft narrated", one<lockstep::bench::raftNarrated>},
    {"seek recording", lockstep::bench::seekingInAMillion},
    {"minute", one<lockstep::bench::simulatedMinute>},
    {"explorer states", one<lockstep::bench::exploredStates>},
    {"explorer memory", one<lockstep::bench::exploredMemory>},
    {"explorer paxos", lockstep::bench::exploredPaxos},
    {"balance requests", one<lockstep::bench::balanceRequests>},
    {"balance flight", one<lockstep::bench::balanceManyInFlight>},
    {"ring owner", one<lockstep::bench::ringOwner>},
    {"ring hash", one<lockstep::bench::ringOwnerHashed>},
    {"ring join", one<lockstep::bench::ringJoin>},
    {"ring deviation", one<lockstep::bench::ringDeviation>},
};

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string_view> wanted(arguments + 1, arguments + count);
    std::vector<Row> rows;
    lockstep::bench::printHead();
    for (const Measure& measure : measures) {
        const bool chosen =
            wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](std::string_view word) {
                return measure.words.find(word) != std::string_view::npos;
            });
        if (!chosen) continue;
        for (const Row& row : measure.run()) {
            lockstep::bench::print(row);
            rows.push_back(row);
        }
    }
    lockstep::bench::printFoot(rows);
}
