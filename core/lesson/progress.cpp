// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/progress.h"

#include <array>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include "kernel/hash.h"

namespace lockstep::lesson {

namespace fs = std::filesystem;

namespace {

constexpr const char* heading = "lockstep progress 1";
constexpr std::size_t mostLines = 10000;
constexpr std::array<const char*, 3> stateWords{"right", "wrong", "skipped"};

std::string escaped(const std::string& text) {
    std::string line;
    for (const char letter : text) {
        if (letter == '\n') {
            line += "\\n";
        } else if (letter == '\\') {
            line += "\\\\";
        } else {
            line += letter;
        }
    }
    return line;
}

std::string unescaped(const std::string& line) {
    std::string text;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] != '\\' || at + 1 == line.size()) {
            text += line[at];
        } else {
            text += line[++at] == 'n' ? '\n' : line[at];
        }
    }
    return text;
}

std::string written(const PieceKey& key) {
    return std::to_string(key.first) + ' ' + std::to_string(key.second);
}

std::string written(std::uint64_t edition, const Progress& progress) {
    std::ostringstream text;
    text << heading << "\nedition " << edition << "\npage " << progress.page
         << "\nfurthest " << progress.furthest << '\n';
    if (progress.done) text << "done\n";
    for (const auto& [key, answer] : progress.answers) {
        text << "answer " << written(key) << ' '
             << stateWords[static_cast<std::size_t>(answer.state)] << ' '
             << escaped(answer.given) << '\n';
        if (!answer.note.empty()) {
            text << "note " << written(key) << ' ' << escaped(answer.note)
                 << '\n';
        }
    }
    for (const PieceKey& key : progress.goals) {
        text << "goal " << written(key) << '\n';
    }
    return text.str();
}

std::optional<std::size_t> readCount(std::istringstream& words) {
    std::size_t value = 0;
    if (words >> value && value < 1000) return value;
    return {};
}

std::optional<PieceKey> readKey(std::istringstream& words) {
    const auto page = readCount(words);
    const auto piece = readCount(words);
    if (!page || !piece) return {};
    return PieceKey{*page, *piece};
}

std::string readRest(std::istringstream& words) {
    std::string rest;
    words.get();
    std::getline(words, rest);
    return unescaped(rest);
}

void readAnswer(std::istringstream& words, Progress& progress) {
    const auto key = readKey(words);
    std::string state;
    if (!key || !(words >> state)) return;
    for (std::size_t at = 0; at < stateWords.size(); ++at) {
        if (state != stateWords[at]) continue;
        GivenAnswer& answer = progress.answers[*key];
        answer.state = static_cast<AnswerState>(at);
        answer.given = readRest(words);
    }
}

// A line that is not understood is passed over: the rest still counts.
void readLine(const std::string& line, bool sameEdition, Progress& progress) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word == "page") {
        progress.page = readCount(words).value_or(0);
    } else if (word == "furthest") {
        progress.furthest = readCount(words).value_or(0);
    } else if (word == "done") {
        progress.done = true;
    } else if (!sameEdition) {
        return;
    } else if (word == "answer") {
        readAnswer(words, progress);
    } else if (word == "note") {
        const auto key = readKey(words);
        const auto answer = key ? progress.answers.find(*key)
                                : progress.answers.end();
        if (answer != progress.answers.end()) {
            answer->second.note = readRest(words);
        }
    } else if (word == "goal") {
        if (const auto key = readKey(words)) progress.goals.insert(*key);
    }
}

}  // namespace

ProgressStore::ProgressStore(fs::path folder) : folder_(std::move(folder)) {}

fs::path ProgressStore::fileOf(const std::string& lesson) const {
    std::string name;
    for (const char letter : lesson) {
        const bool isPlain = (letter >= 'a' && letter <= 'z') ||
                             (letter >= '0' && letter <= '9') || letter == '-';
        name += isPlain ? letter : '.';
    }
    return folder_ / ("lesson." + name.substr(0, 100) + ".txt");
}

Progress ProgressStore::load(const std::string& lesson,
                             std::uint64_t edition) const {
    Progress progress;
    std::ifstream file(fileOf(lesson), std::ios::binary);
    std::string line;
    if (!std::getline(file, line) || line != heading) return progress;
    bool sameEdition = false;
    for (std::size_t count = 0; count < mostLines; ++count) {
        if (!std::getline(file, line)) break;
        if (line.rfind("edition ", 0) == 0) {
            sameEdition = line == "edition " + std::to_string(edition);
        } else {
            readLine(line, sameEdition, progress);
        }
    }
    return progress;
}

bool ProgressStore::save(const std::string& lesson, std::uint64_t edition,
                         const Progress& progress, std::string& why) const {
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::path target = fileOf(lesson);
    fs::path temporary = target;
    temporary += ".new";
    {
        std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
        file << written(edition, progress);
        file.flush();
        if (!file) error = std::make_error_code(std::errc::io_error);
    }
    if (!error) fs::rename(temporary, target, error);
    if (!error) return true;
    std::error_code ignored;
    fs::remove(temporary, ignored);
    why = "progress cannot be kept in " + folder_.string() + " (" +
          error.message() + ")";
    return false;
}

std::uint64_t editionOf(const std::string& text) {
    return Digest().add(text).value();
}

}  // namespace lockstep::lesson
