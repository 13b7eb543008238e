// SPDX-License-Identifier: GPL-3.0-or-later
// Section 5.1 of the Raft paper, and what 5.2 says of a leader's whole term:
// the sentences that are about every message and every server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "kernel/random.h"
#include "lab.h"
#include "raft/world.h"

namespace lockstep::raft {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const World& worldOf(Lab& lab) { return lab.timeline().world().as<World>(); }

bool isRequest(std::string_view kind) {
    return kind == "request-vote" || kind == "append" || kind == "snapshot" ||
           kind == "timeout-now";
}

// §5.1: "In normal operation there is exactly one leader and all of the other
// servers are followers."
TEST(RaftTerms, InNormalOperationOneLeadsAndTheOthersFollow) {
    Lab lab;
    const std::string leader = lab.runUntilLeader();
    for (int i = 0; i < 100; ++i) {
        lab.runFor(Duration(50'000));
        EXPECT_EQ(lab.fact("leaders"), leader);
        for (const char* server : {"S1", "S2", "S3", "S4", "S5"}) {
            if (server == leader) continue;
            EXPECT_EQ(lab.fact(std::string(server) + ".role"), "follower");
        }
    }
}

// §5.1: "Followers are passive: they issue no requests on their own but simply
// respond to requests from leaders and candidates."
TEST(RaftTerms, FollowersIssueNoRequests) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Lab lab({.seed = seed});
        std::map<MessageId, bool> seen;
        for (int i = 0; i < 300; ++i) {
            if (i % 60 == 40) lab.plays("request S1 x=1\nrequest S2 x=1");
            lab.timeline().stepClock();
            lab.timeline().world().visitMessages([&](const MessageView& message) {
                if (!seen.emplace(message.id, true).second) return;
                if (!isRequest(message.kind)) return;
                const Role role = worldOf(lab).server(message.from).role;
                EXPECT_NE(role, Role::follower) << "seed " << seed << ", " << message.kind;
            });
        }
    }
}

// §5.1: "a server may not observe an election or even entire terms."
TEST(RaftTerms, AServerMayMissWholeTerms) {
    Lab lab;
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("partition S1 S2 S3 S4 | S5");
    for (const char* next : {"timeout S2", "timeout S3", "timeout S4"}) {
        lab.plays(next);
        lab.settle();
    }
    EXPECT_EQ(lab.fact("S5.term"), "1");
    lab.plays("heal\nheartbeat S4");
    lab.settle();
    EXPECT_EQ(lab.fact("S5.term"), "4");
    EXPECT_EQ(lab.fact("S5.role"), "follower");
    EXPECT_EQ(lab.fact("leaders"), "S4");
}

// §5.1: "If a candidate wins the election, then it serves as leader for the
// rest of the term", whoever else asks for votes in it.
TEST(RaftTerms, AWinnerServesForTheRestOfItsTerm) {
    Lab lab;
    lab.plays("timeout S1\ntimeout S5");
    lab.plays("deliver request-vote S1->S2\ndeliver request-vote S1->S3");
    lab.plays("deliver vote S2->S1\ndeliver vote S3->S1");
    ASSERT_EQ(lab.fact("leaders"), "S1");
    lab.plays("deliver request-vote S5->S1");
    EXPECT_EQ(lab.fact("leaders"), "S1");
    EXPECT_THAT(lab.telling(), HasSubstr("denies S5 its vote"));
    lab.settle();
    EXPECT_EQ(lab.fact("leaders"), "S1");
    EXPECT_EQ(lab.fact("S5.role"), "follower");
}

// §5.2: "Once a candidate wins an election, it becomes leader. It then sends
// heartbeat messages to all of the other servers".
TEST(RaftTerms, AWinnerAnnouncesItselfAtOnce) {
    Lab lab;
    lab.plays("timeout S1\ndeliver 1\ndeliver 2\ndeliver vote S2->S1\ndeliver vote S3->S1");
    ASSERT_EQ(lab.fact("leaders"), "S1");
    std::string receivers;
    lab.timeline().world().visitMessages([&](const MessageView& message) {
        if (std::string_view(message.kind) != "append") return;
        EXPECT_EQ(lab.carries(message.id, "entries"), "none");
        receivers += lab.timeline().setup().name(message.to);
    });
    EXPECT_EQ(receivers, "S2S3S4S5");
}

// §5.2: "Leaders send periodic heartbeats (AppendEntries RPCs that carry no log
// entries) to all followers"; §5.3: with the highest index known to be
// committed, "including heartbeats".
TEST(RaftTerms, HeartbeatsArePeriodicAndTellTheCommit) {
    Lab lab({.servers = 3, .dials = {{"latency", "1 ms"}}});
    lab.plays("timeout S1");
    lab.settle();
    lab.plays("request S1 x=1");
    lab.settle();
    ASSERT_EQ(lab.fact("S1.commit"), "1");
    for (int beat = 1; beat <= 5; ++beat) {
        lab.timeline().runUntil(Duration(50'000 * beat - 1));
        EXPECT_EQ(lab.fact("messages"), "none") << beat;
        lab.timeline().runUntil(Duration(50'000 * beat));
        const std::string first = lab.fact("messages");
        ASSERT_NE(first, "none") << beat;
        const auto id = static_cast<MessageId>(std::stoul(first));
        EXPECT_EQ(lab.carries(id, "entries"), "none");
        EXPECT_EQ(lab.carries(id, "leaderCommit"), "1");
        EXPECT_EQ(lab.fact("message." + std::to_string(id + 1)), "append S1->S3");
    }
}

// §5.2: "Each candidate restarts its randomized election timeout at the start
// of an election, and it waits for that timeout to elapse before starting the
// next election".
TEST(RaftTerms, ACandidateWaitsItsTimeoutBeforeTheNextElection) {
    Lab lab({.servers = 3, .dials = {{"election-timeout", "200 ms"}}});
    lab.plays("partition S1 | S2 | S3\ntimeout S1");
    lab.timeline().runUntil(Duration(199'999));
    EXPECT_EQ(lab.fact("S1.term"), "1");
    lab.timeline().runUntil(Duration(200'000));
    EXPECT_EQ(lab.fact("S1.term"), "2");
    lab.timeline().runUntil(Duration(399'999));
    EXPECT_EQ(lab.fact("S1.term"), "2");
    lab.timeline().runUntil(Duration(400'000));
    EXPECT_EQ(lab.fact("S1.term"), "3");
}

// What a delivered message said, beside its receiver before and after.
void checkTerms(const MessageView& message, Term term, const Server& before,
                const Server& after, std::uint64_t seed) {
    const std::string where =
        "seed " + std::to_string(seed) + ", message " + std::to_string(message.id);
    EXPECT_GE(after.currentTerm, term) << where;
    EXPECT_GE(after.currentTerm, before.currentTerm) << where;
    if (term > before.currentTerm && std::string_view(message.kind) != "timeout-now") {
        EXPECT_EQ(after.role, Role::follower) << where;
    }
    if (term >= before.currentTerm) return;
    // Stale: it is refused, and changes nothing that is kept.
    EXPECT_EQ(after.currentTerm, before.currentTerm) << where;
    EXPECT_EQ(after.votedFor, before.votedFor) << where;
    EXPECT_EQ(after.role, before.role) << where;
    EXPECT_TRUE(after.log == before.log) << where;
    EXPECT_EQ(after.commitIndex, before.commitIndex) << where;
}

// §5.1: "Current terms are exchanged whenever servers communicate; if one
// server's current term is smaller than the other's, then it updates its
// current term to the larger value. If a candidate or leader discovers that its
// term is out of date, it immediately reverts to follower state. If a server
// receives a request with a stale term number, it rejects the request." Of
// every kind of message, in runs in which all of them are sent.
TEST(RaftTerms, EveryMessageExchangesTerms) {
    std::map<std::string, int> newer;
    std::map<std::string, int> stale;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Lab lab({.seed = seed,
                 .dials = {{"latency", "5..120 ms"}, {"reorder", "on"}, {"duplicate", "5 %"}}});
        Random random(seed);
        for (int i = 0; i < 400; ++i) {
            const std::string server = "S" + std::to_string(1 + random.below(5));
            const std::uint64_t dice = random.below(40);
            const bool up = lab.fact(server + ".role") != "down";
            if (dice == 0 && up) lab.plays("request " + server + " x=1");
            if (dice == 1 && up) lab.plays("snapshot " + server);
            if (dice == 2 && up && server > "S3") lab.plays("crash " + server);
            if (dice == 3 && !up) lab.plays("restart " + server);
            if (dice == 4 && up) lab.plays("transfer " + server + " S3");
            const auto due = lab.timeline().world().next();
            ASSERT_TRUE(due);
            if (due->action.verb != Verb::deliver) {
                lab.timeline().stepClock();
                continue;
            }
            MessageView message;
            lab.timeline().world().visitMessages([&](const MessageView& view) {
                if (view.id == due->action.n) message = view;
            });
            const bool arrives = worldOf(lab).up(message.to);
            const Term term = static_cast<Term>(std::stoul(lab.carries(message.id, "term")));
            const Server before = worldOf(lab).server(message.to);
            lab.timeline().stepClock();
            if (!arrives) continue;
            checkTerms(message, term, before, worldOf(lab).server(message.to), seed);
            const std::string kind(message.kind);
            if (term > before.currentTerm) ++newer[kind];
            if (term < before.currentTerm) ++stale[kind];
        }
        EXPECT_THAT(lab.broken(), IsEmpty()) << "seed " << seed;
    }
    for (const char* kind : {"request-vote", "vote", "append", "append-reply"}) {
        EXPECT_GT(stale[kind], 0) << kind;
    }
    EXPECT_GT(newer["request-vote"], 0);
    EXPECT_GT(newer["append"], 0);
    EXPECT_GT(stale["snapshot"] + newer["snapshot"], 0);
}

}  // namespace
}  // namespace lockstep::raft
