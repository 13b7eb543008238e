// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of files: how long, how wide, what they are called, how they begin.
// Limits only tighten.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <regex>

#include "architecture/code_text.h"
#include "architecture/source_tree.h"

namespace lockstep::testing {
namespace {

struct Limits {
    int columns;
    int lines;
    int functionLines;
};

// Core is shown on a projector, beside the picture.
constexpr Limits coreLimits{80, 260, 50};
constexpr Limits appLimits{100, 480, 70};
constexpr Limits testLimits{100, 600, 90};
constexpr int cmakeLines = 90;

Limits limitsOf(const SourceFile& file) {
    if (file.isUnder("core")) return coreLimits;
    if (file.isUnder("app") || file.isUnder("resources")) return appLimits;
    return testLimits;
}

// Files that may be longer than their room allows, with how long. A number
// here may fall, not rise; a generated table has none.
constexpr int generated = 1'000'000;
const std::map<std::string, int> longFiles = {
    {"app/drawing/font_advances.cpp", generated},
    {"core/lesson/markdown.cpp", 305},
};

bool isGenerated(const SourceFile& file) {
    const auto found = longFiles.find(file.path);
    return found != longFiles.end() && found->second == generated;
}

int linesAllowed(const SourceFile& file) {
    const auto found = longFiles.find(file.path);
    if (found != longFiles.end()) return found->second;
    return file.isCMake() ? cmakeLines : limitsOf(file).lines;
}

TEST(Shape, LinesFitTheProjector) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!file.isCpp() || isGenerated(file)) continue;
        const int limit = limitsOf(file).columns;
        int number = 0;
        for (const std::string& line : linesOf(file.text)) {
            ++number;
            const int columns = columnsOf(line);
            if (columns > limit) {
                wrong.add(file.path, number,
                          std::to_string(columns) + " columns; " + std::to_string(limit) +
                              " are the most");
            }
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Shape, FilesHoldOneThing) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!file.isCpp() && !file.isCMake()) continue;
        const int limit = linesAllowed(file);
        const int lines = static_cast<int>(linesOf(file.text).size());
        if (lines > limit) {
            wrong.add(file.path, std::to_string(lines) + " lines; " + std::to_string(limit) +
                                     " are the most: split it");
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Shape, FunctionsFitTheScreen) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!file.isCpp()) continue;
        const int limit = limitsOf(file).functionLines;
        for (const Block& function : functionsOf(file.text)) {
            if (function.length > limit) {
                wrong.add(file.path, function.line,
                          "a function of " + std::to_string(function.length) + " lines; " +
                              std::to_string(limit) + " are the most");
            }
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Shape, FileNamesAreSnakeCase) {
    static const std::regex snake(R"(([a-z0-9]+(_[a-z0-9]+)*/)*[a-z0-9]+(_[a-z0-9]+)*\.(h|cpp))");
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (file.isCpp() && !std::regex_match(file.path, snake)) {
            wrong.add(file.path, "file and folder names are snake_case");
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Shape, EverySourceSaysItsLicenceFirst) {
    const std::string licence = "SPDX-License-Identifier: GPL-3.0-or-later";
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!file.isCpp() && !file.isCMake() && !file.isScript()) continue;
        const std::vector<std::string> lines = linesOf(file.text);
        const std::size_t at = !lines.empty() && lines[0].rfind("#!", 0) == 0 ? 1 : 0;
        const std::string mark = file.isCpp() ? "// " : "# ";
        if (lines.size() <= at || lines[at] != mark + licence) {
            wrong.add(file.path, static_cast<int>(at + 1), "wants " + mark + licence);
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Shape, EveryHeaderIsReadOnce) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        const bool header = file.isCpp() && file.path.back() == 'h';
        if (header && file.text.find("\n#pragma once\n") == std::string::npos) {
            wrong.add(file.path, "wants #pragma once");
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Shape, TextEndsCleanly) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (file.text.empty()) {
            wrong.add(file.path, "is empty");
            continue;
        }
        if (file.text.back() != '\n') wrong.add(file.path, "wants a newline at its end");
        if (file.text.find('\r') != std::string::npos) wrong.add(file.path, "has carriage returns");
        if (!file.isCpp() && !file.isCMake() && !file.isScript()) continue;
        int number = 0;
        for (const std::string& line : linesOf(file.text)) {
            ++number;
            if (!line.empty() && (line.back() == ' ' || line.back() == '\t')) {
                wrong.add(file.path, number, "has spaces at its end");
            }
            if (line.find('\t') != std::string::npos) wrong.add(file.path, number, "has a tab");
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Shape, TheTopLevelIsTheMap) {
    // What stands at the top is the first thing a reader sees.
    for (const SourceFile& file : sourceTree()) {
        if (file.path == "CMakeLists.txt") {
            EXPECT_LE(linesOf(file.text).size(), 80u);
        }
    }
}

}  // namespace
}  // namespace lockstep::testing
