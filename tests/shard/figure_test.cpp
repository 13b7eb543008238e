// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of shards: what it shows, whole and with nothing covered, in any size.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "figures/shard/shard_figure.h"
#include "lab.h"

namespace lockstep::shard {
namespace {

using drawing::Figure;
using drawing::Mark;
using drawing::Rect;

Figure figureOf(Lab& lab, drawing::Size size = {960, 640}, bool caption = true) {
    return figures::shard::shardFigure(lab.timeline().moment(), {size, caption});
}

std::string textIn(const Figure& figure, const std::string& id, const std::string& key) {
    const Mark* mark = findMark(figure, id);
    if (!mark) return "no mark";
    for (const drawing::Part& part : mark->parts) {
        if (part.key == key) return std::get<drawing::Text>(part.shape).words;
    }
    return "no part";
}

void expectWhole(const Figure& figure, const std::string& what) {
    const Rect page{-0.5, -0.5, figure.size.width + 1, figure.size.height + 1};
    std::set<std::string> ids;
    std::vector<std::pair<std::string, Rect>> labels;
    std::vector<std::pair<std::string, Rect>> boxes;
    for (const Mark& mark : figure.marks) {
        EXPECT_TRUE(ids.insert(mark.id).second) << mark.id << " is there twice: " << what;
        const Rect rect = drawing::boundsOf(drawing::at(mark, figure.time));
        EXPECT_TRUE(contains(page, rect)) << mark.id << " leaves the picture: " << what;
        if (mark.layer == drawing::Layer::labels) labels.emplace_back(mark.id, rect);
        if (mark.role == drawing::Role::node) boxes.emplace_back(mark.id, rect);
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(overlap(labels[i].second, labels[j].second))
                << labels[i].first << " and " << labels[j].first << ": " << what;
        for (const auto& [id, box] : boxes)
            EXPECT_FALSE(overlap(labels[i].second, drawing::grown(box, -2)))
                << labels[i].first << " on " << id << ": " << what;
    }
}

TEST(ShardFigure, ShowsRowsAtTheirShards) {
    Lab lab;
    lab.plays("put foo 1\nsettle");
    const Figure figure = figureOf(lab);
    EXPECT_EQ(textIn(figure, "row/foo", "text"), "foo=1");
    EXPECT_EQ(findMark(figure, "row/foo")->of, "server/S3");
    EXPECT_EQ(textIn(figure, "server/S3", "owned"), "slots 10923 to 16383");
    EXPECT_EQ(textIn(figure, "server/C1", "said"), "✓ foo=1");
    EXPECT_EQ(textIn(figure, "server/C1", "fresh"), "directory is up to date");
}

TEST(ShardFigure, SaysWhoIsCutOffFromTheRouter) {
    Lab lab;
    lab.plays("partition S3 C1");
    const Figure figure = figureOf(lab);
    expectWhole(figure, "parted");
    EXPECT_EQ(textIn(figure, "cut-off/S3", "words"), "cut off");
    EXPECT_EQ(findMark(figure, "cut-off/C1")->of, "server/C1");
    EXPECT_EQ(findMark(figure, "cut-off/S1"), nullptr);
    lab.plays("heal");
    EXPECT_EQ(findMark(figureOf(lab), "cut-off/S3"), nullptr);
}

TEST(ShardFigure, ShowsAMoveWithItsRedirects) {
    Lab lab;
    lab.plays("put foo 1\nput {foo}2 2\nsettle\nmove 12182 S3 S1\ndeliver import S3->S1");
    lab.plays("deliver ready S1->S3");
    Figure figure = figureOf(lab);
    EXPECT_NE(findMark(figure, "move/S3-S1"), nullptr);
    EXPECT_EQ(textIn(figure, "server/S3", "standing"), "slot 12182 → S1, 2 to go");
    EXPECT_EQ(textIn(figure, "row/foo", "sign"), "going");
    lab.plays("deliver row S3->S1");
    figure = figureOf(lab);
    EXPECT_EQ(textIn(figure, "row/foo/copy", "sign"), "new");
    lab.plays("deliver stored S1->S3\nget foo\ndeliver get C1->S3");
    figure = figureOf(lab);
    const MessageId ask = lab.world().cluster.packets.back().id;
    EXPECT_EQ(textIn(figure, "packet/" + std::to_string(ask) + "/label", "words"), "ASK S1");
    lab.plays("settle");
    EXPECT_EQ(textIn(figureOf(lab), "server/C1", "fresh"), "out of date: slot 12182");
}

TEST(ShardFigure, ShowsVotesAndWhatTheRouterWaitsFor) {
    Lab lab;
    lab.plays("put-both foo=1 hello=2\ndeliver prepare R->S3");
    Figure figure = figureOf(lab);
    EXPECT_EQ(textIn(figure, "server/R", "said"), "voting: S3 … S1 …");
    EXPECT_EQ(textIn(figure, "row/foo/promised", "sign"), "held");
    lab.plays("settle\nscan a z\ndeliver scan R->S2\ndeliver rows S2->R");
    figure = figureOf(lab);
    EXPECT_EQ(textIn(figure, "server/R", "said"), "scan a to z: S1 … S2 ✓ S3 …");
}

TEST(ShardFigure, WhatLeavesForSeveralAtOneMomentDoesNotLieOnEachOther) {
    constexpr double heads = 18;
    for (const char* shards : {"2", "3", "8"}) {
        Lab lab("directory slots\nservers " + std::string(shards));
        lab.plays("put date 1\nsettle\nscan a z");
        std::vector<const Mark*> packets;
        const Figure figure = figureOf(lab);
        for (const Mark& mark : figure.marks)
            if (mark.role == drawing::Role::packet) packets.push_back(&mark);
        EXPECT_EQ(packets.size(), std::stoul(shards));
        for (const Mark* one : packets)
            for (const Mark* other : packets)
                EXPECT_TRUE(one == other || distance(one->place, other->place) >= heads)
                    << one->id << " and " << other->id << " of " << shards << " shards";
    }
}

TEST(ShardFigure, IsWholeWhateverHappens) {
    for (const char* directory : {"slots", "range", "ring"}) {
        for (const char* shards : {"1", "3", "8"}) {
            Lab lab("directory " + std::string(directory) + "\nclients 3\nservers " + shards);
            const std::string what = std::string(directory) + ' ' + shards;
            const char* const acts[] = {
                "put foo 1\nput bar 2\nput hello 3\nput zoo 4\nput apple 5\nrun 12 ms",
                "run 100 ms\nscan a z",
                "run 12 ms\nput-both foo=7 hello=8",
                "run 15 ms\nclient C2\nget foo\ncrash S1",
                "run 40 ms\nrestart S1\nburst foo 12",
                "run 300 ms\nadd S9"};
            for (const char* act : acts) {
                if (lab.refusal("run 1 ms") != "") break;
                std::string line = act;
                if (std::string(shards) != "8" && line.find("add") != std::string::npos)
                    line = "run 2 s\nadd S" + std::to_string(std::stoi(shards) + 1) + "\nrun 30 ms";
                lab.plays(line);
                for (const drawing::Size size :
                     {drawing::Size{700, 520}, {960, 640}, {1366, 768}, {1920, 1080}})
                    expectWhole(figureOf(lab, size), what + ": " + line);
                if (::testing::Test::HasFailure()) return;
            }
        }
    }
}

TEST(ShardFigure, ShowsWhoLeadsAndWhoFollows) {
    Lab lab("directory slots\nreplicas 2");
    lab.plays("put foo 1\ndeliver put C1->S3");
    Figure figure = figureOf(lab);
    EXPECT_EQ(textIn(figure, "server/S3", "role"), "primary");
    EXPECT_EQ(textIn(figure, "server/S3b", "role"), "follower");
    EXPECT_EQ(textIn(figure, "server/S3", "standing"), "answer waits");
    const MessageId copy = lab.world().cluster.packets.back().id;
    EXPECT_EQ(textIn(figure, "packet/" + std::to_string(copy) + "/label", "words"),
              "copy 1: foo=1");
    lab.plays("settle\ncrash S3\nrun 1 s");
    figure = figureOf(lab);
    EXPECT_EQ(textIn(figure, "server/S3", "role"), "down");
    EXPECT_EQ(textIn(figure, "server/S3b", "role"), "primary");
    EXPECT_EQ(findMark(figure, "row/foo")->of, "server/S3b");
    EXPECT_EQ(textIn(figure, "server/C1", "fresh"), "out of date: who leads S3");
}

TEST(ShardFigure, ReplicasAreWholeWhateverHappens) {
    for (const char* head : {"replicas 2", "replicas 3", "replicas 3\nservers 4",
                             "replicas 2\nservers 6\ndirectory range"}) {
        Lab lab("directory slots\nclients 2\n" + std::string(head));
        for (const char* act : {"put foo 1\nput bar 2\nput hello 3\nput zoo 4\nrun 12 ms",
                                "run 15 ms\nscan a z\nput-both foo=7 hello=8\nrun 15 ms",
                                "crash S1\nget foo\nmove foo S2 S3\nrun 340 ms",
                                "put foo 9\nrun 25 ms\nrestart S1\nrun 150 ms",
                                "slow S2 x5\nburst foo 5\nrun 40 ms"}) {
            std::istringstream lines(act);
            for (std::string line; std::getline(lines, line);) lab.refusal(line);
            for (const drawing::Size size :
                 {drawing::Size{700, 520}, {960, 640}, {1366, 768}, {1920, 1080}})
                expectWhole(figureOf(lab, size), std::string(head) + ": " + act);
            if (::testing::Test::HasFailure()) return;
        }
    }
}

TEST(ShardFigure, ManyRowsAreCountedWhereTheyDoNotFit) {
    Lab lab;
    for (int i = 0; i < 60; ++i)
        lab.plays("put {foo}" + std::to_string(i) + " v");
    lab.plays("settle");
    const Figure figure = figureOf(lab);
    expectWhole(figure, "60 rows");
    EXPECT_THAT(textIn(figure, "more/S3", "more"), ::testing::HasSubstr("more"));
}

TEST(ShardFigure, TheLegendIsWhole) {
    for (const drawing::Size size : {drawing::Size{640, 480}, {1366, 768}})
        expectWhole(figures::shard::legend({size}), "legend");
}

}  // namespace
}  // namespace lockstep::shard
