// SPDX-License-Identifier: GPL-3.0-or-later
// Each scheme against its paper's own examples, or against a plain second way.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "ring/bounded.h"
#include "ring/jump.h"
#include "ring/maglev.h"
#include "ring/moves.h"
#include "ring/placement.h"
#include "ring/rendezvous.h"

namespace lockstep::ring {
namespace {

std::shared_ptr<const Keys> numbered(int count, HashKind hash = HashKind::xxhash64) {
    return std::make_shared<const Keys>(hashed(std::to_string(count), hash));
}

// What other implementations of the paper's figure 1 publish: Guava's tests.
TEST(RingJump, GivesThePublishedBuckets) {
    const int first[] = {0,  55, 62, 8,  45, 59, 86, 97, 82, 59,
                         73, 37, 17, 56, 86, 21, 90, 37, 38, 83};
    for (std::uint64_t key = 0; key < 20; ++key)
        EXPECT_EQ(jump(key, 100), first[key]) << key;
    EXPECT_EQ(jump(10863919174838991U, 11), 6);
    EXPECT_EQ(jump(2016238256797177309U, 11), 3);
    EXPECT_EQ(jump(1673758223894951030U, 11), 5);
    EXPECT_EQ(jump(2, 100001), 80343);
    EXPECT_EQ(jump(2201, 100001), 22152);
    EXPECT_EQ(jump(2202, 100001), 15018);
}

TEST(RingJump, AKeyStaysOrGoesToTheNewBucket) {
    for (std::uint64_t key = 0; key < 1000; ++key) {
        for (int buckets = 1; buckets < 50; ++buckets) {
            const int before = jump(xxHash64(std::to_string(key)), buckets);
            const int after = jump(xxHash64(std::to_string(key)), buckets + 1);
            EXPECT_TRUE(after == before || after == buckets);
        }
    }
}

// Eisenbud 2016, section 3.4, table 1: three backends, seven entries; then the
// same without the second.
TEST(RingMaglev, TheTableOfThePaper) {
    const std::vector<MaglevPreference> all = {{3, 4}, {0, 2}, {3, 1}};
    const std::uint64_t b0[] = {3, 0, 4, 1, 5, 2, 6};
    for (std::uint64_t j = 0; j < 7; ++j)
        EXPECT_EQ(all[0].entry(j, 7), b0[j]);
    EXPECT_EQ(populate(all, {1, 1, 1}, 7), (std::vector<ServerIndex>{1, 0, 1, 0, 2, 2, 0}));
    EXPECT_EQ(populate({all[0], all[2]}, {1, 1}, 7),
              (std::vector<ServerIndex>{0, 0, 0, 0, 1, 1, 1}));
}

TEST(RingMaglev, SharesDifferByOneEntryAndWeightsCount) {
    const std::vector<Server> alike = {{"c", 1}, {"a", 1}, {"b", 1}};
    std::vector<int> entries(3, 0);
    for (const ServerIndex server : maglevTable(alike, 65537))
        ++entries[server];
    EXPECT_EQ(entries, (std::vector<int>{21845, 21846, 21846})) << "a and b come first by name";
    std::vector<int> weighted(2, 0);
    for (const ServerIndex server : maglevTable({{"a", 3}, {"b", 1}}, 1009))
        ++weighted[server];
    EXPECT_EQ(weighted, (std::vector<int>{757, 252}));
}

TEST(RingMaglev, OnlyPrimesAreTakenForPrimes) {
    for (const std::uint64_t prime : {2U, 3U, 7U, 65537U, 655373U, 1000003U})
        EXPECT_TRUE(isPrime(prime));
    for (const std::uint64_t composite : {0U, 1U, 9U, 65536U, 65535U, 1000001U})
        EXPECT_FALSE(isPrime(composite));
}

TEST(RingRendezvous, TheHighestScoreWins) {
    const std::vector<Server> servers = {{"a", 1}, {"b", 1}, {"c", 1}};
    for (int i = 0; i < 500; ++i) {
        const std::string key = "key" + std::to_string(i);
        std::map<std::uint64_t, ServerIndex> byScore;
        for (ServerIndex s = 0; s < 3; ++s)
            byScore[xxHash64(servers[s].name + std::string(1, '\0') + key)] = s;
        EXPECT_EQ(rendezvousOwner(servers, key), byScore.rbegin()->second);
        std::vector<ServerIndex> ordered;
        for (auto at = byScore.rbegin(); at != byScore.rend(); ++at)
            ordered.push_back(at->second);
        EXPECT_EQ(rendezvous(servers, key, 5), ordered);
    }
}

TEST(RingRendezvous, SharesFollowTheWeights) {
    const std::vector<Server> servers = {{"a", 5}, {"b", 1}, {"c", 2}};
    std::vector<double> count(3, 0);
    for (int i = 0; i < 80'000; ++i)
        ++count[rendezvousOwner(servers, "key" + std::to_string(i))];
    EXPECT_NEAR(count[0], 50'000, 600);
    EXPECT_NEAR(count[1], 10'000, 400);
    EXPECT_NEAR(count[2], 20'000, 500);
}

// The rule read as it stands, with a map.
TEST(RingPlacement, AKeyGoesToTheFirstPointAtOrAfterIt) {
    const std::vector<Server> servers = {{"a", 1}, {"b", 3}, {"c", 1}};
    std::map<std::uint64_t, ServerIndex> points;
    for (ServerIndex s = 0; s < 3; ++s) {
        for (std::uint32_t i = 0; i < 20 * servers[s].weight; ++i)
            points.emplace(xxHash64(servers[s].name + '_' + std::to_string(i)), s);
    }
    Plan plan;
    plan.points.virtualNodes = 20;
    const auto keys = numbered(5000);
    const Placement placement = place(plan, servers, keys);
    ASSERT_EQ(placement.ring.size(), 100u);
    for (KeyIndex key = 0; key < keys->size(); ++key) {
        const std::string name = keys->names.name(key);
        auto at = points.lower_bound(xxHash64(name));
        if (at == points.end()) at = points.begin();
        ASSERT_EQ(placement.owners[key], at->second) << name;
        ASSERT_EQ(ownerOf(placement, name), at->second) << name;
    }
    EXPECT_EQ(placement.ring.ownerAt(placement.ring.points()[7].position),
              placement.ring.points()[7].server)
        << "at a point it is that point";
}

TEST(RingPlacement, ArcsAddUpToTheWholeRing) {
    const HashRing ring({{"a", 1}, {"b", 1}}, {});
    const auto arcs = ring.arcs(2);
    EXPECT_NEAR(arcs[0] + arcs[1], 1.0, 1e-9);
    PointRule one;
    one.one = true;
    EXPECT_EQ(HashRing({{"a", 1}}, one).arcs(1)[0], 1.0);
}

TEST(RingPlacement, ReplicasAreTheNextDifferentServers) {
    const std::vector<Server> servers = {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}};
    const HashRing ring(servers, {});
    for (std::uint64_t i = 0; i < 300; ++i) {
        const Position key = xxHash64(std::to_string(i));
        std::vector<ServerIndex> expected;
        for (std::size_t at = ring.find(key); expected.size() < 3; at = (at + 1) % ring.size()) {
            const ServerIndex server = ring.points()[at].server;
            if (std::count(expected.begin(), expected.end(), server) == 0)
                expected.push_back(server);
        }
        EXPECT_EQ(ring.walk(key, 3), expected);
    }
    EXPECT_EQ(ring.walk(7, 9).size(), 4u);
}

// Mirrokni 2016, section 2: a key goes to the first server with room.
TEST(RingBounded, AKeyGoesOnPastFullServers) {
    const std::vector<Server> servers = {{"a", 1}, {"b", 1}, {"c", 1}};
    PointRule rule;
    rule.virtualNodes = 4;
    const HashRing ring(servers, rule);
    const auto keys = numbered(90);
    std::vector<Position> places;
    for (KeyIndex key = 0; key < 90; ++key)
        places.push_back(keys->placeOf(key));
    const std::vector<std::uint64_t> room(3, capacity(1'000'000, 90, 1, 3));
    EXPECT_EQ(room[0], 30u);
    std::vector<std::uint64_t> load(3, 0);
    std::vector<ServerIndex> expected;
    for (const Position place : places) {
        std::size_t at = ring.find(place);
        while (load[ring.points()[at].server] >= 30)
            at = (at + 1) % ring.size();
        expected.push_back(ring.points()[at].server);
        ++load[expected.back()];
    }
    EXPECT_EQ(placeBounded(ring, places, room), expected);
    EXPECT_EQ(load, (std::vector<std::uint64_t>{30, 30, 30}));
}

TEST(RingBounded, TheBoundIsRoundedUp) {
    EXPECT_EQ(capacity(1'250'000, 100, 1, 3), 42u);
    EXPECT_EQ(capacity(1'250'000, 100, 1, 4), 32u);
    EXPECT_EQ(capacity(1'000'000, 100, 2, 4), 50u);
    EXPECT_EQ(capacity(10'000'000, 1'000'000, 1'000'000, 1'000'000), 10'000'000u);
}

// The arcs say exactly which places have another owner.
TEST(RingMoves, ArcsAreWhatChanges) {
    const std::vector<Server> three = {{"a", 1}, {"b", 1}, {"c", 1}};
    std::vector<Server> four = three;
    four.push_back({"d", 1});
    PointRule rule;
    rule.virtualNodes = 10;
    const HashRing before(three, rule);
    const HashRing after(four, rule);
    const auto arcs = movedArcs(before, after, {0, 1, 2});
    ASSERT_FALSE(arcs.empty());
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const Position place = xxHash64(std::to_string(i));
        const auto arc = std::find_if(arcs.begin(), arcs.end(), [&](const MovedArc& one) {
            return one.from <= place && place <= one.to;
        });
        const ServerIndex was = before.ownerAt(place);
        const ServerIndex now = after.ownerAt(place);
        ASSERT_EQ(arc != arcs.end(), was != now);
        if (arc == arcs.end()) continue;
        EXPECT_EQ((MovedArc{arc->from, arc->to, was, now}), *arc);
    }
}

TEST(RingMoves, AJoinFoundByArcsIsTheSameAsPlacingAnew) {
    Plan plan;
    plan.points.virtualNodes = 12;
    const auto keys = numbered(3000);
    Placement now = place(plan, {{"s0", 1}}, keys);
    for (int i = 1; i < 30; ++i) {
        now = joined(now, {"s" + std::to_string(i), static_cast<std::uint32_t>(i % 3 + 1)});
        EXPECT_EQ(now.owners, place(plan, now.servers, keys).owners);
    }
    for (int i = 0; i < 30; ++i) {
        now = left(now, static_cast<ServerIndex>(i * 7 % now.servers.size()));
        const Placement anew = place(plan, now.servers, keys);
        EXPECT_EQ(now.owners, anew.owners);
        EXPECT_EQ(now.loads, anew.loads);
        EXPECT_EQ(now.ring.points(), anew.ring.points());
    }
    EXPECT_EQ(now.owners.front(), noServer);
}

TEST(RingPoints, NginxTakesHostAndPortApart) {
    PointRule rule;
    rule.hash = HashKind::crc32;
    std::vector<Point> points;
    addPoints(rule, "127.0.0.1:90", 0, 2, points);
    const std::string base(
        "127.0.0.1\0"
        "90",
        12);
    const std::uint32_t first = crc32(base + std::string(4, '\0'));
    EXPECT_EQ(points[0].position, std::uint64_t{first} << 32);
    std::string previous;
    for (int i = 0; i < 4; ++i)
        previous += static_cast<char>(first >> 8 * i & 0xffU);
    EXPECT_EQ(points[1].position, std::uint64_t{crc32(base + previous)} << 32);
    EXPECT_EQ(pointCount(rule, 3, 5, 2), 480u);
    addPoints(rule, "a", 0, 1, points);
    EXPECT_EQ(points[2].position, std::uint64_t{crc32(std::string("a\0\0\0\0\0", 6))} << 32)
        << "a name without a port";
}

TEST(RingPoints, KetamaSharesPointsOutByWeight) {
    PointRule rule;
    rule.hash = HashKind::md5Ketama;
    EXPECT_EQ(pointCount(rule, 1, 1, 1), 160u);
    EXPECT_EQ(pointCount(rule, 1, 3, 3), 160u);
    EXPECT_EQ(pointCount(rule, 5, 7, 3), 340u) << "4 times 85, of 85.7";
    EXPECT_EQ(pointCount(rule, 1, 7, 3), 68u) << "4 times 17, of 17.1";
    std::vector<Point> points;
    addPoints(rule, "10.0.0.1:1", 0, 8, points);
    EXPECT_EQ(points[5].position, std::uint64_t{md5Words("10.0.0.1:1-1")[1]} << 32);
}

}  // namespace
}  // namespace lockstep::ring
