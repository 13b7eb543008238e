// SPDX-License-Identifier: GPL-3.0-or-later
// The style as a test: words that are not written here, and what to write
// instead.
#include <gmock/gmock.h>

#include <regex>

#include "architecture/code_text.h"
#include "architecture/source_tree.h"

namespace lockstep::testing {
namespace {

struct Banned {
    std::regex pattern;
    const char* instead;
    // The paths where it counts, as the start of a path; empty: everywhere.
    const char* where;
    // The file or folder that may, with its reason where the rule stands.
    const char* except = "";
};

Banned banned(const std::string& pattern, const char* instead, const char* where = "",
              const char* except = "") {
    return {std::regex(pattern), instead, where, except};
}

bool isExcepted(const SourceFile& file, const Banned& rule) {
    return file.path == rule.except || file.isUnder(rule.except);
}

Complaints find(const std::vector<Banned>& rules, bool codeOnly) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        // This folder has to spell out what it looks for.
        if (file.isUnder("tests/architecture")) continue;
        if (codeOnly && !file.isCpp()) continue;
        const std::string text = codeOnly ? withoutComments(file.text) : file.text;
        const std::vector<std::string> lines = linesOf(text);
        for (const Banned& rule : rules) {
            if (file.path.rfind(rule.where, 0) != 0 || isExcepted(file, rule)) continue;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                std::smatch match;
                if (!std::regex_search(lines[i], match, rule.pattern)) continue;
                wrong.add(file.path, static_cast<int>(i + 1), match.str() + ": " + rule.instead);
            }
        }
    }
    return wrong;
}

TEST(Tidy, NothingIsLeftForLater) {
    const Complaints wrong = find(
        {
            banned(R"(\bTODO(?!\([^)]+\): \S))", "write TODO(why it waits): what, or do it"),
            banned(R"(\b(FIXME|XXX|HACK)\b)", "mend it, or say what is wrong and why it stays"),
            banned(R"([Cc]oming soon|[Nn]ot (yet )?implemented|[Ll]orem ipsum|[Pp]laceholder text)",
                   "leave out what is not there"),
            banned(R"(^(<<<<<<<|>>>>>>>) )", "finish the merge"),
        },
        false);
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Tidy, NothingTiesItToOneMachine) {
    const Complaints wrong = find(
        {
            banned(R"((^|[^\w.])/(work|home|root|Users)/)", "use a path relative to the checkout"),
            banned(R"((^|[^\w.])/tmp/)", "ask for a temporary folder", "core"),
            banned(R"((^|[^\w.])/tmp/)", "ask for a temporary folder", "app"),
            banned(
                R"((deb\.debian|archive\.ubuntu|security\.debian|registry\.npmjs|pypi)\.(org|com))",
                "the machine's own sources serve"),
            banned(R"(\b(curl|wget) )", "nothing is fetched; a package has it", "app/"),
            banned(R"(FetchContent|ExternalProject)", "nothing is fetched; a package has it"),
        },
        false);
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Tidy, CodeKeepsToWhatBothCompilersAndThreePlatformsAgreeOn) {
    const Complaints wrong = find(
        {
            banned(R"(#\s*include\s*<(ranges|format|expected|print|source_location)>)",
                   "GCC 12 or Clang 14 lacks it"),
            banned(R"(std::(mt19937|minstd_rand|random_device|\w+_engine|\w+_distribution)\b)",
                   "kernel/random.h gives the same numbers everywhere"),
            // The table of symbols is only looked up in; its numbers give the order.
            banned(R"(std::hash\b|std::unordered_\w+)",
                   "kernel/hash.h and ordered containers: order shows", "core/",
                   "core/kernel/symbols.h"),
            // The explorer says how fast it was.
            banned(R"(\b(system|steady|high_resolution)_clock\b|\bstd::time\()",
                   "core has simulated time only", "core/", "core/explorer"),
            banned(R"(\b(s?rand|drand48)\()", "kernel/random.h gives the same numbers everywhere"),
        },
        true);
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Tidy, CodeKeepsTheHouseStyle) {
    const Complaints wrong = find(
        {
            banned(R"(\busing namespace std\b)", "write std::"),
            banned(R"(\b(SIGNAL|SLOT)\()", "connect pointers to members"),
            banned(R"(\b(foreach|forever|emit|slots|signals)\b\s*[(:]?\s*$)",
                   "use Q_EMIT and its like", "app/"),
            banned(R"(#\s*include\s*<Qt(Widgets|Gui|Core|Svg|Test|Charts)>)", "include narrowly"),
            banned(R"(#\s*include\s*<bits/)", "include what the standard names"),
            banned(R"(#\s*ifndef\s+\w+_H_?\s*$)", "use #pragma once"),
            banned(R"(\bNULL\b)", "write nullptr"),
            banned(R"(\bstd::endl\b)", "write '\\n'"),
            banned(R"(\bgetInstance\(|\binstance\(\)\s*\{)", "hand it in: no singletons"),
        },
        true);
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Tidy, NoCodeIsCommentedOut) {
    static const std::regex code(R"(^\s*//.*(;|\{|\}|\) const)\s*$)");
    // Prose and figures in comments may end so, too, if they are not code.
    static const std::regex prose(
        R"(^\s*//( .*[a-z]{3,} [a-z]{2,} [a-z]{2,}|.*`|\s*\.\.\.|\s{5,}))");
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!file.isCpp()) continue;
        int number = 0;
        for (const std::string& line : linesOf(file.text)) {
            ++number;
            if (std::regex_search(line, code) && !std::regex_search(line, prose)) {
                wrong.add(file.path, number,
                          "code in a comment: delete it, version control keeps it");
            }
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

}  // namespace
}  // namespace lockstep::testing
