// SPDX-License-Identifier: GPL-3.0-or-later
// The picture: what it shows of a moment, and whole figures as text, which
// tests/run --update-goldens writes anew; read what changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "drawing/dump.h"
#include "figures/catalog.h"
#include "lab.h"
#include "support/paths.h"

namespace lockstep::paxos {
namespace {

using ::testing::HasSubstr;

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
    EXPECT_THAT(described(figure, "ladder/hidden"), HasSubstr("not shown"));
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
