// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers over many calls.
#include <gmock/gmock.h>

#include "requests/lab.h"

namespace lockstep::system {
namespace {

using requests::Lab;

double requestsUntilOpen(const std::string& order) {
    Lab lab("topic system\nservers a\nmax-fails 0\nattempts 4\nbase 10 ms\n" + order);
    lab.plays("crash a");
    while (lab.fact("state") == "closed")
        lab.plays("call\nrun 10 s");
    return lab.number("requests");
}

// D4.12: outside, the breaker counts attempts; inside, it counts calls, and each is four of them.
TEST(SystemOrder, DecidesWhatTheBreakerCounts) {
    EXPECT_EQ(requestsUntilOpen("order retry-outside\n"), 5);
    EXPECT_EQ(requestsUntilOpen("order retry-inside\n"), 20);
}

// While it is open a call inside makes no attempt; outside it makes four, which are refused.
TEST(SystemOrder, DecidesWhatAnOpenBreakerCosts) {
    for (const auto& [order, attempts] : {std::pair{"outside", 4}, std::pair{"inside", 0}}) {
        Lab lab(std::string("topic system\nservers a\nbase 10 ms\norder retry-") + order + '\n');
        lab.plays("open\ncall\nrun 1 s");
        EXPECT_EQ(lab.number("attempts"), attempts) << order;
        EXPECT_EQ(lab.number("requests"), 0);
        EXPECT_EQ(lab.number("gaveup"), 1);
    }
}

TEST(SystemOrder, ARefusalThatIsNotRetriedEndsTheCall) {
    Lab lab("topic system\nservers a\nrefused given-up\n");
    lab.plays("open\ncall\nrun 1 s");
    EXPECT_EQ(lab.fact("attempts"), "1");
    EXPECT_EQ(lab.fact("gaveup"), "1");
}

std::string busy(const std::string& more) {
    return "topic system\nservers a b c\narrivals 60\nservice 40 ms\ntimeout 400 ms\nattempts 4\n"
           "base 20 ms\nbackoff constant\nmax-fails 1\nbreaker off\n" +
           more;
}

// D5.15: what a client gave up is served all the same, unless the servers hear of it. Then their
// queues stay short; whoever they drop while it is served is work lost all the same.
TEST(SystemPropagation, SparesTheServersWhatNobodyWaitsFor) {
    double wasted[2] = {};
    double queued[2] = {};
    for (const int on : {0, 1}) {
        Lab lab(busy(on == 1 ? "propagation on\n" : ""), {false, false});
        lab.plays("run 5 s\ncrash a\nrun 10 s\nrestart a\nrun 20 s");
        wasted[on] = lab.number("wasted");
        queued[on] = lab.number("queue.b");
    }
    EXPECT_GT(wasted[0], 1000);
    EXPECT_EQ(wasted[1], 0);
    EXPECT_GT(queued[0], 500);
    EXPECT_LT(queued[1], 60);
}

double goodputAfter(const std::string& more) {
    Lab lab(busy(more), {false, false});
    lab.plays("run 5 s\ncrash a\nrun 10 s\nrestart a\nrun 30 s");
    const double before = lab.number("goodput");
    lab.plays("run 10 s");
    return lab.number("goodput") - before;
}

// One of three servers is down for ten seconds. The retries keep the others full, and it too once
// it is back; a breaker lets them breathe.
TEST(SystemCascade, OneCrashTakesAllAndABreakerBringsThemBack) {
    EXPECT_LT(goodputAfter(""), 100);
    EXPECT_GT(goodputAfter("breaker on\ntrip count-window 20\nminimum-calls 10\nwait 2 s\n"), 400);
    EXPECT_GT(goodputAfter("budget 10 %\n"), 400);
}

TEST(SystemRecording, GivesTheSameStateAgain) {
    Lab once(busy("jitter full\nerrors 5 %\n"));
    Lab again(busy("jitter full\nerrors 5 %\n"));
    once.plays("run 3 s");
    again.plays("run 3 s");
    EXPECT_EQ(once.fact("digest"), again.fact("digest"));
    once.timeline().seek(100);
    once.timeline().seek(once.timeline().stepCount());
    once.timeline().resume();
    EXPECT_EQ(once.fact("digest"), again.fact("digest"));
}

// The metric of the flaw no-jitter.
TEST(SystemJitter, TakesClientsApart) {
    const auto peakOf = [](const std::string& flaw) {
        Lab lab("topic system\nservers a\nmax-fails 0\nclients 50\nbreaker off\njitter full\n" +
                flaw);
        lab.plays("crash a\ncall");
        lab.plays("run 50 ms");
        const double before = lab.number("attempts");
        lab.plays("run 50 ms");
        return lab.number("attempts") - before;
    };
    EXPECT_EQ(peakOf("flaw no-jitter on\n"), 50);
    EXPECT_LT(peakOf(""), 50);
}

}  // namespace
}  // namespace lockstep::system
