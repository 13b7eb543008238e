// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands print and how they end.
#include <gmock/gmock.h>

#include "catalog/catalog.h"
#include "cli/process.h"

namespace lockstep::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string election =
    "topic raft\nservers 3\nseed 4\nrun until count(S*.role = leader) = 1\n";

TEST(Cli, TellsItsVersionAndItsUse) {
    const Ended version = lockstep({"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_THAT(version.output, StartsWith("lockstep "));
    const Ended help = lockstep({"--help"});
    EXPECT_EQ(help.status, 0);
    for (const char* word : {"topics", "lessons", "run", "check", "explore", "export"}) {
        EXPECT_THAT(help.output, HasSubstr(std::string("lockstep ") + word));
    }
}

TEST(Cli, ListsTopics) {
    const Ended topics = lockstep({"topics"});
    EXPECT_EQ(topics.status, 0);
    EXPECT_THAT(topics.output, HasSubstr("raft\tRaft\n"));
    const Ended json = lockstep({"topics", "--json"});
    EXPECT_EQ(json.status, 0);
    EXPECT_THAT(json.output, HasSubstr(R"("id":"raft","title":"Raft")"));
    EXPECT_THAT(json.output,
                HasSubstr(R"({"name":"latency","kind":"range","default":"10..20 ms")"));
    EXPECT_THAT(json.output, HasSubstr(R"("*.role")"));
}

TEST(Cli, ListsLessons) {
    const Ended lessons = lockstep({"lessons"});
    EXPECT_EQ(lessons.status, 0);
    EXPECT_THAT(lessons.output, HasSubstr("raft/election\t"));
    EXPECT_THAT(lockstep({"lessons", "--json"}).output, HasSubstr(R"("id":"raft/election")"));
}

TEST(Cli, RunsAScript) {
    const Folder folder;
    const Ended run = lockstep({"run", folder.write("a.lockstep", election)});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.errors, "");
    EXPECT_THAT(run.output, StartsWith("topic raft\nservers 3\nseed 4\n\nrun until count(S*.role = "
                                       "leader) = 1\n----\n1 at 214.718 ms: timeout S1\n"));
    EXPECT_THAT(run.output, HasSubstr("  S1 leads term 1."));
    const Ended standardInput = lockstep({"run", "-"}, election);
    EXPECT_EQ(standardInput.output, run.output);
}

TEST(Cli, RunsAScriptAsJson) {
    const Ended run = lockstep({"run", "--json", "-"}, election + "print S1.role\n");
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.output, StartsWith(R"({"step":1,"time_ms":214.718,"action":"timeout S1",)"));
    EXPECT_THAT(run.output, EndsWith("{\"print\":{\"S1.role\":\"leader\"}}\n"));
    EXPECT_EQ(lockstep({"run", "-", "--json"}, election + "print S1.role\n").output, run.output);
}

TEST(Cli, AFailedExpectEndsWithOne) {
    const Ended run = lockstep({"run", "-"}, "topic raft\nexpect S1.term = 2\ncrash S1\n");
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.errors, "-:2:8: S1.term is 0; this was expected: S1.term = 2\n");
    EXPECT_THAT(run.output, HasSubstr("failed: S1.term is 0\n"));
    EXPECT_THAT(run.output, HasSubstr("S1 crashes."));
}

TEST(Cli, ARefusedCommandEndsWithOne) {
    const Folder folder;
    const std::string file = folder.write("a.lockstep", "topic raft\ncrash S1\ncrash S1\nstep\n");
    const Ended run = lockstep({"run", file});
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.errors, file + ":3:1: 'crash S1' is refused: S1 is down\n");
    EXPECT_THAT(run.output, Not(HasSubstr("\nstep")));
}

TEST(Cli, AClosedPipeIsNoCrash) {
    const Ended run = lockstepToClosedPipe({"topics", "--json"});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.errors, "");
    const Folder folder;
    const std::string file = folder.write("a.lockstep", "topic raft\nrun 10 min\n");
    EXPECT_EQ(lockstepToClosedPipe({"run", file}).status, 0);
}

