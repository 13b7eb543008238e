// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// The names a fact is asked for by: "S1.role", "S*.log". A star matches any
// run of characters without a dot; quotes around a part keep its dots
// together: keys."127.0.0.1:90".
class Glob {
public:
    explicit Glob(std::string_view pattern);

    // True if the whole name matches.
    bool matches(std::string_view name) const;

    // True if some name that starts with `head` (a first part, such as "S1")
    // could match: lets a topic skip a server that nobody asks about.
    bool mayStartWith(std::string_view head) const;

    // The n-th part between dots if it has no star, without its quotes;
    // empty if there is none. A topic computes facts such as owner.KEY by it.
    std::string_view exactPart(std::size_t n) const;

    bool exact() const { return exact_; }
    std::size_t parts() const { return parts_.size(); }
    const std::string& pattern() const { return pattern_; }

private:
    std::string pattern_;
    std::vector<std::string> parts_;
    bool exact_ = true;
};

// A name as one part of a fact's name: in quotes if it has a dot, a colon, a
// space or a quote.
std::string quotedPart(std::string_view name);

}  // namespace lockstep
