// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/topic.h"

namespace lockstep::explorer {

inline constexpr std::uint64_t usualMemory = 1ULL << 30;

// How often one kind of action may happen on a path: "crash", 1. Kinds are
// loss, duplicate, crash, restart, partition, heal and the topic's verbs.
struct Budget {
    std::string kind;
    int count = 0;

    bool operator==(const Budget&) const = default;
};

// In which order states are looked at.
enum class Order : std::uint8_t {
    breadthFirst,  // the nearest first: what is found is a shortest path
    depthFirst,    // one path to its end, then the next
    randomWalks,   // paths drawn by chance; remembers nothing
};

// What an exploration looks at, and with what. A budget that is not named is
// the topic's habit; deliveries are free, and so are restarts and heals, which
// only undo. Only `threads` makes no difference to what comes out.
struct Bounds {
    std::vector<Budget> budgets;
    int depth = 0;                   // the most actions on a path; 0: any
    std::uint64_t states = 0;        // the most that are told apart; 0: any
    std::uint32_t invariants = ~0U;  // those looked for, as bits
    Order order = Order::breadthFirst;
    std::uint64_t walks = 10'000;  // how many, with Order::randomWalks
    std::uint64_t seed = 1;        // of the walks
    // States that differ by the servers' names only count as one, where the
    // topic has servers that its rules treat alike.
    bool symmetry = false;
    std::uint64_t memory = usualMemory;  // bytes, in all
    int threads = 0;                     // 0: one for each core
};

// How a flaw is explored that does its harm not from the topic's start, or not
// within its habits: with what budgets, and from where a script ends.
struct Trial {
    std::string flaw;
    std::string budgets;  // "crash=1,loss=2"
    std::string head{};   // what stands in the script below its topic
    std::string commands{};
    std::string begins{};  // where that is, in a sentence
};

// How a topic is explored unless told otherwise.
struct Habits {
    int servers = 3;
    std::vector<Budget> budgets;
    std::vector<Trial> trials{};
};

// The flaw's own trial; null if the habits will do.
const Trial* trialOf(const Habits& habits, std::string_view flaw);

// The script that a trial begins with, its rule broken; empty if it begins
// with the topic.
std::string scriptOf(const Trial& trial, const std::string& topic);

inline constexpr int mostOfAKind = 100;

// Reads "crash=1,loss=2" and adds to the budgets. False, and what would be
// right, if it cannot.
bool parseBudgets(std::string_view text, const TopicInfo& topic,
                  std::vector<Budget>& budgets, std::string& why);

// The kinds that can be budgeted in a topic, in the order of their slots.
std::vector<std::string> kindsOf(const TopicInfo& topic);

// The budget of each kind, by its slot: what the caller named, else the
// topic's habit, else the usual.
std::vector<int> resolved(const TopicInfo& topic, const Habits& habits,
                          const std::vector<Budget>& named);

// "timeout=3 crash=1 request=1": the kinds with a budget, for people.
std::string toText(const TopicInfo& topic, const std::vector<int>& budgets);

}  // namespace lockstep::explorer
