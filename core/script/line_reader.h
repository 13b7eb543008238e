// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "script/script.h"
#include "script/words.h"

namespace lockstep::script {

// A line in its words, and how far it has been read.
class LineReader {
protected:
    explicit LineReader(std::vector<Fault>& faults) : faults_(faults) {}

    // The command, if nothing is left of the line.
    template <class What>
    std::optional<AnyCommand> ended(What command);

    // The rest of the line, a duration.
    std::optional<Duration> readDuration(const std::string& message);

    std::nullopt_t fault(std::size_t word, std::string message) {
        faults_.push_back(
            {{number_, words_[word].column}, std::move(message)});
        return std::nullopt;
    }
    std::nullopt_t tooMuch();

    std::vector<Fault>& faults_;
    std::string_view line_;
    int number_ = 0;
    std::vector<Token> words_;
    std::size_t next_ = 1;
};

template <class What>
std::optional<AnyCommand> LineReader::ended(What command) {
    if (next_ < words_.size()) return tooMuch();
    return AnyCommand(std::move(command));
}

}  // namespace lockstep::script
