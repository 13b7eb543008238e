// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <barrier>
#include <thread>
#include <vector>

#include "kernel/function_ref.h"

namespace lockstep::explorer {

// Threads that do the same work together, each its share, as often as asked.
// The caller is one of them.
class Crew {
public:
    // 0: one for each core.
    explicit Crew(int workers);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    int size() const { return size_; }

    // Calls the work with 0 to size() - 1, at once, and waits for all.
    void run(FunctionRef<void(int)> work);

    static int sizeFor(int workers);

private:
    void serve(int worker);

    const int size_;
    std::barrier<> meeting_;
    FunctionRef<void(int)>* work_ = nullptr;  // null: go home
    std::vector<std::thread> threads_;
};

}  // namespace lockstep::explorer
