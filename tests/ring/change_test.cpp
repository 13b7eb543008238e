// SPDX-License-Identifier: GPL-3.0-or-later
// What adding, removing and re-weighting does to keys, by every scheme.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::ring {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(RingChange, AServerThatLeavesAndComesBackHasItsKeysAgain) {
    for (const char* scheme : {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"}) {
        Lab lab({.dials = {{"scheme", scheme}, {"keys", "300"}}});
        std::vector<std::string> owners;
        for (int i = 1; i <= 300; ++i)
            owners.push_back(lab.fact("owner.k" + std::to_string(i)));
        lab.plays("remove d\nadd d");
        for (int i = 1; i <= 300; ++i) {
            ASSERT_EQ(lab.fact("owner.k" + std::to_string(i)),
                      owners[static_cast<std::size_t>(i - 1)])
                << scheme;
        }
        EXPECT_THAT(lab.broken(), IsEmpty()) << scheme;
    }
}

TEST(RingChange, AKeyThatWasNotPlacedHasAnOwnerAsWell) {
    for (const char* scheme : {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"}) {
        Lab lab({.dials = {{"scheme", scheme}}});
        EXPECT_THAT((std::vector<std::string>{"a", "b", "c", "d"}),
                    ::testing::Contains(lab.fact("owner.somebody")))
            << scheme;
    }
}

TEST(RingChange, MovedCountsTheLastChange) {
    Lab lab;
    EXPECT_EQ(lab.fact("moved"), "0");
    EXPECT_EQ(lab.fact("moved.fraction"), "0");
    lab.plays("add e");
    const std::string moved = lab.fact("moved");
    EXPECT_EQ(lab.fact("keys.e"), moved) << "all that moved is at the newcomer";
    lab.plays("lookup k1\nreplicas 2");
    EXPECT_EQ(lab.fact("moved"), moved) << "a look-up moves nothing";
    lab.plays("remove e");
    EXPECT_EQ(lab.fact("moved"), moved) << "and it goes back where it came from";
    EXPECT_EQ(lab.fact("keys.e"), "none");
}

TEST(RingChange, MovedKeysAreThoseWhoseOwnerChanged) {
    Lab lab({.servers = "a b c", .dials = {{"scheme", "mod"}, {"keys", "x1 x2 x3 x4 x5 x6"}}});
    std::vector<std::string> before;
    for (int i = 1; i <= 6; ++i)
        before.push_back(lab.fact("owner.x" + std::to_string(i)));
    lab.plays("add d");
    std::string moved;
    for (int i = 1; i <= 6; ++i) {
        const std::string key = "x" + std::to_string(i);
        if (lab.fact("owner." + key) == before[static_cast<std::size_t>(i - 1)]) continue;
        moved += (moved.empty() ? "" : " ") + key;
    }
    EXPECT_FALSE(moved.empty());
    EXPECT_EQ(lab.fact("moved.keys"), moved);
}

TEST(RingChange, SharesAndArcsAreFractions) {
    Lab lab({.servers = "a:2 b c", .dials = {{"keys", "1000"}}});
    double shares = 0;
    double arcs = 0;
    for (const char* server : {"a", "b", "c"}) {
        shares += lab.number(std::string("share.") + server);
        arcs += lab.number(std::string("arc.") + server);
    }
    EXPECT_NEAR(shares, 1.0, 2e-4);
    EXPECT_NEAR(arcs, 1.0, 2e-4);
    EXPECT_EQ(lab.fact("points.a"), "320");
    EXPECT_EQ(lab.fact("weight.a"), "2");
}

TEST(RingChange, AWeightMovesKeysToTheServerThatGrew) {
    Lab lab({.dials = {{"keys", "2000"}}});
    const double before = lab.number("keys.a");
    lab.plays("weight a 3");
    EXPECT_EQ(lab.number("keys.a") - before, lab.number("moved"))
        << "its first points stay where they are";
    EXPECT_NEAR(lab.number("share.a"), 0.5, 0.06);
    lab.plays("scheme jump\nweight a 1");
    EXPECT_EQ(lab.fact("moved"), "0");
    EXPECT_THAT(lab.telling(), HasSubstr("same share, whatever its weight"));
}

TEST(RingChange, ASchemeTurnedWhileRunningPlacesAnew) {
    Lab lab({.dials = {{"keys", "500"}}});
    lab.plays("scheme maglev");
    EXPECT_GT(lab.number("moved.fraction"), 0.5);
    EXPECT_EQ(lab.fact("arc.a"), "none");
    EXPECT_THAT(lab.telling(), HasSubstr("of 500 keys move"));
    lab.plays("table-size 7");
    EXPECT_EQ(lab.fact("table").size(), 13u);
    lab.plays("keys 30");
    EXPECT_EQ(lab.fact("moved"), "0") << "other keys, so none moved";
    EXPECT_EQ(
        lab.number("keys.a") + lab.number("keys.b") + lab.number("keys.c") + lab.number("keys.d"),
        30);
}

TEST(RingChange, ALookUpSaysEachStepAndCounts) {
    Lab lab({.servers = "a b c", .dials = {{"replicas", "2"}}});
    lab.plays("lookup k1");
    const std::string telling = lab.telling();
    for (const char* part : {"k1 hashes to a place", "The search finds point", "k1 belongs to",
                             "The other copies are at"})
        EXPECT_THAT(telling, HasSubstr(part));
    EXPECT_EQ(lab.fact("lookups"), "1");
    EXPECT_EQ(lab.fact("lookups." + lab.fact("owner.k1")), "1");
    EXPECT_EQ(lab.fact("owners.k1").rfind(lab.fact("owner.k1") + ' ', 0), 0u);
}

TEST(RingChange, FewerServersThanReplicasIsSaid) {
    Lab lab({.servers = "a b", .dials = {{"replicas", "5"}}});
    lab.plays("lookup k1");
    EXPECT_THAT(lab.telling(), HasSubstr("only 2 servers, too few for 5 copies"));
    EXPECT_EQ(lab.fact("owners.k1").size(), 3u);
}

TEST(RingChange, EverySchemeTellsItsSearch) {
    const std::pair<const char*, const char*> words[] = {{"mod", "The rest by 4 servers"},
                                                         {"jump", "jump would pass 4 buckets"},
                                                         {"rendezvous", "score for k1"},
                                                         {"maglev", "of the table of 65537 names"},
                                                         {"bounded", "takes"}};
    for (const auto& [scheme, part] : words) {
        Lab lab({.dials = {{"scheme", scheme}}});
        lab.plays("lookup k1");
        EXPECT_THAT(lab.telling(), HasSubstr(part));
        EXPECT_THAT(lab.telling(), HasSubstr("k1 belongs to " + lab.fact("owner.k1")));
    }
}

}  // namespace
}  // namespace lockstep::ring
