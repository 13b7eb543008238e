// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/glob.h"

namespace lockstep {
namespace {

// The parts between dots, dots in quotes apart; quotes are kept.
std::vector<std::string> splitAtDots(std::string_view text) {
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && quoted && i + 1 < text.size()) {
            parts.back() += c;
            parts.back() += text[++i];
            continue;
        }
        if (c == '"') quoted = !quoted;
        if (c == '.' && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string withoutQuotes(std::string_view part) {
    if (part.size() < 2 || part.front() != '"') return std::string(part);
    std::string text;
    for (std::size_t i = 1; i + 1 < part.size(); ++i) {
        if (part[i] == '\\' && i + 2 < part.size()) ++i;
        text += part[i];
    }
    return text;
}

bool hasStar(std::string_view part) {
    return part.find('*') != std::string_view::npos &&
           (part.empty() || part.front() != '"');
}

// Matches one part against a pattern with stars, in time linear in practice:
// on a mismatch only the last star is tried one character further.
bool matchesPart(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

bool matchesOne(const std::string& pattern, std::string_view name) {
    return hasStar(pattern) ? matchesPart(pattern, name)
                            : withoutQuotes(pattern) == withoutQuotes(name);
}

}  // namespace

Glob::Glob(std::string_view pattern)
    : pattern_(pattern), parts_(splitAtDots(pattern)) {
    for (const std::string& part : parts_) {
        if (hasStar(part)) exact_ = false;
    }
}

bool Glob::matches(std::string_view name) const {
    if (exact_ && name == pattern_) return true;
    const auto parts = splitAtDots(name);
    if (parts.size() != parts_.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!matchesOne(parts_[i], parts[i])) return false;
    }
    return true;
}

bool Glob::mayStartWith(std::string_view head) const {
    return matchesOne(parts_.front(), head);
}

std::string_view Glob::exactPart(std::size_t n) const {
    if (n >= parts_.size() || hasStar(parts_[n])) return {};
    const std::string& part = parts_[n];
    if (part.size() >= 2 && part.front() == '"') {
        return std::string_view(part).substr(1, part.size() - 2);
    }
    return part;
}

std::string quotedPart(std::string_view name) {
    if (!name.empty() &&
        name.find_first_of(". :\"\\*#") == std::string_view::npos) {
        return std::string(name);
    }
    std::string text = "\"";
    for (char c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + '"';
}

}  // namespace lockstep
