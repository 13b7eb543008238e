// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/facts.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

// Says facts under a name, those that are asked for; values are made only if
// somebody asks.
class Facts {
public:
    Facts(const World& world, const Glob& glob, const FactSink& sink,
          std::string prefix)
        : world_(world),
          symbols_(world.setup->symbols),
          glob_(glob),
          sink_(sink),
          prefix_(std::move(prefix)) {}

    void chosen() {
        slots("chosen", world_.ghosts.observer.tallies.last(), [&](Slot slot) {
            ListValue list;
            for (const Symbol value : chosenIn(world_, slot)) {
                list.add(symbols_.text(value));
            }
            return list.value();
        });
    }

    void of(const Proposer& proposer) {
        say("phase", [&] { return phaseText(proposer.phase); });
        say("ballot", [&] { return ballotText(proposer.ballot); });
        say("value", [&] { return symbol(proposer.value); });
        say("promises", [&] { return acceptors(proposer.promises); });
        say("accepts", [&] { return acceptors(proposer.accepts); });
        say("highest", [&] { return std::max(proposer.tried, proposer.seen); });
        if (!world_.dials.multi) return;
        say("next", [&] { return proposer.next; });
        say("waiting", [&] { return waiting(proposer); });
        of(proposer.known, "learned");
    }

    void of(const Acceptor& acceptor) {
        say("promised", [&] { return ballotText(acceptor.promised); });
        slots("accepted", acceptor.accepted.last(), [&](Slot slot) -> Value {
            return voteText(acceptor.accepted[slot], symbols_);
        });
    }

    void of(const Learner& learner, const char* name) {
        slots(name, learner.tallies.last(),
              [&](Slot slot) { return symbol(learner.learned(slot)); });
        if (world_.dials.multi) {
            say("executed", [&] { return learner.executed; });
        }
    }

private:
    template <class Make>
    void say(std::string_view fact, Make make) {
        const std::string name = prefix_ + std::string(fact);
        if (glob_.matches(name)) sink_(name, Value(make()));
    }

    // A fact with a value for each slot: "x" without `multi`, where there is
    // one; "1=x 3=y" with it; and "chosen.3" alone.
    template <class Make>
    void slots(const std::string& fact, Slot last, Make make) {
        say(fact, [&] {
            if (!world_.dials.multi) return make(1);
            ListValue list;
            for (Slot slot = 1; slot <= last; ++slot) {
                const Value value = make(slot);
                if (value.isNone()) continue;
                list.add(std::to_string(slot) + '=' + value.text());
            }
            return list.value();
        });
        const std::size_t parts = prefix_.empty() ? 2 : 3;
        if (glob_.parts() != parts) return;
        if (const auto asked = slotAsked(glob_.exactPart(parts - 1))) {
            say(fact + '.' + std::to_string(*asked),
                [&] { return make(*asked); });
            return;
        }
        for (Slot slot = 1; slot <= last; ++slot) {
            say(fact + '.' + std::to_string(slot), [&] { return make(slot); });
        }
    }

    static std::optional<Slot> slotAsked(std::string_view part) {
        Slot slot = 0;
        const char* end = part.data() + part.size();
        const auto [stop, error] = std::from_chars(part.data(), end, slot);
        const bool number = error == std::errc() && stop == end && slot > 0;
        if (!number || part.front() == '0') return std::nullopt;
        return slot;
    }

    Value symbol(Symbol value) const {
        if (value == Symbol::none) return Value();
        return symbols_.text(value);
    }

    Value acceptors(ServerSet set) const {
        ListValue list;
        for (ServerId server : set) {
            list.add(roleName('A', world_.acceptorOn(server)->number));
        }
        return list.value();
    }

    Value waiting(const Proposer& proposer) const {
        ListValue list;
        for (const Wish& wish : proposer.wishes) {
            list.add(symbols_.text(wish.value));
        }
        return list.value();
    }

    const World& world_;
    const Symbols& symbols_;
    const Glob& glob_;
    const FactSink& sink_;
    std::string prefix_;
};

// The facts of one role, if any of its name are asked for.
template <class Visit>
void visitRole(const World& world, const Glob& glob, const FactSink& sink,
               const std::string& name, Visit visit) {
    if (!glob.mayStartWith(name)) return;
    Facts facts(world, glob, sink, name + '.');
    visit(facts);
}

}  // namespace

std::string roleName(char letter, std::uint16_t number) {
    return letter + std::to_string(number + 1);
}

const char* phaseText(Phase phase) {
    switch (phase) {
        case Phase::idle: return "idle";
        case Phase::preparing: return "preparing";
        case Phase::accepting: return "accepting";
        case Phase::done: return "done";
    }
    return "";
}

SmallVector<Symbol, 1> chosenIn(const World& world, Slot slot) {
    const Tally& tally = world.ghosts.observer.tallies[slot];
    SmallVector<Symbol, 1> values;
    if (tally.chosen.none()) return values;
    values.push_back(tally.chosen.value);
    for (const Count& count : tally.counts) {
        if (count.acceptors.size() >= world.quorum2()) {
            values.push_back(count.value);
        }
    }
    return values;
}

void visitFacts(const World& world, const Glob& glob, const FactSink& sink) {
    if (glob.mayStartWith("chosen")) Facts(world, glob, sink, "").chosen();
    for (const Proposer& proposer : world.proposers) {
        visitRole(world, glob, sink, roleName('P', proposer.number),
                  [&](Facts& facts) { facts.of(proposer); });
    }
    for (const Acceptor& acceptor : world.acceptors) {
        visitRole(world, glob, sink, roleName('A', acceptor.number),
                  [&](Facts& facts) { facts.of(acceptor); });
    }
    for (const Learner& learner : world.learners) {
        visitRole(world, glob, sink, roleName('L', learner.number),
                  [&](Facts& facts) { facts.of(learner, "learned"); });
    }
}

}  // namespace lockstep::paxos
