// SPDX-License-Identifier: GPL-3.0-or-later
// Whole figures as text. tests/run --update-goldens writes them anew; read what changed.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "drawing/dump.h"
#include "figures/raft_run.h"
#include "support/paths.h"

namespace lockstep {
namespace {

void expectGolden(const std::string& name, const drawing::Figure& figure) {
    const auto path = testing::sourceFolder() / "tests/figures/goldens" / (name + ".txt");
    const std::string text = drawing::toText(figure);
    if (testing::updatesGoldens()) {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << path;
}

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
