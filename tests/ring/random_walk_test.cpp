// SPDX-License-Identifier: GPL-3.0-or-later
// Random changes: no claim breaks, the same again is the same, and a placement is what it would
// be if it were made at once. LOCKSTEP_LONG=1 walks a million steps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "kernel/random.h"
#include "lab.h"
#include "ring/placement.h"

namespace lockstep::ring {
namespace {

const char* const schemes[] = {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"};
const char* const hashes[] = {"xxhash64", "md5-ketama", "crc32", "java-hashcode"};

std::string server(Random& random) { return "s" + std::to_string(random.below(8) + 1); }

std::string anyLine(Random& random) {
    switch (random.below(13)) {
        case 0:
        case 1:
        case 2: return "add " + server(random);
        case 3:
        case 4: return "remove " + server(random);
        case 5: {
            const std::string heavy = server(random);
            return "weight " + heavy + ' ' + std::to_string(random.below(5) + 1);
        }
        case 6: return std::string("scheme ") + schemes[random.below(6)];
        case 7: return std::string("hash ") + hashes[random.below(4)];
        case 8: return "vnodes " + std::to_string(random.below(30) + 1);
        case 9: return "trace k" + std::to_string(random.below(70) + 1);
        case 10: return "replicas " + std::to_string(random.below(5) + 1);
        case 11: return "advance";
        default: return "lookup k" + std::to_string(random.below(70) + 1);
    }
}

bool isLong() {
    const char* asked = std::getenv("LOCKSTEP_LONG");
    return asked && std::string(asked) == "1";
}
std::uint64_t walks() { return isLong() ? 1000 : 150; }
int stepsOfAWalk() { return isLong() ? 1000 : 60; }

void expectAsPlacedAnew(const Lab& lab, const std::string& story) {
    const Placement& now = *lab.world().placement;
    const Placement anew = place(now.plan, now.servers, now.keys);
    ASSERT_EQ(now.owners, anew.owners) << story;
    ASSERT_EQ(now.loads, anew.loads) << story;
}

// The lines that were possible, and the lab they lead to.
std::string walk(std::uint64_t seed, Lab& lab) {
    Random random(seed);
    std::string played;
    while (lab.timeline().stepCount() < static_cast<Step>(stepsOfAWalk())) {
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
    for (std::uint64_t seed = 1; seed <= walks(); ++seed) {
        Lab lab(head());
        const std::string played = walk(seed, lab);
        const std::string story = "seed " + std::to_string(seed) + '\n' + played;
        ASSERT_THAT(lab.broken(), ::testing::IsEmpty()) << story;
        expectAsPlacedAnew(lab, story);
    }
}

// The same walks with a rule broken: some come upon it.
TEST(RingRandomWalk, EachFlawIsComeUpon) {
    const std::pair<const char*, const char*> flaws[] = {{"unsorted", "next-point"},
                                                         {"empty-ring", "empty-ring"}};
    for (const auto& [flaw, claim] : flaws) {
        int found = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Lab::Head flawed = head();
            flawed.servers = "s1";
            flawed.flaws = {flaw};
            Lab lab(flawed);
            walk(seed, lab);
            const auto broken = lab.broken();
            found += std::count(broken.begin(), broken.end(), claim) > 0 ? 1 : 0;
        }
        EXPECT_GT(found, 0) << flaw;
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
