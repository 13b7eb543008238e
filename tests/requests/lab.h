// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "kernel/random.h"
#include "kernel/timeline.h"

namespace lockstep::requests {

// A topic on the bench, started by a head and driven by lines of the script
// language, so that a test reads like one.
class Lab {
public:
    explicit Lab(const std::string& head, Timeline::Options options = {});

    // Plays lines; one that is refused, or an expect that fails, fails the test.
    void plays(const std::string& lines);
    // Plays one action; why it is refused, or empty.
    std::string tries(const std::string& line);

    std::string fact(std::string_view name) const;
    double number(std::string_view name) const;
    std::size_t count(std::string_view eventId) const;
    // The sentences of the last step, one a line.
    std::string telling() const;
    // The claims broken so far.
    std::vector<std::string> broken() const;

    Timeline& timeline() { return *timeline_; }

private:
    Catalog catalog_;
    std::unique_ptr<Timeline> timeline_;
};

// Chance acts on a lab for so many steps: a line from the list, or what the
// clock has next. Ends early, with the lines played, if a claim breaks; empty
// if none did.
struct Walk {
    std::uint64_t seed = 1;
    int steps = 1000;
    // Makes a line to try; empty: the clock steps, within a second.
    std::function<std::string(Random&, Lab&)> choose;
};
std::string walk(Lab& lab, const Walk& plan);

}  // namespace lockstep::requests
