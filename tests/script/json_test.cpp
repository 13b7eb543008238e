// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/json.h"

#include <gmock/gmock.h>

#include "script/json_lines.h"
#include "script/lab.h"
#include "script/text.h"

namespace lockstep::script {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<std::string> linesFor(const std::string& text) {
    const Script script = read(text);
    if (!script.topic) return {};
    std::string output;
    JsonLines teller([&](std::string_view piece) {
        output += piece;
        return true;
    });
    const auto timeline = open(script);
    teller.start(script, *timeline);
    Player(*timeline, teller).play(script.commands);
    teller.finish();
    std::vector<std::string> lines;
    for (const auto line : linesOf(output)) lines.emplace_back(line);
    return lines;
}

TEST(Json, EscapesWhatItMust) {
    JsonWriter json;
    json.beginObject().key("a\"b").text("x\\y\n\x01ä\xFF").key("n").number(-3);
    json.key("list").beginArray().boolean(true).literal("1.5").endArray().endObject();
    EXPECT_EQ(json.result(),
              "{\"a\\\"b\":\"x\\\\y\\u000a\\u0001ä\xEF\xBF\xBD\",\"n\":-3,\"list\":[true,1.5]}");
}

TEST(JsonLines, ToldOneObjectALine) {
    const auto lines = linesFor(
        "topic raft\nservers 3\ntimeout S3\nprint S1.role S2.role\nexpect S3.term = 2\n"
        "expect S3.term = 1\nnote \"a caption\"\nback\ngo 1\nbranch b\n");
    ASSERT_EQ(lines.size(), 8u);
    EXPECT_THAT(lines[0],
                StartsWith(R"({"step":1,"time_ms":0,"action":"timeout S3","events":[{"id":)"
                           R"("raft.election_started","text":"S3 starts)"));
    EXPECT_THAT(lines[0], HasSubstr(R"("at":"core/raft/election.cpp:)"));
    EXPECT_THAT(lines[0], HasSubstr(R"("changed":{"messages":"1 2","S3.role":"candidate",)"
                                    R"("S3.term":"1","S3.voted":"S3","S3.votes":"S3",)"
                                    R"("message.1":"request-vote S3->S1",)"
                                    R"("message.2":"request-vote S3->S2"}})"));
    EXPECT_EQ(lines[1], R"({"print":{"S1.role":"follower","S2.role":"follower"}})");
    EXPECT_EQ(lines[2], R"({"expect":"S3.term = 2","ok":false,"got":{"S3.term":"1"}})");
    EXPECT_EQ(lines[3], R"({"expect":"S3.term = 1","ok":true,"got":{"S3.term":"1"}})");
    EXPECT_EQ(lines[4], R"({"note":"a caption","step":1,"time_ms":0})");
    EXPECT_EQ(lines[5], R"({"back":1,"step":0,"time_ms":0})");
    EXPECT_EQ(lines[6], R"({"go":"1","step":1,"time_ms":0,"branch":"main"})");
    EXPECT_EQ(lines[7], R"({"branch":"b","step":1,"time_ms":0})");
}

TEST(JsonLines, WhatIsGoneIsNone) {
    const auto lines = linesFor("topic raft\nservers 3\ntimeout S3\ndrop 1\n");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_THAT(lines[1], HasSubstr(R"("changed":{"messages":"2","message.1":"none"}})"));
}

TEST(JsonLines, GivingUpIsAFailedExpect) {
    const auto lines =
        linesFor("topic raft\nservers 1\ncrash S1\nrun until S1.role = leader within 1 s\n");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[1], R"({"expect":"S1.role = leader","ok":false,"got":{"S1.role":"down"}})");
}

TEST(JsonLines, TellsWhatBreaks) {
    const auto lines = linesFor(
        "topic raft\nservers 3\nflaw counts-no-votes on\ntimeout S1\ntimeout S2\n");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_THAT(lines[1], HasSubstr(R"("broken":[{"id":"election-safety","text":")"));
}

TEST(JsonLines, NameTheBranchThatAnActionOpens) {
    const auto lines = linesFor("topic raft\nservers 3\nstep\nback\ncrash S1\ncrash S2\n");
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_THAT(lines[2], HasSubstr(R"("branch":"branch 2"})"));
    EXPECT_THAT(lines[3], ::testing::Not(HasSubstr("\"branch\"")));
}

TEST(JsonLines, AReplayedStepIsToldAgain) {
    const auto lines = linesFor("topic raft\nservers 3\nstep 2\nback 2\nstep 2\n");
    ASSERT_EQ(lines.size(), 5u);
    EXPECT_EQ(lines[0], lines[3]);
    EXPECT_EQ(lines[1], lines[4]);
}

}  // namespace
}  // namespace lockstep::script
