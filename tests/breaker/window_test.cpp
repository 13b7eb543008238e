// SPDX-License-Identifier: GPL-3.0-or-later
// What a run at a thousand calls a second and dials that are turned on the way
// do to a window; the plain cases are scripts.
#include <gmock/gmock.h>

#include "breaker/window.h"
#include "requests/lab.h"

namespace lockstep::breaker {
namespace {

using requests::Lab;

TEST(BreakerWindow, KeepsNoMoreThanItCounts) {
    Rules rules;
    rules.trip = Trip::countWindow;
    rules.amount = 3;
    Window window;
    for (int i = 0; i < 10; ++i)
        window.add({Time(i), i % 2 == 0, false}, rules);
    const Tally tally = window.tally(rules, Time(10));
    EXPECT_EQ(tally.calls, 3U);
    EXPECT_EQ(tally.failures, 1U);
}

TEST(BreakerWindow, ASmallerWindowLooksAtTheLast) {
    Lab lab("topic breaker\ntrip count-window 10\nminimum-calls 10\n");
    lab.plays("fail\nfail\nfail\nsucceed\nsucceed\nexpect rate = 0.6");
    lab.plays("trip count-window 2\nexpect rate = 0\nexpect window = succeed succeed");
    lab.plays("trip consecutive 3\nfail\nfail\nexpect failures = 2\nfail\nexpect state = open");
}

// Two breakers that saw the same 200 calls at one a second: the failures come
// in one burst, and only the one that goes by time forgets it.
TEST(BreakerWindow, ABurstLeavesATimeWindowByItself) {
    const std::string burst = "fail\nfail\nfail\nfail\n";
    Lab counts("topic breaker\ntrip count-window 20\nminimum-calls 20\n");
    Lab times("topic breaker\ntrip time-window 5 s\nminimum-calls 20\n");
    for (Lab* lab : {&counts, &times}) {
        lab->plays(burst);
        lab->plays("run 10 s");
    }
    EXPECT_EQ(counts.fact("rate"), "1");
    EXPECT_EQ(times.fact("rate"), "none");
}

}  // namespace
}  // namespace lockstep::breaker
