// SPDX-License-Identifier: GPL-3.0-or-later
// Random changes: no claim breaks, the same again is the same, and a placement is what it would
// be if it were made at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/random.h"
#include "lab.h"
#include "ring/placement.h"

namespace lockstep::ring {
namespace {

const char* const schemes[] = {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"};
const char* const hashes[] = {"xxhash64", "md5-ketama", "crc32", "java-hashcode"};

std::string server(Random& random) { return "s" + std::to_string(random.below(8) + 1); }

std::string anyLine(Random& random) {
    switch (random.below(10)) {
        case 0:
        case 1:
        case 2: return "add " + server(random);
        case 3:
        case 4: return "remove " + server(random);
        case 5: return "weight " + server(random) + ' ' + std::to_string(random.below(5) + 1);
        case 6: return std::string("scheme ") + schemes[random.below(6)];
        case 7: return std::string("hash ") + hashes[random.below(4)];
        case 8: return "vnodes " + std::to_string(random.below(30) + 1);
        default: return "lookup k" + std::to_string(random.below(70) + 1);
    }
}

// The lines that were possible, and the lab they lead to.
std::string walk(std::uint64_t seed, Lab& lab) {
    Random random(seed);
    std::string played;
    for (int i = 0; i < 60; ++i) {
        const std::string line = anyLine(random);
        if (!lab.refusal(line).empty()) continue;
        lab.plays(line);
        played += line + '\n';
    }
    return played;
}

Lab::Head head() {
    return {.servers = "s1 s2 s3", .dials = {{"keys", "60"}, {"table-size", "101"}}};
}

TEST(RingRandomWalk, NoClaimBreaks) {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        Lab lab(head());
        const std::string played = walk(seed, lab);
        ASSERT_THAT(lab.broken(), testing::IsEmpty()) << "seed " << seed << '\n' << played;
        const Placement& now = *lab.world().placement;
        const Placement anew = place(now.plan, now.servers, now.keys);
        ASSERT_EQ(now.owners, anew.owners) << "seed " << seed << '\n' << played;
        ASSERT_EQ(now.loads, anew.loads) << "seed " << seed << '\n' << played;
    }
}

TEST(RingRandomWalk, TheSameAgainIsTheSame) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Lab once(head());
        Lab again(head());
        const std::string played = walk(seed, once);
        again.plays(played);
        ASSERT_EQ(once.fact("digest"), again.fact("digest")) << "seed " << seed << '\n' << played;
        const auto end = once.fact("digest");
        const auto atTheEnd = once.timeline().world().clone();
        const Step steps = once.timeline().stepCount();
        once.timeline().seek(steps / 2);
        EXPECT_NE(once.fact("digest"), end);
        once.timeline().seek(steps);
        ASSERT_EQ(once.fact("digest"), end) << "seed " << seed;
        ASSERT_TRUE(once.timeline().world().equals(*atTheEnd));
    }
}

}  // namespace
}  // namespace lockstep::ring
