// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "drawing/bounds.h"
#include "drawing/geometry.h"
#include "drawing/motion.h"
#include "figures/catalog.h"
#include "figures/raft_run.h"

namespace lockstep {
namespace {

using drawing::Figure;
using drawing::Mark;
using drawing::Part;

constexpr drawing::Size window{626, 560};

const Mark& mark(const Figure& figure, const std::string& id) {
    static const Mark none;
    const Mark* found = drawing::findMark(figure, id);
    EXPECT_NE(found, nullptr) << id;
    return found ? *found : none;
}

std::string words(const Mark& mark, const std::string& key) {
    for (const Part& part : mark.parts)
        if (part.key == key)
            if (const auto* text = std::get_if<drawing::Text>(&part.shape)) return text->words;
    return {};
}

const Part* part(const Mark& mark, const std::string& key) {
    for (const Part& part : mark.parts)
        if (part.key == key) return &part;
    return nullptr;
}

TEST(RaftFigure, SaysEachRoleByShapeInkAndWord) {
    testing::RaftRun run(5);
    run.play({"until raft.leader_elected", "crash S1", "timeout S3"});
    const Figure figure = run.figure(window);
    const Mark& leader = mark(figure, "server/S2");
    EXPECT_EQ(words(leader, "role"), "leader");
    EXPECT_NE(part(leader, "star"), nullptr);
    EXPECT_NE(part(leader, "inner"), nullptr);
    const Mark& candidate = mark(figure, "server/S3");
    EXPECT_EQ(words(candidate, "role"), "candidate");
    EXPECT_TRUE(std::holds_alternative<drawing::Path>(part(candidate, "body")->shape));
    const Mark& down = mark(figure, "server/S1");
    EXPECT_EQ(words(down, "role"), "down");
    EXPECT_EQ(part(down, "body")->style.dash, drawing::Dash::dashed);
    EXPECT_EQ(part(down, "timer"), nullptr);
    EXPECT_EQ(words(mark(figure, "server/S4"), "role"), "follower");
    EXPECT_EQ(words(candidate, "term"), "term 2");
}

TEST(RaftFigure, CountsVotesHaveComingAndDenied) {
    testing::RaftRun run(5);
    run.play({"timeout S3", "timeout S4"});
    const Figure first = run.figure(window);
    EXPECT_EQ(words(mark(first, "votes/S3"), "count"), "1 of 3 votes");
    EXPECT_EQ(words(mark(first, "votes/S4"), "count"), "1 of 3 votes");
    run.play({"deliver request-vote S3->S1"});
    const Figure second = run.figure(window);
    EXPECT_EQ(part(mark(second, "votes/S3"), "S1")->style.dash, drawing::Dash::dashed);
    run.play({"deliver vote S1->S3", "deliver request-vote S4->S1", "deliver vote S1->S4"});
    const Figure third = run.figure(window);
    EXPECT_EQ(words(mark(third, "votes/S3"), "count"), "2 of 3 votes");
    EXPECT_NE(part(mark(third, "votes/S4"), "S1-no"), nullptr);
}

TEST(RaftFigure, TimersRunDownAtOneSpeed) {
    testing::RaftRun run(3);
    const Figure figure = run.figure(window);
    const Part* timer = part(mark(figure, "server/S1"), "timer");
    ASSERT_TRUE(timer && timer->countdown);
    EXPECT_EQ(timer->countdown->until - timer->countdown->from, 300'000);
}

TEST(RaftFigure, MessagesFlyWhereTheyGoAndSayWhatTheyCarry) {
    testing::RaftRun run(5);
    run.play({"timeout S2", "settle", "request S2 x=7"});
    const Figure figure = run.figure({1366, 768});
    int labels = 0;
    for (const Mark& shown : figure.marks) {
        if (shown.role != drawing::Role::packet) continue;
        ASSERT_TRUE(shown.flight);
        EXPECT_LT(shown.flight->sent, shown.flight->due);
        EXPECT_NE(shown.description.find("AppendEntries"), std::string::npos);
        if (const Mark* label = drawing::findMark(figure, shown.id + "/label"))
            labels += words(*label, "words") == "append 1:x=7" ? 1 : 0;
    }
    EXPECT_GE(labels, 3);
}

TEST(RaftFigure, ALostMessageEndsInACross) {
    testing::RaftRun run(3);
    run.play({"timeout S1", "drop request-vote S1->S2"});
    const Figure figure = run.figure(window);
    const Mark& lost = mark(figure, "lost/1");
    EXPECT_NE(part(lost, "cross"), nullptr);
    EXPECT_EQ(words(mark(figure, "lost/1/label"), "words"), "lost: vote for me? term 1");
    EXPECT_EQ(drawing::findMark(figure, "packet/1"), nullptr);
}

TEST(RaftFigure, DrawsCutsOneWayAndBothAndTheSidesOfAPartition) {
    testing::RaftRun run(5);
    run.play({"cut S1->S2", "cut S3-S4"});
    Figure figure = run.figure(window);
    EXPECT_EQ(mark(figure, "link/S1-S2").description,
              "Messages from S1 to S2 are cut off; back they arrive.");
    EXPECT_EQ(mark(figure, "link/S3-S4").description, "The link between S3 and S4 is cut.");
    EXPECT_EQ(drawing::findMark(figure, "side/A"), nullptr);
    run.play({"partition S1 S2 | S3 S4 S5"});
    figure = run.figure(window);
    EXPECT_EQ(mark(figure, "side/A").description, "Side A of the partition: S1 S2.");
    EXPECT_EQ(mark(figure, "side/B").description, "Side B of the partition: S3 S4 S5.");
    run.play({"partition S1 S3 | S2 S4 S5"});
    figure = run.figure(window);
    EXPECT_EQ(mark(figure, "side/A").parts.size(), 4U)
        << "two hulls: S1 and S3 do not stand together";
}

// In a low picture too.
TEST(RaftFigure, TheOutlinesOfTwoSidesDoNotCross) {
    testing::RaftRun run(5);
    run.play({"partition S1 S2 | S3 S4 S5"});
    const Figure figure = run.figure({624, 400}, true);
    const auto place = [&](const char* id) { return mark(figure, id).place; };
    const auto* outline =
        std::get_if<drawing::Path>(&part(mark(figure, "side/A"), "hull-1")->shape);
    ASSERT_NE(outline, nullptr);
    for (const drawing::PathStep& step : outline->steps) {
        if (step.verb == drawing::Verb::close) continue;
        const double own = drawing::distanceToSegment(step.to, place("server/S1"),
                                                      place("server/S2"));
        const double other = drawing::distanceToSegment(step.to, place("server/S3"),
                                                        place("server/S5"));
        EXPECT_GT(other, own);
    }
}

TEST(RaftFigure, ASentenceOfTheCaptionTakesTwoLinesWhereItHasTo) {
    testing::RaftRun run(5);
    run.play({"timeout S2", "settle", "heartbeat S2"});
    const Figure figure = run.figure({560, 400}, true);
    EXPECT_TRUE(words(mark(figure, "caption"), "what-2").ends_with("lacks (§5.2)."));
}

TEST(RaftFigure, ShowsWhatIsCommittedAndWhatALeaderKnows) {
    testing::RaftRun run(3);
    run.play({"timeout S2", "settle"});
    run.play({"request S2 x=7"});
    const std::string cell = "cell/S2/1";
    EXPECT_EQ(part(mark(run.figure(window), cell), "cell")->style.dash, drawing::Dash::dashed);
    EXPECT_TRUE(mark(run.figure(window), cell).lit);
    run.play({"settle"});
    const Figure figure = run.figure(window);
    EXPECT_EQ(part(mark(figure, cell), "cell")->style.dash, drawing::Dash::solid);
    EXPECT_NE(part(mark(figure, "log/commit"), "line"), nullptr);
    int progress = 0;
    for (const Mark& shown : figure.marks)
        progress += shown.id.rfind("log/match/", 0) == 0 ? 1 : 0;
    EXPECT_GE(progress, 1);
}

TEST(RaftFigure, ALongLogShowsItsEndAndSaysWhatIsLeftOut) {
    std::string terms = "1";
    for (int i = 1; i < 60; ++i) terms += ",1";
    testing::RaftRun run(3, 7,
                         {testing::given("S1", "2", terms), testing::given("S2", "2", "1,1")});
    const Figure figure = run.figure(window);
    EXPECT_NE(drawing::findMark(figure, "cell/S1/60"), nullptr);
    EXPECT_EQ(drawing::findMark(figure, "cell/S1/2"), nullptr);
    EXPECT_NE(words(mark(figure, "log/keys"), "hidden").find("not shown"), std::string::npos);
    EXPECT_EQ(words(mark(figure, "log/S2"), "ends"), "‹ ends at 2");
    // Scrolled back, it shows where one looks, and what lies on either side.
    const Figure scrolled = run.figure(window, false, 20);
    EXPECT_EQ(drawing::findMark(scrolled, "cell/S1/19"), nullptr);
    EXPECT_NE(drawing::findMark(scrolled, "cell/S1/20"), nullptr);
    EXPECT_EQ(drawing::findMark(scrolled, "cell/S1/60"), nullptr);
    const std::string hidden = words(mark(scrolled, "log/keys"), "hidden");
    EXPECT_EQ(hidden.rfind("‹ 1 to 19 and ", 0), 0u) << hidden;
    EXPECT_NE(hidden.find(" to 60 › not shown"), std::string::npos) << hidden;
    // Further than its end there is nothing to see.
    EXPECT_EQ(run.figure(window, false, 1000), figure);
}

TEST(RaftFigure, AConfigurationIsSaidByItsServers) {
    testing::RaftRun run(5);
    run.play({"timeout S1", "settle", "remove S4", "settle"});
    const std::string cell = "cell/S1/2";
    EXPECT_EQ(words(mark(run.figure(window), cell), "command"), "S1–S3,S5");
    EXPECT_EQ(mark(run.figure(window), cell).description,
              "Entry 2 of S1: config S1–S3,S5 of term 1, committed.");
}

// Where a command stands the column is wider, and no other is.
TEST(RaftFigure, EntriesWithoutACommandTakeLittleRoom) {
    testing::RaftRun run(3, 7,
                         {testing::given("S1", "2", "1,1,2"), testing::given("S2", "2", "1,1,2")});
    run.play({"timeout S1", "settle", "request S1 x=1"});
    const Figure figure = run.figure(window);
    const auto left = [&](int index) {
        return mark(figure, "cell/S1/" + std::to_string(index)).place.x;
    };
    EXPECT_NEAR(left(3) - left(2), left(2) - left(1), 0.01);
    EXPECT_GT(left(5) - left(4), left(4) - left(3));
}

// The paper's Figure 7 in a small window: narrower cells rather than none of the first.
TEST(RaftFigure, Figure7IsWholeInASmallWindow) {
    using testing::given;
    const testing::RaftRun run(7, 7,
                               {given("S1", "7", "1,1,1,4,4,5,5,6,6,6"),
                                given("S2", "7", "1,1,1,4,4,5,5,6,6"), given("S3", "7", "1,1,1,4"),
                                given("S4", "7", "1,1,1,4,4,5,5,6,6,6,6"),
                                given("S5", "7", "1,1,1,4,4,5,5,6,6,6,7,7"),
                                given("S6", "7", "1,1,1,4,4,4,4"),
                                given("S7", "7", "1,1,1,2,2,2,3,3,3,3,3")});
    const Figure figure = run.figure({624, 528});
    EXPECT_EQ(words(mark(figure, "cell/S3/1"), "term"), "1");
    EXPECT_EQ(words(mark(figure, "cell/S5/12"), "term"), "7");
    EXPECT_GT(drawing::boundsOf(mark(figure, "cell/S5/12")).width, 12);
}

TEST(RaftFigure, ALeaderSaysWhatItWasAskedFor) {
    testing::RaftRun run(3);
    run.play({"timeout S1", "settle", "request S1 x=1", "settle", "read S1 x"});
    EXPECT_EQ(words(mark(run.figure(window), "server/S1"), "term"), "term 1 · asked for x");
    run.play({"settle"});
    EXPECT_EQ(words(mark(run.figure(window), "server/S1"), "term"), "term 1");
}

TEST(RaftFigure, WhatIsAppliedStandsBesideTheLog) {
    testing::RaftRun run(3);
    run.play({"timeout S2", "settle", "request S2 x=7"});
    EXPECT_EQ(words(mark(run.figure(window), "log/applied/S2"), "store"), "–");
    run.play({"settle"});
    const Figure figure = run.figure(window);
    EXPECT_EQ(words(mark(figure, "log/applied/S2"), "store"), "x=7");
    EXPECT_EQ(mark(figure, "log/applied/S2").description, "S2 has applied 1 entry: x=7.");
    run.play({"crash S2"});
    EXPECT_EQ(drawing::findMark(run.figure(window), "log/applied/S2"), nullptr);
}

TEST(RaftFigure, InALargeClusterTheVotesStandBelowTheCandidateToo) {
    testing::RaftRun run(9);
    run.play({"timeout S4"});
    EXPECT_EQ(words(mark(run.figure({460, 420}), "server/S4"), "term"), "term 1 · 1 of 5");
    EXPECT_EQ(words(mark(run.figure({460, 420}), "server/S5"), "term"), "term 0");
}

TEST(RaftFigure, WordsAreNeverTooSmallToRead) {
    testing::RaftRun run(9);
    run.play({"until raft.leader_elected", "request S2 x=3", "run 12", "timeout S1"});
    for (const drawing::Size size : {window, drawing::Size{1366, 768}, {1920, 1080}}) {
        for (const Mark& shown : run.figure(size, true).marks)
            for (const Part& piece : shown.parts)
                if (const auto* text = std::get_if<drawing::Text>(&piece.shape)) {
                    EXPECT_GE(text->size, 11) << shown.id << ' ' << text->words;
                }
    }
}

TEST(RaftFigure, TheSameMomentGivesTheSameFigure) {
    const auto draw = [] {
        testing::RaftRun run(5, 3);
        run.play({"until raft.leader_elected", "run 25"});
        return run.figure({960, 640}, true);
    };
    EXPECT_EQ(draw(), draw());
}

TEST(RaftFigure, KeepsEveryNameInItsCircle) {
    testing::RaftRun run(3);
    const Figure figure = run.figure({440, 360});
    for (const Mark& shown : figure.marks)
        if (shown.role == drawing::Role::node) {
            EXPECT_FALSE(words(shown, "name").empty());
        }
}

TEST(RaftLegend, FitsEveryShapeOfWindow) {
    const figures::FigureCatalog figures = figures::allFigures();
    for (const drawing::Size size :
         {drawing::Size{1366, 768}, drawing::Size{626, 900}, drawing::Size{500, 400}}) {
        const Figure legend = figures.find("raft")->legend({size, false});
        EXPECT_EQ(legend.size, size);
        for (const Mark& shown : legend.marks)
            EXPECT_TRUE(contains(drawing::Rect{0, 0, size.width, size.height},
                                 drawing::boundsOf(shown)))
                << shown.id;
    }
}

}  // namespace
}  // namespace lockstep
