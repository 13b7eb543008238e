// SPDX-License-Identifier: GPL-3.0-or-later
// What cannot be done is said in one clear line, and nothing changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::shard {
namespace {

using ::testing::HasSubstr;

TEST(ShardInput, SaysWhatCannotBeMoved) {
    Lab lab;
    EXPECT_THAT(lab.refusal("move 12182 S1 S2"), HasSubstr("S1 does not own slot 12182"));
    EXPECT_THAT(lab.refusal("move 12182 S3 S3"), HasSubstr("has it already"));
    for (const char* none : {"16384", "-1", "5-3", "0-16384", "99999999999999999999"}) {
        EXPECT_THAT(lab.refusal(std::string("move ") + none + " S1 S2"),
                    HasSubstr("there are slots 0 to 16383"))
            << none;
    }
    EXPECT_THAT(lab.refusal("move 12182 S3 R"), HasSubstr("unknown shard 'R'"));
    EXPECT_THAT(lab.refusal("move 12182 S3 S9"), HasSubstr("S9"));
    lab.plays("move 12182 S3 S1");
    EXPECT_THAT(lab.refusal("move 12182 S3 S2"), HasSubstr("moving already"));
    EXPECT_THAT(lab.refusal("move 12183 S3 S1"), HasSubstr("handing over to S1 already"));
    EXPECT_THAT(lab.refusal("remove S1"), HasSubstr("wait until nothing moves"));
}

TEST(ShardInput, SaysWhichShardsThereAre) {
    Lab lab("directory slots\nservers 2");
    EXPECT_THAT(lab.refusal("add S4"), HasSubstr("the next shard to join is S3"));
    EXPECT_THAT(lab.refusal("add S1"), HasSubstr("a shard already"));
    lab.plays("remove S2\nrun 1 s");
    EXPECT_THAT(lab.refusal("remove S1"), HasSubstr("the last shard"));
    EXPECT_THAT(lab.refusal("remove S2"), HasSubstr("unknown shard 'S2'; it has left"));
    EXPECT_THAT(lab.refusal("move 5 S1 S2"), HasSubstr("unknown shard 'S2'"));
}

TEST(ShardInput, SaysWhatIsNoKey) {
    Lab lab;
    EXPECT_THAT(lab.refusal("put \"\" v"), HasSubstr("a key is empty"));
    EXPECT_THAT(lab.refusal("put k none"), HasSubstr("none stands for no row"));
    const std::string big(1000, 'k');
    EXPECT_THAT(lab.refusal("put " + big + " v"), HasSubstr("the key has 1000 bytes"));
    EXPECT_THAT(lab.refusal("get " + big), HasSubstr("the key has 1000 bytes"));
    EXPECT_THAT(lab.refusal("put-both x=1 x=2"), HasSubstr("the same"));
    EXPECT_THAT(lab.refusal("scan z a"), HasSubstr("stands after"));
    EXPECT_THAT(lab.refusal("split k"), HasSubstr("only ranges are split"));
    EXPECT_EQ(lab.fact("step"), "0");
}

TEST(ShardInput, SaysWhatIsWrongInAHead) {
    EXPECT_THAT(Lab("servers a:2 b").faults().front().message, HasSubstr("no weights"));
    EXPECT_THAT(Lab("servers R b").faults().front().message, HasSubstr("name of the router"));
    EXPECT_THAT(Lab("given S1 x=1").faults().front().message, HasSubstr("takes no given"));
    EXPECT_THAT(Lab("directory range\nbounds \"r i\"").faults().front().message,
                HasSubstr("ascending"));
    EXPECT_THAT(Lab("directory range\nbounds i").faults().front().message, HasSubstr("2 keys"));
}

// An unknown shard is an error, not silence.
TEST(ShardInput, AnUnknownShardIsAnError) {
    Lab lab("directory slots\nclients 2");
    lab.plays("put foo 1\nsettle\nremove S3\nrun 1 s");
    lab.plays("put foo 2");
    EXPECT_EQ(lab.fact("error"), "unknown shard S3");
    EXPECT_TRUE(lab.happened("shard.unknown_shard"));
    EXPECT_EQ(lab.fact("value.foo"), "1");
    lab.plays("settle\nput foo 3\nsettle");
    EXPECT_EQ(lab.fact("error"), "none");
    EXPECT_EQ(lab.fact("value.foo"), "3");
    EXPECT_TRUE(lab.broken().empty());
}

TEST(ShardInput, ShardsMayHaveAnyName) {
    Lab lab("directory slots\nservers alpha \"127.0.0.1:90\"");
    lab.plays("put foo 1\nsettle\nmove 12182 \"127.0.0.1:90\" alpha\nsettle");
    EXPECT_EQ(lab.fact("rows.\"127.0.0.1:90\""), "0");
    EXPECT_EQ(lab.fact("owner.foo"), "alpha");
    lab.plays("add S3\nrun 1 s");
    EXPECT_EQ(lab.fact("shards"), "alpha 127.0.0.1:90 S3");
}

}  // namespace
}  // namespace lockstep::shard
