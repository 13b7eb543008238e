// SPDX-License-Identifier: GPL-3.0-or-later
// Every flaw is found in some order of events, and nothing is found without it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "explorer/report.h"
#include "lab.h"
#include "shard/sharding.h"

namespace lockstep::shard {
namespace {

// What a flaw's own trial must break, and the fewest actions after its script.
struct Search {
    const char* flaw;
    const char* broken;
    int actions;
};

void PrintTo(const Search& search, std::ostream* out) { *out << search.flaw; }

std::vector<Search> searches() {
    return {
        {"no-redirect", "last-write", 2}, {"half-write", "all-or-none", 1},
        {"unknown-shard", "unknown-shard", 1}, {"unlocked-move", "no-row-lost", 3},
        {"decides-alone", "all-or-none", 6}, {"early-answer", "every-copy", 3},
        {"old-primary", "no-row-lost", 6},
    };
}

class ShardExplorer : public ::testing::TestWithParam<Search> {
protected:
    explorer::Report explore(bool flawed) {
        explorer::Request request;
        request.topic = catalog_.find("shard");
        request.explorable = catalog_.findExplorable("shard");
        const std::string flaw = GetParam().flaw;
        const auto* trial = explorer::trialOf(request.explorable->habits(), flaw);
        if (!trial) return {};
        Lab lab(trial->head + "flaw " + flaw + (flawed ? " on" : " off"));
        lab.plays(trial->commands);
        request.script = explorer::scriptOf(*trial, "shard");
        request.start = &lab.timeline().world();
        request.budgets = {trial->budgets};
        return explorer::run(request);
    }

    Catalog catalog_ = allTopics();
};

TEST_P(ShardExplorer, FindsTheFlaw) {
    const explorer::Report report = explore(true);
    ASSERT_EQ(report.status, 3) << report.output << report.error;
    EXPECT_EQ(report.result.depth, GetParam().actions) << report.output;
    EXPECT_THAT(report.output, ::testing::HasSubstr(GetParam().broken));
}

TEST_P(ShardExplorer, FindsNothingWithoutTheFlaw) {
    const explorer::Report report = explore(false);
    EXPECT_EQ(report.status, 0) << report.output << report.error;
    EXPECT_EQ(report.result.verdict, explorer::Verdict::allSeen);
}

INSTANTIATE_TEST_SUITE_P(Flaws, ShardExplorer, ::testing::ValuesIn(searches()),
                         [](const auto& one) {
                             std::string name = one.param.flaw;
                             std::erase(name, '-');
                             return name;
                         });

TEST(ShardExplorerFlaws, AreAllLookedFor) {
    const auto all = searches();
    for (const FlawSpec& flaw : Sharding::info().flaws) {
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Search& search) {
            return std::string(search.flaw) == flaw.name;
        })) << flaw.name;
    }
}

// Every order of two puts, a get and a move with its messages, with a crash or with one message
// twice or lost.
class ShardOrders : public ::testing::TestWithParam<const char*> {};

TEST_P(ShardOrders, BreakNothing) {
    Catalog catalog = allTopics();
    Lab lab("directory slots\nservers 2");
    // Another key of x's slot, so that more than one row moves.
    lab.plays("put x a\nsettle");
    explorer::Request request;
    request.topic = catalog.find("shard");
    request.explorable = catalog.findExplorable("shard");
    request.script = "topic shard\ndirectory slots\nservers 2\n\nput x a\nsettle\n";
    request.start = &lab.timeline().world();
    request.budgets = {GetParam()};
    const explorer::Report report = explorer::run(request);
    EXPECT_EQ(report.status, 0) << report.output << report.error;
    EXPECT_EQ(report.result.verdict, explorer::Verdict::allSeen) << report.output;
}

INSTANTIATE_TEST_SUITE_P(Budgets, ShardOrders,
                         ::testing::Values("put=2,get=1,move=1", "put=1,get=1,move=1,crash=1",
                                           "put=1,get=1,move=1,duplicate=1",
                                           "put=1,move=1,loss=1,resend=1,retry=1"),
                         [](const auto& one) { return "N" + std::to_string(one.index); });

// Every order of a put and a get at a shard of two servers, of which either suspects the other and
// one may crash.
TEST(ShardOrdersOfReplicas, BreakNothing) {
    Catalog catalog = allTopics();
    Lab lab("directory slots\nservers 1\nreplicas 2");
    explorer::Request request;
    request.topic = catalog.find("shard");
    request.explorable = catalog.findExplorable("shard");
    request.script = "topic shard\ndirectory slots\nservers 1\nreplicas 2\n\n";
    request.start = &lab.timeline().world();
    request.budgets = {"put=1,get=1,move=0,suspect=1"};
    const explorer::Report report = explorer::run(request);
    EXPECT_EQ(report.status, 0) << report.output << report.error;
    EXPECT_EQ(report.result.verdict, explorer::Verdict::allSeen) << report.output;
}

}  // namespace
}  // namespace lockstep::shard
