// SPDX-License-Identifier: GPL-3.0-or-later
// Every flaw of safety is found, by a path that a script can play; without
// the flaw the same bounds hold nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog.h"
#include "explorer/explorer.h"
#include "explorer/report.h"
#include "raft/raft.h"
#include "script/player.h"
#include "script/reader.h"

namespace lockstep::explorer {
namespace {

// One search: a flaw, what it is paid with, and what it must break.
struct Search {
    const char* flaw;
    const char* budget;
    const char* invariant;  // the only one looked for; empty: any
    const char* broken;
    int actions;  // the fewest
    std::vector<Given> givens;
    // Or a script to start from: its head, then its commands.
    std::string head = {};
    std::string commands = {};
};

// S1 leads three servers, and x=9 is committed and known to be.
const char* const ledByS1 = "timeout S1\nsettle\nrequest S1 x=9\nsettle\nheartbeat S1\nsettle\n";

// Before an entry of their own term is committed, S1 adds S5, and S2, which
// does not hear of it, is about to remove S1 with S3's help alone.
const char* const twoLeadersOfFour =
    "timeout S1\nsettle\npartition S1 S5 | S2 S3 S4\nadd S5\ndeliver append S1->S5\n"
    "timeout S2\nsettle\ncrash S1\nrestart S1\npartition S1 S5 | S2 S3 | S4\nremove S1\n"
    "settle\npartition S1 S4 S5 | S2 S3\n";

void PrintTo(const Search& search, std::ostream* out) {
    *out << search.flaw << ' ' << search.invariant;
}

Given given(const char* server, const char* term, const char* log, const char* voted = "") {
    Given given{server, {{"term", term, {}, {}}, {"log", log, {}, {}}}, {}};
    if (*voted != '\0') given.settings.push_back({"voted", voted, {}, {}});
    return given;
}

std::vector<Search> searches() {
    return {
        {"counts-no-votes", "timeout=2,request=0,crash=0", "", "election-safety", 2, {}},
        {"half-quorum", "timeout=2,request=0,crash=0", "", "election-safety", 2, {}},
        {"ignores-newer-term", "timeout=2,request=0,crash=0", "", "election-safety", 6, {}},
        {"forgets-vote", "timeout=2,request=0,crash=1", "", "one-vote-a-term", 3, {}},
        {"forgets-vote",
         "timeout=2,request=0,crash=1",
         "election-safety",
         "election-safety",
         8,
         {}},
        {"grants-stale-log", "timeout=2,request=1,crash=0", "", "leader-completeness", 11, {}},
        {"skips-consistency-check",
         "timeout=2,request=2,crash=0",
         "",
         "state-machine-safety",
         18,
         {}},
        // Figure 8 (c) with three servers: S1's entry of term 2 is on S1 only,
        // S3 led term 3, and S1 is about to lead again.
        {"commits-old-term",
         "timeout=2,request=0,crash=0",
         "",
         "leader-completeness",
         11,
         {given("S1", "3", "1,2"), given("S2", "3", "1", "S3"), given("S3", "3", "1,3", "S3")}},
        // From three servers to five, one message after the other.
        {"two-changes",
         "timeout=1,add=2,request=0,crash=0",
         "leader-completeness",
         "leader-completeness",
         13,
         {},
         "servers 3\n",
         ledByS1},
        {"changes-too-early",
         "timeout=2,add=0,request=0,crash=0",
         "",
         "leader-completeness",
         6,
         {},
         "servers 4\ncatch-up off\n",
         twoLeadersOfFour},
        {"reads-alone",
         "timeout=1,request=1,read=1,crash=0",
         "",
         "linearizable-reads",
         7,
         {},
         "servers 3\n",
         ledByS1},
        // The client heard no answer, and asked again.
        {"applies-twice",
         "timeout=1,request=0,crash=0",
         "",
         "commands-once",
         4,
         {},
         "servers 3\n",
         "timeout S1\nsettle\nrequest S1 x=1 client=C1 serial=1\n"
         "request S1 x=1 client=C1 serial=1\n"},
    };
}

class ExplorerRaft : public ::testing::TestWithParam<Search> {
protected:
    // Explores, with the flaw or without.
    Report explore(bool flawed, bool symmetry = false) {
        const Search& search = GetParam();
        Request request;
        request.topic = catalog_.find("raft");
        request.explorable = catalog_.findExplorable("raft");
        request.budgets = {search.budget};
        request.invariant = search.invariant;
        request.bounds.symmetry = symmetry;
        if (!search.head.empty()) {
            startFromScript(request, flawed);
            return run(request);
        }
        if (flawed) request.flaws = {search.flaw};
        if (!search.givens.empty()) startFromGivens(request);
        return run(request);
    }

