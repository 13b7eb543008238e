// SPDX-License-Identifier: GPL-3.0-or-later
// Beside Spin: an independent model of the same protocol, in Spin's own language, has as many
// states as the explorer sees.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "explorer/explorer.h"
#include "kernel/adapter.h"
#include "paxos/paxos.h"

namespace lockstep::paxos {
namespace {

namespace fs = std::filesystem;

// Spin's verdict on the model with so many proposals.
std::string verdictOf(int proposals) {
    const fs::path folder =
        fs::temp_directory_path() / ("lockstep-spin-" + std::to_string(getpid()));
    fs::create_directories(folder);
    const std::string command = "cd '" + folder.string() + "' && '" + LOCKSTEP_SPIN +
                                "' -a -DPROPOSALS=" + std::to_string(proposals) + " '" +
                                SPIN_MODEL +
                                "' && '" C_COMPILER
                                "' -x c -O2 -w -DSAFETY -DNOREDUCE -DMEMLIM=4000 -o pan pan.c && "
                                "./pan -E -m10000 > out 2>&1";
    const int status = std::system(command.c_str());
    std::ifstream out(folder / "out");
    const std::string text{std::istreambuf_iterator<char>(out), {}};
    fs::remove_all(folder);
    EXPECT_EQ(status, 0) << text;
    return text;
}

std::uint64_t statesIn(const std::string& verdict) {
    const std::size_t end = verdict.find(" states, stored");
    if (end == std::string::npos) return 0;
    return std::strtoull(verdict.c_str() + verdict.rfind('\n', end) + 1, nullptr, 10);
}

// Spin's model forgets no message, so neither does this.
struct Remembering : Paxos {
    static bool matters(const World&, const Packet<Message>&) { return true; }
};

std::uint64_t statesExplored(int proposals) {
    Scenario scenario;
    scenario.topic = "paxos";
    scenario.dials = {{"learners", "0", {}, {}}};
    std::vector<Fault> faults;
    const auto start = TopicOf<Paxos>().start(scenario, faults);
    const auto topic = explorer::of<Remembering>({6, {{"propose", proposals}}});
    const explorer::Result result = topic->prepare(*start, {})->run({});
    EXPECT_EQ(result.verdict, explorer::Verdict::allSeen);
    return result.states;
}

TEST(PaxosBesideSpin, HasAsManyStates) {
    if (!fs::exists(LOCKSTEP_SPIN)) GTEST_SKIP() << "spin is not installed";
    for (const int proposals : {1, 2}) {
        const std::string verdict = verdictOf(proposals);
        EXPECT_NE(verdict.find("errors: 0"), std::string::npos) << verdict;
        EXPECT_EQ(statesIn(verdict), statesExplored(proposals)) << verdict;
    }
}

}  // namespace
}  // namespace lockstep::paxos
