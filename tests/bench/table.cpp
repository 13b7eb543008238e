// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include <malloc.h>

#include <algorithm>
#include <cstdio>

namespace lockstep::bench {
namespace {

// 2345678 as 2,345,678; small numbers with two decimals.
std::string readable(double value) {
    char text[64];
    if (value < 1000) {
        std::snprintf(text, sizeof text, value < 100 ? "%.2f" : "%.0f", value);
        return text;
    }
    std::snprintf(text, sizeof text, "%.0f", value);
    std::string grouped = text;
    for (std::size_t at = grouped.size(); at > 3; at -= 3)
        grouped.insert(at - 3, 1, ',');
    return grouped;
}

}  // namespace

bool holds(const Row& row) {
    return row.wanted == Wanted::atLeast ? row.measured >= row.floor : row.measured < row.floor;
}

void printHead() {
    std::printf("%-52s %14s   %-22s\n", "", "measured", "floor");
    std::printf("%s\n", std::string(96, '-').c_str());
}

void print(const Row& row) {
    const std::string floor = std::string(row.wanted == Wanted::atLeast ? "at least " : "below ") +
                              readable(row.floor) + ' ' + row.unit;
    std::printf("%-52s %14s   %-22s %s\n", row.what.c_str(), readable(row.measured).c_str(),
                floor.c_str(), holds(row) ? "ok" : "MISSED");
    if (!row.detail.empty()) std::printf("    %s\n", row.detail.c_str());
    std::fflush(stdout);
}

void printFoot(const std::vector<Row>& rows) {
    const auto missed =
        std::count_if(rows.begin(), rows.end(), [](const Row& row) { return !holds(row); });
    std::printf("\n%zu measured, %zu below their floor\n", rows.size(),
                static_cast<std::size_t>(missed));
}

double processorSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double heapBytes() {
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

double bestRate(int tries, const std::function<double()>& work) {
    double best = 0;
    for (int i = 0; i < tries; ++i) {
        const double began = processorSeconds();
        const double units = work();
        best = std::max(best, units / (processorSeconds() - began));
    }
    return best;
}

}  // namespace lockstep::bench
