// SPDX-License-Identifier: GPL-3.0-or-later
// What each broken rule breaks, and that nothing is broken without it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::shard {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

// What breaks with the flaw; nothing may without it.
std::vector<std::string> brokenBy(const std::string& flaw, const std::string& lines,
                                  const std::string& head = "directory slots") {
    Lab whole(head);
    whole.plays(lines);
    EXPECT_THAT(whole.broken(), IsEmpty()) << "without " << flaw;
    Lab flawed(head + "\nflaw " + flaw + " on");
    flawed.plays(lines);
    return flawed.broken();
}

// "Move without a redirect: reads miss."
TEST(ShardFlaws, WithoutRedirectsReadsMiss) {
    EXPECT_THAT(
        brokenBy("no-redirect", "put foo 1\nsettle\nmove 12182 S3 S1\nsettle\nget foo\nsettle"),
        Contains("last-write"));
    EXPECT_THAT(
        brokenBy("no-redirect", "put foo 1\nsettle\nmove 12182 S3 S1\nsettle\nput foo 2\nsettle"),
        ::testing::IsSupersetOf({"no-row-lost", "no-row-twice"}));
}

// "Cross-shard write without coordination: half applied."
TEST(ShardFlaws, WithoutCoordinationAHalfIsWritten) {
    EXPECT_THAT(brokenBy("half-write", "put-both foo=1 hello=2\nsettle"), Contains("all-or-none"));
}

// The half stays alone for ever.
TEST(ShardFlaws, TheOtherHalfMayNeverCome) {
    Lab lab("directory slots\nflaw half-write on");
    lab.plays("put-both foo=1 hello=2\ndrop commit R->S1\nrun 10 s");
    EXPECT_EQ(lab.fact("value.foo"), "1");
    EXPECT_EQ(lab.fact("value.hello"), "none");
    EXPECT_THAT(lab.broken(), Contains("all-or-none"));
}

TEST(ShardFlaws, AWriteForAnUnknownShardIsNotDone) {
    EXPECT_THAT(brokenBy("unknown-shard", "remove S3\nrun 1 s\nput foo 1\nsettle"),
                Contains("unknown-shard"));
}

TEST(ShardFlaws, AnUnlockedRowLosesAWrite) {
    EXPECT_THAT(brokenBy("unlocked-move",
                         "put foo 1\nsettle\nmove 12182 S3 S1\ndeliver import S3->S1\n"
                         "deliver ready S1->S3\nput foo 2\ndeliver put C1->S3\nsettle\nrun 2 s"),
                Contains("no-row-lost"));
}

TEST(ShardFlaws, WhoDecidesAloneDecidesOtherwise) {
    EXPECT_THAT(brokenBy("decides-alone",
                         "put-both foo=1 hello=2\ndeliver prepare R->S3\ndeliver prepare R->S1\n"
                         "resend S1\nrun 2 s"),
                Contains("all-or-none"));
}

TEST(ShardFlaws, AFlawCanBeSwitchedWhileItRuns) {
    Lab lab;
    lab.plays("put foo 1\nsettle\nmove 12182 S3 S1\nsettle\nflaw no-redirect on\nget foo\nsettle");
    EXPECT_EQ(lab.fact("answer"), "none");
    lab.plays("flaw no-redirect off\nget foo\nsettle");
    EXPECT_EQ(lab.fact("answer"), "1");
}

}  // namespace
}  // namespace lockstep::shard
