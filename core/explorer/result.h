// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "explorer/bounds.h"

namespace lockstep::explorer {

enum class Verdict : std::uint8_t {
    found,       // an invariant breaks at the end of the path
    allSeen,     // every state within the budgets was seen, none breaks
    depthEnds,   // none breaks as far as the depth allowed to look
    statesEnd,   // none breaks among as many states as were allowed
    memoryEnds,  // none breaks among as many as found room
    walksEnd,    // none breaks on as many random walks as were asked for
    cancelled,
};

// One action of a counterexample: its line in a script, and what it does.
struct Told {
    std::string line;
    std::vector<std::string> sentences;
};

struct Result {
    Verdict verdict = Verdict::allSeen;
    Order order = Order::breadthFirst;
    bool folded = false;            // states count up to the servers' names
    std::uint64_t states = 0;       // told apart; 0 on random walks
    std::uint64_t transitions = 0;  // played
    std::uint64_t walks = 0;        // ended, of random ones
    int depth = 0;                  // of the path, or how deep it was looked
    double seconds = 0;
    std::size_t memory = 0;  // bytes, roughly
    int invariant = -1;      // that breaks, by its place in the topic
    std::string telling;     // how
    bool confirmed = false;  // it breaks when played by hand, too
    std::vector<Told> path;  // lines to append to the start's script
};

// How far a search is; rates are left to who looks on, or see `rate`.
struct Progress {
    std::uint64_t states = 0;       // told apart; 0 on random walks
    std::uint64_t transitions = 0;  // played
    std::uint64_t walks = 0;        // ended, of random ones
    std::uint64_t queue = 0;        // seen and not yet looked behind
    int depth = 0;                  // that is looked at now
    double seconds = 0;             // since the beginning
    double rate = 0;                // states (on walks: actions) a second
    std::uint64_t memory = 0;       // bytes, roughly
};

// Who looks on. It is told a few times a second, on a thread that may not be
// its own; setting `cancel` ends the search soon after.
struct Watch {
    std::function<void(const Progress&)> progress;
    const std::atomic<bool>* cancel = nullptr;
};

}  // namespace lockstep::explorer
