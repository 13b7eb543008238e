// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "explorer/result.h"
#include "kernel/topic.h"

namespace lockstep::explorer {

// How the end of an exploration is written.
class ReportText {
public:
    // `start` is the script that leads to where the exploration started.
    ReportText(const TopicInfo& topic, std::string start,
               std::vector<int> budgets)
        : topic_(topic),
          start_(std::move(start)),
          budgets_(std::move(budgets)) {}

    // The counterexample as a script, or one sentence that nothing was found.
    std::string plain(const Result& result) const;

    // One object on one line.
    std::string json(const Result& result) const;

    // What it starts from, then the actions by hand, each with what it does,
    // then what is broken. Requires that something was found.
    std::string script(const Result& result) const;

    // Nothing was found, and how much was seen.
    std::string nothing(const Result& result) const;

private:
    // What was found, and how, in comments.
    std::string found(const Result& result) const;
    std::string budgetsJson() const;

    const TopicInfo& topic_;
    std::string start_;
    std::vector<int> budgets_;
};

}  // namespace lockstep::explorer
