// SPDX-License-Identifier: GPL-3.0-or-later
// The walls between the rooms: who may include, link and name what.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "architecture/code_text.h"
#include "architecture/source_tree.h"
#include "support/paths.h"

namespace lockstep::testing {
namespace {

const std::set<std::string> coreServices = {"kernel", "catalog", "script", "lesson", "explorer"};

bool isQt(const std::string& include) {
    static const std::regex qt(R"(^(Q[A-Z]\w*(/.*)?|q[a-z]+\.h)$)");
    return std::regex_match(include, qt);
}

// "raft" of "raft/log.h"; empty for the standard library and its like.
std::string firstFolder(const std::string& include) {
    const auto slash = include.find('/');
    return slash == std::string::npos ? "" : include.substr(0, slash);
}

bool isTopicFolder(const std::string& folder) { return topics().count(folder) != 0; }

bool isCoreRoom(const std::string& folder) {
    return coreServices.count(folder) != 0 || isTopicFolder(folder);
}

bool isAppRoom(const std::string& folder) { return roomsOf("app").count(folder) != 0; }

// What a topic may include of other topics: one line of names in uses.txt.
std::set<std::string> usesOf(const std::string& topic) {
    std::ifstream in(sourceFolder() / "core" / topic / "uses.txt");
    return {std::istream_iterator<std::string>(in), {}};
}

// Complains of each include in `folder` for which `isWrong` says so.
template <class IsWrong>
Complaints badIncludes(const std::string& folder, const std::string& why, IsWrong isWrong) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!file.isUnder(folder) || !file.isCpp()) continue;
        for (const Include& include : includesOf(file.text)) {
            if (isWrong(include.path)) {
                wrong.add(file.path, include.line, "includes " + include.path + ": " + why);
            }
        }
    }
    return wrong;
}

// The libraries that a room's CMakeLists.txt names.
std::vector<Include> linksOf(const SourceFile& file) {
    static const std::regex library(R"(\b(lockstep_[a-z_]+|Qt6?::\w+|Qt6)\b)");
    std::vector<Include> found;
    int number = 0;
    for (std::string line : linesOf(file.text)) {
        ++number;
        line.erase(std::min(line.find('#'), line.size()));
        for (std::sregex_iterator it(line.begin(), line.end(), library), end; it != end; ++it) {
            found.push_back({(*it)[1], number});
        }
    }
    return found;
}

template <class IsWrong>
Complaints badLinks(const std::string& folder, const std::string& why, IsWrong isWrong) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!file.isUnder(folder) || !file.isCMake()) continue;
        for (const Include& link : linksOf(file)) {
            if (isWrong(link.path))
                wrong.add(file.path, link.line, "links " + link.path + ": " + why);
        }
    }
    return wrong;
}

bool isQtLibrary(const std::string& name) {
    return name.rfind("Qt", 0) == 0 || name == "lockstep_qt" || name == "lockstep_resources";
}

std::string roomOfLibrary(const std::string& name) {
    const std::string prefix = "lockstep_";
    return name.rfind(prefix, 0) == 0 ? name.substr(prefix.size()) : "";
}

TEST(Walls, CoreKnowsNoQt) {
    EXPECT_TRUE(badIncludes("core", "core knows no Qt", isQt).empty())
        << badIncludes("core", "core knows no Qt", isQt);
    // core/cmake says how others find Qt; the rooms beside it link none.
    for (const std::string& room : roomsOf("core")) {
        if (room == "cmake") continue;
        const Complaints wrong = badLinks("core/" + room, "core knows no Qt", isQtLibrary);
        EXPECT_TRUE(wrong.empty()) << wrong;
    }
}

TEST(Walls, CoreKnowsNothingOfTheApp) {
    const Complaints wrong = badIncludes("core", "core knows nothing of app", [](auto& include) {
        const std::string folder = firstFolder(include);
        return isAppRoom(folder) && !isCoreRoom(folder);
    });
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Walls, TheKernelKnowsNoOtherRoom) {
    const auto other = [](const std::string& folder) {
        return folder != "kernel" && (isCoreRoom(folder) || isAppRoom(folder));
    };
    const std::string why = "the kernel knows no other room";
    const Complaints includes =
        badIncludes("core/kernel", why, [&](auto& path) { return other(firstFolder(path)); });
    EXPECT_TRUE(includes.empty()) << includes;
    const Complaints links =
        badLinks("core/kernel", why, [&](auto& name) { return other(roomOfLibrary(name)); });
    EXPECT_TRUE(links.empty()) << links;
}

TEST(Walls, ATopicKnowsNoOtherTopic) {
    for (const std::string& topic : topics()) {
        const std::set<std::string> uses = usesOf(topic);
        const auto other = [&](const std::string& folder) {
            return isTopicFolder(folder) && folder != topic && uses.count(folder) == 0;
        };
        const std::string why = "a topic knows no other, unless its uses.txt says so";
        const Complaints includes =
            badIncludes("core/" + topic, why, [&](auto& path) { return other(firstFolder(path)); });
        EXPECT_TRUE(includes.empty()) << includes;
        const Complaints links =
            badLinks("core/" + topic, why, [&](auto& name) { return other(roomOfLibrary(name)); });
        EXPECT_TRUE(links.empty()) << links;
    }
}

TEST(Walls, ATopicKnowsNeitherScriptNorLesson) {
    for (const std::string& topic : topics()) {
        const Complaints wrong =
            badIncludes("core/" + topic, "a topic is what they speak of", [](auto& path) {
                const std::string folder = firstFolder(path);
                return folder == "script" || folder == "lesson";
            });
        EXPECT_TRUE(wrong.empty()) << wrong;
    }
}

