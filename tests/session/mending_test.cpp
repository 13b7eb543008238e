// SPDX-License-Identifier: GPL-3.0-or-later
// Mending a rule: the same run with every rule in force, and what is said of it.
#include <gmock/gmock.h>

#include <QSignalSpy>

#include "session/running.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Mending : public Running {
protected:
    void begin(int servers, const char* flaw, std::uint64_t seed = 1) {
        Scenario scenario;
        scenario.topic = catalog.find("raft")->info().id;
        scenario.servers = numberedServers(servers);
        scenario.seed = seed;
        scenario.flaws = {flaw};
        ASSERT_EQ(session.start(scenario), QString());
    }
    void play(std::initializer_list<const char*> lines) {
        for (const char* line : lines)
            ASSERT_EQ(session.act(QString::fromLatin1(line)), QString()) << line;
    }
    // Mends, and what is said then.
    std::string mended() {
        QSignalSpy told(&session, &session::Session::told);
        session.mendRules();
        EXPECT_TRUE(session.timeline().breaks().empty());
        EXPECT_EQ(session.timeline().world().flaws().bits(), 0U);
        return told.isEmpty() ? std::string() : told.last().first().toString().toStdString();
    }
    bool isBroken() { return !session.timeline().breaks().empty(); }
};

TEST_F(Mending, SaysWhatHappensInstead) {
    begin(3, "grants-stale-log");
    play({"timeout S1", "deliver request-vote S1->S2", "deliver vote S2->S1", "request S1 x=1",
          "deliver append S1->S2", "deliver append-reply S2->S1", "deliver append S1->S2",
          "deliver append-reply S2->S1", "timeout S3", "drop request-vote S3->S2", "timeout S3",
          "deliver request-vote S3->S2", "deliver vote S2->S3"});
    ASSERT_TRUE(isBroken());
    EXPECT_EQ(mended(), "The rule holds again. S2 denies S3 its vote.");
    EXPECT_EQ(session.timeline().step(), 12U);
    EXPECT_EQ(fact("S3.role"), "candidate");
}

TEST_F(Mending, SaysThatAStepDoesLess) {
    begin(3, "forgets-vote");
    play({"timeout S1", "crash S1", "restart S1"});
    ASSERT_TRUE(isBroken());
    EXPECT_EQ(mended(), "The rule holds again: this step now does less.");
    EXPECT_EQ(session.timeline().step(), 3U);
    EXPECT_EQ(fact("S1.voted"), "S1");
}

// A rule that is broken on the way is whole in the mended run from its start.
TEST_F(Mending, LeavesOutTheStepThatBreaksTheRule) {
    play({"timeout S1", "flaw counts-no-votes on", "timeout S2"});
    EXPECT_EQ(fact("S2.role"), "leader");
    EXPECT_EQ(mended(), "The rule holds again: this step now does less.");
    EXPECT_EQ(session.timeline().step(), 2U);
    EXPECT_EQ(fact("S2.role"), "candidate");
}

// Where the clock did one thing it may have another to do now.
TEST_F(Mending, SaysWhatDoesNotHappenNow) {
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        begin(5, "redraws-timeouts", seed);
        session.step();
        const std::string said = mended();
        if (said.find("same steps") != std::string::npos) continue;
        EXPECT_THAT(said, ::testing::EndsWith("\xE2\x80\x9D does not happen now."));
        EXPECT_THAT(said, ::testing::HasSubstr("\xE2\x80\x9Ctimeout S"));
        EXPECT_EQ(session.timeline().step(), 0U);
        ++found;
    }
    EXPECT_GT(found, 0);
}

TEST_F(Mending, SaysThatTheSameStepsBreakNothing) {
    begin(3, "commits-old-term");
    play({"timeout S1", "deliver request-vote S1->S2"});
    EXPECT_EQ(mended(), "The rule holds again: the same steps now break nothing.");
    EXPECT_EQ(session.timeline().step(), 2U);
}

}  // namespace
}  // namespace lockstep::testing
