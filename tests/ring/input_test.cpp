// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input: a clear line each, and nothing lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lab.h"

namespace lockstep::ring {
namespace {

using ::testing::HasSubstr;

std::string faultOf(const Lab::Head& head) {
    const Lab lab(head);
    if (lab.started() || lab.faults().empty()) return "it started";
    return lab.faults().front().message;
}

TEST(RingInput, AHeadThatCannotBeBuiltSaysWhy) {
    EXPECT_THAT(faultOf({.dials = {{"table-size", "65536"}}}), HasSubstr("65537 is"));
    EXPECT_THAT(faultOf({.dials = {{"keys", "1000001"}}}), HasSubstr("0 to 1000000"));
    EXPECT_THAT(faultOf({.dials = {{"keys", "-1"}}}), HasSubstr("0 to 1000000"));
    EXPECT_THAT(faultOf({.dials = {{"keys", "x y x"}}}), HasSubstr("names x twice"));
    EXPECT_THAT(faultOf({.dials = {{"keys", std::string(251, 'x')}}}), HasSubstr("250 bytes"));
    EXPECT_THAT(faultOf({.dials = {{"bound", "0.5"}}}), HasSubstr("from 1 to 10"));
    EXPECT_THAT(faultOf({.servers = "a:1000000 b", .dials = {{"vnodes", "100"}}}),
                HasSubstr("100000100 points"));
    EXPECT_THAT(faultOf({.servers = manyServers(100),
                         .dials = {{"scheme", "rendezvous"}, {"keys", "1000000"}}}),
                HasSubstr("100000000 scores"));
}

TEST(RingInput, AKeyOfAMegabyteIsRefused) {
    Lab lab;
    const std::string key(1'000'000, 'x');
    EXPECT_THAT(lab.refusal("lookup " + key), HasSubstr("at most 250 bytes, not 1000000"));
    EXPECT_EQ(lab.fact("lookups"), "0");
    EXPECT_NE(lab.fact("owner." + key), "none") << "asked for as a fact it has an owner";
}

TEST(RingInput, WhatTheStateDoesNotAllowIsRefusedInOneLine) {
    Lab lab({.servers = "a b"});
    EXPECT_EQ(lab.refusal("add a"), "a is there already");
    EXPECT_EQ(lab.refusal("remove x"), "there is no server 'x'; the servers are a b");
    EXPECT_EQ(lab.refusal("weight a 0"), "a weight is from 1 to 1000000, not 0");
    EXPECT_THAT(lab.refusal("weight a 1000000"), HasSubstr("lower vnodes or the weights"));
    EXPECT_THAT(lab.refusal("add a*"), HasSubstr("cannot be a server's name"));
    EXPECT_THAT(lab.refusal("add " + std::string(65, 'x')), HasSubstr("64 bytes"));
    EXPECT_THAT(lab.refusal("table-size 9"), HasSubstr("9 is not, 11 is"));
    EXPECT_THAT(lab.refusal("keys 2000000"), HasSubstr("0 to 1000000"));
    EXPECT_THAT(lab.refusal("replicas 0"), HasSubstr("from 1 to 100"));
    EXPECT_EQ(lab.refusal("crash a"), "there is no action 'crash' in ring");
    EXPECT_EQ(lab.fact("moved"), "0");
}

TEST(RingInput, ARingWithoutKeysHasNoSharesOfThem) {
    for (const char* scheme : {"ring", "mod", "jump", "rendezvous", "maglev", "bounded"}) {
        Lab lab({.servers = "a b", .dials = {{"keys", "0"}, {"scheme", scheme}}});
        EXPECT_EQ(lab.fact("share.a"), "none");
        EXPECT_EQ(lab.fact("spread"), "none");
        EXPECT_EQ(lab.fact("deviation"), "none");
        lab.plays("add c\nremove a\nlookup anything");
        EXPECT_EQ(lab.fact("moved"), "0");
        EXPECT_EQ(lab.fact("moved.fraction"), "0");
        EXPECT_EQ(lab.fact("lookups"), "1");
        EXPECT_TRUE(lab.broken().empty());
    }
}

TEST(RingInput, ARingWithoutServersKeepsItsKeysForTheNext) {
    Lab lab({.servers = "a", .dials = {{"keys", "50"}}});
    lab.plays("remove a");
    EXPECT_EQ(lab.fact("servers"), "none");
    EXPECT_EQ(lab.fact("spread"), "none");
    EXPECT_EQ(lab.fact("moved"), "50");
    EXPECT_EQ(lab.refusal("remove a"), "there is no server 'a'; there is none at all");
    for (const char* scheme : {"mod", "jump", "rendezvous", "maglev", "bounded", "ring"}) {
        lab.plays(std::string("scheme ") + scheme);
        lab.plays("lookup k1");
        EXPECT_EQ(lab.fact("owner.k7"), "none") << scheme;
    }
    lab.plays("add b");
    EXPECT_EQ(lab.fact("keys.b"), "50");
}

TEST(RingInput, NamesInQuotesAreNamesOfFacts) {
    Lab lab({.servers = "127.0.0.1:90:2 b"});
    EXPECT_NE(lab.fact("keys.\"127.0.0.1:90\""), "no such fact");
    lab.plays("add \"127.0.0.1:91\"");
    EXPECT_EQ(lab.fact("weight.\"127.0.0.1:91\""), "1");
    EXPECT_THAT(lab.fact("servers"), HasSubstr("127.0.0.1:90 b 127.0.0.1:91"));
}

}  // namespace
}  // namespace lockstep::ring
