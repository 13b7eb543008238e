// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>
#include <functional>
#include <string>
#include <vector>

// Measurements beside their floors. They are for people to read: a slow
// machine fails nothing.
namespace lockstep::bench {

enum class Wanted { atLeast, below };

struct Row {
    std::string what;
    double measured = 0;
    Wanted wanted = Wanted::atLeast;
    double floor = 0;
    std::string unit;
    std::string detail;
};

bool holds(const Row& row);

// Prints the rows as they are measured, so that a long one is not a riddle.
void printHead();
void print(const Row& row);
// How many floors are missed.
void printFoot(const std::vector<Row>& rows);

// Seconds of this thread's processor time: what others do on the machine does
// not count.
double processorSeconds();

// Bytes in use on the heap.
double heapBytes();

// The best of several tries, in units a second of processor time. `work`
// returns how many units it did.
double bestRate(int tries, const std::function<double()>& work);

}  // namespace lockstep::bench
