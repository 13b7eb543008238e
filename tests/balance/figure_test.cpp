// SPDX-License-Identifier: GPL-3.0-or-later
// The picture: each pick with what was compared, the requests where they are, nothing outside or
// upon each other, at every policy and size.
#include <gmock/gmock.h>

#include <set>

#include "balance/world.h"
#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "figures/balance/balance_figure.h"
#include "requests/lab.h"

namespace lockstep::balance {
namespace {

using drawing::Figure;
using drawing::Mark;
using requests::Lab;

Figure figureOf(Lab& lab, drawing::Size size = {960, 640}) {
    return figures::balance::balanceFigure(lab.timeline().moment(), {size, true});
}

std::string wordsOf(const Figure& figure, const std::string& id) {
    const Mark* mark = drawing::findMark(figure, id);
    if (!mark) return "there is no " + id;
    std::string text;
    for (const drawing::Part& part : mark->parts) {
        const auto* words = std::get_if<drawing::Text>(&part.shape);
        if (words) text += (text.empty() ? "" : "|") + words->words;
    }
    return text;
}

drawing::Rect rectOf(const Mark& mark) {
    drawing::Rect rect;
    for (const drawing::Part& part : mark.parts)
        rect = drawing::united(rect, drawing::boundsOf(part));
    return drawing::moved(rect, mark.place);
}

void expectTidy(const Figure& figure, const std::string& what) {
    const drawing::Rect page{-0.5, -0.5, figure.size.width + 1, figure.size.height + 1};
    std::set<std::string> ids;
    std::vector<const Mark*> apart;
    for (const Mark& mark : figure.marks) {
        EXPECT_TRUE(ids.insert(mark.id).second) << mark.id << " twice: " << what;
        EXPECT_TRUE(drawing::contains(page, rectOf(mark))) << mark.id << " outside: " << what;
        const bool stands = mark.layer == drawing::Layer::labels ||
                            mark.role == drawing::Role::node || mark.id == "balancer";
        if (stands && mark.id != "headings") apart.push_back(&mark);
    }
    for (const Mark* a : apart) {
        for (const Mark* b : apart) {
            if (a >= b || a->lit || b->lit) continue;
            EXPECT_FALSE(overlap(drawing::grown(rectOf(*a), -1), drawing::grown(rectOf(*b), -1)))
                << a->id << " on " << b->id << ": " << what;
        }
    }
}

// SCENARIOS D3.9, as the picture tells it.
TEST(BalanceFigure, SmoothWeightsAreSeenBeforeAndAfter) {
    Lab lab("topic balance\nservers a:5 b:1 c:1\npolicy smooth-weighted-round-robin\n");
    lab.plays("request");
    EXPECT_EQ(wordsOf(figureOf(lab), "score/a"), "0|+5|✓ 5|−2");
    EXPECT_EQ(wordsOf(figureOf(lab), "score/b"), "0|+1|1|1");
    lab.plays("request\nrequest");
    EXPECT_EQ(wordsOf(figureOf(lab), "score/a"), "−4|+5|1|1");
    EXPECT_EQ(wordsOf(figureOf(lab), "score/b"), "2|+1|✓ 3|−4");
    EXPECT_EQ(wordsOf(figureOf(lab), "paid"), "the highest wins and pays 7, the total");
    lab.plays("flaw own-weight on\nrequest");
    EXPECT_EQ(wordsOf(figureOf(lab), "paid"), "the highest wins and pays 5, its own");
}

TEST(BalanceFigure, APickShowsItsCandidates) {
    Lab lab("topic balance\nservers a b c d\npolicy two-choices\n");
    lab.plays("burst 3\nrequest");
    const Figure figure = figureOf(lab);
    int drawn = 0;
    int won = 0;
    for (const char* server : {"a", "b", "c", "d"}) {
        const std::string words = wordsOf(figure, std::string("score/") + server);
        drawn += words != "not drawn";
        won += words.rfind("✓", 0) == 0;
    }
    EXPECT_EQ(drawn, 2);
    EXPECT_EQ(won, 1);
}

TEST(BalanceFigure, ARequestLiesWhereItIs) {
    Lab lab("topic balance\nservers a b\nqueue 2\n");
    EXPECT_NE(drawing::findMark(figureOf(lab), "request/1"), nullptr) << "it comes next";
    lab.plays("burst 3");
    Figure figure = figureOf(lab);
    EXPECT_EQ(drawing::findMark(figure, "request/1")->of, "server/a");
    EXPECT_EQ(drawing::findMark(figure, "request/3")->description, "Request 3 waits at a.");
    lab.plays("finish 1");
    figure = figureOf(lab);
    EXPECT_EQ(drawing::findMark(figure, "request/1")->description, "Request 1 is done.");
    lab.plays("request");
    EXPECT_EQ(drawing::findMark(figureOf(lab), "request/1"), nullptr);
}

TEST(BalanceFigure, WhatComesByItselfFlies) {
    Lab lab("topic balance\nservers a b\nservice 100 ms\narrivals 5\n");
    lab.timeline().stepClock();
    const Figure figure = figureOf(lab);
    const Mark* request = drawing::findMark(figure, "request/1");
    ASSERT_TRUE(request && request->flight);
    const auto start = drawing::placeAt(*request, figure.time);
    const auto end = drawing::placeAt(*request, figure.time + 25'000);
    EXPECT_GT(end.x, start.x + 50);
}

// How much of the request's ink a cell has, from 0 to 1.
double shadeOf(const Figure& figure, const std::string& server) {
    return drawing::findMark(figure, "server/" + server)->parts.front().style.fill.mix;
}

TEST(BalanceFigure, OfAThousandServersEachIsACellAsDeepAsItIsBusy) {
    Lab lab("topic balance\nservers 1000\npolicy random\narrivals 10000\nservice 1 s\n"
            "workers 100\n");
    lab.plays("run 500 ms\ncrash S3\nrequest");
    const Figure figure = figureOf(lab, {1920, 1080});
    const World& world = lab.timeline().world().as<World>();
    for (std::uint16_t i = 3; i < 1000; ++i) {
        const std::uint64_t open = world.servers[i].conns;
        const double wanted = std::min(1.0, static_cast<double>(open * 1000) / (2.0 * world.open));
        EXPECT_NEAR(shadeOf(figure, "S" + std::to_string(i + 1)), wanted, 0.07) << open;
    }
    EXPECT_EQ(drawing::findMark(figure, "server/S3")->parts.back().key, "out");
    EXPECT_EQ(drawing::findMark(figure, "headings")->description,
              "Each cell is one server; its shade is how many requests it has open.");
}

TEST(BalanceFigure, AmongAThousandThePickIsNamedAndACellAnswers) {
    Lab lab("topic balance\nservers 1000\npolicy round-robin\n");
    lab.plays("burst 641\nrequest");
    const Figure figure = figureOf(lab, {1920, 1080});
    EXPECT_EQ(wordsOf(figure, "picked-name"), "S642 · 1 open");
    const Mark* cell = drawing::findMark(figure, "server/S7");
    const drawing::Point middle = rectOf(*cell).center();
    EXPECT_EQ(drawing::markAt(figure, middle, figure.time, 6), cell);
    const drawing::Point picked = rectOf(*drawing::findMark(figure, "server/S642")).center();
    EXPECT_EQ(drawing::markAt(figure, picked, figure.time, 6)->id, "server/S642");
    EXPECT_LT(figure.marks.size(), 1080U) << "requests in flight are not drawn one by one";
}

TEST(BalanceFigure, IsTidyAtEveryPolicyAndSize) {
    for (const char* policy :
         {"random", "round-robin", "weighted-round-robin", "smooth-weighted-round-robin",
          "dynamic-weighted-round-robin",
          "least-connections", "weighted-least-connections", "two-choices", "ewma", "source-hash",
          "ring-hash", "bounded-hash", "maglev"}) {
        for (const char* servers : {"1", "3", "9", "40", "300", "1000"}) {
            Lab lab(std::string("topic balance\nservers ") + servers + "\npolicy " + policy +
                    "\nservice 10..300 ms\narrivals 40\nqueue 3\nerrors 10 %\n");
            for (const char* lines : {"", "run 1 s", "slow S1 x5\ncrash S1", "burst 20"}) {
                lab.plays(lines);
                for (const drawing::Size size :
                     {drawing::Size{370, 480}, {626, 460}, {960, 640}, {1920, 1080}})
                    expectTidy(figureOf(lab, size), std::string(policy) + ' ' + servers + ' ' +
                                                        lines + ' ' + std::to_string(size.width));
            }
        }
    }
}

}  // namespace
}  // namespace lockstep::balance
