// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of consistent hashing: bars that follow servers that come and go, and sweeps that lie
// where theory says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "figures/ring/charts.h"
#include "kernel/action_text.h"
#include "kernel/adapter.h"
#include "ring/ring.h"

namespace lockstep {
namespace {

using figures::Chart;
using figures::ChartLine;

class RingCharts : public ::testing::Test {
protected:
    void start(int servers, std::vector<std::pair<std::string, std::string>> dials = {}) {
        Scenario scenario;
        scenario.topic = "ring";
        scenario.servers = numberedServers(servers);
        for (auto& [name, value] : dials)
            scenario.dials.push_back({name, value, {}, {}});
        std::vector<Fault> faults;
        timeline_ = Timeline::start(topic_, scenario, faults);
        ASSERT_TRUE(faults.empty());
    }
    void act(std::string_view line) {
        Fault fault;
        const auto written = parseAction(line, topic_.info(), timeline_->setup(), fault);
        ASSERT_TRUE(written) << fault.message;
        ASSERT_EQ(timeline_->act(written->action), "");
    }
    figures::ChartSpec spec(const std::string& id) const {
        for (const auto& one : figures::ring::charts())
            if (one.id == id) return one;
        return {};
    }
    Chart chart(const std::string& id) const {
        return figures::chartOf(*timeline_, spec(id), 400);
    }

    TopicOf<ring::Ring> topic_;
    std::unique_ptr<Timeline> timeline_;
};

TEST_F(RingCharts, AServerThatJoinsHasABar) {
    start(3, {{"keys", "1000"}});
    EXPECT_EQ(chart("share").lines.size(), 6u) << "keys and weight of three";
    act("add d");
    act("weight d 3");
    const Chart shares = chart("share");
    EXPECT_TRUE(shares.bars);
    ASSERT_EQ(shares.lines.size(), 8u);
    EXPECT_EQ(shares.lines[3].server, "d");
    EXPECT_NEAR(shares.lines[7].now, 50, 1e-9) << "three of six";
    EXPECT_NEAR(shares.lines[3].now, 50, 6);
    double sum = 0;
    for (const ChartLine& line : shares.lines)
        sum += line.now;
    EXPECT_NEAR(sum, 200, 1e-9);
    act("remove S1");
    EXPECT_EQ(chart("share").lines.size(), 6u);
}

TEST_F(RingCharts, ManyServersAreACurveTheFullestFirst) {
    start(100, {{"keys", "10000"}});
    const Chart shares = chart("share");
    EXPECT_FALSE(shares.bars);
    ASSERT_EQ(shares.lines[0].points.size(), 100u);
    EXPECT_TRUE(std::is_sorted(shares.lines[0].points.begin(), shares.lines[0].points.end(),
                               [](const auto& a, const auto& b) { return a.value > b.value; }));
}

// A deviation of about 1/√v of the mean; 200 servers make chance small.
TEST_F(RingCharts, SpreadFallsWithTheRootOfThePoints) {
    start(200);
    const Chart spread = chart("spread");
    ASSERT_EQ(spread.lines.size(), 3u);
    EXPECT_EQ(spread.lines[1].points.front().time, 1);
    EXPECT_EQ(spread.lines[1].points.back().time, 200);
    for (std::size_t i = 0; i < spread.lines[1].points.size(); ++i) {
        const double measured = spread.lines[1].points[i].value;
        const double theory = spread.lines[2].points[i].value;
        EXPECT_NEAR(measured, theory, 0.2 * theory);
        EXPECT_GT(spread.lines[0].points[i].value, 1 + measured) << "the fullest of all";
    }
    EXPECT_EQ(spread.present, 160);
}

TEST_F(RingCharts, MovedIsFewOnARingAndMostWithModN) {
    start(3);
    const Chart moved = chart("moved");
    ASSERT_EQ(moved.lines.size(), 4u);
    for (std::size_t i = 0; i < moved.lines[0].points.size(); ++i) {
        const double least = moved.lines[2].points[i].value;
        EXPECT_NEAR(moved.lines[0].points[i].value, least, 0.35 * least);
        EXPECT_NEAR(moved.lines[1].points[i].value, moved.lines[3].points[i].value, 4);
    }
    EXPECT_EQ(moved.present, 3);
}

TEST_F(RingCharts, EachHasNumbersAndIsThereInAnyState) {
    for (const char* scheme : {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"}) {
        start(1, {{"scheme", scheme}, {"keys", "0"}});
        for (const char* line : {"add b", "remove b", "remove S1"}) {
            act(line);
            for (const auto& one : figures::ring::charts()) {
                const Chart made = chart(one.id);
                EXPECT_TRUE(std::isfinite(made.most)) << one.id;
                const std::string csv = figures::csvOf(*timeline_, one);
                EXPECT_NE(csv.find('\n'), std::string::npos);
                EXPECT_EQ(csv.find("nan"), std::string::npos) << csv;
            }
        }
    }
}

TEST_F(RingCharts, TheNumbersOfBarsAndSweeps) {
    start(1, {{"keys", "10"}});
    EXPECT_EQ(figures::csvOf(*timeline_, spec("share")),
              "server,keys,by weight\nS1,100,100\n");
    const std::string csv = figures::csvOf(*timeline_, spec("spread"));
    EXPECT_EQ(csv.substr(0, csv.find('\n')),
              "points a server,fullest / mean,deviation / mean,theory: 1/√v");
    EXPECT_NE(csv.find("\n1,1,0,1\n"), std::string::npos) << csv;
}

}  // namespace
}  // namespace lockstep
