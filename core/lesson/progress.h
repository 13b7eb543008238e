// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace lockstep::lesson {

// Which question or goal: its page and its place on the page, from 0.
using PieceKey = std::pair<std::size_t, std::size_t>;

enum class AnswerState { right, wrong, skipped };

struct GivenAnswer {
    AnswerState state = AnswerState::skipped;
    std::string given;  // "0" or "0 2": choices; or what was typed or clicked
    std::string note;   // what the learner says was wrong

    bool operator==(const GivenAnswer&) const = default;
};

// How far a learner has come in one lesson.
struct Progress {
    std::size_t page = 0;      // where to go on
    std::size_t furthest = 0;  // pages reached, from 0
    bool done = false;
    std::map<PieceKey, GivenAnswer> answers;
    std::set<PieceKey> goals;

    bool operator==(const Progress&) const = default;
    bool started() const { return page > 0 || done || !answers.empty(); }
};

// Keeps progress in a folder, one small text file a lesson. A file is
// replaced whole or not at all, and one that is broken costs no more than
// what it held.
class ProgressStore {
public:
    explicit ProgressStore(std::filesystem::path folder);

    // `edition` tells one text of a lesson from another: answers to questions
    // that may have changed are not shown as given.
    Progress load(const std::string& lesson, std::uint64_t edition) const;

    // False, and why, if it could not be written; what was kept before is
    // then still there.
    bool save(const std::string& lesson, std::uint64_t edition,
              const Progress& progress, std::string& why) const;

    std::filesystem::path fileOf(const std::string& lesson) const;

private:
    std::filesystem::path folder_;
};

// A lesson's text as a number, for `edition`.
std::uint64_t editionOf(const std::string& text);

}  // namespace lockstep::lesson
