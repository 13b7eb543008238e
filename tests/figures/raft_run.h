// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "drawing/figure.h"
#include "kernel/timeline.h"

namespace lockstep::testing {

// A run of Raft to be drawn. Commands are the script language's actions, and
// "run N" (steps of the clock), "until EVENT" (its next occurrence) and
// "settle" (deliver all that is in flight).
class RaftRun {
public:
    explicit RaftRun(int servers, std::uint64_t seed = 7,
                     std::vector<Given> givens = {});

    // Fails the test if a command is refused.
    RaftRun& play(const std::vector<std::string>& commands);
    drawing::Figure figure(drawing::Size size, bool caption = false,
                           std::uint32_t tableFirst = 0) const;
    const Timeline& timeline() const { return *timeline_; }

private:
    void playOne(const std::string& command);

    Catalog catalog_;
    std::unique_ptr<Timeline> timeline_;
};

// given S1 term=8 log=1,1,4
Given given(std::string server, const std::string& term, const std::string& log);

}  // namespace lockstep::testing
