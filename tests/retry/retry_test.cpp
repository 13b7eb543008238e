// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers over many calls.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "requests/lab.h"

namespace lockstep::retry {
namespace {

using requests::Lab;

// D5.5: (1 - p^m) / (1 - p) attempts a call.
TEST(RetryLoad, IsAsTheFormulaSays) {
    for (const auto& [errors, attempts] :
         {std::pair{50, 3}, std::pair{90, 3}, std::pair{90, 5}, std::pair{100, 3}}) {
        Lab lab("topic retry\nbase 1 ms\nclients 1000\nerrors " + std::to_string(errors) +
                    " %\nattempts " + std::to_string(attempts) + '\n',
                {false, false});
        lab.plays("up");
        for (int i = 0; i < 20; ++i)
            lab.plays("call\nrun 1 s");
        const double p = errors / 100.0;
        const double expected = errors == 100 ? attempts : (1 - std::pow(p, attempts)) / (1 - p);
        EXPECT_NEAR(lab.number("attempts") / lab.number("calls"), expected, 0.03);
    }
}

// Without jitter, clients that failed together come back together; with it
// they are spread. The measure of the flaw no-jitter.
TEST(RetryJitter, TakesClientsApart) {
    const auto peakOf = [](const std::string& flaw) {
        Lab lab("topic retry\njitter full\nclients 100\n" + flaw);
        lab.plays("call\nfail\nup\nrun 10 s");
        // The first attempts are together in any case: look at the retries.
        std::map<std::int64_t, int> at;
        const auto& again = lab.timeline();
        for (Step step = 1; step <= again.stepCount(); ++step) {
            ++at[again.timeAt(step).count() / 1000];
        }
        int most = 0;
        for (const auto& [moment, count] : at) {
            if (moment > 0) most = std::max(most, count);
        }
        return most;
    };
    EXPECT_LE(peakOf(""), 10);
    EXPECT_EQ(peakOf("flaw no-jitter on\n"), 100);
}

std::string metastable(const std::string& more) {
    return "topic retry\narrivals 70\nservice 10 ms\ntimeout 500 ms\nattempts 4\nbase 10 ms\n"
           "backoff constant\n" +
           more;
}

// D5.7 and 8: at 70 % a pause of a second fills the queue; retries keep it full with work that
// nobody waits for, long after the pause.
TEST(RetryMetastable, ThePauseIsOverAndTheOutageIsNot) {
    Lab lab(metastable(""), {false, false});
    lab.plays("run 10 s");
    EXPECT_GT(lab.number("goodput"), 600);
    EXPECT_EQ(lab.fact("gaveup"), "0");
    lab.plays("hang\nrun 1 s\nup\nrun 60 s");
    const double before = lab.number("goodput");
    lab.plays("run 10 s");
    EXPECT_LT(lab.number("goodput") - before, 70);
    EXPECT_GT(lab.number("wasted"), 3000);
}

TEST(RetryMetastable, ABudgetLetsItRecover) {
    Lab lab(metastable("budget 10 %\nburst 10\n"), {false, false});
    lab.plays("run 10 s\nhang\nrun 1 s\nup\nrun 60 s");
    const double before = lab.number("goodput");
    lab.plays("run 10 s");
    EXPECT_GT(lab.number("goodput") - before, 600);
    EXPECT_LE(lab.number("retries"), 10 + 0.1 * lab.number("calls"));
}

// D5.8: the trigger is gone at 8 s, the outage is not. Then load is shed: a budget, and a queue
// with an end.
TEST(RetryMetastable, SheddingLoadEndsIt) {
    Lab lab(metastable(""), {false, false});
    lab.plays("run 7 s\nhang\nrun 1 s\nup\nrun 20 s");
    EXPECT_GT(lab.number("queue"), 200);
    EXPECT_GT(lab.number("load"), 150);
    lab.plays("budget 10 %\nqueue 20\nrun 40 s");
    const double before = lab.number("goodput");
    lab.plays("run 10 s");
    EXPECT_GT(lab.number("goodput") - before, 600);
    EXPECT_LT(lab.number("queue"), 22);
}

// D5.4: from where each jitter draws, with a delay of 100 ms.
TEST(RetryJitter, DrawsFromItsRange) {
    const auto firstDelays = [](const std::string& jitter) {
        std::pair<double, double> range{1e9, 0};
        for (int seed = 1; seed <= 60; ++seed) {
            Lab lab("topic retry\nseed " + std::to_string(seed) + "\njitter " + jitter + '\n');
            lab.plays("call\nfail");
            range.first = std::min(range.first, lab.number("delays"));
            range.second = std::max(range.second, lab.number("delays"));
        }
        return range;
    };
    const std::map<std::string, std::pair<double, double>> ranges{{"full", {0, 100}},
                                                                  {"equal", {50, 100}},
                                                                  {"decorrelated", {100, 300}},
                                                                  {"fifth", {80, 120}}};
    for (const auto& [jitter, range] : ranges) {
        const auto [least, most] = firstDelays(jitter);
        const double slack = (range.second - range.first) / 8;
        EXPECT_GE(least, range.first) << jitter;
        EXPECT_LT(least, range.first + slack) << jitter;
        EXPECT_LE(most, range.second) << jitter;
        EXPECT_GT(most, range.second - slack) << jitter;
    }
}

TEST(RetryRecording, GivesTheSameStateAgain) {
    Lab once(metastable("jitter full\nerrors 5 %\n"));
    Lab again(metastable("jitter full\nerrors 5 %\n"));
    once.plays("run 5 s");
    again.plays("run 5 s");
    EXPECT_EQ(once.fact("digest"), again.fact("digest"));
    once.timeline().seek(100);
    once.timeline().seek(once.timeline().stepCount());
    once.timeline().resume();
    EXPECT_EQ(once.fact("digest"), again.fact("digest"));
}

}  // namespace
}  // namespace lockstep::retry
