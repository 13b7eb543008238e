// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/faults.h"

#include <algorithm>
#include <tuple>

namespace lockstep::lesson {

std::vector<Fault> Faults::sorted() const {
    std::vector<Fault> sorted = list_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Fault& a, const Fault& b) {
                         return std::tie(a.place.line, a.place.column) <
                                std::tie(b.place.line, b.place.column);
                     });
    const auto same = [](const Fault& a, const Fault& b) {
        return a.place == b.place && a.message == b.message;
    };
    sorted.erase(std::unique(sorted.begin(), sorted.end(), same),
                 sorted.end());
    return sorted;
}

std::string toText(const FileFault& fault) {
    std::string text = fault.file;
    if (fault.fault.place.line > 0) {
        text += ':' + std::to_string(fault.fault.place.line);
        text += ':' + std::to_string(std::max(1, fault.fault.place.column));
    }
    return text + ": " + fault.fault.message;
}

std::string joinedWithOr(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (at > 0) text += at + 1 == words.size() ? " or " : ", ";
        text += words[at];
    }
    return text;
}

}  // namespace lockstep::lesson
