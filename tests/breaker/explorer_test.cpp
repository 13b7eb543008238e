// SPDX-License-Identifier: GPL-3.0-or-later
// Both flaws are found, by the shortest way there is; without them the same bounds hold nothing.
#include <gmock/gmock.h>

#include "explorer/report.h"
#include "requests/lab.h"

namespace lockstep::breaker {
namespace {

using requests::Lab;

// One search: from the world where a script ends, with a flaw, and what it must break.
struct Search {
    const char* flaw;
    const char* lines;
    const char* budget;
    const char* invariant;
    int actions;  // the fewest
};

void PrintTo(const Search& search, std::ostream* out) {
    *out << search.flaw << ' ' << search.invariant;
}

class BreakerExplorer : public ::testing::TestWithParam<Search> {
protected:
    explorer::Report explore(bool flawed) {
        const Search& search = GetParam();
        const std::string head = "topic breaker\ntrip consecutive 3\n";
        Lab lab(head);
        lab.plays(search.lines);
        explorer::Request request;
        request.topic = catalog_.find("breaker");
        request.explorable = catalog_.findExplorable("breaker");
        request.script = head + search.lines;
        request.start = &lab.timeline().world();
        request.budgets = {search.budget};
        request.invariant = search.invariant;
        if (flawed) request.flaws = {search.flaw};
        return explorer::run(request);
    }

    Catalog catalog_ = allTopics();
};

TEST_P(BreakerExplorer, FindsTheFlaw) {
    const explorer::Report report = explore(true);
    ASSERT_EQ(report.status, 3) << report.output << report.error;
    EXPECT_EQ(report.result.depth, GetParam().actions) << report.output;
}

TEST_P(BreakerExplorer, FindsNothingWithoutTheFlaw) {
    const explorer::Report report = explore(false);
    EXPECT_EQ(report.status, 0) << report.output << report.error;
}

INSTANTIATE_TEST_SUITE_P(
    Flaws, BreakerExplorer,
    ::testing::Values(
        Search{"forgets-opening", "", "fail=5,succeed=1", "fresh-wait", 3},
        Search{"forgets-opening", "", "fail=5,succeed=1", "open-refuses", 4},
        Search{"open-door", "", "fail=5,call=3,half-open=1", "few-probes", 6}));

}  // namespace
}  // namespace lockstep::breaker
