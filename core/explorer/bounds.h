// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/topic.h"

namespace lockstep::explorer {

// How often one kind of action may happen on a path: "crash", 1. Kinds are
// loss, duplicate, crash, restart, partition, heal and the topic's verbs.
struct Budget {
    std::string kind;
    int count = 0;

    bool operator==(const Budget&) const = default;
};

// What an exploration looks at. A budget that is not named is the topic's
// habit; deliveries are free, and so are restarts and heals, which only undo.
struct Bounds {
    std::vector<Budget> budgets;
    int depth = 0;                     // the most actions on a path; 0: any
    std::uint64_t states = 3'000'000;  // the most that are told apart
    std::uint32_t invariants = ~0U;    // those looked for, as bits
};

// How a topic is explored unless told otherwise.
struct Habits {
    int servers = 3;
    std::vector<Budget> budgets;
};

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
