// SPDX-License-Identifier: GPL-3.0-or-later
// Rows from files and into files: CSV as RFC 4180 has it, and SQLite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/process.h"

namespace lockstep::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* head = "topic shard\ndirectory slots\n";

class Rows : public ::testing::Test {
protected:
    Ended load(const std::string& name, std::string_view text) {
        return lockstep({"rows", script_, "--load", folder_.write(name, text)});
    }
    Ended played(const std::string& text) { return lockstep({"run", "-"}, text); }

    Folder folder_;
    std::string script_ = folder_.write("head.lockstep", head);
};

TEST_F(Rows, AreLoadedFromCsv) {
    const Ended loaded = load("rows.csv", "key,value\r\nfoo,1\r\n\"a \"\"b\"\"\",\"x,y\"\r\n");
    EXPECT_EQ(loaded.status, 0) << loaded.errors;
    EXPECT_THAT(loaded.output, HasSubstr("put foo 1\n"));
    const Ended ran = played(loaded.output + "print rows.* value.foo\n");
    EXPECT_EQ(ran.status, 0) << ran.errors;
    EXPECT_THAT(ran.output, HasSubstr("value.foo = 1"));
}

TEST_F(Rows, ComeBackAsTheyWere) {
    const std::string csv = "key,value\r\nbar,2\r\nfoo,\"a, \"\"b\"\"\"\r\n";
    const Ended loaded = load("in.csv", csv);
    const std::string script = folder_.write("loaded.lockstep", loaded.output);
    const std::string out = folder_.path("out.csv");
    EXPECT_EQ(lockstep({"rows", script, "--save", out}).status, 0);
    EXPECT_EQ(contentOf(out), csv);
}

TEST_F(Rows, OfAShardAreKeptInSqlite) {
    const std::string script =
        folder_.write("run.lockstep", std::string(head) + "put foo 1\nput hello 2\nsettle\n");
    const std::string file = folder_.path("S3.db");
    EXPECT_EQ(lockstep({"rows", script, "--save", file, "--of", "S3"}).status, 0);
    const Ended loaded = lockstep({"rows", script_, "--load", file});
    EXPECT_EQ(loaded.status, 0) << loaded.errors;
    EXPECT_EQ(loaded.output, std::string(head) + "put foo 1\nsettle\n");
    // Saved again, it has what the shard has, and nothing else.
    EXPECT_EQ(lockstep({"rows", script, "--save", file, "--of", "S1"}).status, 0);
    EXPECT_THAT(lockstep({"rows", script_, "--load", file}).output, HasSubstr("put hello 2"));
}

// One clear line with its number, and nothing is loaded.
TEST_F(Rows, ThatAreBrokenAreTold) {
    const std::pair<const char*, const char*> broken[] = {
        {"", ":1:1: the file is empty"},
        {"foo,1\n", ":1:1: the first line must be key,value"},
        {"key,value\nfoo,1\nbar\n", ":3:1: a row has a key and a value; this line has 1 field"},
        {"key,value\nfoo,1,2\n", ":2:1: a row has a key and a value; this line has 3 fields"},
        {"key,value\nfoo,\"1\n", ":2:1: the quotes opened here do not end"},
        {"key,value\nfoo,a\"b\n", ":2:1: a quote stands within a field"},
        {"key,value\nfoo,\"a\"b\n", ":2:1: something stands behind the quotes"},
        {"key,value\nfoo,1\nfoo,2\n", ":3:1: the key of this line stands in line 2 already"},
        {"key,value\nfoo,\"a\nb\"\n", ":2:1: a row with a line break"},
        {"key,value\n\"\",1\n", ":2:1: a key is empty"},
    };
    for (const auto& [text, complaint] : broken) {
        const Ended ended = load("broken.csv", text);
        EXPECT_EQ(ended.status, 2) << text;
        EXPECT_EQ(ended.output, "") << text;
        EXPECT_THAT(ended.errors, HasSubstr(complaint)) << text;
        EXPECT_EQ(std::count(ended.errors.begin(), ended.errors.end(), '\n'), 1) << text;
    }
}

// No script could say them, and a tab would come back as a space.
TEST_F(Rows, ThatAreNoPlainTextAreRefused) {
    const std::string withNul("a\0b", 3);
    for (const std::string& row : {std::string("\xff\xfe"), std::string("\xc3("),
                                   std::string("a\x01"), withNul}) {
        const Ended ended = load("bytes.csv", "key,value\nfoo,1\nbar," + row + '\n');
        EXPECT_EQ(ended.status, 2) << row;
        EXPECT_EQ(ended.output, "") << row;
        EXPECT_THAT(ended.errors, HasSubstr(":3:1: the row is not plain text"));
    }
    const Ended tab = load("tab.csv", "key,value\nfoo,a\tb\n");
    EXPECT_THAT(tab.errors, HasSubstr(":2:1: a row with a tab"));
}

TEST_F(Rows, WithAKeyOfAMegabyteAreRefused) {
    const Ended ended = load("big.csv", "key,value\n" + std::string(1'000'000, 'k') + ",1\n");
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.errors, HasSubstr(":2:1: the key has 1000000 bytes; it may have 250"));
    EXPECT_LT(ended.errors.size(), 300u);
}

TEST_F(Rows, LeaveForeignFilesAsTheyAre) {
    const std::string script =
        folder_.write("run.lockstep", std::string(head) + "put foo 1\nsettle\n");
    const std::string text = folder_.write("notes.db", "these are not the rows you look for");
    const Ended ended = lockstep({"rows", script, "--save", text});
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.errors, HasSubstr("cannot be read as an SQLite file"));
    EXPECT_EQ(contentOf(text), "these are not the rows you look for");
    EXPECT_EQ(lockstep({"rows", script_, "--load", text}).status, 2);
    EXPECT_EQ(lockstep({"rows", script_, "--load", folder_.path("missing.db")}).status, 2);
}

TEST_F(Rows, SayWhatIsWrongInTheCall) {
    EXPECT_THAT(lockstep({"rows", script_}).errors, HasSubstr("--load FILE or --save FILE"));
    EXPECT_THAT(lockstep({"rows", script_, "--save", folder_.path("x.csv"), "--of", "S8"}).errors,
                HasSubstr("S8"));
    for (const char* way : {"--save", "--load"}) {
        const Ended ended = lockstep({"rows", script_, way, folder_.path("rows.xls")});
        EXPECT_EQ(ended.status, 2);
        EXPECT_THAT(ended.errors, HasSubstr("end it in .csv or .db"));
    }
    EXPECT_EQ(contentOf(folder_.path("rows.xls")), "");
    const std::string other = folder_.write("raft.lockstep", "topic raft\n");
    EXPECT_THAT(lockstep({"rows", other, "--save", folder_.path("x.csv")}).errors,
                HasSubstr("has no rows"));
}

}  // namespace
}  // namespace lockstep::testing
