// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/glossary.h"

#include <utility>

#include "lesson/markdown.h"
#include "script/text.h"

namespace lockstep::lesson {

namespace {

constexpr std::size_t maximumBytes = std::size_t{128} * 1024;

std::string lowered(std::string_view word) {
    std::string lower(word);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') {
            letter = static_cast<char>(letter - 'A' + 'a');
        }
    }
    return lower;
}

}  // namespace

Glossary Glossary::read(std::string_view text, Faults& faults) {
    Glossary glossary;
    Fault fault;
    if (text.size() > maximumBytes) {
        faults.add({1, 1}, "a glossary of more than 128 KiB; make it shorter");
        return glossary;
    }
    const auto clean = script::cleanText(text, fault);
    if (!clean) {
        faults.add(fault.place, std::move(fault.message));
        return glossary;
    }
    Term* term = nullptr;
    for (Block& block : readMarkdown(*clean, 1, faults)) {
        if (block.kind == Block::Kind::page) {
            const auto [slot, isNew] = glossary.terms_.try_emplace(
                lowered(block.text), Term{block.text, {}, block.place});
            if (!isNew) {
                faults.add(block.place, script::shown(block.text) +
                                            " is explained twice; keep one");
            }
            term = &slot->second;
        } else if (block.kind == Block::Kind::prose && term) {
            term->meaning.push_back(std::move(block.prose));
        }
    }
    for (const auto& [word, entry] : glossary.terms_) {
        if (!entry.meaning.empty()) continue;
        faults.add(entry.place, script::shown(entry.word) +
                                    " has no meaning; write it below");
    }
    return glossary;
}

void Glossary::add(Glossary other) {
    other.terms_.merge(terms_);
    terms_ = std::move(other.terms_);
}

const Term* Glossary::find(std::string_view word) const {
    const auto found = terms_.find(lowered(word));
    return found == terms_.end() ? nullptr : &found->second;
}

std::vector<std::string> Glossary::words() const {
    std::vector<std::string> words;
    for (const auto& [key, term] : terms_) words.push_back(term.word);
    return words;
}

}  // namespace lockstep::lesson
