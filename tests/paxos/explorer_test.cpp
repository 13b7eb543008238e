// SPDX-License-Identifier: GPL-3.0-or-later
// Every flaw is found, by a path that a script can play; without the flaw the
// same bounds hold nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/catalog.h"
#include "explorer/report.h"
#include "paxos/paxos.h"
#include "script/player.h"
#include "script/reader.h"

namespace lockstep::paxos {
namespace {

// One search: a flaw, what it is paid with, and what it must break.
struct Search {
    const char* flaw;
    const char* budget;
    const char* invariant;  // the only one looked for; empty: any
    const char* broken;
    int actions;  // the fewest
};

void PrintTo(const Search& search, std::ostream* out) {
    *out << search.flaw << ' ' << search.invariant;
}

std::vector<Search> searches() {
    return {
        {"ignores-promises", "propose=2", "", "chosen-stays", 13},
        {"ignores-promises", "propose=2", "agreement", "agreement", 14},
        {"forgets-promise", "propose=2,crash=1", "", "promises-never-fall", 4},
        {"forgets-promise", "propose=2,crash=1", "agreement", "agreement", 16},
        {"shared-ballots", "propose=2", "agreement", "agreement", 14},
        {"accepts-below-promise", "propose=2", "agreement", "agreement", 14},
        {"disjoint-quorums", "propose=2", "agreement", "agreement", 12},
    };
}

class PaxosExplorer : public ::testing::TestWithParam<Search> {
protected:
    explorer::Report explore(bool flawed, bool symmetry = false) {
        const Search& search = GetParam();
        explorer::Request request;
        request.topic = catalog_.find("paxos");
        request.explorable = catalog_.findExplorable("paxos");
        request.dials = {{"learners", "0", {}, {}}};
        request.budgets = {search.budget};
        request.invariant = search.invariant;
        request.bounds.symmetry = symmetry;
        if (flawed) request.flaws = {search.flaw};
        return explorer::run(request);
    }

    Catalog catalog_ = allTopics();
};

TEST_P(PaxosExplorer, FindsTheFlaw) {
    const explorer::Report report = explore(true);
    ASSERT_EQ(report.status, 3) << report.output << report.error;
    EXPECT_EQ(report.result.depth, GetParam().actions) << report.output;
    EXPECT_THAT(report.output, ::testing::EndsWith(std::string("expect broken contains ") +
                                                   GetParam().broken + "\n"));
}

TEST_P(PaxosExplorer, FindsNothingWithoutTheFlaw) {
    const explorer::Report report = explore(false);
    EXPECT_EQ(report.status, 0) << report.output << report.error;
    EXPECT_EQ(report.result.verdict, explorer::Verdict::allSeen);
}

// With acceptors folded as short a path, and without the flaw nothing.
TEST_P(PaxosExplorer, FindsTheSameWithAcceptorsFolded) {
    const explorer::Report found = explore(true, true);
    ASSERT_EQ(found.status, 3) << found.output << found.error;
    EXPECT_TRUE(found.result.folded);
    EXPECT_EQ(found.result.depth, GetParam().actions) << found.output;
    const explorer::Report nothing = explore(false, true);
    EXPECT_EQ(nothing.status, 0) << nothing.output << nothing.error;
    EXPECT_EQ(nothing.result.verdict, explorer::Verdict::allSeen);
}

TEST_P(PaxosExplorer, AnswersWithAScriptThatBreaksTheSame) {
    const explorer::Report report = explore(true);
    std::vector<Fault> faults;
    const auto script = script::readScript(report.output, catalog_, faults);
    ASSERT_TRUE(script) << faults.front().message << '\n' << report.output;
    const auto timeline = script::open(*script);
    script::Listener listener;
    EXPECT_EQ(script::Player(*timeline, listener).play(script->commands), script::Outcome::done);
    const auto& specs = timeline->topic().info().invariants;
    const auto& breaks = timeline->breaks();
    EXPECT_TRUE(std::any_of(breaks.begin(), breaks.end(), [&](const Break& found) {
        return specs[static_cast<std::size_t>(found.invariant)].id ==
               std::string(GetParam().broken);
    }));
}

INSTANTIATE_TEST_SUITE_P(Flaws, PaxosExplorer, ::testing::ValuesIn(searches()),
                         [](const auto& one) {
                             std::string name = one.param.flaw + std::string(one.param.invariant);
                             std::erase(name, '-');
                             return name;
                         });

TEST(PaxosExplorerFlaws, AreAllLookedFor) {
    for (const FlawSpec& flaw : Paxos::info().flaws) {
        const auto all = searches();
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Search& search) {
            return std::string(search.flaw) == flaw.name;
        })) << flaw.name;
    }
}

}  // namespace
}  // namespace lockstep::paxos
