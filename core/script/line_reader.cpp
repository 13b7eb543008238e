// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/line_reader.h"

#include <algorithm>

#include "script/text.h"

namespace lockstep::script {

std::optional<Duration> LineReader::readDuration(const std::string& message) {
    std::string text;
    const std::size_t first = std::min(next_, words_.size() - 1);
    for (; next_ < words_.size(); ++next_) {
        if (!text.empty()) text += ' ';
        text += words_[next_].text;
    }
    const auto duration = parseDuration(text);
    if (!duration) {
        fault(first, message +
                         "; a time is a number and us, ms, s or min, at most "
                         "1000000 s");
    }
    return duration;
}

std::nullopt_t LineReader::tooMuch() {
    return fault(next_, shown(words_[next_].raw) + " is too much; " +
                            words_[0].text + " ends before it");
}

}  // namespace lockstep::script
