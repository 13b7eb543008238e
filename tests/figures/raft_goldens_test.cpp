// SPDX-License-Identifier: GPL-3.0-or-later
// Whole figures as text. tests/run --update-goldens writes them anew; read what changed.
#include <gtest/gtest.h>

#include "figures/golden.h"
#include "figures/raft_run.h"

namespace lockstep {
namespace {

using testing::expectGolden;

TEST(RaftGolden, ThreeServersAtTheStart) {
    expectGolden("start", testing::RaftRun(3).figure({626, 560}));
}

TEST(RaftGolden, ACandidateAsksForVotes) {
    testing::RaftRun run(5);
    run.play({"timeout S3", "deliver request-vote S3->S1", "crash S5"});
    expectGolden("election", run.figure({626, 560}));
}

TEST(RaftGolden, ALeaderReplicatesOnASlide) {
    testing::RaftRun run(3);
    run.play({"timeout S1", "deliver request-vote S1->S2", "deliver vote S2->S1",
              "deliver append S1->S2", "request S1 x=7"});
    expectGolden("replication", run.figure({960, 640}, true));
}

}  // namespace
}  // namespace lockstep
