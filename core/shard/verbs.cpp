// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/verbs.h"

namespace lockstep::shard {
namespace {

// What clients and the router are asked for.
void addRequests(std::vector<VerbSpec>& verbs) {
    verbs.push_back({"put",
                     "KEY VALUE",
                     {Argument::word, Argument::word},
                     "Write a row …",
                     "The client writes a row."});
    verbs.push_back({"get",
                     "KEY",
                     {Argument::word},
                     "Read a row …",
                     "The client reads a row."});
    verbs.push_back({"delete",
                     "KEY",
                     {Argument::word},
                     "Delete a row …",
                     "The client deletes a row."});
    verbs.push_back({"scan",
                     "FROM TO",
                     {Argument::word, Argument::word},
                     "Scan a range of keys …",
                     "The router gathers the rows from one key to another, "
                     "both included, from all shards that can have some."});
    verbs.push_back({"put-both",
                     "KEY=VALUE KEY=VALUE",
                     {Argument::keyValue, Argument::keyValue},
                     "Write two rows …",
                     "The router writes two rows or neither, by two-phase "
                     "commit."});
}

// What an operator does.
void addOperations(std::vector<VerbSpec>& verbs) {
    verbs.push_back({"move",
                     "SLOT FROM TO",
                     {Argument::word, Argument::server, Argument::server},
                     "Move a place …",
                     "A slot, some slots (0-4095), or the range or arc of a "
                     "key goes to another shard, row by row, while it is "
                     "used."});
    verbs.push_back({"add",
                     "SHARD",
                     {Argument::server},
                     "Add a shard …",
                     "A shard joins, and takes over its part.",
                     {},
                     true});
    verbs.push_back({"remove",
                     "SHARD",
                     {Argument::server},
                     "Remove it from the cluster",
                     "A shard gives away all it owns, and leaves."});
    verbs.push_back({"split",
                     "KEY",
                     {Argument::word},
                     "Split a range at a key …",
                     "By range: a new range begins at the key, with the same "
                     "owner."});
    verbs.push_back({"merge",
                     "KEY",
                     {Argument::word},
                     "Join a range to the one before …",
                     "By range: the key's range and the one before it, of the "
                     "same owner, become one."});
    verbs.push_back({"burst",
                     "KEY N",
                     {Argument::word, Argument::number},
                     "Read a hot row many times …",
                     "So many reads of one row at once, from each client in "
                     "turn."});
    verbs.push_back({"salt",
                     "KEY N",
                     {Argument::word, Argument::number},
                     "Keep a hot row in copies …",
                     "From now on a row is kept so many times, as KEY#1, KEY#2 "
                     "and so on: a write writes all, a read takes the next."});
    verbs.push_back({"client",
                     "CLIENT",
                     {Argument::server},
                     "Ask from this client",
                     "From now on this client puts, gets and deletes."});
}

}  // namespace

std::vector<VerbSpec> verbs() {
    std::vector<VerbSpec> verbs;
    addRequests(verbs);
    addOperations(verbs);
    verbs.push_back({"retry",
                     "REQUEST",
                     {Argument::number},
                     "Wait no longer for a request …",
                     "A request that is not answered is sent again."});
    verbs.push_back({"resend",
                     "SERVER",
                     {Argument::server},
                     "Wait no longer for answers",
                     "A shard or the router says again what was not "
                     "answered; the router aborts a write that is not voted "
                     "on."});
    verbs.push_back({"beat",
                     "SERVER",
                     {Argument::server},
                     "Show its followers that it is there",
                     "A primary lets its followers know that it is there."});
    verbs.push_back({"suspect",
                     "SERVER",
                     {Argument::server},
                     "Wait no longer for its primary",
                     "A follower asks the router to let it lead its shard; one "
                     "that is out asks who leads."});
    return verbs;
}

}  // namespace lockstep::shard
