// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "joining_topic.h"
#include "kernel/action_text.h"
#include "kernel/timeline.h"

namespace lockstep {
namespace {

class JoiningTopic : public ::testing::Test {
protected:
    JoiningTopic() {
        Scenario scenario;
        scenario.topic = "joining";
        std::vector<Fault> faults;
        timeline_ = Timeline::start(topic_, scenario, faults);
    }

    std::string roundTrip(std::string_view line) {
        Fault fault;
        const auto written = parseAction(line, topic_.info(), timeline_->setup(), fault);
        if (!written) return std::to_string(fault.place.column) + ": " + fault.message;
        return toText(written->action, topic_.info(), timeline_->setup());
    }

    std::string act(std::string_view line) {
        Fault fault;
        const auto written = parseAction(line, topic_.info(), timeline_->setup(), fault);
        if (!written) return fault.message;
        return timeline_->act(written->action);
    }

    TopicOf<Joining> topic_;
    std::unique_ptr<Timeline> timeline_;
};

TEST_F(JoiningTopic, OptionsReadBackInTheVerbsOrder) {
    EXPECT_EQ(roundTrip("ask S1"), "ask S1");
    EXPECT_EQ(roundTrip("ask S1 serial=3 client=C1"), "ask S1 client=C1 serial=3");
    EXPECT_EQ(roundTrip("ask S1 color=red"),
              "8: 'color=red' cannot stand here; ask is written: ask S [client=C1 serial=3]");
    EXPECT_EQ(roundTrip("ask S1 serial=3 serial=4"), "17: serial stands here twice");
    EXPECT_EQ(optionOf("client=C1 serial=3", "serial"), "3");
    EXPECT_EQ(optionOf("client=C1 serial=3", "client"), "C1");
    EXPECT_EQ(optionOf("client=C1", "serial"), "");
}

TEST_F(JoiningTopic, AWordMayBeMissing) {
    EXPECT_EQ(roundTrip("pick"), "pick");
    EXPECT_EQ(roundTrip("pick k1"), "pick k1");
}

TEST_F(JoiningTopic, ARoleIsItsServer) { EXPECT_EQ(roundTrip("ask A2"), "ask S2"); }

TEST_F(JoiningTopic, AServerActsOnlyOnceItHasJoined) {
    EXPECT_EQ(act("ask S3"), "S3 has not joined yet");
    EXPECT_EQ(act("slow S3 x2"), "S3 has not joined yet");
    EXPECT_EQ(act("add S3"), "");
    EXPECT_EQ(act("ask S3"), "");
    EXPECT_EQ(timeline_->world().serverCount(), 3u);
}

TEST_F(JoiningTopic, WordsThatMeanNothingHereAreUnknown) {
    EXPECT_EQ(roundTrip("slow S1 x2"), "slow S1 x2");
    EXPECT_EQ(roundTrip("crash S1"), "1: there is no action 'crash' in joining");
    EXPECT_EQ(roundTrip("cut S1-S2"), "1: there is no action 'cut' in joining");
}

TEST_F(JoiningTopic, EachKindOfDialReadsBack) {
    EXPECT_EQ(roundTrip("bound 1.25"), "bound 1.25");
    EXPECT_EQ(roundTrip("bound 2"), "bound 2");
    EXPECT_EQ(roundTrip("trip count 7"), "trip count 7");
    EXPECT_EQ(roundTrip("trip window 10 s"), "trip window 10 s");
    EXPECT_EQ(roundTrip("trip"), "1: trip needs a value, such as count 5");
    EXPECT_EQ(roundTrip("trip often 3"),
              "6: trip cannot be 'often 3'; it takes count N or window D, such as count 5");
    EXPECT_EQ(roundTrip("drift A2 0.95"), "drift S2 0.95");
    EXPECT_EQ(roundTrip("keys a b c"), "keys a b c");
    EXPECT_EQ(roundTrip("queue none"), "queue none");
    EXPECT_EQ(roundTrip("queue 3"), "queue 3");
    EXPECT_EQ(roundTrip("queue -1"),
              "7: queue cannot be '-1'; it takes a whole number from 0 to 1000000000, or none");
    EXPECT_EQ(roundTrip("roles 3"),
              "1: roles is set in the head, before the first command; it cannot change later");
}

TEST_F(JoiningTopic, AGaugeIsKeptWhereItChangedOnEachBranch) {
    const auto values = [this] {
        std::vector<std::pair<Step, double>> all;
        timeline_->visitSeries(0, {}, [&](std::span<const GaugePoint> points) {
            for (const GaugePoint& point : points)
                all.emplace_back(point.step, point.value);
        });
        return all;
    };
    act("pick");
    act("add S3");
    using Points = std::vector<std::pair<Step, double>>;
    EXPECT_EQ(values(), (Points{{0, 2}, {2, 3}}));
    timeline_->seek(1);
    act("ask S1");
    EXPECT_EQ(values(), (Points{{0, 2}, {2, 2}})) << "a branch notes its first value";
    timeline_->switchTo(0, 2);
    EXPECT_EQ(values(), (Points{{0, 2}, {2, 3}}));
}

TEST_F(JoiningTopic, OffersOfTheWorldLeaveOutWhatMayBeMissing) {
    const auto offers = offersAtWorld(timeline_->world(), topic_.info());
    ASSERT_EQ(offers.size(), 2u);
    EXPECT_EQ(offers[0].line, "pick");
    EXPECT_FALSE(offers[0].needsInput);
    EXPECT_EQ(offers[1].line, "add S");
    EXPECT_TRUE(offers[1].needsInput);
    const auto atServer = offersAtServer(timeline_->world(), topic_.info(), {0});
    ASSERT_EQ(atServer.size(), 3u);
    EXPECT_EQ(atServer[0].line, "ask S1");
    EXPECT_EQ(atServer[2].label, "Back to usual speed");
    EXPECT_EQ(atServer[2].refusal, "it is not slowed down");
}

}  // namespace
}  // namespace lockstep
