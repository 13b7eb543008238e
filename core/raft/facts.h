// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kernel/fact.h"
#include "kernel/topic.h"
#include "raft/world.h"

namespace lockstep::raft {

// leaders, and for each server: role, term, voted, votes, log, terms, commit,
// applied, snapshot, config, sessions, read, next.T, match.T, kv.KEY.
void visitFacts(const World& world, const Glob& glob, const FactSink& sink);

// "follower", "precandidate", "candidate", "leader" or "down".
const char* roleText(const World& world, const Server& server);

// An entry as facts and messages show it: "1:1", "2:1=x:7", "3:2=noop",
// "4:2=config:S1,S2,S3", joint "4:2=config:S1,S2,S3|S1,S2,S4".
std::string entryText(Index index, const Entry& entry, const Setup& setup);

// What a message carries, for menus and the inspector.
void describe(const World& world, const Message& message, MessageView& view);

}  // namespace lockstep::raft
