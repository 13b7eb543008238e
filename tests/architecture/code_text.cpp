// SPDX-License-Identifier: GPL-3.0-or-later
#include "architecture/code_text.h"

#include <algorithm>
#include <cctype>
#include <regex>

namespace lockstep::testing {
namespace {

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Walks over C++ text and blanks what is not wanted, keeping every newline.
class Blanker {
public:
    Blanker(std::string_view text, bool blankStrings) : text_(text), blankStrings_(blankStrings) {}

    std::string run() {
        while (at_ < text_.size())
            step();
        return std::move(out_);
    }

private:
    void step() {
        if (starts("//")) {
            while (at_ < text_.size() && text_[at_] != '\n')
                blank();
        } else if (starts("/*")) {
            const auto end = text_.find("*/", at_ + 2);
            blankTo(end == std::string_view::npos ? text_.size() : end + 2);
        } else if (starts("R\"") && (at_ == 0 || !isWordCharacter(text_[at_ - 1]))) {
            rawString();
        } else if (text_[at_] == '"' || (text_[at_] == '\'' && !isDigitSeparator())) {
            quoted(text_[at_]);
        } else {
            out_ += text_[at_++];
        }
    }

    bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

    // 1'000'000 holds no character literal.
    bool isDigitSeparator() const {
        return at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) &&
               at_ + 1 < text_.size() && std::isxdigit(static_cast<unsigned char>(text_[at_ + 1]));
    }

    void rawString() {
        const auto open = text_.find('(', at_);
        const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
        const auto end = text_.find(close, open);
        keepOrBlankTo(end == std::string_view::npos ? text_.size() : end + close.size());
    }

    void quoted(char quote) {
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
            end += text_[end] == '\\' ? 2 : 1;
        }
        out_ += text_[at_++];
        keepOrBlankTo(std::min(end, text_.size()));
        if (at_ < text_.size() && text_[at_] == quote) out_ += text_[at_++];
    }

    void keepOrBlankTo(std::size_t end) {
        if (blankStrings_) return blankTo(end);
        out_ += text_.substr(at_, end - at_);
        at_ = end;
    }

    void blankTo(std::size_t end) {
        while (at_ < end)
            blank();
    }

    void blank() {
        out_ += text_[at_] == '\n' ? '\n' : ' ';
        ++at_;
    }

    std::string_view text_;
    bool blankStrings_;
    std::size_t at_ = 0;
    std::string out_;
};

std::size_t indentOf(const std::string& line) {
    const auto first = line.find_first_not_of(' ');
    return first == std::string::npos ? line.size() : first;
}

// Whether a line that opens a brace opens a function: its head ends in a
// parenthesis (or a qualifier after one) and it is none of the other things.
bool opensFunction(const std::string& line) {
    static const std::regex head(
        R"(\)( const| noexcept| override| final|( -> [^{]*)|( : [^{]*))* \{$)");
    static const std::regex control(R"(^ *(\} )?(if|for|while|switch|else|do|catch|try)\b)");
    return std::regex_search(line, head) && !std::regex_search(line, control);
}

// A head that was broken over lines is indented deeper than its end.
bool closes(const std::string& line, std::size_t indent) {
    const std::size_t at = indentOf(line);
    return at <= indent && at < line.size() && line[at] == '}';
}

}  // namespace

std::string withoutComments(std::string_view text) { return Blanker(text, false).run(); }

std::string withoutCommentsAndStrings(std::string_view text) { return Blanker(text, true).run(); }

std::vector<Include> includesOf(std::string_view text) {
    static const std::regex include(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
    std::vector<Include> found;
    int number = 0;
    for (const std::string& line : linesOf(withoutComments(text))) {
        ++number;
        std::smatch match;
        if (std::regex_search(line, match, include)) found.push_back({match[1], number});
    }
    return found;
}

std::vector<Block> functionsOf(std::string_view text) {
    const std::vector<std::string> lines = linesOf(withoutCommentsAndStrings(text));
    std::vector<Block> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t indent = indentOf(lines[i]);
        if (indent > 4 || !opensFunction(lines[i])) continue;
        std::size_t end = i + 1;
        while (end < lines.size() && !closes(lines[end], indent))
            ++end;
        found.push_back({static_cast<int>(i + 1), static_cast<int>(end - i + 1)});
        i = end;
    }
    return found;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

int columnsOf(std::string_view line) {
    return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

bool hasWord(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool before = at > 0 && isWordCharacter(text[at - 1]);
        const auto next = at + word.size();
        const bool after = next < text.size() && isWordCharacter(text[next]);
        if (!before && !after) return true;
    }
    return false;
}

}  // namespace lockstep::testing
