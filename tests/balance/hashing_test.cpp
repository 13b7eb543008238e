// SPDX-License-Identifier: GPL-3.0-or-later
// The policies that go by who asks: where clients go, how many move, and who is too much.
#include <gmock/gmock.h>

#include <sstream>

#include "requests/lab.h"

namespace lockstep::balance {
namespace {

using requests::Lab;

std::vector<std::string> partsOf(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

// Who gets the clients k1 to k500, asking in this order.
std::vector<std::string> owners(Lab& lab) {
    constexpr int clients = 500;
    for (int i = 1; i <= clients; ++i)
        EXPECT_EQ(lab.tries("request k" + std::to_string(i)), "");
    auto picks = partsOf(lab.fact("picks"));
    picks.erase(picks.begin(), picks.end() - clients);
    return picks;
}

struct Churn {
    int moved = 0;     // of those whose server stayed
    int orphaned = 0;  // whose server went
};

// What happens to clients when d goes.
Churn churnOf(const std::string& policy) {
    Lab lab("topic balance\nservers a b c d\npolicy " + policy + '\n');
    const auto before = owners(lab);
    lab.plays("down d");
    const auto after = owners(lab);
    Churn churn;
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_NE(after[i], "d");
        if (before[i] == "d") {
            ++churn.orphaned;
        } else if (before[i] != after[i]) {
            ++churn.moved;
        }
    }
    return churn;
}

// SCENARIOS D3.15: hash modulo servers moves nearly all, a ring only those of the server that
// went, Maglev a few more.
TEST(BalanceHashing, HowManyClientsMove) {
    const Churn modulo = churnOf("source-hash");
    EXPECT_GT(modulo.moved, 200);
    EXPECT_EQ(churnOf("ring-hash").moved, 0);
    const Churn maglev = churnOf("maglev");
    EXPECT_LT(maglev.moved, 30);
    EXPECT_NEAR(maglev.orphaned, 125, 40);
}

// The same algorithm as the topic ring: a key's owner there is its server here.
TEST(BalanceHashing, AgreesWithTheTopicOfHashRings) {
    for (const auto& [policy, scheme] :
         {std::pair{"ring-hash", "ring"}, std::pair{"maglev", "maglev"}}) {
        Lab balance(std::string("topic balance\nservers a:2 b c\npolicy ") + policy + '\n');
        Lab ring(std::string("topic ring\nservers a:2 b c\nscheme ") + scheme + '\n');
        const auto picks = owners(balance);
        for (std::size_t i = 0; i < picks.size(); ++i)
            ASSERT_EQ(picks[i], ring.fact("owner.k" + std::to_string(i + 1))) << policy;
    }
}

TEST(BalanceHashing, WeightsShareRingAndTable) {
    for (const char* policy : {"ring-hash", "maglev"}) {
        Lab lab(std::string("topic balance\nservers a:3 b\npolicy ") + policy + '\n');
        owners(lab);
        EXPECT_NEAR(lab.number("share.a"), 0.75, 0.08) << policy;
    }
}

// Weights too large for a ring or a table are scaled down alike.
TEST(BalanceHashing, TakesTheLargestWeights) {
    for (const char* policy : {"ring-hash", "bounded-hash", "maglev"}) {
        Lab lab(std::string("topic balance\nservers a:1000000 b:1000000 c\npolicy ") + policy +
                "\nvnodes 10\ntable-size 251\nclients 1000\n");
        lab.plays("burst 200");
        EXPECT_GT(lab.number("picks.a"), 50) << policy;
        EXPECT_GT(lab.number("picks.b"), 50) << policy;
    }
}

// Sticky clients are not an even load: a hash sees clients, not what they send.
TEST(BalanceHashing, FewClientsAreUneven) {
    Lab lab("topic balance\nservers 10\npolicy ring-hash\nclients 12\n");
    lab.plays("burst 1000");
    double most = 0;
    for (int i = 1; i <= 10; ++i)
        most = std::max(most, lab.number("share.S" + std::to_string(i)));
    EXPECT_GT(most, 0.15);
}

TEST(BalanceBounded, NobodyHasMoreThanItsShareTimesTheBound) {
    Lab lab("topic balance\nservers a b c d\npolicy bounded-hash\n");
    for (int i = 0; i < 40; ++i)
        lab.plays("request ann");
    for (const char* server : {"a", "b", "c", "d"})
        EXPECT_LE(lab.number(std::string("active.") + server), 13) << server;
    EXPECT_TRUE(lab.broken().empty());
}

TEST(BalanceBounded, WithoutACrowdItIsTheRing) {
    Lab ring("topic balance\nservers a b c\npolicy ring-hash\n");
    Lab bounded("topic balance\nservers a b c\npolicy bounded-hash\nbound 10\n");
    EXPECT_EQ(owners(ring), owners(bounded));
}

TEST(BalanceTable, ASizeThatIsNoPrimeIsRefused) {
    Lab lab("topic balance\nservers a b\npolicy maglev\n");
    EXPECT_THAT(lab.tries("table-size 100"), ::testing::HasSubstr("101 is"));
    EXPECT_EQ(lab.tries("table-size 101"), "");
}

}  // namespace
}  // namespace lockstep::balance
