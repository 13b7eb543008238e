// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lockstep::explorer {

enum class Verdict : std::uint8_t {
    found,      // an invariant breaks; the path is a shortest one
    allSeen,    // every state within the budgets was seen, none breaks
    depthEnds,  // none breaks as far as the depth allowed to look
    statesEnd,  // none breaks among as many states as were allowed
    cancelled,
};

// One action of a counterexample: its line in a script, and what it does.
struct Told {
    std::string line;
    std::vector<std::string> sentences;
};

struct Result {
    Verdict verdict = Verdict::allSeen;
    std::uint64_t states = 0;       // told apart
    std::uint64_t transitions = 0;  // played
    int depth = 0;                  // of the path, or how deep it was looked
    double seconds = 0;
    std::size_t memory = 0;  // bytes, roughly
    int invariant = -1;      // that breaks, by its place in the topic
    std::string telling;     // how
    bool confirmed = false;  // it breaks when played by hand, too
    std::vector<Told> path;  // lines to append to the start's script
};

struct Progress {
    std::uint64_t states = 0;
    int depth = 0;
};

// Who looks on. It may be told and asked on another thread than it lives on.
struct Watch {
    std::function<void(const Progress&)> progress;
    const std::atomic<bool>* cancel = nullptr;
};

}  // namespace lockstep::explorer
