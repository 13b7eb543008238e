// SPDX-License-Identifier: GPL-3.0-or-later
// A session with a run in it, for tests.
#pragma once

#include <gtest/gtest.h>

#include "catalog/catalog.h"
#include "session/playback.h"
#include "session/session.h"

namespace lockstep::testing {

class Running : public ::testing::Test {
protected:
    void SetUp() override {
        Scenario scenario;
        scenario.topic = catalog.find("raft")->info().id;
        ASSERT_EQ(session.start(scenario), QString());
    }

    std::string fact(const char* name) const {
        const session::FactRow* row = session.facts().find(name);
        return row ? row->value : "no such fact";
    }

    // Steps until a leader is elected.
    void elect() {
        while (session.timeline().find("raft.leader_elected", 1) == 0) ASSERT_TRUE(session.step());
    }

    QString leader() {
        elect();
        for (const char* name : {"S1", "S2", "S3", "S4", "S5"}) {
            if (fact((std::string(name) + ".role").c_str()) == "leader") {
                return QString::fromLatin1(name);
            }
        }
        return {};
    }

    const Catalog catalog = allTopics();
    session::Session session{catalog};
};

}  // namespace lockstep::testing
