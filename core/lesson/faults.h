// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kernel/scenario.h"

namespace lockstep::lesson {

// What is wrong in one file, in the order found. A reader goes on after a
// fault, so that an author sees several at once; but not for ever.
class Faults {
public:
    static constexpr std::size_t most = 100;

    void add(Place place, std::string message) {
        if (list_.size() < most) list_.push_back({place, std::move(message)});
    }
    bool none() const { return list_.empty(); }
    std::size_t size() const { return list_.size(); }
    const std::vector<Fault>& list() const { return list_; }

    // By place in the file; equal places keep their order, and a fault that
    // was found twice is told once.
    std::vector<Fault> sorted() const;

private:
    std::vector<Fault> list_;
};

// A fault with its file: FILE:LINE:COLUMN: what is wrong; what would be right.
struct FileFault {
    std::string file;
    Fault fault;
};
std::string toText(const FileFault& fault);

// Where a part of a file was cut out, to lead places in the part back to the
// file: line 1 of the part is `line`, and its columns are shifted by `column`.
struct Origin {
    int line = 1;    // of the part's first line, from 1
    int column = 1;  // of the part's first column, from 1

    Place place(Place inPart) const {
        return {inPart.line + line - 1, inPart.column + column - 1};
    }
};

// "needs, minutes or title" for a list of what would be right.
std::string joinedWithOr(const std::vector<std::string>& words);

}  // namespace lockstep::lesson
