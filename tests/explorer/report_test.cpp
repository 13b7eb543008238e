// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explorer/explorer.h"
#include "lock_topic.h"

namespace lockstep::explorer {
namespace {

using ::testing::HasSubstr;
using testing::Lock;
using ::testing::StartsWith;

// A request about the lock, with what it points to.
class ExplorerReport : public ::testing::Test {
protected:
    ExplorerReport() {
        request_.topic = &topic_;
        request_.explorable = explorable_.get();
    }

    Report ask() { return run(request_); }

    TopicOf<Lock> topic_;
    std::unique_ptr<const Explorable> explorable_ = of<Lock>({3, {{"ask", 2}}});
    Request request_;
};

TEST_F(ExplorerReport, SaysThatAllWasSeen) {
    const Report report = ask();
    EXPECT_EQ(report.status, 0);
    EXPECT_THAT(report.output, StartsWith("Nothing found. All "));
    EXPECT_THAT(report.output, HasSubstr("within the budgets (ask=2) were seen, up to 5 actions"));
    EXPECT_EQ(report.error, "");
}

TEST_F(ExplorerReport, SaysThatNotAllWasSeen) {
    request_.bounds.depth = 2;
    EXPECT_THAT(ask().output, HasSubstr("Not all was seen."));
    request_.bounds.depth = 0;
    request_.bounds.states = 5;
    EXPECT_THAT(ask().output, HasSubstr("among the first 5 states"));
}

TEST_F(ExplorerReport, SaysThatTheMemoryIsFull) {
    request_.servers = 5;
    request_.budgets = {"ask=9,release=9,loss=9,crash=9"};
    request_.bounds.memory = 1 << 20;
    const Report report = ask();
    EXPECT_EQ(report.status, 0);
    EXPECT_THAT(report.output, HasSubstr("Not all was seen. The memory allowed is full: "));
}

TEST_F(ExplorerReport, SaysWhatRandomWalksAreWorth) {
    request_.bounds.order = Order::randomWalks;
    request_.bounds.walks = 20;
    const Report report = ask();
    EXPECT_EQ(report.status, 0);
    EXPECT_THAT(report.output, StartsWith("Nothing found on 20 random walks of "));
    EXPECT_THAT(report.output, HasSubstr("walks prove nothing"));
    request_.flaws = {"grants-twice"};
    EXPECT_THAT(ask().output, StartsWith("# A counterexample, 6 actions long: Mutual exclusion "
                                         "is broken.\n"));
    EXPECT_THAT(ask().output, HasSubstr("\n# Found on random walk "));
}

TEST_F(ExplorerReport, SaysThatStatesWereFolded) {
    request_.bounds.symmetry = true;
    EXPECT_THAT(ask().output, HasSubstr(" states (folded by symmetry) within the budgets"));
    request_.servers = 2;
    const Report report = ask();
    EXPECT_EQ(report.status, 2);
    EXPECT_EQ(report.error,
              "lock has no two servers that its rules treat alike here; explore it without "
              "symmetry");
}

TEST_F(ExplorerReport, AnswersInAScript) {
    request_.flaws = {"grants-twice"};
    request_.dials = {{"latency", "5 ms", {}, {}}};
    const Report report = ask();
    EXPECT_EQ(report.status, 3);
    EXPECT_THAT(report.output, StartsWith("# A shortest counterexample, 6 actions long: "
                                          "Mutual exclusion is broken.\n"
                                          "# The last of them breaks it, deliver 4: S2 S3 hold "
                                          "the lock.\n"
                                          "# Found among "));
    EXPECT_THAT(report.output, HasSubstr("\ntopic lock\n"
                                         "servers 3\n"
                                         "latency 5 ms\n"
                                         "flaw grants-twice on\n"
                                         "\n"
                                         "ask S2\n"
                                         "    # S2 asks for the lock.\n"
                                         "deliver 1\n"));
    EXPECT_THAT(report.output,
                HasSubstr("\nnote \"Mutual exclusion is broken. S2 S3 hold the lock.\"\n"
                          "expect broken contains mutual-exclusion\n"));
}

TEST_F(ExplorerReport, GoesOnWhereAScriptEnds) {
    std::vector<Fault> faults;
    Scenario scenario;
    scenario.topic = "lock";
    const auto world = topic_.start(scenario, faults);
    world->play({topicVerb(0), {1}, {}, 0, 0}, nullptr);
    request_.start = world.get();
    request_.script = "topic lock\nask S2";
    request_.flaws = {"grants-twice"};
    const Report report = ask();
    EXPECT_EQ(report.status, 3);
    EXPECT_THAT(report.output, HasSubstr("topic lock\nask S2\nflaw grants-twice on\n\n"));
    EXPECT_EQ(report.result.depth, 5);
}

TEST_F(ExplorerReport, AnswersInJson) {
    request_.json = true;
    const Report nothing = ask();
    EXPECT_EQ(nothing.status, 0);
    EXPECT_THAT(nothing.output, StartsWith("{\"found\":false,\"verdict\":\"all seen\","
                                           "\"all_seen\":true,\"states\":"));
    request_.flaws = {"grants-twice"};
    const Report found = ask();
    EXPECT_EQ(found.status, 3);
    EXPECT_THAT(found.output, StartsWith("{\"found\":true,"));
    EXPECT_THAT(found.output, HasSubstr("\"invariant\":\"mutual-exclusion\""));
    EXPECT_THAT(found.output, HasSubstr("\"path\":[\"ask S2\",\"deliver 1\","));
    EXPECT_THAT(found.output, HasSubstr("\\nnote \\\"Mutual exclusion"));
    EXPECT_EQ(found.output.find('\n'), found.output.size() - 1);
}

TEST_F(ExplorerReport, NamesWhatIsWrongWithARequest) {
    const auto wrong = [&](auto change) {
        Request request = request_;
        change(request);
        const Report report = run(request);
        EXPECT_EQ(report.status, 2);
        EXPECT_EQ(report.output, "");
        return report.error;
    };
    EXPECT_THAT(wrong([](Request& r) { r.budgets = {"crash=1,fire=2"}; }),
                HasSubstr("there is no budget 'fire' in lock; there are loss duplicate crash"));
    EXPECT_THAT(wrong([](Request& r) { r.budgets = {"crash=many"}; }),
                HasSubstr("needs a number from 0 to 100; write crash=1"));
    EXPECT_THAT(wrong([](Request& r) { r.budgets = {""}; }), HasSubstr("there is no budget ''"));
    EXPECT_THAT(wrong([](Request& r) { r.flaws = {"blue"}; }), HasSubstr("there is no flaw"));
    EXPECT_THAT(wrong([](Request& r) {
                    r.dials = {{"colour", "5", {}, {}}};
                }),
                HasSubstr("there is no dial 'colour' in lock; there are latency"));
    EXPECT_THAT(wrong([](Request& r) { r.servers = 99; }), HasSubstr("servers, not 99"));
    EXPECT_THAT(wrong([](Request& r) { r.invariant = "peace"; }),
                HasSubstr("there is no invariant 'peace' in lock; there are mutual-exclusion"));
}

}  // namespace
}  // namespace lockstep::explorer