    void startFromScript(Request& request, bool flawed) {
        const Search& search = GetParam();
        request.script = "topic raft\n" + search.head;
        if (flawed) request.script += std::string("flaw ") + search.flaw + '\n';
        request.script += search.commands;
        std::vector<Fault> faults;
        const auto script = script::readScript(request.script, catalog_, faults);
        ASSERT_TRUE(script) << faults.front().message;
        const auto timeline = script::open(*script);
        script::Listener listener;
        ASSERT_EQ(script::Player(*timeline, listener).play(script->commands),
                  script::Outcome::done);
        ASSERT_TRUE(timeline->breaks().empty()) << timeline->breaks().front().telling;
        start_ = timeline->world().clone();
        request.start = start_.get();
    }

    void startFromGivens(Request& request) {
        Scenario scenario;
        scenario.topic = "raft";
        scenario.servers = numberedServers(3);
        scenario.givens = GetParam().givens;
        request.script = "topic raft\nservers 3\n";
        for (const Given& given : scenario.givens) {
            request.script += "given " + given.server;
            for (const Setting& setting : given.settings) {
                request.script += ' ' + setting.name + '=' + setting.value;
            }
            request.script += '\n';
        }
        std::vector<Fault> faults;
        start_ = request.topic->start(scenario, faults);
        request.start = start_.get();
    }

    Catalog catalog_ = allTopics();
    std::unique_ptr<AnyWorld> start_;
};

TEST_P(ExplorerRaft, FindsTheFlaw) {
    const Report report = explore(true);
    ASSERT_EQ(report.status, 3) << report.output << report.error;
    EXPECT_EQ(report.result.depth, GetParam().actions) << report.output;
    EXPECT_THAT(report.output, ::testing::EndsWith(std::string("expect broken contains ") +
                                                   GetParam().broken + "\n"));
}

// As short a path, and the same verdict without the flaw, among fewer states.
TEST_P(ExplorerRaft, FindsTheSameWithServersFolded) {
    for (const bool flawed : {true, false}) {
        // From where a script ends there is too much to see it all twice.
        if (!flawed && !GetParam().head.empty()) continue;
        const Report plain = explore(flawed);
        const Report folded = explore(flawed, true);
        // Where each clock has a rate of its own there is nothing to fold.
        if (folded.status == 2) continue;
        EXPECT_TRUE(folded.result.folded);
        EXPECT_EQ(folded.status, plain.status) << folded.output << folded.error;
        EXPECT_EQ(folded.result.verdict, plain.result.verdict);
        EXPECT_EQ(folded.result.depth, plain.result.depth);
        if (plain.result.verdict != Verdict::allSeen) continue;
        EXPECT_LE(folded.result.states, plain.result.states);
        EXPECT_LE(plain.result.states, folded.result.states * 6);
    }
}

TEST_P(ExplorerRaft, FindsNothingWithoutTheFlaw) {
    const Report report = explore(false);
    EXPECT_EQ(report.status, 0) << report.output;
    EXPECT_EQ(report.result.verdict, Verdict::allSeen);
}

TEST_P(ExplorerRaft, AnswersWithAScriptThatBreaksTheSame) {
    const Report report = explore(true);
    std::vector<Fault> faults;
    const auto script = script::readScript(report.output, catalog_, faults);
    ASSERT_TRUE(script) << faults.front().place.line << ": " << faults.front().message << '\n'
                        << report.output;
    const auto timeline = script::open(*script);
    script::Listener listener;
    EXPECT_EQ(script::Player(*timeline, listener).play(script->commands), script::Outcome::done);
    ASSERT_FALSE(timeline->breaks().empty());
    const Break last = timeline->breaks().back();
    EXPECT_EQ(timeline->topic().info().invariants[static_cast<std::size_t>(last.invariant)].id,
              std::string(GetParam().broken));
    EXPECT_EQ(last.step, timeline->step());
}

INSTANTIATE_TEST_SUITE_P(Flaws, ExplorerRaft, ::testing::ValuesIn(searches()), [](const auto& one) {
    std::string name = one.param.flaw + std::string(one.param.invariant);
    std::erase(name, '-');
    return name;
});

// Each flaw of safety that the topic declares stands in the list above.
TEST(ExplorerRaftFlaws, AreAllLookedFor) {
    const Catalog catalog = allTopics();
    for (const FlawSpec& flaw : catalog.find("raft")->info().flaws) {
        if (!flaw.safety) continue;
        const auto all = searches();
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Search& search) {
            return std::string(search.flaw) == flaw.name;
        })) << flaw.name;
    }
}

