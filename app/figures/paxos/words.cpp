// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/paxos/words.h"

#include <algorithm>

#include "paxos/facts.h"
#include "paxos/outbox.h"

namespace lockstep::figures::paxos {

namespace {

using namespace lockstep::paxos;

MessageView viewOf(const World& world, const FlyingPacket& packet) {
    MessageView view{packet.id, packet.from, packet.to, packet.sent, packet.due, "", {}};
    lockstep::paxos::describe(world, packet.body, view);
    return view;
}

std::string upperFirst(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string names(const World& world, ServerSet acceptors) {
    std::string text;
    int left = acceptors.size();
    for (ServerId server : acceptors) {
        text += roleName('A', world.acceptorOn(server)->number);
        --left;
        if (left > 0) text += left == 1 ? " and " : ", ";
    }
    return text;
}

std::string count(int had, int needed) {
    return std::to_string(had) + " of " + std::to_string(needed);
}

// Those that accepted the ballot, as the acceptors' registers still say.
ServerSet stillAccepting(const World& world, const Ballot& ballot) {
    ServerSet set;
    for (const Acceptor& acceptor : world.acceptors) {
        if (acceptor.accepted[1].ballot == ballot) set.insert(acceptor.server);
    }
    return set;
}

ObserverWords chosenWords(const World& world, const SmallVector<Symbol, 1>& values) {
    ObserverWords words;
    words.chosen = true;
    words.broken = values.size() > 1;
    const Vote& chosen = world.ghosts.observer.tallies[1].chosen;
    words.text = valueWords(world, values[0]);
    if (words.broken) {
        words.text += " and " + valueWords(world, values[1]) + " are both chosen";
        return words;
    }
    words.text += " is chosen, in ballot " + ballotText(chosen.ballot);
    const ServerSet still = stillAccepting(world, chosen.ballot);
    if (still.size() >= world.quorum2()) words.text += ": " + names(world, still) + " accepted it";
    return words;
}

ObserverWords logWords(const World& world) {
    const Learner& observer = world.ghosts.observer;
    ObserverWords words;
    Slot chosen = 0;
    Slot highest = 0;
    for (Slot slot = 1; slot <= observer.tallies.last(); ++slot) {
        const auto values = chosenIn(world, slot);
        words.broken = words.broken || values.size() > 1;
        if (values.empty()) continue;
        ++chosen;
        highest = slot;
    }
    words.chosen = chosen > 0;
    if (words.broken) {
        words.text = "Two values are chosen in one slot";
    } else if (chosen == 0) {
        words.text = "Nothing is chosen in any slot yet";
    } else if (chosen == highest) {
        words.text = chosen == 1 ? "Slot 1 is chosen"
                                 : "Slots 1 to " + std::to_string(chosen) + " are chosen";
    } else {
        const std::string which =
            chosen == 1 ? "Slot " + std::to_string(highest) + " is chosen"
                        : std::to_string(chosen) + " slots up to " + std::to_string(highest) +
                              " are chosen";
        words.text = which + "; the first gap is slot " + std::to_string(observer.executed + 1);
    }
    return words;
}

}  // namespace

std::string valueWords(const World& world, Symbol value) {
    if (value == Symbol::none) return "–";
    if (value == world.noop && world.dials.multi) return "no-op";
    return std::string(world.setup->symbols.text(value));
}

std::string executedWords(Slot executed) {
    if (executed == 0) return "nothing";
    if (executed == 1) return "slot 1";
    return "slots 1 to " + std::to_string(executed);
}

std::string sentenceOf(const World& world, const FlyingPacket& packet) {
    const MessageView view = viewOf(world, packet);
    std::string text = upperFirst(view.kind) + " from " + view.fromRole + " to " + view.toRole;
    const char* gap = ": ";
    for (const auto& [name, value] : view.fields) {
        text += gap + name + ' ' + value;
        gap = ", ";
    }
    return text + '.';
}

std::string tipOf(const World& world, const FlyingPacket& packet) {
    const MessageView view = viewOf(world, packet);
    std::string text = upperFirst(view.kind) + "  " + view.fromRole + " → " + view.toRole;
    for (const auto& [name, value] : view.fields) text += '\n' + name + ' ' + value;
    return text + "\nsent at " + toMilliseconds(packet.sent) + " ms, due at " +
           toMilliseconds(packet.due) + " ms\nmessage " + std::to_string(packet.id);
}

std::string sentenceOf(const World& world, const Proposer& proposer) {
    const std::string name = roleName('P', proposer.number);
    if (!world.up(proposer.server)) {
        return name + " is down; it remembers that it tried round " +
               std::to_string(proposer.tried) + '.';
    }
    const std::string ballot = "ballot " + ballotText(proposer.ballot);
    switch (proposer.phase) {
        case Phase::idle:
            return proposer.ballot.none() ? name + " is idle."
                                          : name + " is idle; it has given up " + ballot + '.';
        case Phase::preparing:
            return name + " is preparing " + ballot + ", with " +
                   count(proposer.promises.size(), world.quorum1()) + " promises.";
        case Phase::accepting:
            return name + " asks to accept " + valueWords(world, proposer.value) + " in " + ballot +
                   ", and " + count(proposer.accepts.size(), world.quorum2()) + " did.";
        case Phase::done:
            if (world.dials.multi) return name + " leads with " + ballot + '.';
            return name + " is done: " + valueWords(world, proposer.value) + " is chosen in " +
                   ballot + '.';
    }
    return "";
}

std::string sentenceOf(const World& world, const Acceptor& acceptor) {
    const std::string name = roleName('A', acceptor.number);
    std::string text = name + (world.up(acceptor.server) ? "" : " is down; it");
    text += acceptor.promised.none() ? " has promised nothing"
                                     : " has promised ballot " + ballotText(acceptor.promised);
    const Slot last = acceptor.accepted.last();
    if (last == 0) return text + " and accepted nothing.";
    if (world.dials.multi) {
        return text + " and accepted proposals up to slot " + std::to_string(last) + '.';
    }
    return text + " and accepted " + voteText(acceptor.accepted[1], world.setup->symbols) + '.';
}

std::string sentenceOf(const World& world, const Learner& learner) {
    const std::string name = roleName('L', learner.number);
    if (!world.up(learner.server)) return name + " is down; it has forgotten what it learned.";
    if (world.dials.multi) {
        return name + " has executed " + executedWords(learner.executed) + '.';
    }
    const Symbol learned = learner.learned(1);
    if (learned == Symbol::none) return name + " has learned nothing.";
    return name + " has learned " + valueWords(world, learned) + '.';
}

ObserverWords observerWords(const World& world) {
    if (world.dials.multi) return logWords(world);
    const auto values = chosenIn(world, 1);
    if (!values.empty()) return chosenWords(world, values);
    ObserverWords words;
    const Tally& tally = world.ghosts.observer.tallies[1];
    const auto nearest = std::max_element(
        tally.counts.begin(), tally.counts.end(), [](const auto& a, const auto& b) {
            return a.acceptors.size() < b.acceptors.size();
        });
    words.text = "Nothing is chosen yet";
    if (nearest != tally.counts.end()) {
        words.text += ": ballot " + ballotText(nearest->ballot) + " has " +
                      count(nearest->acceptors.size(), world.quorum2()) + " acceptors";
    }
    return words;
}

std::string lineOf(const World& world, const Attempt& attempt) {
    std::string text;
    if (world.dials.multi && attempt.slot != 0) {
        text = "slot " + std::to_string(attempt.slot) + ": " + valueWords(world, attempt.value) +
               ", ";
        return text + count(attempt.accepts, world.quorum2()) + " accepted";
    }
    text = count(attempt.promises, world.quorum1()) + " promised";
    if (attempt.has(Rung::accept)) {
        text += ", " + valueWords(world, attempt.value) + ": " +
                count(attempt.accepts, world.quorum2()) + " accepted";
    }
    return attempt.abandoned ? text + ", abandoned" : text;
}

std::string shortLineOf(const World& world, const Attempt& attempt) {
    const std::string accepted = count(attempt.accepts, world.quorum2());
    if (world.dials.multi && attempt.slot != 0) {
        return "slot " + std::to_string(attempt.slot) + ": " + accepted;
    }
    if (attempt.abandoned) return "abandoned";
    if (attempt.has(Rung::accept)) return "accepted " + accepted;
    return "promised " + count(attempt.promises, world.quorum1());
}

bool isFresh(const World& world) {
    return std::all_of(world.acceptors.begin(), world.acceptors.end(),
                       [](const Acceptor& acceptor) { return acceptor.promised.none(); });
}

std::string describe(const World& world) {
    std::string text;
    const auto add = [&](const std::string& sentence) {
        text += (text.empty() ? "" : " ") + sentence;
    };
    for (const Proposer& proposer : world.proposers) add(sentenceOf(world, proposer));
    for (const Acceptor& acceptor : world.acceptors) add(sentenceOf(world, acceptor));
    for (const Learner& learner : world.learners) add(sentenceOf(world, learner));
    add(observerWords(world).text + '.');
    for (const FlyingPacket& packet : world.cluster.packets) add(sentenceOf(world, packet));
    return text;
}

}  // namespace lockstep::figures::paxos
