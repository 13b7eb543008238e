// SPDX-License-Identifier: GPL-3.0-or-later
// How many AppendEntries a leader has on the way to a follower: at most one
// that it waits for, whatever the network loses, repeats or holds up.
#include <gtest/gtest.h>

#include <map>

#include "kernel/random.h"
#include "lab.h"
#include "raft/world.h"

namespace lockstep::raft {
namespace {

using Link = std::pair<ServerId, ServerId>;

// The AppendEntries that each leader sent each follower in a step.
class Counter {
public:
    void step(Timeline& timeline) {
        const World& world = timeline.world().as<World>();
        for (const auto& packet : world.cluster.packets) {
            if (packet.id < next_) continue;
            if (std::holds_alternative<AppendEntries>(packet.body)) {
                ++sent_[{packet.from, packet.to}];
            }
        }
        next_ = world.cluster.nextMessage;
    }
    int total() const {
        int sum = 0;
        for (const auto& [link, count] : sent_)
            sum += count;
        return sum;
    }

private:
    MessageId next_ = 1;
    std::map<Link, int> sent_;
};

// AppendEntries in flight and replies to them, by leader and follower.
std::map<Link, int> unanswered(const World& world) {
    std::map<Link, int> count;
    for (const auto& packet : world.cluster.packets) {
        if (std::holds_alternative<AppendEntries>(packet.body)) {
            ++count[{packet.from, packet.to}];
        } else if (std::holds_alternative<AppendReply>(packet.body)) {
            ++count[{packet.to, packet.from}];
        }
    }
    return count;
}

Lab backlogged(Lab::Head head, int requests) {
    Lab lab(head);
    lab.plays("timeout S1");
    lab.settle();
    for (int i = 0; i < requests; ++i)
        lab.plays("request S1 x=1");
    return lab;
}

// A round trip takes four heartbeats, and 300 entries wait, one a message.
// Each heartbeat may repeat what is on its way; none may start another chain
// of messages and replies beside the first.
TEST(RaftFlow, HeartbeatsDoNotMultiplyWhatIsUnanswered) {
    Lab lab = backlogged(
        {.servers = 3, .dials = {{"latency", "100 ms"}, {"election-timeout", "5 s"}}}, 300);
    int most = 0;
    const auto end = lab.timeline().time() + std::chrono::seconds(20);
    while (lab.timeline().time() < end) {
        lab.timeline().stepClock();
        for (const auto& [link, count] : unanswered(lab.timeline().world().as<World>())) {
            most = std::max(most, count);
        }
    }
    // Four heartbeats, and the one message that the newest reply let go.
    EXPECT_LE(most, 6);
    EXPECT_GT(most, 3) << "the heartbeats overtake the replies";
    EXPECT_GE(std::stoi(lab.fact("S1.match.S2")), 90) << "one entry a round trip";
    EXPECT_EQ(lab.count("raft.leader_elected"), 1U);
}

// Once the network is slow no more, the backlog needs one message an entry.
TEST(RaftFlow, ABacklogIsSentOnce) {
    Lab lab = backlogged({.servers = 2, .dials = {{"election-timeout", "5 s"}}}, 100);
    Counter counter;
    counter.step(lab.timeline());
    for (int beat = 0; beat < 10; ++beat) {
        lab.plays("heartbeat S1");
        counter.step(lab.timeline());
    }
    while (lab.fact("S1.match.S2") != "100") {
        const std::string messages = lab.fact("messages");
        lab.plays("deliver " + messages.substr(0, messages.find(' ')));
        counter.step(lab.timeline());
    }
    EXPECT_EQ(counter.total(), 10 + 100) << "ten repeats, and one message an entry";
}

// In random runs, with what is lost, repeated and overtaken: only a heartbeat
// may send while the newest message is unanswered.
TEST(RaftFlow, OnlyHeartbeatsRepeat) {
    int repeats = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Lab lab = backlogged({.servers = 3,
                              .seed = seed,
                              .dials = {{"latency", "5..120 ms"},
                                        {"election-timeout", "2..4 s"},
                                        {"reorder", "on"},
                                        {"loss", "5 %"},
                                        {"duplicate", "10 %"},
                                        {"batch", seed % 2 == 0 ? "1" : "3"}}},
                             60);
        Random random(seed);
        for (int i = 0; i < 600; ++i) {
            const World before = lab.timeline().world().as<World>();
            const bool request = random.below(20) == 0;
            if (request) {
                lab.plays("request S1 y=2");
            } else {
                lab.timeline().stepClock();
            }
            const World& after = lab.timeline().world().as<World>();
            const bool beat =
                lab.telling().find("sends its followers a heartbeat") != std::string::npos;
            for (const auto& packet : after.cluster.packets) {
                const bool sent = packet.id >= before.cluster.nextMessage &&
                                  std::holds_alternative<AppendEntries>(packet.body);
                if (!sent || before.server(packet.from).peers.empty()) continue;
                const Progress& was = before.server(packet.from).peers[packet.to.index];
                const Progress& is = after.server(packet.from).peers[packet.to.index];
                if (beat) {
                    repeats += was.awaitingReply ? 1 : 0;
                    continue;
                }
                // It was sent because nothing was awaited, or because what was
                // awaited came: then what is awaited now differs.
                const bool answered =
                    was.nextIndex != is.nextIndex || was.sentIndex != is.sentIndex;
                EXPECT_TRUE(!was.awaitingReply || answered)
                    << "seed " << seed << ", message " << packet.id;
            }
        }
        EXPECT_TRUE(lab.broken().empty());
    }
    EXPECT_GT(repeats, 100) << "the runs must put the rule to the test";
}

}  // namespace
}  // namespace lockstep::raft
