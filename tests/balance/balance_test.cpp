// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers over many requests, and smooth weighted round robin beside nginx's
// own rules, written down once more from ngx_http_upstream_round_robin.c.
#include <gmock/gmock.h>

#include <cmath>

#include "requests/lab.h"

namespace lockstep::balance {
namespace {

using requests::Lab;

// A peer and the two functions of nginx that the policy is made of.
struct Peer {
    int weight, effective, current = 0, fails = 0;
    bool usable = true;
};

int nginxPick(std::vector<Peer>& peers) {
    Peer* best = nullptr;
    int total = 0;
    for (Peer& peer : peers) {
        if (!peer.usable) continue;
        peer.current += peer.effective;
        total += peer.effective;
        if (peer.effective < peer.weight) peer.effective++;
        if (!best || peer.current > best->current) best = &peer;
    }
    if (!best) return -1;
    best->current -= total;
    return static_cast<int>(best - peers.data());
}

void nginxFail(Peer& peer, int maxFails) {
    peer.fails++;
    peer.effective -= peer.weight / maxFails;
    if (peer.effective < 0) peer.effective = 0;
    peer.usable = peer.fails < maxFails;
}

TEST(BalanceSmooth, PicksWhatNginxPicksAlsoWhenRequestsFail) {
    Random random(42);
    for (int round = 0; round < 30; ++round) {
        std::vector<Peer> peers;
        std::string head =
            "topic balance\npolicy smooth-weighted-round-robin\nmax-fails 4\nservers";
        for (int i = 0; i < 4; ++i) {
            const int weight = 1 + static_cast<int>(random.below(8));
            peers.push_back({weight, weight});
            head += std::string(" ") + static_cast<char>('a' + i) + ':' + std::to_string(weight);
        }
        Lab lab(head + '\n');
        for (int request = 1; request <= 60; ++request) {
            // One server always stays, so that there is one to pick.
            const int expected = nginxPick(peers);
            ASSERT_EQ(lab.tries("request"), "");
            const std::string picks = lab.fact("picks");
            ASSERT_EQ(picks.back(), 'a' + expected) << head << picks;
            const bool fails = expected != 0 && random.below(5) == 0;
            const std::string end = (fails ? "fail " : "finish ") + std::to_string(request);
            ASSERT_EQ(lab.tries(end), "");
            if (fails) nginxFail(peers[static_cast<std::size_t>(expected)], 4);
            // The sixty requests are at one moment: nothing is forgiven but
            // what failed before the server was tried first, at time 0.
        }
    }
}

// The mean latency at one server is 1/(1 - rho) of its service time, with
// exponential service; with constant service, half of the wait.
TEST(BalanceQueue, WaitsAsQueueingTheorySays) {
    for (const auto& [rate, rho] : {std::pair{5, 0.5}, std::pair{8, 0.8}}) {
        Lab lab("topic balance\nservers a\nservice 100 ms\narrivals " + std::to_string(rate) + '\n',
                {false, false});
        lab.plays("run 2000 s");
        // Little's law: the mean number in the system over the rate.
        double area = 0;
        double served = lab.number("finished");
        EXPECT_NEAR(served / 2000, rate, 0.3);
        for (int i = 0; i < 4000; ++i) {
            lab.plays("run 500 ms");
            area += lab.number("active.a") * 0.5;
        }
        const double latency = area / 2000 / rate;
        const double theory = 0.1 + 0.1 * rho / (2 * (1 - rho));
        EXPECT_NEAR(latency, theory, 0.15 * theory) << rate;
    }
}

// D3.10: on the same arrivals, two choices come close to least connections,
// and both leave chance far behind.
TEST(BalanceTwoChoices, ComeCloseToLookingAtAll) {
    const auto p99 = [](const std::string& policy) {
        Lab lab(
            "topic balance\nservers 10\nservice 10..190 ms\narrivals 85\npolicy " + policy + '\n',
            {false, false});
        lab.plays("run 200 s");
        return lab.number("p99");
    };
    const double random = p99("random");
    const double two = p99("two-choices");
    const double least = p99("least-connections");
    EXPECT_LT(two, random / 2);
    EXPECT_LT(least, two * 1.1);
}

// D3.14: a server that fails fast draws requests.
TEST(BalanceLeastConnections, FallsForAServerThatFailsFast) {
    Lab lab(
        "topic balance\nservers 4\nservice 100 ms\narrivals 60\npolicy least-connections\n"
        "max-fails 0\n");
    lab.plays("crash S1\nrun 20 s");
    EXPECT_GT(lab.number("share.S1"), 0.5);
}

TEST(BalanceClosedLoop, HasNoMoreOpenThanClients) {
    Lab lab("topic balance\nservers a b\nloop closed\nclients 5\nservice 50..150 ms\n");
    lab.plays("run 10 s\nexpect broken = none");
    EXPECT_EQ(lab.number("active.a") + lab.number("active.b"), 5);
    EXPECT_NEAR(lab.number("finished"), 10 * 2 / 0.1, 20);
}

TEST(BalanceRecording, GivesTheSameStateAgain) {
    const std::string head =
        "topic balance\nservers 20\nservice 10..190 ms\narrivals 100\npolicy two-choices\n"
        "errors 2 %\ntimeout 1 s\nqueue 10\n";
    Lab once(head);
    Lab again(head);
    once.plays("run 5 s");
    again.plays("run 5 s");
    EXPECT_EQ(once.fact("digest"), again.fact("digest"));
    once.timeline().seek(100);
    once.timeline().seek(once.timeline().stepCount());
    once.timeline().resume();
    EXPECT_EQ(once.fact("digest"), again.fact("digest"));
}

}  // namespace
}  // namespace lockstep::balance
