// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a look-up, stop by stop, and at once.
#include "ring/route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lab.h"
#include "ring/jump.h"

namespace lockstep::ring {
namespace {

using ::testing::HasSubstr;

std::shared_ptr<const Keys> noKeys() {
    return std::make_shared<const Keys>(hashed("0", HashKind::xxhash64));
}

Placement placed(Scheme scheme, const std::vector<Server>& servers) {
    Plan plan;
    plan.scheme = scheme;
    plan.points.virtualNodes = 7;
    plan.tableSize = 101;
    return place(plan, servers, noKeys());
}

// Read off the points in order, without the ring's own search.
TEST(RingRoute, OnARingItIsTheWalkFromPointToPoint) {
    const Placement placement =
        placed(Scheme::ring, {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}});
    const auto& points = placement.ring.points();
    for (int i = 0; i < 500; ++i) {
        const std::string key = "key" + std::to_string(i);
        std::size_t at = 0;
        while (at < points.size() && points[at].position < xxHash64(key))
            ++at;
        at %= points.size();
        std::set<ServerIndex> holders;
        const auto route = routeOf(placement, key, 3);
        ASSERT_EQ(route[0].kind, StopKind::hash);
        ASSERT_EQ(route[1], (Stop{StopKind::landing, points[at].server, at, 1}));
        for (std::size_t stop = 2; stop < route.size(); ++stop) {
            for (std::size_t passed = 0; passed < route[stop].count; ++passed) {
                const ServerIndex here = points[at].server;
                const bool isNew = holders.insert(here).second;
                const StopKind expected = !isNew              ? StopKind::passed
                                          : holders.size() == 1 ? StopKind::owner
                                                                : StopKind::replica;
                ASSERT_EQ(route[stop].kind, expected) << key;
                if (isNew) {
                    ASSERT_EQ(route[stop].at, at);
                }
                at = (at + 1) % points.size();
            }
        }
        EXPECT_EQ(holders.size(), 3u);
    }
}

TEST(RingRoute, ItEndsAtTheHoldersInTheirOrderInEveryScheme) {
    for (const Scheme scheme : {Scheme::ring, Scheme::mod, Scheme::jump, Scheme::rendezvous,
                                Scheme::maglev, Scheme::bounded}) {
        const Placement placement = placed(scheme, {{"a", 1}, {"b", 2}, {"c", 1}, {"d", 1}});
        for (int i = 0; i < 100; ++i) {
            const std::string key = "key" + std::to_string(i);
            for (const std::size_t copies : {1U, 2U, 9U}) {
                std::vector<ServerIndex> found;
                for (const Stop& stop : routeOf(placement, key, copies)) {
                    if (stop.kind == StopKind::owner || stop.kind == StopKind::replica)
                        found.push_back(stop.server);
                }
                ASSERT_EQ(found, replicasOf(placement, key, copies)) << key;
            }
        }
    }
}

TEST(RingRoute, JumpComesThroughTheBucketsThatItsNumberGrowsBy) {
    const Placement placement = placed(
        Scheme::jump, {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}, {"f", 1}, {"g", 1}});
    for (int i = 0; i < 200; ++i) {
        const std::string key = "key" + std::to_string(i);
        std::set<std::size_t> owners;
        for (int n = 1; n <= 7; ++n)
            owners.insert(static_cast<std::size_t>(jump(xxHash64(key), n)));
        std::set<std::size_t> through;
        for (const Stop& stop : routeOf(placement, key, 1))
            if (stop.kind == StopKind::bucket) through.insert(stop.at);
        EXPECT_EQ(through, owners) << key;
    }
}

TEST(RingRoute, WithoutServersThereIsNone) {
    EXPECT_TRUE(routeOf(placed(Scheme::ring, {}), "k", 1).empty());
    EXPECT_TRUE(routeOf(placed(Scheme::jump, {}), "k", 1).empty());
}

Lab::Head replicated() { return {.dials = {{"vnodes", "5"}, {"replicas", "3"}}}; }

TEST(RingTrace, StepByStepItEndsWhereALookUpEndsAtOnce) {
    for (const char* scheme : {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"}) {
        Lab once(replicated());
        Lab stepped(replicated());
        for (Lab* lab : {&once, &stepped})
            lab->plays(std::string("scheme ") + scheme);
        once.plays("lookup k7");
        stepped.plays("trace k7");
        EXPECT_EQ(stepped.fact("trace"), "hash");
        EXPECT_EQ(stepped.fact("lookups"), "0") << "not answered yet";
        int steps = 1;
        for (; stepped.refusal("advance").empty(); ++steps)
            stepped.plays("advance");
        EXPECT_GE(steps, 4);
        EXPECT_EQ(stepped.fact("trace"), once.fact("trace")) << scheme;
        EXPECT_EQ(stepped.fact("lookups"), "1");
        EXPECT_EQ(stepped.refusal("advance"),
                  "no look-up is under way; trace KEY begins one");
    }
}

TEST(RingTrace, TheClockGoesOnWithIt) {
    Lab lab(replicated());
    lab.plays("trace k7");
    while (lab.timeline().stepClock()) {
    }
    EXPECT_EQ(lab.fact("lookups"), "1");
    EXPECT_THAT(lab.fact("trace"), HasSubstr("copy."));
    EXPECT_GT(lab.timeline().time(), Time(0));
}

TEST(RingTrace, AChangeEndsIt) {
    for (const char* line : {"add x", "remove b", "weight a 2", "vnodes 9", "replicas 2"}) {
        Lab lab(replicated());
        lab.plays("trace k7");
        lab.plays(line);
        EXPECT_THAT(lab.telling(), HasSubstr("The look-up of k7 ends.")) << line;
        EXPECT_NE(lab.refusal("advance"), "");
        EXPECT_TRUE(lab.broken().empty());
    }
}

TEST(RingTrace, WithoutServersItSaysSoAtOnce) {
    Lab lab({.servers = "a"});
    lab.plays("remove a\ntrace k1");
    EXPECT_THAT(lab.telling(), HasSubstr("Nobody owns k1."));
    EXPECT_NE(lab.refusal("advance"), "");
    EXPECT_EQ(lab.fact("trace"), "none");
}

}  // namespace
}  // namespace lockstep::ring
