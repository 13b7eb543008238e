// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/words.h"

#include <algorithm>
#include <charconv>

#include "script/text.h"

namespace lockstep::script {
namespace {

// Reads the words of a line from left to right.
class Splitter {
public:
    Splitter(std::string_view line, int lineNumber, std::vector<Fault>& faults,
             Parentheses parentheses, std::size_t from)
        : line_(line),
          lineNumber_(lineNumber),
          faults_(faults),
          apart_(parentheses == Parentheses::apart),
          at_(std::min(from, line.size())),
          column_(columnOf(line, at_)) {}

    std::vector<Token> split() {
        std::vector<Token> tokens;
        for (;;) {
            while (at_ < line_.size() && line_[at_] == ' ') advance();
            if (at_ == line_.size()) return tokens;
            const bool afterSpace = at_ == 0 || line_[at_ - 1] == ' ';
            if (line_[at_] == '#' && afterSpace) return tokens;
            Token token;
            token.offset = at_;
            token.column = column_;
            if (!read(token)) return tokens;
            token.raw = line_.substr(token.offset, at_ - token.offset);
            tokens.push_back(std::move(token));
        }
    }

private:
    void advance() {
        const auto byte = static_cast<unsigned char>(line_[at_++]);
        if ((byte & 0xC0U) != 0x80U) ++column_;
    }

    bool isParenthesis() const {
        return apart_ && (line_[at_] == '(' || line_[at_] == ')');
    }

    bool read(Token& token) {
        if (isParenthesis()) {
            token.text = line_[at_];
            advance();
            return true;
        }
        while (at_ < line_.size() && line_[at_] != ' ' && !isParenthesis()) {
            if (line_[at_] == '"') {
                token.quoted = true;
                if (!readQuotes(token.text)) return false;
            } else {
                token.text += line_[at_];
                advance();
            }
        }
        return true;
    }

    bool readQuotes(std::string& text) {
        const int opened = column_;
        advance();
        while (at_ < line_.size()) {
            if (line_[at_] == '"') {
                advance();
                return true;
            }
            if (line_[at_] == '\\' && !readEscape()) return false;
            if (at_ < line_.size()) {
                text += line_[at_];
                advance();
            }
        }
        fault(opened, "a quote is not closed; end it with \" on the same line");
        return false;
    }

    // Steps over the backslash, to what it stands before.
    bool readEscape() {
        const auto next = line_.substr(at_ + 1, 1);
        if (next == "\"" || next == "\\") {
            advance();
            return true;
        }
        fault(column_,
              "in quotes a backslash stands before \" or \\ only; write \\\\ "
              "for a backslash");
        return false;
    }

    void fault(int column, std::string message) {
        faults_.push_back({{lineNumber_, column}, std::move(message)});
    }

    std::string_view line_;
    int lineNumber_;
    std::vector<Fault>& faults_;
    bool apart_;
    std::size_t at_;
    int column_;
};

}  // namespace

std::vector<Token> splitTokens(std::string_view line, int lineNumber,
                               std::vector<Fault>& faults,
                               Parentheses parentheses, std::size_t from) {
    return Splitter(line, lineNumber, faults, parentheses, from).split();
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c >= '0' && c <= '9';
    });
}

std::optional<std::uint64_t> wholeNumber(std::string_view text,
                                         std::uint64_t most) {
    if (!isDigits(text)) return std::nullopt;
    std::uint64_t number = 0;
    const auto [stop, error] =
        std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number > most) return std::nullopt;
    return number;
}

std::string quoted(std::string_view text) {
    if (!text.empty() && text.front() != '#' &&
        text.find_first_of(" \"\\()") == std::string_view::npos) {
        return std::string(text);
    }
    std::string result = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

}  // namespace lockstep::script
