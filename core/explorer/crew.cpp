// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/crew.h"

#include <algorithm>

namespace lockstep::explorer {

int Crew::sizeFor(int workers) {
    constexpr int most = 64;
    if (workers > 0) return std::min(workers, most);
    const auto cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::clamp(cores, 1, most);
}

Crew::Crew(int workers) : size_(sizeFor(workers)), meeting_(size_) {
    for (int worker = 1; worker < size_; ++worker) {
        threads_.emplace_back([this, worker] { serve(worker); });
    }
}

Crew::~Crew() {
    if (threads_.empty()) return;
    work_ = nullptr;
    meeting_.arrive_and_wait();
    for (std::thread& thread : threads_)
        thread.join();
}

void Crew::run(FunctionRef<void(int)> work) {
    if (threads_.empty()) {
        work(0);
        return;
    }
    work_ = &work;
    meeting_.arrive_and_wait();
    work(0);
    meeting_.arrive_and_wait();
}

void Crew::serve(int worker) {
    for (;;) {
        meeting_.arrive_and_wait();
        if (!work_) return;
        (*work_)(worker);
        meeting_.arrive_and_wait();
    }
}

}  // namespace lockstep::explorer
