// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/protocol_page.h"

namespace lockstep::shard {

namespace {

std::vector<ProtocolRule> ofOwners() {
    return {
        {"Find the place",
         "A key's place is its slot, CRC16 modulo 16384, or its hash on a "
         "ring, or the key itself.",
         "Redis Cluster, Key distribution model", "shard/hash_slot#hash-slot",
         "shard.requested"},
        {"Go by one's own directory",
         "A client has a copy of the directory and asks the shard that it "
         "names, nobody else.",
         "Redis Cluster, MOVED redirection", "shard/request#look-up",
         "shard.requested"},
        {"Serve, or say where to go",
         "The owner serves; who is not the owner redirects.",
         "Redis Cluster, Redirection and resharding",
         "shard/serve#serve-request", "shard.served"},
        {"MOVED: remember it",
         "The place has another owner. The client mends its copy.",
         "Redis Cluster, MOVED redirection", "shard/request#follow-moved",
         "shard.cache_healed"},
        {"ASK: for this once",
         "The place is moving and this row has gone ahead. The copy stays.",
         "Redis Cluster, ASK redirection", "shard/request#follow-ask",
         "shard.ask_followed"},
        {"Move row by row",
         "The owner sends a row, locks it until it is stored, and deletes its "
         "own.",
         "Redis Cluster, Cluster live reconfiguration", "shard/move#next-row",
         "shard.row_sent"},
        {"Hand over the place",
         "After the last row the target takes the place, by a higher epoch.",
         "Redis Cluster, configEpoch", "shard/move#take-over",
         "shard.owner_changed"},
        {"The newest news counts",
         "Of two who name an owner the one with the higher epoch is right.",
         "Redis Cluster, configEpoch", "shard/directory#learn-owner",
         "shard.news"},
    };
}

std::vector<ProtocolRule> ofReplicas() {
    return {
        {"Say nothing that can be lost",
         "A primary answers, reads too, once all its followers have its copy.",
         "Scales and others 2010, output rule", "shard/outbox#output-rule",
         "shard.released"},
        {"Suspect a silent primary",
         "A follower that hears nothing asks the router to let it lead.",
         "Lin and others 2008, PacificA", "shard/follow#suspect",
         "shard.suspected"},
        {"One view an epoch",
         "The router writes down who leads and who follows; of two proposals "
         "for an epoch the first counts.",
         "Lin and others 2008, PacificA", "shard/views#decide-view",
         "shard.view_decided"},
        {"An old epoch is over",
         "Servers of a newer epoch take no copy of an older primary.",
         "Lin and others 2008, PacificA", "shard/follow#store-copy",
         "shard.copy_refused"},
        {"Come back and catch up",
         "Who was away follows, gets all there is, and only then is let in.",
         "Lin and others 2008, PacificA", "shard/replicate#join",
         "shard.joining"},
    };
}

std::vector<ProtocolRule> ofAllShards() {
    return {
        {"Scatter, gather",
         "A scan asks all shards that can have rows and waits for the slowest.",
         "Dean and Barroso 2013", "shard/scan#scatter", "shard.scan_ended"},
        {"Answers must fit",
         "Each place is answered for by its owner, or the scan begins anew.",
         "", "shard/gather#gather-fit", "shard.scan_repeated"},
        {"Prepare",
         "Each shard of a write over two says whether it can, and holds the "
         "row.",
         "Gray 1978", "shard/participant#vote", "shard.prepared"},
        {"Decide",
         "All said yes: the router writes the decision down, then tells them.",
         "Gray 1978", "shard/coordinator#decide-commit",
         "shard.commit_decided"},
        {"Blocked",
         "Who has promised can do nothing until the router says how it was "
         "decided.",
         "Skeen 1981", "shard/participant#blocked", "shard.blocked"},
    };
}

}  // namespace

std::vector<ProtocolRule> protocolPage() {
    std::vector<ProtocolRule> rules = ofOwners();
    for (const auto& more : {ofReplicas(), ofAllShards()})
        rules.insert(rules.end(), more.begin(), more.end());
    return rules;
}

}  // namespace lockstep::shard