TEST(Cli, AFullDiskIsTold) {
    const Ended run = lockstepTo("/dev/full", {"topics"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.errors, StartsWith("lockstep: standard output cannot be written: "));
}

TEST(Cli, ChecksTheLessonsInside) {
    const Ended check = lockstep({"check"});
    EXPECT_EQ(check.status, 0) << check.errors;
    EXPECT_THAT(check.output, HasSubstr("played and right"));
}

TEST(Cli, ChecksFilesAndFolders) {
    const Folder folder;
    const std::string faulty = folder.write("faulty.md", "# No front matter\n");
    const Ended check = lockstep({"check", faulty});
    EXPECT_EQ(check.status, 1);
    EXPECT_THAT(check.errors, StartsWith(faulty + ":1:"));
    EXPECT_EQ(lockstep({"check", folder.path("nothing.md")}).status, 2);
}

TEST(Cli, ExploresFromTheStart) {
    const Ended explored = lockstep({"explore", "--topic", "raft", "--flaw", "counts-no-votes"});
    EXPECT_EQ(explored.status, 3) << explored.errors;
    EXPECT_THAT(explored.output, HasSubstr("topic raft\n"));
    EXPECT_THAT(explored.output, HasSubstr("timeout S"));
    // What it found is a script that shows it.
    const Ended replayed = lockstep({"run", "-"}, explored.output);
    EXPECT_NE(replayed.status, 2) << replayed.errors;
    EXPECT_THAT(replayed.output, HasSubstr("Broken: "));
}

// A flaw alone is enough, although some do their harm far from the start.
TEST(Cli, ExploringFindsEachFlawOfSafetyByItsName) {
    for (const char* topic : {"raft", "paxos"}) {
        for (const FlawSpec& flaw : allTopics().find(topic)->info().flaws) {
            if (!flaw.safety) continue;
            const Ended found = lockstep({"explore", "--topic", topic, "--flaw", flaw.name});
            EXPECT_EQ(found.status, 3) << flaw.name << ": " << found.errors;
            const Ended replayed = lockstep({"run", "-"}, found.output);
            EXPECT_EQ(replayed.status, 0) << flaw.name << ": " << replayed.errors;
        }
    }
}

TEST(Cli, EachCommandSaysWhatItCan) {
    for (const char* command : {"run", "check", "export", "compare", "rows"}) {
        const Ended help = lockstep({command, "--help"});
        EXPECT_EQ(help.status, 0) << command;
        EXPECT_THAT(help.output, HasSubstr(std::string("lockstep ") + command)) << command;
    }
}

TEST(Cli, ExploreSaysThatAFlawOnlyCostsTime) {
    const Ended ended =
        lockstep({"explore", "--topic", "raft", "--flaw", "equal-timeouts", "--depth", "3"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.output, HasSubstr("No claim is broken by equal-timeouts"));
}

TEST(Cli, SaysHowToExplore) {
    const Ended help = lockstep({"explore", "--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_EQ(help.errors, "");
    for (const char* option : {"--depth-first", "--random N", "--symmetry", "--memory MB"}) {
        EXPECT_THAT(help.output, HasSubstr(option));
    }
}

TEST(Cli, ExploresOtherWays) {
    for (const char* way : {"--depth-first", "--random=1000"}) {
        const Ended found =
            lockstep({"explore", "--topic", "raft", "--flaw", "counts-no-votes", way});
        EXPECT_EQ(found.status, 3) << found.errors;
        EXPECT_THAT(found.output, StartsWith("# A counterexample, "));
        // Progress is for terminals only.
        EXPECT_EQ(found.errors, "");
        const Ended replayed = lockstep({"run", "-"}, found.output);
        EXPECT_EQ(replayed.status, 0) << replayed.errors;
        EXPECT_THAT(replayed.output, HasSubstr("Broken: "));
    }
    const Ended full = lockstep({"explore", "--topic", "raft", "--memory", "1"});
    EXPECT_EQ(full.status, 0);
    EXPECT_THAT(full.output, HasSubstr("The memory allowed is full"));
}

TEST(Cli, ExploresFromWhereAScriptEnds) {
    const Ended found = lockstep({"explore", "--json", "-"},
                                 "topic raft\nservers 3\nflaw counts-no-votes on\ntimeout S1\n");
    EXPECT_EQ(found.status, 3) << found.errors;
    const Ended nothing = lockstep({"explore", "--topic=raft", "--depth", "2", "--set", "noop=on"});
    EXPECT_EQ(nothing.status, 0) << nothing.errors;
}

TEST(Cli, ComparesTwoWorlds) {
    const Folder folder;
    const std::string script = folder.write(
        "a.lockstep",
        "topic raft\nservers 3\nseed 5\ntimeout S1\ndeliver request-vote S1->S2\ncrash "
        "S2\nrestart S2\n");
    const Ended flawed = lockstep({"compare", script, "--flaw", "forgets-vote"});
    EXPECT_EQ(flawed.status, 0) << flawed.errors;
    EXPECT_THAT(flawed.output, HasSubstr("They part at step 4, in S2.voted.\n"));
    EXPECT_THAT(lockstep({"compare", script, script}).output,
                HasSubstr("The two runs are the same.\n"));
    const Ended json = lockstep({"compare", script, "--set", "heartbeat=60 ms", "--json"});
    EXPECT_THAT(json.output, HasSubstr(R"("messages":3)"));
    EXPECT_EQ(lockstep({"compare", script}).status, 2);
    EXPECT_EQ(lockstep({"compare", script, "--flaw", "nonsense"}).status, 2);
    EXPECT_EQ(lockstep({"compare", script, "--set", "heartbeat=never"}).status, 2);
}

}  // namespace
}  // namespace lockstep::testing
