// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep export: any point of a script or a lesson as a file, without a display.
#include <gmock/gmock.h>

#include "cli/process.h"
#include "support/paths.h"

namespace lockstep::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string shortElection = "topic raft\nservers 3\nseed 4\nrun 400 ms\n";

TEST(CliExport, WritesEachFormat) {
    const Folder folder;
    const std::string script = folder.write("a.lockstep", shortElection);
    for (const auto& [name, start] :
         {std::pair{"a.svg", "<"}, std::pair{"a.pdf", "%PDF-"}, std::pair{"a.png", "\x89PNG"}}) {
        const Ended written = lockstep({"export", script, "-o", folder.path(name)});
        EXPECT_EQ(written.status, 0) << written.errors;
        EXPECT_EQ(written.errors, "");
        EXPECT_THAT(contentOf(folder.path(name)), StartsWith(start));
    }
}

TEST(CliExport, TheSameScriptGivesTheSameBytes) {
    const Folder folder;
    const std::string script = folder.write("a.lockstep", shortElection);
    for (const char* ending : {".svg", ".pdf", ".png"}) {
        const std::string one = folder.path(std::string("one") + ending);
        const std::string two = folder.path(std::string("two") + ending);
        EXPECT_EQ(lockstep({"export", script, "-o", one}).status, 0);
        EXPECT_EQ(lockstep({"export", script, "-o", two}).status, 0);
        EXPECT_EQ(contentOf(one), contentOf(two));
    }
}

TEST(CliExport, GoesToStepsMilestonesAndTimes) {
    const Folder folder;
    const std::string script = folder.write("a.lockstep", shortElection);
    std::vector<std::string> files;
    for (const char* at : {"0", "4", "raft.leader_elected", "300ms"}) {
        files.push_back(folder.path("at.svg"));
        const Ended written = lockstep({"export", script, "-o", files.back(), "--at", at});
        EXPECT_EQ(written.status, 0) << written.errors;
        files.back() = contentOf(files.back());
    }
    EXPECT_EQ(files[1], files[2]);  // the leader is elected in step 4
    EXPECT_NE(files[0], files[1]);
    EXPECT_NE(files[2], files[3]);
}

TEST(CliExport, TakesSizeScaleAndTheme) {
    const Folder folder;
    const std::string script = folder.write("a.lockstep", shortElection);
    for (const char* theme : {"light", "dark", "projector", "print"}) {
        const std::string file = folder.path(std::string(theme) + ".svg");
        const Ended written = lockstep({"export", script, "-o", file, "--theme", theme, "--size",
                                        "800x600", "--scale", "2", "--transparent"});
        EXPECT_EQ(written.status, 0) << written.errors;
    }
    EXPECT_NE(contentOf(folder.path("light.svg")), contentOf(folder.path("dark.svg")));
}

TEST(CliExport, DrawsLessons) {
    const Folder folder;
    const std::string lesson = (sourceFolder() / "lessons" / "raft" / "election.md").string();
    const Ended written = lockstep({"export", lesson, "-o", folder.path("a.svg"), "--page", "1"});
    EXPECT_EQ(written.status, 0) << written.errors;
    EXPECT_EQ(lockstep({"export", lesson, "-o", folder.path("a.svg"), "--page", "99"}).status, 2);
}

TEST(CliExport, LeavesTheOlderFileWhenItFails) {
    const Folder folder;
    const std::string older = folder.write("a.svg", "older");
    EXPECT_EQ(lockstep({"export", "-", "-o", older}, "topic raft\nbogus\n").status, 2);
    EXPECT_EQ(lockstep({"export", "-", "-o", older}, "topic raft\nexpect S1.term = 9\n").status, 1);
    EXPECT_EQ(contentOf(older), "older");
    const Ended nowhere =
        lockstep({"export", "-", "-o", folder.path("no/where.svg")}, shortElection);
    EXPECT_EQ(nowhere.status, 2);
    EXPECT_THAT(nowhere.errors, HasSubstr("where.svg"));
}

TEST(CliExport, DrawsTheSpaceTimeDiagramOfATopicWithMessages) {
    const Folder folder;
    const std::string script = folder.write("a.lockstep", shortElection);
    const std::string out = folder.path("a.svg");
    EXPECT_EQ(lockstep({"export", script, "-o", out, "--space-time"}).status, 0);
    EXPECT_THAT(contentOf(out), HasSubstr("S3"));
    const std::string breaker = folder.write("b.lockstep", "topic breaker\nfail\n");
    const Ended none = lockstep({"export", breaker, "-o", out, "--space-time"});
    EXPECT_EQ(none.status, 2);
    EXPECT_THAT(none.errors, HasSubstr("breaker has none"));
}

TEST(CliExport, WritesAChartAsPictureAndAsNumbers) {
    const Folder folder;
    const std::string script = folder.write("b.lockstep", "topic breaker\nfail\nrun 1 s\nfail\n");
    for (const char* name : {"c.svg", "c.pdf", "c.png"}) {
        const Ended written =
            lockstep({"export", script, "-o", folder.path(name), "--chart", "passed"});
        EXPECT_EQ(written.status, 0) << written.errors;
        EXPECT_GT(contentOf(folder.path(name)).size(), 100u);
    }
    const std::string csv = folder.path("c.csv");
    EXPECT_EQ(lockstep({"export", script, "-o", csv, "--chart", "passed"}).status, 0);
    EXPECT_THAT(contentOf(csv), StartsWith("time_ms,"));
    EXPECT_THAT(contentOf(csv), HasSubstr("\n1000,2"));
    const Ended unknown = lockstep({"export", script, "-o", csv, "--chart", "none"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_THAT(unknown.errors, HasSubstr("there are"));
}

}  // namespace
}  // namespace lockstep::testing
