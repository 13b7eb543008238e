// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/event.h"

#include <gtest/gtest.h>

#include "kernel/setup.h"

namespace lockstep {
namespace {

constexpr EventKind happened{"test.happened"};

TEST(Event, FillsItsPlacesInOrderOfFirstNaming) {
    Scenario scenario;
    scenario.servers = numberedServers(3);
    const lockstep::Setup setup(scenario);
    const Event event{&happened,
                      "{voter} votes for {candidate}: {voter} had a vote in "
                      "term {term}. The why follows.",
                      {Field(ServerId{0}), Field(ServerId{2}), Field(4)},
                      ServerId{0},
                      true,
                      0};
    const std::string text = toText(event, setup);
    EXPECT_EQ(text, "S1 votes for S3: S1 had a vote in term 4. The why follows.");
    const Telling telling = told(text);
    EXPECT_EQ(telling.what, "S1 votes for S3: S1 had a vote in term 4.");
    EXPECT_EQ(telling.why, "The why follows.");
    const auto fields = fieldsOf(event, setup);
    ASSERT_EQ(fields.size(), 3U);
    EXPECT_EQ(fields[1].first, "candidate");
    EXPECT_EQ(fields[1].second, "S3");
}

TEST(Event, KnowsTheLineThatSaysIt) {
    const Sentence sentence = "Hello.";
    EXPECT_EQ(std::string(sentence.file), "tests/kernel/event_test.cpp");
    EXPECT_EQ(sentence.line, __LINE__ - 2);
}

}  // namespace
}  // namespace lockstep
