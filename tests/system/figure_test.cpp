// SPDX-License-Identifier: GPL-3.0-or-later
// The picture: what happens reaches it, and nothing is cut, covered or outside.
#include <gmock/gmock.h>

#include "drawing/bounds.h"
#include "figures/catalog.h"
#include "requests/lab.h"

namespace lockstep::system {
namespace {

using drawing::Figure;
using drawing::Mark;
using requests::Lab;

Figure figureOf(Lab& lab, drawing::Size size) {
    static const figures::FigureCatalog catalog = figures::allFigures();
    return catalog.find("system")->figure(lab.timeline().moment(), {size, true});
}

std::string wordsOf(const Figure& figure, const std::string& id) {
    std::string text;
    for (const drawing::Part& part : drawing::findMark(figure, id)->parts) {
        const auto* words = std::get_if<drawing::Text>(&part.shape);
        if (words) text += (text.empty() ? "" : "|") + words->words;
    }
    return text;
}

void expectTidy(const Figure& figure, const std::string& what) {
    const drawing::Rect page{-0.5, -0.5, figure.size.width + 1, figure.size.height + 1};
    for (const Mark& a : figure.marks) {
        EXPECT_TRUE(drawing::contains(page, drawing::boundsOf(a))) << a.id << " outside: " << what;
        for (const Mark& b : figure.marks) {
            const bool nodes = a.role == drawing::Role::node && b.role == drawing::Role::node;
            if (!nodes || a.id >= b.id) continue;
            EXPECT_FALSE(overlap(drawing::grown(drawing::boundsOf(a), -1),
                                 drawing::grown(drawing::boundsOf(b), -1)))
                << a.id << " on " << b.id << ": " << what;
        }
    }
}

TEST(SystemFigure, IsTidyWithOneToTwentyServers) {
    for (const char* servers : {"1", "2", "3", "7", "8", "20"}) {
        Lab lab(std::string("topic system\nservers ") + servers +
                "\narrivals 40\nservice 300..400 ms\nworkers 2\nqueue 3\ntimeout 900 ms\n");
        for (const char* lines : {"", "run 1 s", "crash S1\nrun 2 s"}) {
            lab.plays(lines);
            for (const drawing::Size size :
                 {drawing::Size{626, 460}, {652, 470}, {960, 640}, {1920, 1080}})
                expectTidy(figureOf(lab, size),
                           std::string(servers) + ' ' + lines + ' ' + std::to_string(size.width));
        }
    }
}

TEST(SystemFigure, AServersStateIsWholeInASmallRoom) {
    Lab lab("topic system\narrivals 20\nservice 100 ms\n");
    lab.plays("run 1 s\ncrash S2");
    const Figure figure = figureOf(lab, {652, 470});
    EXPECT_THAT(wordsOf(figure, "server/S1"), ::testing::HasSubstr("S1  ✓ up"));
    EXPECT_THAT(wordsOf(figure, "server/S2"), ::testing::HasSubstr("S2  × crashed"));
    EXPECT_THAT(wordsOf(figure, "breaker"), ::testing::HasSubstr("failed in a row: "));
}

TEST(SystemFigure, AnOpenBreakersWaitRunsOutWhileNothingHappens) {
    Lab lab("topic system\nservers a\nattempts 1\ntrip consecutive 1\nwait 5 s\n");
    lab.plays("crash a\ncall\nrun 1 s");
    EXPECT_THAT(wordsOf(figureOf(lab, {652, 470}), "breaker"),
                ::testing::HasSubstr("another 4 s"));
}

// What a crash ends is told, and so is what the clients do about it.
TEST(SystemTelling, ACrashSaysWhatFailsWithIt) {
    Lab lab("topic system\nservers a b\nbase 100 ms\n");
    lab.plays("call\ncall\ncrash b");
    EXPECT_EQ(lab.telling(),
              "b crashes. What it had only in memory is gone.\n"
              "Request 2 fails at b.\n"
              "b gets no requests for 10 s. It failed as often as max-fails allows: 1.\n"
              "b takes its open requests with it. They fail: 1.\n"
              "Attempt 1 of call 2 fails.\n"
              "Call 2 waits 100 ms before attempt 2.\n");
}

TEST(SystemTelling, ARefusedAttemptIsNotSaidToFailAsWell) {
    Lab lab("topic system\nservers a\nbase 100 ms\n");
    lab.plays("open\ncall");
    EXPECT_EQ(lab.telling(),
              "Call 1 begins.\n"
              "Call 1 makes attempt 1.\n"
              "Attempt 1 of call 1 is refused by the breaker. No server sees it.\n"
              "Call 1 waits 100 ms before attempt 2.\n");
}

}  // namespace
}  // namespace lockstep::system
