// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/chart.h"

#include <gtest/gtest.h>

#include "kernel/action_text.h"
#include "kernel/joining_topic.h"

namespace lockstep::figures {
namespace {

// A topic with one gauge: how many servers there are.
class Charts : public ::testing::Test {
protected:
    Charts() {
        Scenario scenario;
        scenario.topic = "joining";
        std::vector<Fault> faults;
        timeline_ = Timeline::start(topic_, scenario, faults);
    }
    void act(std::string_view line) {
        Fault fault;
        const auto written = parseAction(line, topic_.info(), timeline_->setup(), fault);
        ASSERT_TRUE(written) << fault.message;
        ASSERT_EQ(timeline_->act(written->action), "");
    }

    TopicOf<Joining> topic_;
    std::unique_ptr<Timeline> timeline_;
    const ChartSpec spec_{"size", "Servers", {"size"}};
};

TEST_F(Charts, AGaugeWithoutAChartOfItsOwnHasOne) {
    const auto charts = chartsOf(topic_.info(), {});
    ASSERT_EQ(charts.size(), 1u);
    EXPECT_EQ(charts[0].id, "size");
    EXPECT_EQ(chartsOf(topic_.info(), {spec_, spec_}).size(), 2u);
}

TEST_F(Charts, ALineFollowsTheTimelineBothWays) {
    timeline_->wait(Time{5000});
    act("add S3");
    timeline_->wait(Time{8000});
    Chart chart = chartOf(*timeline_, spec_, 100);
    ASSERT_EQ(chart.lines.size(), 1u);
    EXPECT_EQ(chart.lines[0].points, (std::vector<ChartPoint>{{0, 2}, {5, 3}}));
    EXPECT_EQ(chart.lines[0].now, 3);
    EXPECT_EQ(chart.until, 8);
    EXPECT_EQ(chart.most, 5);
    timeline_->seek(0);
    chart = chartOf(*timeline_, spec_, 100);
    EXPECT_EQ(chart.lines[0].now, 2) << "the past has its own value";
    EXPECT_EQ(chart.lines[0].points.size(), 2u) << "and the future is still drawn";
    EXPECT_EQ(chart.present, 0);
}

TEST_F(Charts, TheNumbersAreRowsOfText) {
    timeline_->wait(Time{1500});
    act("add S3");
    EXPECT_EQ(csvOf(*timeline_, spec_), "time_ms,Servers\n0,2\n1.5,3\n");
}

TEST(ChartAxis, EndsAtANumberThatReadsWell) {
    EXPECT_EQ(axisTop(0), 1);
    EXPECT_EQ(axisTop(1), 1);
    EXPECT_EQ(axisTop(3), 5);
    EXPECT_EQ(axisTop(7), 10);
    EXPECT_EQ(axisTop(120), 200);
    EXPECT_DOUBLE_EQ(axisTop(0.03), 0.05);
}

}  // namespace
}  // namespace lockstep::figures
