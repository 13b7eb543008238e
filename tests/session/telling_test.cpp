// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/telling.h"

#include <gmock/gmock.h>

#include "session/running.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;
using TellingTest = Running;

TEST_F(TellingTest, TheStartSaysWhatCanBeDone) {
    const session::StepTelling telling = session::tell(session.timeline().moment());
    EXPECT_FALSE(telling.what.isEmpty());
    EXPECT_FALSE(telling.why.isEmpty());
    EXPECT_EQ(telling.event, nullptr);
}

TEST_F(TellingTest, TheMilestoneIsWhatTheStepIsAbout) {
    elect();
    const session::StepTelling telling = session::tell(session.timeline().moment());
    ASSERT_NE(telling.event, nullptr);
    EXPECT_STREQ(telling.event->kind->id, "raft.leader_elected");
    EXPECT_TRUE(telling.what.contains(u"leads term 1"_s)) << telling.what.toStdString();
    EXPECT_FALSE(telling.why.isEmpty());
    EXPECT_GT(telling.others, 0);
}

TEST_F(TellingTest, AVoteSaysMoreThanTheTermAdoptedForIt) {
    ASSERT_EQ(session.act(u"timeout S3"_s), QString());
    ASSERT_EQ(session.act(u"deliver request-vote S3->S1"_s), QString());
    const session::StepTelling telling = session::tell(session.timeline().moment());
    EXPECT_STREQ(telling.event->kind->id, "raft.vote_granted");
    EXPECT_EQ(session::serverOf(*telling.event, session.timeline().setup()), u"S1"_s);
}

TEST_F(TellingTest, AStepWithoutAnEventStillSaysWhatHappened) {
    elect();
    const QString line = u"request %1 x=1"_s;
    for (const char* name : {"S1", "S2", "S3", "S4", "S5"})
        session.act(line.arg(QString::fromLatin1(name)));
    bool any = false;
    while (session.timeline().step() < 400 && session.step()) {
        if (!session.timeline().events().empty()) continue;
        any = true;
        const QString what = session::tell(session.timeline().moment()).what;
        EXPECT_TRUE(what.contains(u"receives"_s)) << what.toStdString();
    }
    EXPECT_TRUE(any);
}

TEST_F(TellingTest, AnActionIsItsScriptLine) {
    ASSERT_EQ(session.act(u"cut S1->S2"_s), QString());
    EXPECT_EQ(session::actionText(session.timeline().actionAt(1), session.topic(),
                                  session.timeline().setup()),
              u"cut S1->S2"_s);
}

}  // namespace
}  // namespace lockstep::testing
