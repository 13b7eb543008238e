// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/given.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "paxos/by_hand.h"
#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

constexpr Slot highestSlot = 10'000;

// What somebody is said to have learned: it must be chosen there.
struct Claim {
    Place place;
    std::string who;
    Slot slot = 1;
    Symbol value = Symbol::none;
};

struct SlotRange {
    Slot first = 1;
    Slot last = 1;
};

std::optional<Slot> readSlot(std::string_view text) {
    Slot slot = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, slot);
    const bool whole = error == std::errc() && stop == end;
    if (!whole || slot < 1 || slot > highestSlot) return std::nullopt;
    return slot;
}

// What stands behind "accepted": nothing, ".3" or ".1..134".
std::optional<SlotRange> readSlots(std::string_view text) {
    if (text.empty()) return SlotRange{};
    if (text.front() != '.') return std::nullopt;
    text.remove_prefix(1);
    const std::size_t dots = text.find("..");
    const auto first = readSlot(text.substr(0, dots));
    const auto last = dots == std::string_view::npos
                          ? first
                          : readSlot(text.substr(dots + 2));
    if (!first || !last || *last < *first) return std::nullopt;
    return SlotRange{*first, *last};
}

// Reads one `given` line into the role it names.
class GivenReader {
public:
    GivenReader(World& world, const Given& given, std::vector<Claim>& claims,
                std::vector<Fault>& faults)
        : world_(world), given_(given), claims_(claims), faults_(faults) {}

    void read() {
        const ServerId server = *world_.setup->find(given_.server);
        // With the roles together, S1 is all of them, and A1 one.
        const char letter = given_.server.front();
        if (letter != 'A' && letter != 'L') {
            proposer_ = world_.proposerOn(server);
        }
        if (letter != 'P' && letter != 'L') {
            acceptor_ = world_.acceptorOn(server);
        }
        if (letter != 'P' && letter != 'A') {
            learner_ = world_.learnerOn(server);
        }
        for (const Setting& setting : given_.settings)
            read(setting);
        finish();
    }

private:
    void read(const Setting& setting) {
        const std::string_view name = setting.name;
        const std::string_view word = name.substr(0, name.find('.'));
        const auto slots = readSlots(name.substr(word.size()));
        if (!slots || (slots->last > 1 && !world_.dials.multi)) {
            wrong(setting.place,
                  "'" + setting.name +
                      "' names no slot; write accepted.3 or accepted.1..3, "
                      "with multi on");
        } else if (word == "promised" && acceptor_) {
            readPromised(setting);
        } else if (word == "accepted" && acceptor_) {
            readAccepted(setting, *slots);
        } else if (word == "learned" && canLearn()) {
            readLearned(setting, *slots);
        } else if (word == "highest" && proposer_) {
            readHighest(setting);
        } else {
            wrong(setting.place,
                  given_.server + " takes no '" + setting.name +
                      "'; an acceptor takes promised= and accepted=, a "
                      "learner learned=, a proposer highest=, and with multi "
                      "learned=");
        }
    }

    bool canLearn() const {
        return learner_ || (proposer_ && world_.dials.multi);
    }

    void readPromised(const Setting& setting) {
        std::string why;
        const auto ballot = readBallot(setting.value, world_, why);
        if (!ballot) {
            wrong(setting.valuePlace, why);
            return;
        }
        acceptor_->promised = *ballot;
        promisedPlace_ = setting.place;
        use(*ballot);
    }

    void readAccepted(const Setting& setting, SlotRange slots) {
        std::string why;
        const auto vote = readVote(setting.value, world_, why);
        if (!vote) {
            wrong(setting.valuePlace, why);
            return;
        }
        use(*vote);
        for (Slot slot = slots.first; slot <= slots.last; ++slot) {
            if (clashes(setting, slot, *vote)) return;
            acceptor_->accepted.set(slot, *vote);
            countVote(world_.ghosts.observer, {slot, vote->ballot, vote->value},
                      acceptor_->server, world_.quorum2());
        }
        highest_ = std::max(highest_, vote->ballot);
    }

