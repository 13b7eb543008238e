// SPDX-License-Identifier: GPL-3.0-or-later
// Section 5.6 of the Raft paper, and what its section 9.3 and the
// dissertation's chapter 9 measured, measured here: how long it takes to
// replace a leader, and how often votes are split. The margins are wide, for
// our network is a simple one. LOCKSTEP_LONG=1 takes as many trials as they did.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "kernel/random.h"
#include "lab.h"

namespace lockstep::raft {
namespace {

int trials(int quick) {
    const char* asked = std::getenv("LOCKSTEP_LONG");
    return asked && std::string(asked) == "1" ? 1000 : quick;
}

// Five servers; the leader crashes at some moment of a heartbeat interval, which
// is half the least timeout. How long there is none then, in ms; at most ten
// seconds. A message takes 1 to 3 ms, with which our medians come near theirs;
// with 5 to 10 ms a spread of 5 ms would be too little.
double downtime(const char* timeouts, int least, std::uint64_t seed, const char* latency) {
    Lab lab({.seed = seed,
             .dials = {{"election-timeout", timeouts},
                       {"heartbeat", std::to_string(least / 2) + " ms"},
                       {"latency", latency}}});
    lab.plays("timeout S1");
    lab.settle();
    Random random(seed);
    lab.runFor(Duration(least * 2000 + static_cast<int>(random.below(500)) * least));
    if (lab.fact("leaders") != "S1") return -1;
    lab.plays("crash S1");
    const Time crashed = lab.timeline().time();
    while (lab.fact("leaders") == "none") {
        if (lab.timeline().time() - crashed > std::chrono::seconds(10)) break;
        lab.timeline().stepClock();
    }
    return static_cast<double>((lab.timeline().time() - crashed).count()) / 1000;
}

std::vector<double> downtimes(const char* timeouts, int least, int quick,
                              const char* latency = "1..3 ms") {
    std::vector<double> all;
    for (int seed = 1; seed <= trials(quick); ++seed) {
        const double took = downtime(timeouts, least, static_cast<std::uint64_t>(seed), latency);
        if (took >= 0) all.push_back(took);
    }
    std::sort(all.begin(), all.end());
    return all;
}

double median(const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; }

double mean(const std::vector<double>& all) {
    double sum = 0;
    for (const double one : all)
        sum += one;
    return sum / static_cast<double>(all.size());
}

// Section 9.3: "Without randomness …, leader election consistently took longer
// than 10 seconds". Nothing else may be random either, so that all are level.
TEST(RaftTiming, WithoutRandomnessNobodyIsElected) {
    const auto all = downtimes("150 ms", 150, 10, "2 ms");
    EXPECT_GE(all.front(), 10'000);
}

// "Adding just 5 ms of randomness helps significantly, resulting in a median
// downtime of 287 ms."
TEST(RaftTiming, FiveMillisecondsOfRandomnessHelp) {
    const auto all = downtimes("150..155 ms", 150, 200);
    EXPECT_GT(median(all), 120);
    EXPECT_LT(median(all), 600);
}

// "With 50 ms of randomness the worst-case completion time (over 1000 trials)
// was 513 ms."
TEST(RaftTiming, WithFiftyMillisecondsTheWorstIsBearable) {
    const auto all = downtimes("150..200 ms", 150, 200);
    EXPECT_GT(all.front(), 75) << "about half the least timeout";
    EXPECT_LT(median(all), 250);
    EXPECT_LT(all.back(), 1100);
}

// "It takes only 35 ms on average to elect a leader with an election timeout of
// 12-24 ms (the longest trial took 152 ms)."
TEST(RaftTiming, ShorterTimeoutsElectSooner) {
    const auto all = downtimes("12..24 ms", 12, 200);
    EXPECT_GT(mean(all), 12);
    EXPECT_LT(mean(all), 70);
    EXPECT_LT(all.back(), 400);
}

// Whether the first election after the leader's crash fails. All timers begin
// at one moment; `failed` servers are down, the leader among them.
bool splits(int servers, int failed, std::uint64_t seed, const char* flaw = nullptr,
            const char* timeouts = "150..300 ms") {
    Lab::Head head{.servers = servers,
                   .seed = seed,
                   .dials = {{"latency", "30 ms"}, {"election-timeout", timeouts}}};
    if (flaw) head.flaws = {flaw};
    Lab lab(head);
    lab.plays("timeout S1");
    lab.settle();
    for (int i = 1; i <= failed; ++i)
        lab.plays("crash S" + std::to_string(i));
    const std::string leader = lab.runUntilLeader();
    return lab.fact(leader + ".term") != "2";
}

double splitRate(int servers, int failed, int quick, const char* flaw = nullptr) {
    const int all = trials(quick);
    int split = 0;
    for (int seed = 1; seed <= all; ++seed) {
        split += splits(servers, failed, static_cast<std::uint64_t>(seed), flaw) ? 1 : 0;
    }
    return static_cast<double>(split) / all;
}

// Dissertation 9.2: a message takes a fifth of the timeouts' range. With five
// servers of which one is down, less than a fifth of the elections fail; where
// every server that is up has to agree, about half do with five and two down,
// and about 70 % with nine and four down. There the first candidate must be a
// message's time ahead of all others: of n servers that are up it is with
// probability 0.8^n, which leaves 49 % and 67 %.
TEST(RaftTiming, SplitVotesAreAsCommonAsWasMeasured) {
    EXPECT_LT(splitRate(5, 1, 1000), 0.25);
    const double withTwo = splitRate(5, 2, 1000);
    EXPECT_GT(withTwo, 0.38);
    EXPECT_LT(withTwo, 0.60);
    const double withFour = splitRate(9, 4, 1000);
    EXPECT_GT(withFour, 0.56);
    EXPECT_LT(withFour, 0.78);
}

// "a range 10-20 times the one-way network latency": then votes are rarely
// split, however few servers are left (dissertation 9.2).
TEST(RaftTiming, ARangeOfTwentyLatenciesIsEnough) {
    int split = 0;
    const int all = trials(100);
    for (int seed = 1; seed <= all; ++seed) {
        Lab lab({.seed = static_cast<std::uint64_t>(seed),
                 .dials = {{"latency", "10 ms"}, {"election-timeout", "150..350 ms"}}});
        lab.plays("timeout S1");
        lab.settle();
        lab.plays("crash S1");
        const std::string leader = lab.runUntilLeader();
        split += lab.fact(leader + ".term") != "2" ? 1 : 0;
    }
    EXPECT_LT(split, all / 10);
}

// The measure of the flaw redraws-timeouts (etcd's issue 4887): drawn anew at
// each tick, timeouts crowd together, and more votes are split.
TEST(RaftTiming, TimeoutsDrawnAnewAtEachTickSplitMoreVotes) {
    const double whole = splitRate(5, 2, 300);
    const double flawed = splitRate(5, 2, 300, "redraws-timeouts");
    EXPECT_GT(flawed, whole + 0.1);
}

// The numbers that the lesson raft/timeouts gives, of the seeds 1 to 300.
TEST(RaftTiming, ThreeHundredStartsSplitAsOftenAsTheLessonSays) {
    int whole = 0;
    int flawed = 0;
    int wide = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        whole += splits(3, 1, seed) ? 1 : 0;
        flawed += splits(3, 1, seed, "redraws-timeouts") ? 1 : 0;
        wide += splits(3, 1, seed, nullptr, "150..750 ms") ? 1 : 0;
    }
    EXPECT_EQ(whole, 108);
    EXPECT_EQ(flawed, 212);
    EXPECT_EQ(wide, 27);
}

// §5.6: "Raft will be able to elect and maintain a steady leader as long as the
// system satisfies the following timing requirement: broadcastTime ≪
// electionTimeout ≪ MTBF." Where messages take as long as a timeout, it is not.
TEST(RaftTiming, AMessageMustBeFasterThanATimeout) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Lab steady({.seed = seed});
        steady.runFor(std::chrono::seconds(30));
        EXPECT_LE(steady.count("raft.leader_elected"), 1U) << "seed " << seed;
        Lab slow({.seed = seed, .dials = {{"latency", "150..250 ms"}}});
        slow.runFor(std::chrono::seconds(30));
        EXPECT_GT(slow.count("raft.election_started"), 100U) << "seed " << seed;
    }
}

// §5.6: "safety must not depend on timing: the system must not produce
// incorrect results just because some event happens more quickly or slowly".
TEST(RaftTiming, SafetyDoesNotDependOnTiming) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        for (const char* latency : {"0 ms", "1..400 ms", "300..900 ms"}) {
            Lab lab({.seed = seed, .dials = {{"latency", latency}, {"reorder", "on"}}});
            for (int i = 0; i < 20; ++i) {
                lab.runFor(Duration(200'000));
                for (const char* server : {"S1", "S2", "S3", "S4", "S5"})
                    lab.plays("request " + std::string(server) + " x=1");
            }
            EXPECT_TRUE(lab.broken().empty()) << "seed " << seed << ", " << latency;
        }
    }
}

}  // namespace
}  // namespace lockstep::raft
