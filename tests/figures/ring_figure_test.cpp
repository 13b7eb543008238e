// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of consistent hashing: what it shows, in every scheme and size.
#include <gtest/gtest.h>

#include <algorithm>

#include "drawing/bounds.h"
#include "figures/ring/ring_figure.h"
#include "kernel/action_text.h"
#include "kernel/adapter.h"
#include "ring/ring.h"

namespace lockstep {
namespace {

using drawing::Figure;
using drawing::Mark;

class RingRun {
public:
    RingRun(int servers, std::vector<std::pair<std::string, std::string>> dials) {
        Scenario scenario;
        scenario.topic = "ring";
        scenario.servers = numberedServers(servers);
        for (auto& [name, value] : dials) scenario.dials.push_back({name, value, {}, {}});
        std::vector<Fault> faults;
        timeline_ = Timeline::start(topic_, scenario, faults);
        EXPECT_TRUE(faults.empty());
    }
    void play(const std::string& line) {
        Fault fault;
        const auto written = parseAction(line, topic_.info(), timeline_->setup(), fault);
        ASSERT_TRUE(written) << fault.message;
        ASSERT_EQ(timeline_->act(written->action), "") << line;
    }
    std::string refusal(const std::string& line) const {
        Fault fault;
        const auto written = parseAction(line, topic_.info(), timeline_->setup(), fault);
        return timeline_->world().refusal(written->action);
    }
    Figure figure(drawing::Size size = {960, 640}, bool caption = true) const {
        return figures::ring::ringFigure(timeline_->moment(), {size, caption});
    }

private:
    TopicOf<ring::Ring> topic_;
    std::unique_ptr<Timeline> timeline_;
};

std::size_t countOf(const Figure& figure, const std::string& head, bool litOnly = false) {
    return static_cast<std::size_t>(
        std::count_if(figure.marks.begin(), figure.marks.end(), [&](const Mark& mark) {
            return mark.id.rfind(head, 0) == 0 && (mark.lit || !litOnly);
        }));
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

TEST(RingFigure, AChangeLightsTheKeysThatMoved) {
    RingRun run(3, {{"keys", "40"}});
    EXPECT_EQ(countOf(run.figure(), "key/"), 40u);
    EXPECT_EQ(countOf(run.figure(), "key/", true), 0u);
    run.play("add d");
    const Figure figure = run.figure();
    const std::string words = figure.title;
    EXPECT_EQ(std::to_string(countOf(figure, "key/", true)) + " of 40 keys move",
              words.substr(0, words.find(','))) << words;
    EXPECT_NE(findMark(figure, "moved-arcs"), nullptr);
    EXPECT_NE(findMark(figure, "moved/mod"), nullptr);
    EXPECT_NE(findMark(figure, "server/d"), nullptr);
    run.play("lookup k1");
    EXPECT_EQ(findMark(run.figure(), "moved-arcs"), nullptr);
    EXPECT_NE(findMark(run.figure(), "lookup"), nullptr);
    EXPECT_EQ(countOf(run.figure(), "key/", true), 0u);
}

std::string wordsOf(const Figure& figure, const std::string& id) {
    const Mark* mark = findMark(figure, id);
    return mark ? mark->description : "no " + id;
}

// Hash, point, owner, further points of it, copies: the picture has as much as was stepped.
// A rest and a jump know of no weight, so theory expects nothing to move.
TEST(RingFigure, AWeightMovesNothingWhereNoneCounts) {
    for (const char* scheme : {"mod", "jump"}) {
        RingRun run(4, {{"scheme", scheme}, {"keys", "1000"}});
        run.play("weight S1 3");
        const Figure figure = run.figure();
        const Mark* moved = drawing::findMark(figure, "moved/scheme");
        ASSERT_NE(moved, nullptr);
        EXPECT_NE(moved->description.find("0 %, theory 0 %"), std::string::npos)
            << moved->description;
    }
}

TEST(RingFigure, ALookUpIsDrawnStepByStep) {
    RingRun run(3, {{"vnodes", "6"}, {"replicas", "3"}, {"keys", "6"}});
    run.play("trace k2");
    EXPECT_EQ(wordsOf(run.figure(), "lookup"), "k2 is looked up.");
    EXPECT_EQ(wordsOf(run.figure(), "way").find(" point "), std::string::npos);
    run.play("advance");
    EXPECT_NE(wordsOf(run.figure(), "way").find(", point "), std::string::npos);
    EXPECT_EQ(wordsOf(run.figure(), "lookup"), "k2 is looked up.");
    run.play("advance");
    EXPECT_EQ(wordsOf(run.figure(), "lookup").rfind("k2 belongs to S", 0), 0u);
    std::size_t parts = findMark(run.figure(), "lookup")->parts.size();
    std::size_t grew = 0;
    while (run.refusal("advance").empty()) {
        run.play("advance");
        const std::size_t now = findMark(run.figure(), "lookup")->parts.size();
        grew += now > parts ? 1 : 0;
        parts = now;
    }
    EXPECT_GE(grew, 2u);
    const Figure stepped = run.figure();
    run.play("add d");
    EXPECT_EQ(findMark(run.figure(), "lookup"), nullptr);
    RingRun once(3, {{"vnodes", "6"}, {"replicas", "3"}, {"keys", "6"}});
    once.play("lookup k2");
    EXPECT_EQ(findMark(once.figure(), "lookup")->parts, findMark(stepped, "lookup")->parts);
    EXPECT_EQ(wordsOf(once.figure(), "way"), wordsOf(stepped, "way"));
}

// Each piece at the end of a bar comes from the bar of whoever had these keys.
TEST(RingFigure, KeysThatMoveSlideFromTheOldOwnerToTheNew) {
    RingRun run(3, {{"keys", "5000"}});
    run.play("add d");
    const Figure figure = run.figure();
    EXPECT_EQ(countOf(figure, "gain/"), 3u);
    for (const char* from : {"S1", "S2", "S3"}) {
        const Mark* gain = findMark(figure, std::string("gain/") + from + "/d");
        ASSERT_TRUE(gain && gain->flight);
        const double row = findMark(figure, std::string("server/") + from)->place.y;
        EXPECT_NEAR(gain->flight->from.y, row, 6);
        EXPECT_NEAR(gain->place.y, findMark(figure, "server/d")->place.y, 6);
        EXPECT_NE(gain->description.find(std::string("from ") + from + " to d"),
                  std::string::npos);
    }
    run.play("lookup k1");
    EXPECT_EQ(countOf(run.figure(), "gain/"), 0u);
}

TEST(RingFigure, ANewcomerAmongManyHasItsRow) {
    RingRun run(300, {{"keys", "5000"}});
    run.play("add newcomer");
    EXPECT_NE(findMark(run.figure(), "server/newcomer"), nullptr);
}

TEST(RingFigure, ManyKeysAreDrawnAsDensity) {
    RingRun run(5, {{"keys", "5000"}});
    EXPECT_EQ(countOf(run.figure(), "key/"), 0u);
    EXPECT_NE(findMark(run.figure(), "density"), nullptr);
}

TEST(RingFigure, NothingLeavesThePictureInAnySchemeOrSize) {
    for (const char* scheme : {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"}) {
        for (const char* keys : {"0", "6", "150", "2000"}) {
            for (const int servers : {1, 4, 60}) {
                RingRun run(servers, {{"scheme", scheme}, {"keys", keys}, {"replicas", "2"}});
                for (const char* line :
                     {"lookup k1", "trace k2", "advance", "add newcomer", "remove S1"}) {
                    run.play(line);
                    for (const drawing::Size size :
                         {drawing::Size{960, 640}, {460, 700}, {1920, 1080}}) {
                        expectInside(run.figure(size), std::string(scheme) + ' ' + keys + ' ' +
                                                           std::to_string(servers) + ' ' + line);
                    }
                }
            }
        }
    }
}

TEST(RingFigure, AnEmptyRingIsDrawnAsWell) {
    RingRun run(1, {});
    run.play("remove S1");
    run.play("lookup k1");
    expectInside(run.figure(), "no servers");
    EXPECT_EQ(findMark(run.figure(), "lookup")->description, "k1 has no owner.");
}

TEST(RingFigure, IdsAreUnique) {
    RingRun run(4, {{"keys", "12"}});
    run.play("add d");
    const Figure figure = run.figure();
    for (std::size_t i = 0; i < figure.marks.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_NE(figure.marks[i].id, figure.marks[j].id);
}

TEST(RingFigure, AMillionKeysOnAThousandServersAreDrawn) {
    RingRun run(1000, {{"keys", "1000000"}});
    run.play("add newcomer");
    const Figure figure = run.figure();
    expectInside(figure, "many");
    EXPECT_LT(figure.marks.size(), 60u);
}

}  // namespace
}  // namespace lockstep
