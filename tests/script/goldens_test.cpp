// SPDX-License-Identifier: GPL-3.0-or-later
// Every tests/<topic>/*.txt says what it says. tests/run --update-goldens writes them anew; read
// the difference before you keep it.
#include "script/golden.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/paths.h"

namespace lockstep::testing {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> goldens() {
    std::vector<fs::path> found;
    const Catalog catalog = allTopics();
    for (const auto& topic : catalog.topics()) {
        const fs::path folder = sourceFolder() / "tests" / topic->info().id;
        if (!fs::is_directory(folder)) continue;
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt") {
                found.push_back(entry.path());
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string textOf(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

class ScriptGolden : public ::testing::TestWithParam<fs::path> {};

TEST_P(ScriptGolden, SaysWhatItSays) {
    const std::string expected = textOf(GetParam());
    const std::string actual = replayed(expected, allTopics());
    if (updatesGoldens()) {
        ASSERT_EQ(actual.rfind("cannot be read", 0), std::string::npos) << actual;
        if (actual != expected) std::ofstream(GetParam(), std::ios::binary) << actual;
        return;
    }
    EXPECT_EQ(actual, expected) << GetParam();
}

TEST_P(ScriptGolden, SaysTheSameAgain) {
    const std::string once = replayed(textOf(GetParam()), allTopics());
    EXPECT_EQ(replayed(once, allTopics()), once);
}

std::string nameOf(const ::testing::TestParamInfo<fs::path>& info) {
    std::string name =
        info.param.parent_path().filename().string() + '_' + info.param.stem().string();
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, ScriptGolden, ::testing::ValuesIn(goldens()), nameOf);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ScriptGolden);

}  // namespace
}  // namespace lockstep::testing
