// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands read and where they write: files, standard output, standard error.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kernel/scenario.h"

namespace lockstep::cli {

// How a command ends.
inline constexpr int succeeded = 0;
inline constexpr int failed = 1;      // an expect fails, a lesson is faulty, a command is refused
inline constexpr int unreadable = 2;  // a file or an argument is wrong: nothing ran

// Standard output. A pipe that is closed ends the writing without a word, as other programs do;
// a full disk is an error.
class Output {
public:
    // False if nothing can be written any more.
    bool write(std::string_view text);
    bool open() const { return error_ == 0; }
    // What a command's status becomes if its output could not be written; says why.
    int finish(int status) const;

private:
    int error_ = 0;
};

// One line on standard error, whatever the text holds.
void complain(std::string_view line);

// "FILE:LINE:COLUMN: message" on standard error.
void complain(const std::string& file, const Fault& fault);

// The text of a file, or of standard input for "-". Nothing, and a line on standard error, if it
// cannot be read or is longer than any script.
std::optional<std::string> readInput(const std::string& path);

}  // namespace lockstep::cli
