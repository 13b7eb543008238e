// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"
#include "explorer/explorer.h"
#include "kernel/adapter.h"
#include "kernel/network_events.h"
#include "paxos/events.h"
#include "paxos/paxos.h"

namespace lockstep::paxos {
namespace {

std::vector<VerbSpec> verbs() {
    return {
        {"propose",
         "P VALUE",
         {Argument::server, Argument::word},
         "Propose a value …",
         "The proposer wants this value chosen, and prepares a ballot for it."},
        {"prepare",
         "P",
         {Argument::server},
         "Prepare a higher ballot",
         "The proposer starts over with phase 1, one round up."},
        {"send",
         "prepare|accept BALLOT[=VALUE] A",
         {Argument::word, Argument::word, Argument::server},
         "Send by hand …",
         "A single acceptor driven by hand: send prepare 2.P1 A1, send accept "
         "2.P1=x A1."},
    };
}

DialInfo count(const char* name, const char* standard, std::int64_t least,
               const char* summary) {
    DialInfo dial{name,           DialKind::number,           standard,
                  {least, least}, {mostOfARole, mostOfARole}, {},
                  summary};
    dial.headOnly = true;
    return dial;
}

DialInfo quorum(const char* name, const char* summary) {
    DialInfo dial = count(name, "majority", 1, summary);
    dial.unset = "majority";
    return dial;
}

DialInfo choice(const char* name, const char* summary, bool headOnly) {
    DialInfo dial{name,   DialKind::choice, "off",  {0, 0},
                  {1, 1}, {"off", "on"},    summary};
    dial.headOnly = headOnly;
    return dial;
}

std::vector<DialInfo> dials() {
    auto dials = simulate::networkDialInfos();
    dials.push_back(
        count("proposers", "2", 1, "How many proposers there are."));
    dials.push_back(
        count("acceptors", "3", 1, "How many acceptors there are."));
    dials.push_back(count("learners", "1", 0, "How many learners there are."));
    dials.push_back(choice("together",
                           "Whether P1, A1 and L1 live on one server S1, and "
                           "crash with it.",
                           true));
    dials.push_back(quorum("quorum1",
                           "How many acceptors must promise before a proposal "
                           "can be made."));
    dials.push_back(quorum("quorum2",
                           "How many acceptors must accept a proposal for its "
                           "value to be chosen."));
    dials.push_back(
        choice("multi",
               "Whether a log of slots is agreed on, with a leader, "
               "instead of one value.",
               true));
    dials.push_back(choice("backoff",
                           "Whether a proposer that was refused tries again "
                           "after a random while, longer each time.",
                           false));
    return dials;
}

std::vector<FlawSpec> flaws() {
    return {
        {"ignores-promises", "A proposer ignores what the promises report",
         "It proposes its own value whatever was accepted: the short version "
         "that many guides print. Two values get chosen.",
         true},
        {"forgets-promise", "An acceptor forgets its promise when it restarts",
         "It then accepts what it had promised not to, and two values get "
         "chosen.",
         true},
        {"shared-ballots", "Ballots are rounds without a proposer",
         "Two proposers can use the same number for different values.", true},
        {"accepts-below-promise", "An acceptor accepts below its promise",
         "An old proposal gets through behind a newer one's back.", true},
        {"disjoint-quorums", "Quorums need not intersect",
         "Who prepares may not hear of what is chosen already.", true},
    };
}

std::vector<ProtocolRule> protocol() {
    return {
        {"1a. Prepare",
         "A proposer picks a ballot higher than any it has seen and asks the "
         "acceptors for a promise.",
         "Paxos Made Simple 2.2, phase 1(a)", "paxos/proposer#prepare",
         "paxos.prepared"},
        {"1b. Promise",
         "An acceptor promises to accept nothing lower, and reports the "
         "highest proposal it has accepted.",
         "Paxos Made Simple 2.2, phase 1(b)", "paxos/acceptor#promise",
         "paxos.promised"},
        {"2a. Take over what was reported",
         "With promises from a quorum the proposer takes the value of the "
         "highest ballot reported; its own only if there is none.",
         "Paxos Made Simple 2.2, phase 2(a)", "paxos/proposer#adopt-value",
         "paxos.value_adopted"},
        {"2a. Ask to accept", "It asks all acceptors to accept that value.",
         "Paxos Made Simple 2.2, phase 2(a)", "paxos/proposer#issue",
         "paxos.issued"},
        {"2b. Accept",
         "An acceptor accepts a proposal unless it has promised a higher "
         "ballot.",
         "Paxos Made Simple 2.2, phase 2(b)", "paxos/acceptor#accept",
         "paxos.accepted"},
        {"Refuse", "Who comes too late is told, and abandons its ballot.",
         "Paxos Made Simple 2.2", "paxos/acceptor#nack", "paxos.refused"},
        {"Chosen", "A value is chosen once a quorum accepted the same ballot.",
         "Paxos Made Simple 2.2", "paxos/paxos#chosen", "paxos.chosen"},
        {"Learn",
         "Each acceptor tells each learner; a learner knows once a quorum has "
         "told it of the same proposal.",
         "Paxos Made Simple 2.3", "paxos/learner#learn", "paxos.learned"},
        {"Back off",
         "Proposers can outbid each other for ever; one that waits a random "
         "while lets the other finish.",
         "Paxos Made Simple 2.4", "paxos/outbox#back-off",
         "paxos.retry_scheduled"},
        {"Lead a log",
         "One phase 1 serves all slots, so a leader proposes each command "
         "with phase 2 alone.",
         "Paxos Made Simple 3", "paxos/leader#lead", "paxos.leading"},
        {"Fill the gaps",
         "A new leader proposes again what was reported, and no-ops in the "
         "slots between.",
         "Paxos Made Simple 3", "paxos/leader#fill-gaps", "paxos.gap_filled"},
    };
}

TopicInfo makeInfo() {
    TopicInfo info;
    info.id = "paxos";
    info.title = "Paxos";
    info.tab = "Consensus";
    info.summary =
        "Acceptors choose one value, whoever proposes and whatever is lost.";
    info.eraName = "round";
    info.usualServers = 6;
    info.fewestServers = 1;
    info.mostServers = 3 * static_cast<int>(mostOfARole);
    info.verbs = verbs();
    info.dials = dials();
    info.flaws = flaws();
    info.invariants = invariantSpecs();
    info.messageKinds = {"prepare",  "promise", "accept",
                         "accepted", "nack",    "learn"};
    info.eventKinds.assign(std::begin(network::all), std::end(network::all));
    info.eventKinds.insert(info.eventKinds.end(), std::begin(eventKinds),
                           std::end(eventKinds));
    info.protocol = protocol();
    return info;
}

std::uint16_t quorumOf(const DialValue& value) {
    return value.isSet() ? static_cast<std::uint16_t>(value.low) : 0;
}

}  // namespace

const TopicInfo& Paxos::info() {
    static const TopicInfo info = makeInfo();
    return info;
}

void Paxos::setDial(World& world, std::size_t index, DialValue value) {
    Dials& dials = world.dials;
    const auto number = static_cast<std::uint16_t>(value.low);
    switch (index) {
        case 0: dials.proposers = number; return;
        case 1: dials.acceptors = number; return;
        case 2: dials.learners = number; return;
        case 3: dials.together = number != 0; return;
        case 4: dials.quorum1 = quorumOf(value); return;
        case 5: dials.quorum2 = quorumOf(value); return;
        case 6: dials.multi = number != 0; return;
        default: dials.backoff = number != 0;
    }
}

DialValue Paxos::dial(const World& world, std::size_t index) {
    const Dials& dials = world.dials;
    const auto both = [](std::int64_t value) {
        return DialValue{value, value};
    };
    const auto quorum = [&](std::uint16_t size) {
        return both(size == 0 ? DialValue::unset : size);
    };
    switch (index) {
        case 0: return both(dials.proposers);
        case 1: return both(dials.acceptors);
        case 2: return both(dials.learners);
        case 3: return both(dials.together ? 1 : 0);
        case 4: return quorum(dials.quorum1);
        case 5: return quorum(dials.quorum2);
        case 6: return both(dials.multi ? 1 : 0);
        default: return both(dials.backoff ? 1 : 0);
    }
}

void addTo(Catalog& catalog) {
    catalog.add(
        std::make_unique<TopicOf<Paxos>>(),
        explorer::of<Paxos>(
            {6, {{"propose", 2}}, {{"forgets-promise", "propose=2,crash=1"}}}));
}

}  // namespace lockstep::paxos