// Raft as it is, and as if every message could still make a difference.
struct Remembering : raft::Raft {
    static bool matters(const World&, const Packet<raft::Message>&) { return true; }
};

Result exploreFrom(const Explorable& explorable, const std::string& flaw,
                   const std::string& invariant) {
    Scenario scenario;
    scenario.topic = "raft";
    scenario.servers = numberedServers(3);
    if (!flaw.empty()) scenario.flaws = {flaw};
    std::vector<Fault> faults;
    const auto start = TopicOf<raft::Raft>().start(scenario, faults);
    Bounds bounds;
    for (std::size_t i = 0; !invariant.empty() && i < raft::Raft::info().invariants.size(); ++i) {
        if (invariant == raft::Raft::info().invariants[i].id) bounds.invariants = 1U << i;
    }
    return explorable.prepare(*start, bounds)->run({});
}

TEST(ExplorerRaftMessages, ThatAreForgottenWouldHaveMadeNoDifference) {
    struct Row {
        const char* flaw;
        const char* invariant;
        int requests;
        int crashes;
    };
    const Row rows[] = {
        {"", "", 0, 1},
        {"counts-no-votes", "", 1, 0},
        {"forgets-vote", "election-safety", 0, 1},
        {"grants-stale-log", "", 1, 0},
        {"ignores-newer-term", "", 1, 0},
        {"half-quorum", "leader-completeness", 1, 0},
    };
    for (const Row& row : rows) {
        const Habits habits{3, {{"timeout", 2}, {"request", row.requests}, {"crash", row.crashes}}};
        const Result less = exploreFrom(*of<raft::Raft>(habits), row.flaw, row.invariant);
        const Result more = exploreFrom(*of<Remembering>(habits), row.flaw, row.invariant);
        EXPECT_EQ(less.verdict, more.verdict) << row.flaw;
        EXPECT_LE(less.states, more.states) << row.flaw;
        if (less.verdict != Verdict::found) continue;
        EXPECT_EQ(less.depth, more.depth) << row.flaw;
        EXPECT_EQ(less.invariant, more.invariant) << row.flaw;
    }
}

// All of three servers with two elections and one entry.
TEST(ExplorerRaftBounds, ExhaustTwoTermsAndOneEntry) {
    const Result all =
        exploreFrom(*of<raft::Raft>({3, {{"timeout", 2}, {"request", 1}, {"crash", 0}}}), "", "");
    EXPECT_EQ(all.verdict, Verdict::allSeen);
    EXPECT_EQ(all.states, 41'947U);
    EXPECT_EQ(all.depth, 21);
}

// The quick way, by parts, and the usual way come to the same.
struct Undivided : raft::Raft {
    static bool actsAlone(std::size_t) { return false; }
};

TEST(ExplorerRaftParts, ComeToTheSame) {
    const Habits habits{3, {{"timeout", 2}, {"request", 1}, {"crash", 1}}};
    for (const char* flaw : {"", "half-quorum", "ignores-newer-term", "grants-stale-log"}) {
        const Result parts = exploreFrom(*of<raft::Raft>(habits), flaw, "");
        const Result whole = exploreFrom(*of<Undivided>(habits), flaw, "");
        EXPECT_EQ(parts.verdict, whole.verdict) << flaw;
        EXPECT_EQ(parts.states, whole.states) << flaw;
        EXPECT_EQ(parts.transitions, whole.transitions) << flaw;
        EXPECT_EQ(parts.depth, whole.depth) << flaw;
        ASSERT_EQ(parts.path.size(), whole.path.size()) << flaw;
        for (std::size_t i = 0; i < parts.path.size(); ++i)
            EXPECT_EQ(parts.path[i].line, whole.path[i].line);
    }
}

// Raft sends no message that a lost one could not stand for, so meddling with
// the network finds nothing either.
TEST(ExplorerRaftNetwork, SurvivesLossDuplicatesAndPartitions) {
    const Catalog catalog = allTopics();
    Request request;
    request.topic = catalog.find("raft");
    request.explorable = catalog.findExplorable("raft");
    for (const char* budget : {"loss=2", "duplicate=1", "partition=1"}) {
        request.budgets = {"timeout=2,request=0,crash=0", budget};
        const Report report = run(request);
        EXPECT_EQ(report.status, 0) << report.output;
        EXPECT_EQ(report.result.verdict, Verdict::allSeen) << budget;
    }
}

}  // namespace
}  // namespace lockstep::explorer