    // A ballot proposes one value in a slot, so no two acceptors have
    // different ones of it.
    bool clashes(const Setting& setting, Slot slot, const Vote& vote) {
        for (const Acceptor& other : world_.acceptors) {
            const Vote& theirs = other.accepted[slot];
            if (theirs.ballot != vote.ballot || theirs.value == vote.value) {
                continue;
            }
            wrong(setting.valuePlace, "ballot " + ballotText(vote.ballot) +
                                          " has two values in slot " +
                                          std::to_string(slot) +
                                          "; a ballot proposes one");
            return true;
        }
        return false;
    }

    void readLearned(const Setting& setting, SlotRange slots) {
        if (setting.value == "none") return;
        const Symbol value = world_.setup->symbols.intern(setting.value);
        for (Slot slot = slots.first; slot <= slots.last; ++slot) {
            if (learner_) learn(*learner_, slot, value);
            if (proposer_) learn(proposer_->known, slot, value);
            claims_.push_back({setting.place, given_.server, slot, value});
        }
    }

    // It learned the value in the ballot in which the observer saw it chosen.
    void learn(Learner& learner, Slot slot, Symbol value) {
        Tally tally;
        tally.chosen = {{1, 0}, value};
        learner.tallies.set(slot, tally);
        while (learner.learned(learner.executed + 1) != Symbol::none) {
            ++learner.executed;
        }
    }

    void readHighest(const Setting& setting) {
        Round round = 0;
        const char* end = setting.value.data() + setting.value.size();
        const auto [stop, error] =
            std::from_chars(setting.value.data(), end, round);
        if (error != std::errc() || stop != end || round > highestWritten) {
            wrong(setting.valuePlace,
                  "highest must be a round up to 1000000, not '" +
                      setting.value + "'");
            return;
        }
        use(Ballot{round, proposer_->number});
    }

    // Who has used a ballot never uses it again.
    void use(const Ballot& ballot) {
        Proposer& proposer = world_.proposers[ballot.proposer];
        proposer.tried = std::max(proposer.tried, ballot.round);
        proposer.seen = std::max(proposer.seen, ballot.round);
    }
    void use(const Vote& vote) {
        use(vote.ballot);
        world_.ghosts.noteProposed(vote.value);
    }

    void finish() {
        if (!acceptor_) return;
        if (promisedPlace_.line == 0 && acceptor_->promised.none()) {
            acceptor_->promised = highest_;
        }
        if (!world_.below(acceptor_->promised, highest_)) return;
        wrong(promisedPlace_,
              given_.server + " has promised ballot " +
                  ballotText(acceptor_->promised) + ", below ballot " +
                  ballotText(highest_) +
                  " that it has accepted; give it at least that promise");
    }

    void wrong(Place place, std::string message) {
        faults_.push_back({place, std::move(message)});
    }

    World& world_;
    const Given& given_;
    std::vector<Claim>& claims_;
    std::vector<Fault>& faults_;
    Proposer* proposer_ = nullptr;
    Acceptor* acceptor_ = nullptr;
    Learner* learner_ = nullptr;
    Ballot highest_;
    Place promisedPlace_;
};

}  // namespace

void readGivens(World& world, std::vector<Fault>& faults) {
    std::vector<Claim> claims;
    for (const Given& given : world.setup->scenario.givens) {
        GivenReader(world, given, claims, faults).read();
    }
    const Learner& observer = world.ghosts.observer;
    for (const Claim& claim : claims) {
        if (observer.learned(claim.slot) == claim.value) continue;
        const std::string value(world.setup->symbols.text(claim.value));
        faults.push_back(
            {claim.place, claim.who + " cannot have learned " + value +
                              " in slot " + std::to_string(claim.slot) +
                              "; give a quorum of acceptors that accepted it "
                              "in one ballot"});
        return;
    }
}

}  // namespace lockstep::paxos
