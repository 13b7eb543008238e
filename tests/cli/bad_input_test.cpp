// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong, truncated, huge and hostile input: one clear line with its place, exit code 2.
#include <gmock/gmock.h>

#include <algorithm>

#include "cli/process.h"

namespace lockstep::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

bool isOneLine(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n') == 1 && text.back() == '\n';
}

struct BadScript {
    std::string text;
    std::string line;
};

// What the list of tests says instead of bytes.
void PrintTo(const BadScript& one, std::ostream* out) { *out << one.line; }

class BadInput : public ::testing::TestWithParam<BadScript> {};

TEST_P(BadInput, IsOneLineWithItsPlace) {
    for (const char* form : {"", "--json"}) {
        std::vector<std::string> arguments{"run", "-"};
        if (*form) arguments.emplace_back(form);
        const Ended run = lockstep(arguments, GetParam().text);
        EXPECT_EQ(run.status, 2);
        EXPECT_EQ(run.output, "");
        EXPECT_TRUE(isOneLine(run.errors)) << run.errors;
        EXPECT_THAT(run.errors, StartsWith(GetParam().line));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, BadInput,
    ::testing::Values(
        BadScript{"", "-:1:1: the script is empty"},
        BadScript{std::string("\x7f"
                              "ELF\x02\x01\x01\0\0\0",
                              10),
                  "-:1:1: a control character"},
        BadScript{"\x89PNG\r\n\x1a\n", "-:1:1: this is not UTF-8 text"},
        BadScript{std::string("topic raft\nstep\0", 16), "-:2:5: a control character"},
        BadScript{"topic raft\ncrash \xff\n", "-:2:7: this is not UTF-8 text"},
        BadScript{"topic raft\nexpect S1.role =", "-:2:17: a value is missing"},
        BadScript{"topic raft\nexpect (S1.role = lea", "-:2:22: a parenthesis is not closed"},
        BadScript{"topic raft\nnote \"trunca", "-:2:6: a quote is not closed"},
        BadScript{"topic rft\n", "-:1:7: there is no topic 'rft'; did you mean raft?"},
        BadScript{"topic raft\nstpe\n", "-:2:1: there is no command 'stpe'; did you mean step?"},
        BadScript{"topic raft\ncrash S9\n", "-:2:7: there is no server 'S9'"},
        BadScript{"topic raft\nexpect S1.rol = x\n",
                  "-:2:8: there is no fact 'S1.rol'; did you mean S1.role?"},
        BadScript{"topic raft\nlatency fast\n", "-:2:9: latency cannot be 'fast'"},
        BadScript{"topic raft\nstep\nservers 3\n", "-:3:1: servers belongs to the head"},
        BadScript{"topic raft\nservers 9999999999\n", "-:2:9: raft has 1 to 9 servers"},
        BadScript{"topic raft\nstep 9999999999\n", "-:2:6: step takes a number of steps"},
        BadScript{"topic raft\nrun 9999999999 s\n", "-:2:5: run takes a time"},
        BadScript{"topic raft\nexpect " + std::string(5000, '('), "-:2:108: this is nested"},
        BadScript{"topic raft\n" + std::string(70'000, 'x'), "-:2:65537: the line is too long"},
        BadScript{std::string(17 << 20, '#'), "-:1:1: the text is too long"}));

TEST(BadInput, AllIsSaidBeforeAnythingRuns) {
    const Ended run = lockstep({"run", "-"}, "topic raft\nstep 3\nprint S1.role\nexpect X = 1\n");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.output, "");
}

TEST(BadInput, FilesThatCannotBeRead) {
    const Folder folder;
    const Ended missing = lockstep({"run", folder.path("nothing.lockstep")});
    EXPECT_EQ(missing.status, 2);
    EXPECT_EQ(missing.errors,
              folder.path("nothing.lockstep") + ": cannot be read: No such file or directory\n");
    const Ended aFolder = lockstep({"run", folder.path("")});
    EXPECT_EQ(aFolder.status, 2);
    EXPECT_THAT(aFolder.errors, HasSubstr("it is a folder"));
    const Ended endless = lockstep({"run", "/dev/zero"});
    EXPECT_EQ(endless.status, 2);
    EXPECT_TRUE(isOneLine(endless.errors)) << endless.errors;
}

TEST(BadInput, WhatAFileIsCalledStaysOnItsLine) {
    const Ended run = lockstep({"run", "a\nb\x1b[31m.lockstep"});
    EXPECT_EQ(run.status, 2);
    EXPECT_TRUE(isOneLine(run.errors));
    EXPECT_EQ(run.errors.find('\x1b'), std::string::npos);
}

struct BadArguments {
    std::vector<std::string> words;
    std::string says;
};

// What the list of tests says instead of bytes.
void PrintTo(const BadArguments& one, std::ostream* out) { *out << one.says; }

class BadCall : public ::testing::TestWithParam<BadArguments> {};

TEST_P(BadCall, IsOneLineAndExitTwo) {
    const Ended run = lockstep(GetParam().words, "topic raft\n");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.output, "");
    EXPECT_TRUE(isOneLine(run.errors)) << run.errors;
    EXPECT_THAT(run.errors, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Calls, BadCall,
    ::testing::Values(
        BadArguments{{"rnu"}, "did you mean run?"}, BadArguments{{"--verison"}, "--version?"},
        BadArguments{{"--version", "x"}, "too much"}, BadArguments{{"topics", "x"}, "too much"},
        BadArguments{{"topics", "--jsn"}, "did you mean --json?"},
        BadArguments{{"run"}, "it needs a script"}, BadArguments{{"run", "-", "-"}, "too much"},
        BadArguments{{"run", "--json=yes", "-"}, "takes no value"},
        BadArguments{{"run", "--json", "--json", "-"}, "stands twice"},
        BadArguments{{"run", "--", "--json"}, "cannot be read"},
        BadArguments{{"nothing.lockstep"}, "cannot be read"},
        BadArguments{{"check", "--strickt"}, "did you mean --strict?"},
        BadArguments{{"explore"}, "it needs a script or --topic"},
        BadArguments{{"explore", "--topic"}, "needs a value"},
        BadArguments{{"explore", "--topic", "rafd"}, "did you mean raft?"},
        BadArguments{{"explore", "--topic", "ring"}, "ring sends no messages"},
        BadArguments{{"explore", "--topic", "raft", "-"}, "leave out --topic"},
        BadArguments{{"explore", "--topic", "raft", "--depth", "0"}, "--depth cannot be '0'"},
        BadArguments{{"explore", "--topic", "raft", "--states", "many"}, "--states cannot be"},
        BadArguments{{"explore", "--topic", "raft", "--set", "latency"}, "--set DIAL=VALUE"},
        BadArguments{{"explore", "--topic", "raft", "--set", "latency=x"}, "latency cannot be"},
        BadArguments{{"explore", "--topic", "raft", "--flaw", "none"}, "there is no flaw"},
        BadArguments{{"explore", "--topic", "raft", "--budget", "crash"}, "crash"},
        BadArguments{{"explore", "--topic", "raft", "--random", "5", "--depth-first"},
                     "do not go together"},
        BadArguments{{"explore", "--topic", "raft", "--seed", "5"}, "add --random N"},
        BadArguments{{"explore", "--topic", "raft", "--random", "5", "--memory", "9"},
                     "leave out --memory"},
        BadArguments{{"explore", "--topic", "raft", "--threads", "0"}, "--threads cannot be '0'"},
        BadArguments{{"export", "-"}, "it needs -o"},
        BadArguments{{"export", "-", "-o", "a.gif"}, ".svg, .pdf or .png"},
        BadArguments{{"export", "-", "-o", "a.svg", "--size", "9"}, "--size cannot be"},
        BadArguments{{"export", "-", "-o", "a.svg", "--scale", "x"}, "--scale cannot be"},
        BadArguments{{"export", "-", "-o", "a.svg", "--theme", "x"}, "there is no theme"},
        BadArguments{{"export", "-", "-o", "a.svg", "--at", "9"}, "there is no step 9"},
        BadArguments{{"export", "-", "-o", "a.svg", "--at", "raft.x"}, "--at cannot be"},
        BadArguments{{"export", "-", "-o", "a.svg", "--at", "1 s"}, "past the end"},
        BadArguments{{"export", "-", "-o", "a.svg", "--page", "1"}, "--page is for lessons"}));

}  // namespace
}  // namespace lockstep::testing
