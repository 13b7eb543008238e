// SPDX-License-Identifier: GPL-3.0-or-later
// Situations that are known from explorables and from balancers in use, with their numbers. What
// is not here is a script beside this file: the table of smooth weighted round robin (smooth.txt),
// panic.txt, slow_start.txt; and in balance_test.cpp, two choices beside chance and looking, and
// the server that fails fast.
#include <gmock/gmock.h>

#include "requests/lab.h"
#include "script/beside.h"

namespace lockstep::balance {
namespace {

using requests::Lab;

double sumOf(Lab& lab, const std::string& fact, const std::vector<std::string>& servers) {
    double sum = 0;
    for (const std::string& server : servers)
        sum += lab.number(fact + '.' + server);
    return sum;
}

// Equal servers and equal requests: round robin is all one needs. Two that do two a second each,
// and three come.
TEST(BalanceScenario, RoundRobinOverEqualServers) {
    Lab lab("topic balance\nservers a b\nservice 500 ms\narrivals 3\n");
    lab.plays("run 100 s");
    EXPECT_EQ(lab.number("rejected"), 0);
    EXPECT_LE(std::abs(lab.number("picks.a") - lab.number("picks.b")), 1);
}

// Requests that cost between 1 and 7 drop where there is no queue, and fewer with one.
TEST(BalanceScenario, AQueueTakesUpWhatVaries) {
    const auto droppedShare = [](const std::string& queue, const std::string& rate) {
        Lab lab("topic balance\nservers 5\nservice 300..2000 ms\narrivals " + rate + "\nqueue " +
                queue + '\n');
        lab.plays("run 300 s");
        EXPECT_EQ(lab.number("dropped.S1") + sumOf(lab, "dropped", {"S2", "S3", "S4", "S5"}),
                  lab.number("rejected"));
        return lab.number("rejected") / lab.number("requests");
    };
    const double without = droppedShare("0", "4");
    EXPECT_GT(without, 0.1);
    EXPECT_LT(droppedShare("3", "4"), without / 2);
}

// Powers 1, 3, 5, 6 and 8: by turns the slow one drowns, by open requests it does not.
TEST(BalanceScenario, UnequalServers) {
    const auto longest = [](const std::string& policy) {
        Lab lab("topic balance\nservers a b c d e\nservice 1000..3000 ms\narrivals 6\npolicy " +
                policy + "\ngiven b speed=3\ngiven c speed=5\ngiven d speed=6\ngiven e speed=8\n");
        lab.plays("run 100 s");
        return lab.number("queue.a");
    };
    EXPECT_GT(longest("round-robin"), 40);
    EXPECT_LT(longest("least-connections"), 5);
}

// Weights that tell the powers, 1 1 2 2 3, bring the shares in line.
TEST(BalanceScenario, WeightsForPowers) {
    for (const char* policy : {"weighted-round-robin", "smooth-weighted-round-robin"}) {
        Lab lab(std::string("topic balance\nservers a:1 b:1 c:2 d:2 e:3\nservice 700..1600 ms\n"
                            "arrivals 6\npolicy ") +
                policy + "\ngiven c speed=2\ngiven d speed=2\ngiven e speed=3\n");
        lab.plays("run 300 s");
        EXPECT_NEAR(lab.number("share.e"), 1.0 / 3, 0.01) << policy;
        EXPECT_LT(lab.number("queue.a"), 15) << policy;
    }
}

// The same powers, and nobody told the balancer: the last three answers of each are its weight
// (Sam Rose, "Load Balancing", 2023).
TEST(BalanceScenario, WeightsFollowTheLastThreeAnswers) {
    Lab lab(
        "topic balance\nservers a b c d e\nservice 1000..3000 ms\narrivals 6\n"
        "policy dynamic-weighted-round-robin\ngiven b speed=3\ngiven c speed=5\n"
        "given d speed=6\ngiven e speed=8\n");
    lab.plays("run 300 s");
    EXPECT_LT(lab.number("queue.a"), 5) << "round robin leaves more than 40 there";
    EXPECT_GT(lab.number("share.e"), 3 * lab.number("share.a"));
    EXPECT_EQ(lab.fact("weight.e"), "1") << "no weight was set";
}

TEST(BalanceScenario, WhoAnswersInTwiceTheTimeWeighsHalf) {
    Lab lab("topic balance\nservers a b\nservice 100 ms\npolicy dynamic-weighted-round-robin\n"
            "given a speed=2\n");
    EXPECT_EQ(lab.fact("dynamic.a") + ' ' + lab.fact("dynamic.b"), "100 100") << "nothing is known";
    for (int i = 0; i < 6; ++i)
        lab.plays("request\nrun 200 ms");
    EXPECT_EQ(lab.fact("dynamic.a") + ' ' + lab.fact("dynamic.b"), "100 50");
    // Three picks a cycle: two of a, one of b.
    const double before = lab.number("picks.a");
    for (int i = 0; i < 30; ++i)
        lab.plays("request\nrun 200 ms");
    EXPECT_EQ(lab.number("picks.a") - before, 20);
    // Slow, it weighs less as soon as its answers say so.
    lab.plays("slow a x8");
    for (int i = 0; i < 30; ++i)
        lab.plays("request\nrun 400 ms");
    EXPECT_EQ(lab.fact("dynamic.a") + ' ' + lab.fact("dynamic.b"), "25 100");
}

// Powers 2 to 10 under least connections: the faster, the more, and nobody has to say so.
TEST(BalanceScenario, LeastConnectionsFindsThePowers) {
    Lab lab(
        "topic balance\nservers a b c d e\nservice 1000..3000 ms\narrivals 10\n"
        "policy least-connections\ngiven a speed=2\ngiven b speed=4\ngiven c speed=6\n"
        "given d speed=8\ngiven e speed=10\n");
    lab.plays("run 300 s");
    EXPECT_GT(lab.number("share.e"), 1.5 * lab.number("share.a"));
    EXPECT_LT(lab.number("queue.a"), 5);
}

// Peak EWMA takes a drop for five seconds.
TEST(BalanceScenario, ADropLooksSlow) {
    Lab lab("topic balance\nservers a b\npolicy ewma\nqueue 0\n");
    lab.plays("request\nrequest\nfinish 2\nburst 2");
    EXPECT_EQ(lab.fact("rejected"), "1");
    const bool five = lab.fact("latency.a") == "5000" || lab.fact("latency.b") == "5000";
    EXPECT_TRUE(five) << lab.fact("latency.a") << ' ' << lab.fact("latency.b");
}

// With work drawn exponentially a request takes 1/(1 - rho) times its work in the mean (M/M/1):
// twice at half load, twenty times at 95 %.
TEST(BalanceScenario, LatencyGrowsAsOneOverWhatIsLeft) {
    const auto times = [](const std::string& rate, const std::string& seconds) {
        Lab lab("topic balance\nservers a\nservice 100 ms\nservice-distribution exponential\n"
                "arrivals " + rate + '\n',
                {false, false});
        lab.plays("run " + seconds + " s");
        return lab.number("mean.a") / 100;
    };
    EXPECT_NEAR(times("5", "20000"), 2, 2 * 0.03);
    EXPECT_NEAR(times("7", "20000"), 3.33, 3.33 * 0.03);
    EXPECT_NEAR(times("8", "30000"), 5, 5 * 0.05);
    EXPECT_NEAR(times("9", "100000"), 10, 10 * 0.05);
    EXPECT_NEAR(times("9.5", "200000"), 20, 20 * 0.08);
}

// The mean wait grows as 1/(1 - rho): halfway is not half of the trouble. Constant work, so half
// of what it would be for work drawn exponentially.
TEST(BalanceScenario, WaitsExplodeNearFullLoad) {
    const auto waited = [](const std::string& rate) {
        Lab lab("topic balance\nservers a\nservice 100 ms\narrivals " + rate + '\n',
                {false, false});
        lab.plays("run 3000 s");
        return lab.number("mean.a") - 100;
    };
    const double half = waited("5");
    EXPECT_NEAR(half, 50, 8);  // rho / (2 (1 - rho)) of the work
    EXPECT_NEAR(waited("8"), 200, 40);
    EXPECT_NEAR(waited("9"), 450, 120);
}

// Envoy's numbers: five failures in a row, 30 seconds, then 60; at most a tenth, one always.
TEST(BalanceScenario, EjectionAsInEnvoy) {
    Lab lab("topic balance\nservers 10\nmax-fails 0\noutlier 5\n");
    lab.plays("crash S1\ncrash S2\nburst 40");
    EXPECT_EQ(lab.fact("health.S1"), "up") << "four failures are not five";
    lab.plays("burst 20");
    EXPECT_EQ(lab.fact("health.S1"), "ejected");
    EXPECT_EQ(lab.fact("health.S2"), "up") << "one of ten is the most";
    lab.plays("run 29 s\nexpect health.S1 = ejected\nrun 1 s\nexpect health.S1 = up");
    lab.plays("restart S2\nburst 100");
    EXPECT_EQ(lab.fact("ejections.S1"), "2");
    lab.plays("run 59 s\nexpect health.S1 = ejected\nrun 10 s\nexpect health.S1 = up");
}

TEST(BalanceScenario, OfThreeServersOneCanBeEjected) {
    Lab lab("topic balance\nservers a b c\nmax-fails 0\noutlier 5\n");
    lab.plays("crash a\nburst 15");
    EXPECT_EQ(lab.fact("health.a"), "ejected");
}

// Whoever behaves for a while is forgiven: the next ejection is short again.
TEST(BalanceScenario, EjectionsAreForgiven) {
    Lab lab("topic balance\nservers a b c\nmax-fails 0\noutlier 5\n");
    lab.plays("crash a\nburst 15\nrestart a\nrun 30 s\nrun 10 s\ncrash a\nburst 15");
    EXPECT_EQ(lab.fact("ejections.a"), "2");
    lab.plays("run 30 s\nexpect health.a = up");
}

// A server that joins idle draws every request, unless it starts slowly.
TEST(BalanceScenario, AHerdMeetsTheNewcomer) {
    const auto drawn = [](const std::string& dials) {
        Lab lab("topic balance\nservers a b c d e\ngiven e state=down\n" + dials);
        lab.plays("burst 160\nup e\nburst 40");
        return lab.number("picks.e");
    };
    EXPECT_EQ(drawn("policy least-connections\n"), 40);
    EXPECT_LT(drawn("policy smooth-weighted-round-robin\nslow-start 10 s\n"), 4);
    EXPECT_LT(drawn("policy weighted-least-connections\n"), 41);
}

// Ten times slower, and what the percentiles say of it.
TEST(BalanceScenario, ASlowServerIsInTheTail) {
    Lab lab("topic balance\nservers 20\nservice 50 ms\narrivals 40\n");
    lab.plays("slow S1 x10\nrun 100 s");
    EXPECT_LT(lab.number("p50"), 60);
    EXPECT_GE(lab.number("p99"), 500);
    EXPECT_GE(lab.number("mean.S1"), 500);
}

// The same requests come at the same times and are as heavy, whoever is picked.
TEST(BalanceScenario, PoliciesMeetTheSameArrivals) {
    const auto arrivals = [](const std::string& policy) {
        Lab lab("topic balance\nservers 4\nservice 10..300 ms\narrivals 20\nerrors 10 %\npolicy " +
                policy + '\n');
        std::string times;
        double seen = 0;
        while (lab.timeline().stepClock(std::chrono::seconds(5))) {
            if (lab.number("requests") > seen)
                times += std::to_string(lab.timeline().time().count()) + ' ';
            seen = lab.number("requests");
        }
        lab.plays("arrivals none\nrun 60 s");
        return times + lab.fact("finished") + ' ' + lab.fact("failed");
    };
    const std::string once = arrivals("round-robin");
    for (const char* policy : {"random", "two-choices", "source-hash", "maglev", "ewma"})
        EXPECT_EQ(arrivals(policy), once) << policy;
}

// Two policies beside each other: `lockstep compare --set policy=…`, and C in the window.
TEST(BalanceScenario, TwoPoliciesBesideEachOther) {
    Lab lab("topic balance\nservers 4\nservice 10..300 ms\narrivals 20\npolicy random\n");
    lab.plays("run 5 s\nburst 10\nrun 5 s");
    std::vector<std::string> skipped;
    std::vector<Fault> faults;
    const auto other = script::replayIn(
        lab.timeline(), script::withDial(lab.timeline().setup().scenario, "policy", "two-choices"),
        skipped, faults);
    ASSERT_TRUE(other && skipped.empty() && faults.empty());
    const auto fact = [&](std::string_view name) {
        std::string text;
        other->visitFacts(Glob(name),
                          [&](std::string_view, const Value& value) { text = value.text(); });
        return text;
    };
    EXPECT_EQ(fact("time"), lab.fact("time"));
    EXPECT_EQ(fact("requests"), lab.fact("requests"));
    EXPECT_NE(fact("picks"), lab.fact("picks"));
    const auto difference = script::firstDifference(lab.timeline(), *other);
    ASSERT_TRUE(difference);
    EXPECT_EQ(difference->left, difference->right) << "the same arrival, picked another way";
}

}  // namespace
}  // namespace lockstep::balance
