// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/text.h"

#include <algorithm>

namespace lockstep::script {
namespace {

unsigned char byteAt(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (byteAt(text, at) & 0xC0U) == 0x80U;
}

// The least character that needs so many bytes: a longer form is not UTF-8.
constexpr char32_t leastOf[] = {0, 0, 0x80, 0x800, 0x10000};

std::size_t announcedLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

bool isControl(std::string_view text, std::size_t at, std::size_t length) {
    const unsigned char first = byteAt(text, at);
    if (length == 1) return first < 0x20 || first == 0x7F;
    return length == 2 && first == 0xC2 && byteAt(text, at + 1) < 0xA0;
}

Place placeOf(std::string_view text, std::size_t byte) {
    const auto before = text.substr(0, byte);
    const std::size_t start = before.rfind('\n') + 1;
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return {static_cast<int>(line), columnOf(text.substr(start), byte - start)};
}

// How many letters are wrong, missing, too much or swapped with the next.
std::size_t distance(std::string_view a, std::string_view b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> table((a.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& {
        return table[i * width + j];
    };
    for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i;
    for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool differ = a[i - 1] != b[j - 1];
            at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1,
                                 at(i - 1, j - 1) + differ});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                                 a[i - 2] == b[j - 1];
            if (swapped) at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
        }
    }
    return at(a.size(), b.size());
}

}  // namespace

std::size_t characterLength(std::string_view text) {
    if (text.empty()) return 0;
    const std::size_t length = announcedLength(byteAt(text, 0));
    if (length <= 1) return length;
    char32_t character = byteAt(text, 0) & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!continues(text, i)) return 0;
        character = character << 6 | (byteAt(text, i) & 0x3FU);
    }
    const bool surrogate = character >= 0xD800 && character < 0xE000;
    const bool valid =
        character >= leastOf[length] && character < 0x110000 && !surrogate;
    return valid ? length : 0;
}

std::optional<std::string> cleanText(std::string_view text, Fault& fault) {
    if (text.size() > longestText) {
        fault = {{1, 1}, "the text is too long; it may have 16 MB at most"};
        return std::nullopt;
    }
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    std::string clean;
    clean.reserve(text.size());
    std::size_t lineStart = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = characterLength(text.substr(at));
        const char* wrong = nullptr;
        if (length == 0) {
            wrong = "this is not UTF-8 text; a script is plain text in UTF-8";
        } else if (text[at] == '\n') {
            lineStart = clean.size() + 1;
        } else if (text[at] == '\r' && text.substr(at, 2) == "\r\n") {
            ++at;
            continue;
        } else if (text[at] == '\t') {
            clean += ' ';
            ++at;
            continue;
        } else if (isControl(text, at, length)) {
            wrong =
                "a control character stands here; a script is plain text in "
                "UTF-8";
        } else if (clean.size() - lineStart >= longestLine) {
            wrong = "the line is too long; it may have 64 KB at most";
        }
        if (wrong) {
            fault = {placeOf(clean, clean.size()), wrong};
            return std::nullopt;
        }
        clean += text.substr(at, length);
        at += length;
    }
    return clean;
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

int columnOf(std::string_view line, std::size_t byte) {
    const auto before = line.substr(0, byte);
    return 1 + static_cast<int>(std::count_if(
                   before.begin(), before.end(), [](char c) {
                       return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                   }));
}

std::string shown(std::string_view word) {
    constexpr std::size_t most = 40;
    std::string text = "'";
    std::size_t characters = 0;
    for (std::size_t at = 0; at < word.size(); ++characters) {
        if (characters == most) return text + "…'";
        const std::size_t length = characterLength(word.substr(at));
        if (length == 0 || isControl(word, at, length)) {
            text += '?';
        } else {
            text += word.substr(at, length);
        }
        at += std::max<std::size_t>(length, 1);
    }
    return text + "'";
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
    if (word.size() < 2 || word.size() > 60) return std::nullopt;
    const std::size_t allowed = word.size() < 5 ? 1 : 2;
    const std::string* best = nullptr;
    std::size_t least = allowed + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > word.size() + allowed) continue;
        const std::size_t far = distance(word, candidate);
        if (far < least) {
            least = far;
            best = &candidate;
        }
    }
    if (!best) return std::nullopt;
    return *best;
}

std::string didYouMean(std::string_view word,
                       const std::vector<std::string>& candidates,
                       std::string_view otherwise) {
    if (const auto near = nearest(word, candidates)) {
        return "; did you mean " + *near + "?";
    }
    return "; " + std::string(otherwise);
}

}  // namespace lockstep::script