TEST(Walls, ServicesKnowNoTopic) {
    for (const char* room : {"core/script", "core/lesson", "core/explorer", "core/catalog"}) {
        const Complaints wrong =
            badIncludes(room, "only the generated catalog knows the topics",
                        [](auto& path) { return isTopicFolder(firstFolder(path)); });
        EXPECT_TRUE(wrong.empty()) << wrong;
    }
}

TEST(Walls, DrawingAndFiguresKnowNoQt) {
    for (const char* room : {"app/drawing", "app/figures"}) {
        const std::string why = "figures are plain values, without Qt";
        EXPECT_TRUE(badIncludes(room, why, isQt).empty()) << badIncludes(room, why, isQt);
        EXPECT_TRUE(badLinks(room, why, isQtLibrary).empty()) << badLinks(room, why, isQtLibrary);
    }
}

TEST(Walls, DrawingAndFiguresKnowNoColour) {
    static const std::regex colour(
        R"(#[0-9a-fA-F]{6}\b|0x(ff)?[0-9a-fA-F]{6}\b|\b[rR][gG][bB]a?\(|\b[cC]olou?r\b)");
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        if (!(file.isUnder("app/drawing") || file.isUnder("app/figures")) || !file.isCpp())
            continue;
        int number = 0;
        for (const std::string& line : linesOf(withoutComments(file.text))) {
            ++number;
            std::smatch match;
            if (std::regex_search(line, match, colour)) {
                wrong.add(file.path, number,
                          "says " + match.str() + ": a figure has inks, a theme colours");
            }
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Walls, StageAndExportingKnowNoCoreAndNoTopic) {
    for (const char* room : {"app/stage", "app/exporting"}) {
        const std::string why = "they show and save figures, whatever of";
        const Complaints includes = badIncludes(room, why, [](auto& path) {
            return isCoreRoom(firstFolder(path)) || firstFolder(path) == "figures";
        });
        EXPECT_TRUE(includes.empty()) << includes;
        const Complaints links = badLinks(room, why, [](auto& name) {
            return isCoreRoom(roomOfLibrary(name)) || roomOfLibrary(name) == "figures";
        });
        EXPECT_TRUE(links.empty()) << links;
    }
}

// The theme that follows the desktop is called system, as a topic is.
bool isTheDesktopsLook(const std::string& line) {
    return line.find("Choice::system") != std::string::npos ||
           line.find("look/theme") != std::string::npos;
}

TEST(Walls, WindowAndCommandLineKnowNoTopicByName) {
    Complaints wrong;
    for (const SourceFile& file : sourceTree()) {
        const bool walled = file.isUnder("app/window") || file.isUnder("app/cli") ||
                            file.isUnder("app/session") || file.path == "app/main.cpp";
        if (!walled || !file.isCpp()) continue;
        int number = 0;
        for (const std::string& line : linesOf(withoutComments(file.text))) {
            ++number;
            for (const std::string& topic : topics()) {
                if (isTheDesktopsLook(line)) continue;
                if (hasWord(line, topic)) wrong.add(file.path, number, "names the topic " + topic);
            }
        }
    }
    EXPECT_TRUE(wrong.empty()) << wrong;
}

TEST(Walls, OnlyChartsIncludesQtCharts) {
    Complaints wrong;
    for (const std::string& room : roomsOf("app")) {
        if (room == "charts") continue;
        std::ostringstream found;
        const Complaints bad = badIncludes("app/" + room, "only app/charts does", [](auto& path) {
            return path.rfind("QtCharts", 0) == 0 || path.rfind("QChart", 0) == 0;
        });
        EXPECT_TRUE(bad.empty()) << bad;
    }
}

// An atomic count is no thread: the kernel counts the owners of chunks that the
// explorer's threads share.
TEST(Walls, OnlyTheExplorerUsesThreads) {
    const std::set<std::string> headers = {
        "thread",    "mutex",   "shared_mutex", "future", "condition_variable",
        "semaphore", "barrier", "latch"};
    for (const std::string& room : roomsOf("core")) {
        if (room == "explorer") continue;
        const Complaints wrong = badIncludes("core/" + room, "only the explorer uses threads",
                                             [&](auto& path) { return headers.count(path) != 0; });
        EXPECT_TRUE(wrong.empty()) << wrong;
    }
}

// Warnings, floating-point rules and relative source places come with
// lockstep_options; a target without it would go its own way unseen.
TEST(Walls, EverySourceIsBuiltWithTheOptionsOfTheHouse) {
    std::ifstream commands(buildFolder() / "compile_commands.json");
    ASSERT_TRUE(commands) << "the build writes no compile_commands.json";
    Complaints wrong;
    int seen = 0;
    for (std::string line; std::getline(commands, line);) {
        if (line.find("\"command\":") == std::string::npos) continue;
        // What the build writes itself is not held to the warnings.
        if (line.find("_autogen/") != std::string::npos) continue;
        ++seen;
        for (const char* option : {"-Wconversion", "-ffp-contract=off", "-fmacro-prefix-map="}) {
            if (line.find(option) == std::string::npos) {
                const auto source = line.find(" -c ");
                wrong.add(line.substr(source == std::string::npos ? 0 : source + 4),
                          std::string("is built without ") + option + ": link lockstep_options");
            }
        }
    }
    EXPECT_GT(seen, 0);
    EXPECT_TRUE(wrong.empty()) << wrong;
}

}  // namespace
}  // namespace lockstep::testing
