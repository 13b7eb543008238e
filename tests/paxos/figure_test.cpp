// SPDX-License-Identifier: GPL-3.0-or-later
// The picture: what it shows of a moment, and whole figures as text, which
// tests/run --update-goldens writes anew; read what changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "drawing/bounds.h"
#include "drawing/dump.h"
#include "figures/catalog.h"
#include "lab.h"
#include "support/paths.h"

namespace lockstep::paxos {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

drawing::Figure pictureOf(Lab& lab, drawing::Size size = {900, 600}) {
    const auto figures = figures::allFigures();
    return figures.find("paxos")->figure(lab.timeline().moment(), {size, false});
}

std::string described(const drawing::Figure& figure, const std::string& id) {
    const drawing::Mark* mark = drawing::findMark(figure, id);
    return mark ? mark->description : "no such mark";
}

void expectGolden(const std::string& name, const drawing::Figure& figure) {
    const auto path =
        lockstep::testing::sourceFolder() / "tests/paxos/figures" / (name + ".figure");
    const std::string text = drawing::toText(figure);
    if (lockstep::testing::updatesGoldens()) {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << path;
}

drawing::Rect boundsOf(const drawing::Figure& figure, const std::string& beginning) {
    drawing::Rect rect;
    for (const drawing::Mark& mark : figure.marks) {
        if (mark.id.rfind(beginning, 0) != 0) continue;
        rect = drawing::united(rect, drawing::boundsOf(mark));
    }
    return rect;
}

// The parts stand one below the other, the table beside or below them; and
// nothing leaves the picture.
void expectApart(const drawing::Figure& figure) {
    const double ladder = boundsOf(figure, "attempt/").bottom();
    const drawing::Rect registers = boundsOf(figure, "registers/");
    const drawing::Rect observer = boundsOf(figure, "observer");
    const drawing::Rect slots = boundsOf(figure, "slots/");
    EXPECT_LE(ladder, registers.y + 1);
    EXPECT_LE(registers.bottom(), observer.y + 1);
    EXPECT_FALSE(overlap(slots, observer));
    EXPECT_FALSE(overlap(slots, registers));
    const drawing::Rect page{-0.5, -0.5, figure.size.width + 1, figure.size.height + 1};
    for (const drawing::Mark& mark : figure.marks)
        EXPECT_TRUE(contains(page, drawing::boundsOf(mark))) << mark.id << " leaves the picture";
}

Lab adopting() {
    Lab lab;
    lab.plays("propose P1 x\ndeliver prepare P1->A1\ndeliver prepare P1->A2");
    lab.plays("deliver promise A1->P1\ndeliver promise A2->P1");
    lab.plays("deliver accept P1->A1\ndeliver accept P1->A2");
    lab.plays("propose P2 y\ndeliver prepare P2->A1\ndeliver promise A1->P2");
    return lab;
}

TEST(PaxosFigure, EveryServerAndEveryMessageHasAMark) {
    Lab lab = adopting();
    const auto figure = pictureOf(lab);
    for (const char* server : {"P1", "P2", "A1", "A2", "A3", "L1"}) {
        EXPECT_TRUE(drawing::findMark(figure, std::string("server/") + server)) << server;
    }
    std::istringstream messages(lab.fact("messages"));
    for (std::string id; messages >> id;) {
        EXPECT_TRUE(drawing::findMark(figure, "packet/" + id)) << id;
    }
}

TEST(PaxosFigure, TheObserverStandsApartFromTheLearners) {
    Lab lab = adopting();
    const auto figure = pictureOf(lab);
    EXPECT_EQ(described(figure, "observer"),
              "x is chosen, in ballot 1.P1: A1 and A2 accepted it.");
    EXPECT_EQ(described(figure, "learned/L1"), "L1 has learned nothing.");
    EXPECT_EQ(described(figure, "registers/A1"),
              "A1 has promised ballot 1.P2 and accepted 1.P1=x.");
}

TEST(PaxosFigure, ABallotIsABlockOfTheLadder) {
    Lab lab = adopting();
    const auto figure = pictureOf(lab);
    EXPECT_THAT(described(figure, "attempt/1.P1"), HasSubstr("2 of 2 promised"));
    EXPECT_THAT(described(figure, "attempt/1.P2"), HasSubstr("1 of 2 promised"));
    EXPECT_TRUE(drawing::findMark(figure, "attempt/1.P1/2a"));
    EXPECT_FALSE(drawing::findMark(figure, "attempt/1.P2/2a"));
}

TEST(PaxosFigure, WhereRoomIsShortOlderBallotsShrink) {
    Lab lab;
    lab.plays("propose P1 x");
    for (int i = 0; i < 60; ++i) lab.plays("prepare P1");
    const auto figure = pictureOf(lab, {700, 480});
    EXPECT_TRUE(drawing::findMark(figure, "attempt/61.P1/1a"));
    EXPECT_TRUE(drawing::findMark(figure, "attempt/60.P1"));
    EXPECT_FALSE(drawing::findMark(figure, "attempt/2.P1"));
    EXPECT_THAT(described(figure, "ladder/hidden"), HasSubstr("older ones are not shown"));
}

TEST(PaxosFigure, RolesOfOneServerLeadToIt) {
    Lab lab({.dials = {{"together", "on"}}});
    const auto figure = pictureOf(lab);
    EXPECT_TRUE(drawing::findMark(figure, "server/S3"));
    const drawing::Mark* proposer = drawing::findMark(figure, "role/P1");
    ASSERT_TRUE(proposer);
    EXPECT_EQ(proposer->of, "server/S1");
}

TEST(PaxosFigure, TheLogShowsItsGap) {
    Lab lab({.dials = {{"multi", "on"}},
             .givens = {"A1 accepted.1=1.P1=a accepted.3=1.P1=c",
                        "A2 accepted.1=1.P1=a accepted.3=1.P1=c", "L1 learned.1=a learned.3=c"}});
    const auto figure = pictureOf(lab);
    EXPECT_THAT(described(figure, "cell/observer/2"), HasSubstr("gap"));
    EXPECT_THAT(described(figure, "cell/A1/3"), HasSubstr("A1 accepted c in slot 3"));
    EXPECT_EQ(described(figure, "slots/executed/L1"), "L1 has executed slot 1.");
    EXPECT_THAT(described(figure, "observer"), HasSubstr("the first gap is slot 2"));
}

// Where the columns do not all have room the last ones are shown, but from the
// first gap on; the foot says which are not.
TEST(PaxosFigure, TheFootOfTheTableSaysWhichSlotsAreNotShown) {
    const auto footOf = [](const drawing::Figure& figure) {
        return described(figure, "slots/footer");
    };
    Lab few({.dials = {{"multi", "on"}}, .givens = {"A1 accepted.1..3=1.P1=a"}});
    EXPECT_EQ(footOf(pictureOf(few)), "the thick line: executed so far.");
    Lab whole({.dials = {{"multi", "on"}},
               .givens = {"A1 accepted.1..40=1.P1=a", "A2 accepted.1..40=1.P1=a"}});
    const auto last = pictureOf(whole, {620, 560});
    EXPECT_THAT(footOf(last), HasSubstr("not shown: slots 1 to "));
    EXPECT_TRUE(drawing::findMark(last, "cell/A1/40"));
    EXPECT_FALSE(drawing::findMark(last, "cell/A1/1"));

    Lab gap({.dials = {{"multi", "on"}},
             .givens = {"A1 accepted.1..14=1.P1=a accepted.16..40=1.P1=a",
                        "A2 accepted.1..14=1.P1=a accepted.16..40=1.P1=a"}});
    const auto first = pictureOf(gap, {620, 560});
    EXPECT_TRUE(drawing::findMark(first, "cell/observer/15"));
    EXPECT_FALSE(drawing::findMark(first, "cell/A1/14"));
    EXPECT_THAT(footOf(first), HasSubstr("not shown: slots 1 to 14, from "));
}

TEST(PaxosFigure, WordsAreWholeInHalfASmallWindow) {
    Lab lab = adopting();
    const drawing::Figure figure = pictureOf(lab, {603, 520});
    for (const drawing::Mark& mark : figure.marks) {
        for (const drawing::Part& part : mark.parts) {
            const auto* text = std::get_if<drawing::Text>(&part.shape);
            EXPECT_THAT(text ? text->words : "", Not(HasSubstr("…"))) << mark.id;
        }
    }
}

// In every size that windows and slides have, each part has a place of its own:
// heads, ladder, registers, observer and the table of slots.
TEST(PaxosFigure, NothingStandsInTheWayOfAnything) {
    for (const char* multi : {"off", "on"}) {
        for (const char* together : {"off", "on"}) {
            Lab lab({.dials = {{"multi", multi}, {"together", together}, {"proposers", "3"}}});
            lab.plays("propose P1 a\npropose P2 b");
            lab.settle();
            lab.plays("propose P1 c\ndeliver prepare P1->A1\ndeliver prepare P1->A2");
            for (const drawing::Size size : {drawing::Size{460, 700}, drawing::Size{560, 545},
                                             drawing::Size{626, 560}, drawing::Size{820, 560},
                                             drawing::Size{1366, 768}, drawing::Size{1920, 1080}}) {
                SCOPED_TRACE(std::string(multi) + together + std::to_string(size.width));
                expectApart(pictureOf(lab, size));
            }
        }
    }
}

// What the acceptors begin with is not nothing.
TEST(PaxosFigure, AGivenStartIsNotFree) {
    Lab fresh;
    EXPECT_EQ(pictureOf(fresh).title, "Nothing is proposed yet. Every acceptor is free.");
    Lab given({.givens = {"A1 accepted=1.P1=x"}});
    EXPECT_THAT(pictureOf(given).title, HasSubstr("promised and accepted before"));
}

TEST(PaxosFigureGolden, ALaterProposerHearsOfAValue) {
    Lab lab = adopting();
    expectGolden("adopting", pictureOf(lab));
}

TEST(PaxosFigureGolden, ALogWithAGap) {
    Lab lab({.dials = {{"multi", "on"}},
             .givens = {"A1 accepted.1=1.P1=a accepted.3=1.P1=c",
                        "A2 accepted.1=1.P1=a accepted.3=1.P1=c", "P2 learned.1=a"}});
    lab.plays("prepare P2\ndeliver prepare P2->A1\ndeliver prepare P2->A2");
    lab.plays("deliver promise A1->P2\ndeliver promise A2->P2");
    expectGolden("gap", pictureOf(lab, {1100, 600}));
}

}  // namespace
}  // namespace lockstep::paxos
