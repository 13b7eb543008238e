// SPDX-License-Identifier: GPL-3.0-or-later
// Real systems' settings, and runs too long for a script.
#include <gmock/gmock.h>

#include <algorithm>

#include "requests/lab.h"

namespace lockstep::breaker {
namespace {

using requests::Lab;

void times(Lab& lab, int count, const std::string& line) {
    for (int i = 0; i < count; ++i)
        lab.plays(line);
}

// Resilience4j, CircuitBreakerConfig: a window of 100 calls, minimum 100, 50 %, wait 60 s, 10 calls
// half-open, slow from 60 s on, slow rate 100 %.
TEST(BreakerScenarios, Resilience4jOpensAtTheHundredthCall) {
    Lab lab(
        "topic breaker\ntrip count-window 100\nminimum-calls 100\nwait 60 s\nprobes 10\n"
        "slow-call 60 s\n");
    times(lab, 99, "fail");
    lab.plays("expect state = closed\nexpect rate = 1\nfail\nexpect state = open");
    lab.plays("run 59 s\ncall\nexpect last = rejected\nrun 1 s");
    times(lab, 10, "call");
    lab.plays("expect state = half-open\nexpect probes = 10\ncall\nexpect last = rejected");
    // Five of ten failed: 50 % opens it again.
    for (int i = 102; i <= 106; ++i)
        lab.plays("finish " + std::to_string(i));
    for (int i = 107; i <= 110; ++i)
        lab.plays("fail " + std::to_string(i));
    lab.plays("expect state = half-open\nfail 111\nexpect state = open");
}

// 50 of 100 is enough: at the threshold, not only above it.
TEST(BreakerScenarios, Resilience4jOpensAtFiftyPercentExactly) {
    Lab lab("topic breaker\ntrip count-window 100\nminimum-calls 100\n");
    times(lab, 50, "succeed");
    times(lab, 49, "fail");
    lab.plays("expect state = closed\nfail\nexpect rate = 0.5\nexpect state = open");
}

// Hystrix, HystrixCommandProperties: 10 s, 20 requests, 50 %, 5 s, and one call to find out.
TEST(BreakerScenarios, HystrixOpensAtTheTwentiethCall) {
    Lab lab(
        "topic breaker\ntrip time-window 10 s\nminimum-calls 20\nfailure-rate 50 %\n"
        "wait 5 s\nprobes 1\n");
    times(lab, 19, "fail");
    lab.plays("expect state = closed\nfail\nexpect state = open\nrun 5 s\ncall\ncall");
    lab.plays("expect last = rejected\nfinish 21\nexpect state = closed\nexpect window = none");
}

// gobreaker's default: more than five failures in a row, 60 s, one request.
TEST(BreakerScenarios, GobreakerOpensAtTheSixthFailureInARow) {
    Lab lab("topic breaker\ntrip consecutive 6\nwait 60 s\nprobes 1\n");
    times(lab, 5, "fail");
    lab.plays("expect state = closed\nfail\nexpect state = open\nrun 60 s\nfail");
    lab.plays("expect state = open\nexpect until = 120000");
}

// Envoy's circuit breakers are limits: 1024 requests at a time, if nobody sets them
// (config.cluster.v3.CircuitBreakers.Thresholds). What hangs is no failure, and is limited all the
// same.
TEST(BreakerScenarios, EnvoysLimitHoldsWithoutAFailure) {
    Lab lab("topic breaker\ntrip consecutive 1000\nthreads 1024\n");
    times(lab, 1024, "call");
    lab.plays("expect starved = 0\ncall\nexpect last = starved\nexpect state = closed");
    lab.plays("finish 7\ncall\nexpect last = passed");
}

// Overload, not outage: 100 calls a second at a dependency that can do 50.
std::string overload(const std::string& how, int seed) {
    return "topic breaker\narrivals 100\nservice 100 ms\ncapacity 5\nseed " + std::to_string(seed) +
           '\n' + how;
}

TEST(BreakerScenarios, UnderOverloadThrottlingDoesMoreThanABreaker) {
    for (int seed = 1; seed <= 5; ++seed) {
        Lab breaker(overload("trip count-window 10\nwait 2 s\n", seed));
        Lab throttle(overload("throttle 2\nlately 10 s\n", seed));
        for (Lab* lab : {&breaker, &throttle})
            lab->plays("run 30 s");
        EXPECT_LT(breaker.number("answered"), 500) << seed;
        EXPECT_GT(throttle.number("answered"), 1000) << seed;
    }
}

// "Once the client rejects, it still lets through K times what is accepted": at ten times the load
// the dependency hears about twice what it takes.
TEST(BreakerScenarios, TheDependencyHearsKTimesWhatItAccepts) {
    Lab lab("topic breaker\narrivals 500\nservice 100 ms\ncapacity 5\nthrottle 2\nlately 10 s\n");
    lab.plays("run 30 s");
    const double passed = lab.number("passed");
    lab.plays("run 20 s");
    const double heard = lab.number("passed") - passed;
    EXPECT_GT(heard, 20 * 50 * 1.6);
    EXPECT_LT(heard, 20 * 50 * 2.4);
}

// Three quarters fail, whatever the load: nothing but the formula.
TEST(BreakerScenarios, TheChanceIsTheBooks) {
    Lab lab("topic breaker\nthrottle 2\n");
    times(lab, 4, "succeed");
    lab.plays("expect refusal = 0");
    times(lab, 5, "fail");
    // (9 - 8) / 10
    lab.plays("expect refusal = 0.1");
    Lab keen("topic breaker\nthrottle 1.1\n");
    keen.plays("succeed\nfail");
    // (2 - 1.1) / 3
    EXPECT_EQ(keen.fact("refusal"), "0.3");
}

// Without jitter the herd comes back together, with it it does not.
TEST(BreakerScenarios, JitterTakesAHerdApart) {
    const std::string herd =
        "topic breaker\ncallers 50\ntrip consecutive 1\nwait 4 s\n"
        "service 100 ms\ncapacity 5\nautomatic-half-open off\n";
    Lab together(herd);
    Lab apart(herd + "wait-jitter 50 %\n");
    for (Lab* lab : {&together, &apart})
        lab->plays("down\nfail\nup\nrun 4 s");
    together.plays("call");
    // Five probes are taken, forty-five turned away.
    EXPECT_EQ(together.fact("openings"), "95");
    apart.plays("call");
    EXPECT_LT(apart.number("openings"), 80);
}

// The caller's threads with and without the breaker, in one run: the same calls come, the
// dependency hangs for fifteen seconds, and a call gives up after two.
TEST(BreakerScenarios, WithoutTheBreakerTheThreadsStayTaken) {
    Lab lab(
        "topic breaker\ntrip consecutive 3\nwait 5 s\nthreads 4\narrivals 4\nservice 50 ms\n"
        "timeout 2 s\n");
    lab.plays("run 5 s\nexpect state = closed\nexpect starved-without = 0");
    lab.plays("service 1000 s\nrun 7 s\nexpect state = open\nexpect calls = none");
    EXPECT_GE(lab.number("threads-without"), 3) << "one may just have given up";
    lab.plays("run 8 s\nservice 50 ms\nrun 10 s\nexpect state = closed");
    EXPECT_LE(lab.number("starved"), 5);
    EXPECT_GT(lab.number("starved-without"), 30);
    // As long as the breaker refuses none, both are the same.
    Lab same("topic breaker\nthreads 2\narrivals 20\nservice 50..150 ms\n");
    for (int i = 0; i < 50; ++i) {
        same.plays("run 100 ms");
        const std::string calls = same.fact("calls");
        const auto under = calls == "none" ? 0 : std::count(calls.begin(), calls.end(), ' ') + 1;
        EXPECT_EQ(same.number("threads-without"), static_cast<double>(under));
    }
    EXPECT_EQ(same.fact("starved"), same.fact("starved-without"));
}

}  // namespace
}  // namespace lockstep::breaker
