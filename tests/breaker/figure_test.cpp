// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of breakers: what it shows, and that nothing leaves it, in every size.
#include <gmock/gmock.h>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "figures/catalog.h"
#include "requests/lab.h"

namespace lockstep::breaker {
namespace {

using drawing::Figure;
using drawing::Mark;
using requests::Lab;

Figure figureOf(Lab& lab, drawing::Size size = {960, 640}) {
    static const figures::FigureCatalog catalog = figures::allFigures();
    return catalog.find("breaker")->figure(lab.timeline().moment(), {size, true});
}

const Mark& mark(const Figure& figure, const std::string& id) {
    const Mark* found = findMark(figure, id);
    EXPECT_NE(found, nullptr) << id;
    static const Mark nothing;
    return found ? *found : nothing;
}

std::string wordsOf(const Mark& mark) {
    std::string all;
    for (const drawing::Part& part : mark.parts)
        if (const auto* text = std::get_if<drawing::Text>(&part.shape)) all += text->words + '\n';
    return all;
}

void expectInside(const Figure& figure, const std::string& what) {
    const drawing::Rect page{-0.5, -0.5, figure.size.width + 1, figure.size.height + 1};
    for (const Mark& mark : figure.marks) {
        drawing::Rect rect;
        for (const drawing::Part& part : mark.parts)
            rect = drawing::united(rect, drawing::boundsOf(part));
        EXPECT_TRUE(contains(page, drawing::moved(rect, mark.place)))
            << mark.id << " leaves the picture: " << what;
    }
}

TEST(BreakerFigure, TheTransitionThatWasTakenIsLit) {
    Lab lab("topic breaker\ntrip consecutive 2\n");
    lab.plays("fail");
    EXPECT_FALSE(mark(figureOf(lab), "way/closed/open").lit);
    lab.plays("fail");
    const Figure opened = figureOf(lab);
    EXPECT_TRUE(mark(opened, "way/closed/open").lit);
    EXPECT_TRUE(mark(opened, "state/open").lit);
    EXPECT_FALSE(mark(opened, "way/half-open/open").lit);
    EXPECT_THAT(wordsOf(mark(opened, "way/closed/open")),
                ::testing::HasSubstr("2 failed in a row"));
    lab.plays("reset");
    EXPECT_TRUE(mark(figureOf(lab), "way/by-hand").lit);
}

TEST(BreakerFigure, ARefusedCallSaysWhy) {
    Lab lab("topic breaker\ntrip consecutive 1\nthreads 1\n");
    lab.plays("fail\nrun 1 s\ncall");
    EXPECT_THAT(wordsOf(mark(figureOf(lab), "call/2")), ::testing::HasSubstr("open for\n4 s"));
    lab.plays("run 4 s\ncall\ncall");
    EXPECT_THAT(wordsOf(mark(figureOf(lab), "call/4")), ::testing::HasSubstr("no thread"));
    lab.plays("threads 9\ncall");
    EXPECT_THAT(wordsOf(mark(figureOf(lab), "call/5")), ::testing::HasSubstr("probes\nare out"));
    lab.plays("open\ncall");
    EXPECT_THAT(wordsOf(mark(figureOf(lab), "call/6")), ::testing::HasSubstr("by hand"));
}

TEST(BreakerFigure, TheWaitRunsOutBetweenSteps) {
    Lab lab("topic breaker\ntrip consecutive 1\nwait 4 s\n");
    lab.plays("fail");
    const Figure figure = figureOf(lab);
    EXPECT_TRUE(drawing::moves(mark(figure, "state/open")));
}

TEST(BreakerFigure, NothingLeavesThePicture) {
    const char* const heads[] = {
        "trip consecutive 5\n",
        "trip count-window 100\nthreads 8\narrivals 20\nservice 50..900 ms\nerrors 40 %\n",
        "trip time-window 10 s\nthreads 200\narrivals 50\nservice 3 s\nslow-rate 50 %\n",
        "servers a b c d e f g h\nscope host\narrivals 30\nservice 10 ms\nerrors 50 %\n",
        "callers 200\ntrip consecutive 1\narrivals 300\nservice 100 ms\ncapacity 3\nfallback on\n",
        "throttle 2\narrivals 100\nservice 100 ms\ncapacity 5\n",
    };
    for (const char* head : heads) {
        Lab lab(std::string("topic breaker\n") + head);
        lab.plays("succeed\nfail\nslow\nrun 2 s\nopen\nsucceed\nreset\ncall");
        for (const drawing::Size size : {drawing::Size{652, 470}, drawing::Size{960, 640},
                                         drawing::Size{1366, 768}, drawing::Size{1920, 1080},
                                         drawing::Size{700, 1000}})
            expectInside(figureOf(lab, size), std::string(head) + std::to_string(size.width));
    }
}

}  // namespace
}  // namespace lockstep::breaker
