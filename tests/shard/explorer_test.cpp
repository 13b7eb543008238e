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

// One search: what is done before, what may happen then, and what must break.
struct Search {
    const char* flaw;
    const char* before;  // played without the flaw
    const char* then;    // played with it
    const char* budget;
    const char* broken;
    int actions;  // the fewest after the script
    const char* head = "directory slots\n";
};

void PrintTo(const Search& search, std::ostream* out) { *out << search.flaw; }

constexpr const char* nothingElse = "put=0,get=0,move=0";
constexpr const char* replicated = "directory slots\nservers 1\nreplicas 2\n";

std::vector<Search> searches() {
    return {
        {"no-redirect", "put foo 1\nsettle\nmove 12182 S3 S1\nsettle\n", "get foo\n", nothingElse,
         "last-write", 2},
        {"half-write", "put foo 0\nput hello 0\nsettle\n", "put-both foo=1 hello=1\n", nothingElse,
         "all-or-none", 1},
        {"unknown-shard", "remove S3\nrun 1 s\n", "", "put=1,get=0,move=0", "unknown-shard", 1},
        {"unlocked-move", "put foo 1\nsettle\n",
         "move 12182 S3 S1\ndeliver import S3->S1\ndeliver ready S1->S3\nput foo 2\n", nothingElse,
         "no-row-lost", 3},
        {"decides-alone", "put foo 0\nput hello 0\nsettle\n", "put-both foo=1 hello=1\n",
         "put=0,get=0,move=0,resend=1", "all-or-none", 6},
        {"early-answer", "", "", "put=1,get=0,move=0", "every-copy", 3, replicated},
        {"old-primary", "", "", "put=1,get=0,move=0,suspect=1", "no-row-lost", 6, replicated},
    };
}

class ShardExplorer : public ::testing::TestWithParam<Search> {
protected:
    explorer::Report explore(bool flawed) {
        const Search& search = GetParam();
        std::string script = search.before;
        if (flawed) script += std::string("flaw ") + search.flaw + " on\n";
        script += search.then;
        lab_.plays(script);
        explorer::Request request;
        request.topic = catalog_.find("shard");
        request.explorable = catalog_.findExplorable("shard");
        request.script = "topic shard\n" + std::string(search.head) + '\n' + script;
        request.start = &lab_.timeline().world();
        request.budgets = {search.budget};
        return explorer::run(request);
    }

    Catalog catalog_ = allTopics();
    Lab lab_{GetParam().head};
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
    for (const FlawSpec& flaw : Sharding::info().flaws) {
        const auto all = searches();
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
