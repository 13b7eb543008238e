// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts that nobody would write: each is told in one clear line, or played, and nothing else.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kernel/random.h"
#include "script/json_lines.h"
#include "script/lab.h"
#include "script/lines.h"
#include "script/text.h"
#include "support/paths.h"

namespace lockstep::script {
namespace {

std::vector<std::string> seeds() {
    std::vector<std::string> texts;
    const auto folder = testing::sourceFolder() / "tests" / "raft";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".txt" || entry.path().stem() == "CMakeLists") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        texts.push_back(text.str());
    }
    std::sort(texts.begin(), texts.end());
    return texts;
}

class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t bound) {
        const auto most = Duration(static_cast<std::int64_t>(bound) - 1);
        return static_cast<std::size_t>(random_.within(DurationRange{Duration(0), most}).count());
    }

    void change(std::string& text, const std::vector<std::string>& others) {
        static const std::vector<std::string> words{
            " ", "\n", "\"", "\\", "(", ")", "#", "*", "->", "-", "|", "=", "..", "%", "not ",
            "and ", "99999999999999999999", "-1", "\0", "\xFF", "\xE2\x82", "S9", ".", "within ",
            "count(", "x0", "----\n", "within 1 us"};
        const std::size_t at = below(text.size() + 1);
        switch (below(5)) {
            case 0: text.erase(at, below(12)); break;
            case 1: text.insert(at, words[below(words.size())]); break;
            case 2:
                if (at < text.size()) text[at] = static_cast<char>(below(256));
                break;
            case 3: {
                const std::string& other = others[below(others.size())];
                const std::size_t from = below(other.size());
                text.insert(at, other.substr(from, below(60)));
                break;
            }
            default: text.resize(at); break;
        }
    }

private:
    Random random_;
};

bool isValidUtf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

// A faulty script has faults with places within the text; a sound one is played to its end or to
// what stops it, and what it says is UTF-8.
void tryOut(const std::string& text) {
    std::vector<Fault> faults;
    const auto script = readScript(text, catalog(), faults);
    if (!script) {
        ASSERT_FALSE(faults.empty());
        const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
        for (const Fault& fault : faults) {
            ASSERT_GE(fault.place.line, 1) << fault.message;
            ASSERT_LE(fault.place.line, lines) << fault.message;
            ASSERT_GE(fault.place.column, 1) << fault.message;
            ASSERT_FALSE(fault.message.empty());
            ASSERT_EQ(fault.message.find('\n'), std::string::npos) << fault.message;
        }
        return;
    }
    ASSERT_TRUE(faults.empty());
    std::string said;
    JsonLines teller([&](std::string_view piece) {
        said += piece;
        return said.size() < 200'000;
    });
    const auto timeline = open(*script);
    teller.start(*script, *timeline);
    Player(*timeline, teller).play(script->commands);
    teller.finish();
    ASSERT_TRUE(isValidUtf8(said));
}

TEST(HostileScript, MutatedScriptsAreToldOrPlayed) {
    const auto texts = seeds();
    ASSERT_FALSE(texts.empty());
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        SCOPED_TRACE(seed);
        Mutator mutator(seed);
        std::string text = texts[mutator.below(texts.size())];
        if (mutator.below(2) == 0) text.resize(std::min<std::size_t>(text.size(), 700));
        for (std::size_t i = 0; i <= mutator.below(4); ++i) mutator.change(text, texts);
        tryOut(text);
        if (::testing::Test::HasFatalFailure()) {
            FAIL() << text;
        }
    }
}

TEST(HostileScript, HugeAndDeepOnesAreTold) {
    EXPECT_NE(faultOf(std::string(longestText + 1, 'x')), "");
    EXPECT_NE(faultOf("topic raft\nexpect " + std::string(60'000, '(')), "");
    EXPECT_NE(faultOf("topic raft\ngiven S1 term=1 log=" + std::string(60'000, '1')), "");
    std::string dots = "topic raft\nprint ";
    for (int i = 0; i < 20'000; ++i) dots += "*.";
    EXPECT_NE(faultOf(dots), "");
    std::string many = "topic raft\n";
    for (std::size_t i = 0; i <= mostCommands; ++i) many += "note a\n";
    EXPECT_NE(faultOf(many), "");
}

TEST(HostileScript, ManyServersAndNamesAreTold) {
    std::string text = "topic raft\nservers";
    for (int i = 0; i < 5'000; ++i) text += " n" + std::to_string(i);
    EXPECT_NE(faultOf(text), "");
    EXPECT_NE(faultOf("topic raft\nservers " + std::string(1000, 'x') + " y"), "");
}

}  // namespace
}  // namespace lockstep::script
