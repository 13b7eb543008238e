// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/trials.h"

namespace lockstep::shard {

std::vector<explorer::Trial> trials() {
    const std::string nothingElse = "put=0,get=0,move=0";
    const std::string slots = "servers 3\ndirectory slots\n";
    const std::string replicated =
        "servers 1\ndirectory slots\nreplicas 2\n";
    const std::string writesBoth =
        "put foo 0\nput hello 0\nsettle\nput-both foo=1 hello=1\n";
    return {
        {"no-redirect", nothingElse, slots,
         "put foo 1\nsettle\nmove 12182 S3 S1\nsettle\nget foo\n",
         "Begins where the slot of foo has moved from S3 to S1, and C1, which "
         "does not know, asks S3."},
        {"half-write", nothingElse, slots, writesBoth,
         "Begins where foo and hello, on two shards, are to be 1."},
        {"unknown-shard", "put=1,get=0,move=0", slots,
         "remove S3\nrun 1 s\n",
         "Begins where S3 has left, and C1 does not know."},
        {"unlocked-move", nothingElse, slots,
         "put foo 1\nsettle\nmove 12182 S3 S1\ndeliver import S3->S1\n"
         "deliver ready S1->S3\nput foo 2\n",
         "Begins where S3 has sent the row foo to S1, and C1 writes it."},
        {"decides-alone", nothingElse + ",resend=1", slots, writesBoth,
         "Begins where foo and hello, on two shards, are to be 1."},
        {"early-answer", "put=1,get=0,move=0", replicated, "",
         "Begins with one shard of two servers."},
        {"old-primary", "put=1,get=0,move=0,suspect=1", replicated, "",
         "Begins with one shard of two servers, one of which may suspect the "
         "other."},
    };
}

}  // namespace lockstep::shard
