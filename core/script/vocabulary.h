// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "kernel/topic.h"
#include "script/script.h"

// The words that lines begin with and places that `go` goes to, and what to say
// when a word is none of them.
namespace lockstep::script {

// The commands of every topic, and the line ---- above expected output.
bool isCommandWord(std::string_view word);
// The words that belong to the head alone: topic, servers, seed, given.
bool isHeadWord(std::string_view word);
std::string noSuchCommand(const std::string& word, const TopicInfo& topic);

// Reads an event of the topic, or the n-th of its kind, into a command to go
// there: raft.leader_elected, raft.leader_elected.2. False if it is none.
bool readEvent(std::string_view target, const TopicInfo& topic,
               GoCommand& command);
std::string noSuchTarget(const std::string& target, const TopicInfo& topic,
                         const std::set<std::string>& branches);

}  // namespace lockstep::script
