// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/space_time.h"

#include <gtest/gtest.h>

#include "figures/raft_run.h"
#include "figures/space_time_history.h"

namespace lockstep::figures {
namespace {

using testing::RaftRun;
using End = SpaceTimeLine::End;

SpaceTimeHistory historyOf(const RaftRun& run) {
    return spaceTimeHistory(run.timeline().moment(), 1, run.timeline().step());
}

const SpaceTimeLine* lineOf(const SpaceTimeHistory& history, MessageId id) {
    for (const SpaceTimeLine& line : history.lines) {
        if (line.id == id) return &line;
    }
    return nullptr;
}

TEST(SpaceTime, AMessageRunsFromItsSendingToItsEnd) {
    RaftRun run(3);
    run.play({"timeout S1", "deliver 1", "drop 2", "crash S1"});
    const auto history = historyOf(run);
    ASSERT_EQ(history.rows.size(), 4u);
    const SpaceTimeLine* arrived = lineOf(history, 1);
    ASSERT_TRUE(arrived);
    EXPECT_EQ(arrived->words, "request-vote S1->S2");
    EXPECT_EQ(arrived->sentAt, 1u);
    EXPECT_EQ(arrived->endedAt, 2u);
    EXPECT_EQ(arrived->end, End::delivered);
    const SpaceTimeLine* dropped = lineOf(history, 2);
    ASSERT_TRUE(dropped);
    EXPECT_EQ(dropped->endedAt, 3u);
    EXPECT_EQ(dropped->end, End::lost);
    const SpaceTimeLine* answer = lineOf(history, 3);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->sentAt, 2u);
    EXPECT_EQ(answer->end, End::flying);
}

TEST(SpaceTime, AStepStandsOnTheLineOfItsServer) {
    RaftRun run(3);
    run.play({"timeout S1", "deliver 1", "partition S1 | S2 S3", "crash S3"});
    const auto rows = historyOf(run).rows;
    EXPECT_EQ(rows[0].where, ServerId{0});
    EXPECT_EQ(rows[1].where, ServerId{1});
    EXPECT_EQ(rows[2].where, std::nullopt);
    EXPECT_EQ(rows[3].where, ServerId{2});
    EXPECT_TRUE(rows[2].up[2]);
    EXPECT_FALSE(rows[3].up[2]);
}

TEST(SpaceTime, AMessageToOneThatIsDownIsLostOnItsArrival) {
    RaftRun run(3);
    run.play({"timeout S1", "crash S2", "deliver 1"});
    const auto history = historyOf(run);
    const SpaceTimeLine* line = lineOf(history, 1);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->end, End::lost);
    EXPECT_EQ(line->endedAt, 3u);
    EXPECT_EQ(history.rows[2].where, std::nullopt);
}

TEST(SpaceTime, WhatTheNetworkLosesAtOnceHasALineToo) {
    RaftRun run(3);
    run.play({"loss 100 %", "timeout S1"});
    const auto history = historyOf(run);
    ASSERT_EQ(history.lines.size(), 2u);
    EXPECT_EQ(history.lines[0].end, End::lost);
    EXPECT_EQ(history.lines[0].words, "S1->S2");
    EXPECT_EQ(history.lines[1].words, "S1->S3");
}

// The definition, told once more: a before b on one line, or a sends what b takes, or there is
// something between.
bool happenedBefore(const SpaceTimeHistory& history, std::size_t a, std::size_t b) {
    if (a >= b) return false;
    const auto& rows = history.rows;
    if (rows[a].where && rows[a].where == rows[b].where) return true;
    for (const SpaceTimeLine& line : history.lines) {
        if (rows[b].taken == line.id && rows[b].taken != 0 && line.sentAt == rows[a].step)
            return true;
    }
    for (std::size_t between = a + 1; between < b; ++between) {
        if (happenedBefore(history, a, between) && happenedBefore(history, between, b)) return true;
    }
    return false;
}

TEST(SpaceTime, CausesAndEffectsAreWhatHappenedBeforeAndAfter) {
    RaftRun run(3);
    run.play({"timeout S1", "deliver 1", "timeout S3", "deliver 3", "deliver 2", "run 5"});
    const auto history = historyOf(run);
    for (std::size_t row = 0; row < history.rows.size(); ++row) {
        const auto causes = causesOf(history, row);
        const auto effects = effectsOf(history, row);
        for (std::size_t other = 0; other < history.rows.size(); ++other) {
            if (other == row) continue;
            EXPECT_EQ(causes[other], happenedBefore(history, other, row)) << other << ' ' << row;
            EXPECT_EQ(effects[other], happenedBefore(history, row, other)) << other << ' ' << row;
        }
    }
}

TEST(SpaceTime, TheDiagramEndsWhereOneStandsAndHidesWhatIsAskedFor) {
    RaftRun run(3);
    run.play({"timeout S1", "deliver 1", "deliver 2", "run 40"});
    SpaceTimeOptions options;
    options.size = {600, 46 + 20 + 24 * 10};
    ASSERT_EQ(spaceTimeRows(options.size), 10u);
    const Moment moment = run.timeline().moment();
    const auto whole = spaceTime(moment, options);
    EXPECT_TRUE(drawing::findMark(whole, "event/43"));
    EXPECT_TRUE(drawing::findMark(whole, "event/34"));
    EXPECT_FALSE(drawing::findMark(whole, "event/33"));
    EXPECT_TRUE(drawing::findMark(whole, "server/S2"));
    options.hiddenServers = {"S2"};
    const auto without = spaceTime(moment, options);
    EXPECT_FALSE(drawing::findMark(without, "server/S2"));
    options.last = 12;
    const auto earlier = spaceTime(moment, options);
    EXPECT_FALSE(drawing::findMark(earlier, "event/13"));
    EXPECT_TRUE(drawing::findMark(earlier, "event/12") || drawing::findMark(earlier, "event/11"));
}

TEST(SpaceTime, AStartWithoutStepsHasItsServers) {
    RaftRun run(3);
    const auto figure = spaceTime(run.timeline().moment(), {});
    EXPECT_TRUE(drawing::findMark(figure, "server/S3"));
}

}  // namespace
}  // namespace lockstep::figures
