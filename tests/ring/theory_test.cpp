// SPDX-License-Identifier: GPL-3.0-or-later
// Moved fractions, spreads and shares against what theory says of them.
#include <gtest/gtest.h>

#include <cmath>

#include "lab.h"

namespace lockstep::ring {
namespace {

double movedByAdding(const char* scheme, int servers) {
    Lab lab({.servers = manyServers(servers), .dials = {{"scheme", scheme}, {"keys", "20000"}}});
    lab.plays("add newcomer");
    return lab.number("moved.fraction");
}

// From n to n + 1 servers mod N moves n/(n + 1) of the keys, the others 1/(n + 1).
TEST(RingTheory, MovedFractions) {
    for (const int n : {3, 4, 5, 9, 99}) {
        const double share = 1.0 / (n + 1);
        EXPECT_NEAR(movedByAdding("mod", n), 1 - share, 0.012) << n;
        EXPECT_NEAR(movedByAdding("ring", n), share, 0.25 * share) << n;
        EXPECT_NEAR(movedByAdding("jump", n), share, 0.15 * share) << n;
        EXPECT_NEAR(movedByAdding("rendezvous", n), share, 0.15 * share) << n;
        const double maglev = movedByAdding("maglev", n);
        EXPECT_GT(maglev, 0.85 * share) << n;
        EXPECT_LT(maglev, 2.2 * share) << "a few others move as well";
    }
}

TEST(RingTheory, TheFactForModIsWhatModMoves) {
    for (const int n : {3, 9}) {
        Lab ring({.servers = manyServers(n), .dials = {{"keys", "5000"}}});
        Lab mod({.servers = manyServers(n), .dials = {{"scheme", "mod"}, {"keys", "5000"}}});
        for (Lab* lab : {&ring, &mod})
            lab->plays("remove s2");
        EXPECT_EQ(ring.fact("moved.mod"), mod.fact("moved.fraction"));
        for (Lab* lab : {&ring, &mod})
            lab->plays("add s2");
        EXPECT_EQ(ring.fact("moved.mod"), mod.fact("moved.fraction"));
    }
}

// With v virtual nodes a server's arc has a deviation of about 1/√v of its mean.
TEST(RingTheory, DeviationFallsWithTheRootOfTheVirtualNodes) {
    for (const int v : {1, 5, 20, 100, 160, 200}) {
        Lab lab({.servers = manyServers(200),
                 .dials = {{"vnodes", std::to_string(v)}, {"keys", "200000"}}});
        const double theory = 1 / std::sqrt(v);
        EXPECT_NEAR(lab.number("deviation"), theory, 0.2 * theory) << v;
    }
}

TEST(RingTheory, JumpIsFairerThanTheRing) {
    Lab ring({.servers = "a b", .dials = {{"keys", "100000"}}, .flaws = {"no-virtual-nodes"}});
    Lab jump({.servers = "a b", .dials = {{"scheme", "jump"}, {"keys", "100000"}}});
    EXPECT_LT(jump.number("spread"), 1.01);
    EXPECT_GT(ring.number("spread"), jump.number("spread"));
}

TEST(RingTheory, WeightedVirtualNodesShareByWeight) {
    Lab lab({.servers = "a:5 b:3 c:2", .dials = {{"keys", "50000"}}});
    EXPECT_NEAR(lab.number("share.a"), 0.5, 0.05);
    EXPECT_NEAR(lab.number("share.b"), 0.3, 0.04);
    EXPECT_NEAR(lab.number("share.c"), 0.2, 0.04);
}

TEST(RingTheory, BoundedLoadsHoldTheirBound) {
    for (const char* bound : {"1", "1.1", "1.25", "2"}) {
        Lab lab({.servers = manyServers(20),
                 .dials = {{"scheme", "bounded"}, {"bound", bound}, {"keys", "3000"}}});
        EXPECT_LE(lab.number("spread"), std::ceil(std::stod(bound) * 150) / 150);
        lab.plays("add x\nremove s3\nweight s4 3");
        EXPECT_TRUE(lab.broken().empty());
    }
}

// Sequential keys under a hash that keeps neighbours together.
TEST(RingTheory, ABadHashPutsAllKeysOnOneServer) {
    Lab lab({.dials = {{"hash", "java-hashcode"}}});
    EXPECT_GT(lab.number("spread"), 3.0);
    lab.plays("hash xxhash64");
    EXPECT_LT(lab.number("spread"), 1.6);
}

TEST(RingTheory, AMillionKeysOnAThousandServers) {
    Lab lab({.servers = manyServers(1000), .dials = {{"keys", "1000000"}}});
    lab.plays("add newcomer");
    EXPECT_NEAR(lab.number("moved.fraction"), 0.001, 0.0003);
    EXPECT_NEAR(lab.number("deviation"), 0.085, 0.01);
    EXPECT_TRUE(lab.broken().empty());
}

}  // namespace
}  // namespace lockstep::ring
