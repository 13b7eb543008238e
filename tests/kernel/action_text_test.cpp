// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/action_text.h"

#include <gtest/gtest.h>

#include "catalog/catalog.h"
#include "kernel/timeline.h"

namespace lockstep {
namespace {

class ActionText : public ::testing::Test {
protected:
    ActionText() {
        Scenario scenario;
        scenario.topic = "raft";
        for (const char* name : {"S1", "S2", "a-b", "10.0.0.1:80", "two words"}) {
            scenario.servers.push_back({name, 1});
        }
        std::vector<Fault> faults;
        timeline_ = Timeline::start(topic(), scenario, faults);
    }

    const TopicInterface& topic() const { return *catalog_.find("raft"); }

    std::string roundTrip(std::string_view line) {
        Fault fault;
        const auto written = parseAction(line, topic().info(), timeline_->setup(), fault);
        if (!written) {
            return std::to_string(fault.place.column) + ": " + fault.message;
        }
        return toText(written->action, topic().info(), timeline_->setup());
    }

    Catalog catalog_ = allTopics();
    std::unique_ptr<Timeline> timeline_;
};

TEST_F(ActionText, WhatIsWrittenReadsBack) {
    for (const char* line : {"timeout S1",
                             "heartbeat S2",
                             "request S1 x=7",
                             "deliver 12",
                             "drop 3",
                             "duplicate 4",
                             "delay 12 50 ms",
                             "crash S1",
                             "restart S1",
                             "slow S1 x10",
                             "cut S1->S2",
                             "cut S1-S2",
                             "heal S1->S2",
                             "heal S1-S2",
                             "heal",
                             "partition S1 | S2",
                             "latency 10..20 ms",
                             "loss 5 %",
                             "duplicate 5 %",
                             "flaw forgets-vote on",
                             "flaw forgets-vote off",
                             "crash \"10.0.0.1:80\"",
                             "cut S1->\"10.0.0.1:80\"",
                             "crash \"two words\"",
                             "cut a-b-S1",
                             "partition S1 \"two words\" | S2",
                             "request S1 \"x=a b\""}) {
        EXPECT_EQ(roundTrip(line), line);
    }
}

TEST_F(ActionText, FaultsNameTheirColumn) {
    EXPECT_EQ(roundTrip("crash S0").substr(0, 30), "7: there is no server 'S0'; th");
    EXPECT_EQ(roundTrip("explode S1"), "1: there is no action 'explode' in raft");
    EXPECT_EQ(roundTrip("crash S1 S2"), "10: 'S2' is too much; crash ends before it");
    EXPECT_EQ(roundTrip("slow S1 10").substr(0, 9), "9: slow n");
    EXPECT_EQ(roundTrip("deliver bogus S1->S2").substr(0, 40),
              "9: there is no kind of message 'bogus'; ");
    EXPECT_EQ(roundTrip("request S1 x").substr(0, 25), "12: 'x' is not KEY=VALUE;");
    EXPECT_EQ(roundTrip("partition S1 | S1 S2").substr(0, 26), "16: S1 is in two groups; n");
    EXPECT_EQ(roundTrip("crash \"S1").substr(0, 9), "7: the qu");
    EXPECT_EQ(roundTrip("cut S1->S1").substr(0, 3), "5: ");
    EXPECT_EQ(roundTrip("delay 1").substr(0, 3), "7: ");
    EXPECT_EQ(roundTrip("flaw nonsense on").substr(0, 3), "6: ");
}

TEST_F(ActionText, MenusOfferWhatIsPossible) {
    const auto offers = offersAtServer(timeline_->world(), topic().info(), {0});
    const auto find = [&](std::string_view label) {
        for (const Offer& offer : offers) {
            if (offer.label == label) return offer;
        }
        return Offer{};
    };
    EXPECT_EQ(find("Time out now").line, "timeout S1");
    EXPECT_EQ(find("Time out now").refusal, "");
    EXPECT_NE(find("Send heartbeats now").refusal, "");
    EXPECT_EQ(find("Client request …").line, "request S1 KEY=VALUE");
    EXPECT_TRUE(find("Client request …").needsInput);
    EXPECT_EQ(find("Crash").line, "crash S1");
}

}  // namespace
}  // namespace lockstep
