// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a line: quotes, escapes and comments.
#include "kernel/action_text.h"

namespace lockstep {

std::vector<Word> splitWords(std::string_view line,
                             std::optional<Fault>& fault) {
    std::vector<Word> words;
    std::size_t at = 0;
    while (at < line.size()) {
        if (line[at] == ' ' || line[at] == '\t') {
            ++at;
            continue;
        }
        if (line[at] == '#') break;
        Word word{{}, static_cast<int>(at) + 1, false};
        bool open = false;
        for (; at < line.size(); ++at) {
            const char c = line[at];
            if (!open && (c == ' ' || c == '\t')) break;
            if (c == '"') {
                open = !open;
                word.quoted = true;
            } else if (open && c == '\\' && at + 1 < line.size() &&
                       (line[at + 1] == '"' || line[at + 1] == '\\')) {
                word.text += line[++at];
            } else {
                word.text += c;
            }
        }
        if (open) {
            fault = Fault{{0, word.column},
                          "the quotes opened here do not end; add a \""};
            return words;
        }
        words.push_back(std::move(word));
    }
    return words;
}

std::string quotedWord(std::string_view word) {
    const bool plain =
        !word.empty() && word != "|" && word.front() != '#' &&
        word.find_first_of(" \t\"\\.:") == std::string_view::npos;
    if (plain) return std::string(word);
    std::string text = "\"";
    for (char c : word) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + '"';
}

}  // namespace lockstep
