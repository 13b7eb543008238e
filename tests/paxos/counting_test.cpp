// SPDX-License-Identifier: GPL-3.0-or-later
// The explorer's number of states against another's: a model of the same
// protocol in sixty lines, that shares nothing with the one under test and
// keeps every state whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "explorer/explorer.h"
#include "kernel/adapter.h"
#include "paxos/paxos.h"

namespace lockstep::paxos {
namespace {

enum Kind { prepare, promise, accept, accepted, nack };

// kind, proposer, acceptor, ballot; the ballot and value reported, asked for
// or promised.
using Letter = std::array<int, 6>;

// A ballot is 2 * round + proposer.
struct Model {
    struct OneProposer {
        int tried = 0, seen = 0, phase = 0, wish = 0, heard = 0, reported = 0, value = 0;
        auto operator<=>(const OneProposer&) const = default;
    };
    struct OneAcceptor {
        int promised = 0, ballot = 0, value = 0;
        auto operator<=>(const OneAcceptor&) const = default;
    };

    std::array<OneProposer, 2> proposers;
    std::array<OneAcceptor, 3> acceptors;
    std::multiset<Letter> network;
    std::map<std::pair<int, int>, int> votes;  // by ballot and value
    std::pair<int, int> chosen;
    int proposals = 0;
    int retries = 0;

    auto operator<=>(const Model&) const = default;

    int ballotOf(int p) const { return 2 * proposers[p].tried + p; }
    void toAll(int kind, int p, int value) {
        for (int a = 0; a < 3; ++a)
            network.insert({kind, p, a, ballotOf(p), 0, value});
    }
    void begin(int p) {
        OneProposer& one = proposers[p];
        one.tried = one.seen = std::max(one.tried, one.seen) + 1;
        one.phase = 1;
        one.heard = one.reported = one.value = 0;
        toAll(prepare, p, 0);
    }
    void stop(int p, int phase) {
        OneProposer& one = proposers[p];
        one.phase = phase;
        one.heard = one.reported = one.value = 0;
    }
    void vote(int a, int ballot, int value) {
        if (value == chosen.second) return;
        int& voters = votes[{ballot, value}];
        voters |= 1 << a;
        if (chosen.second != 0 || __builtin_popcount(voters) < 2) return;
        chosen = {ballot, value};
        std::erase_if(votes, [&](const auto& one) { return one.first.second == value; });
    }
    void deliver(const Letter& letter) {
        const auto [kind, p, a, ballot, other, value] = letter;
        network.erase(network.find(letter));
        OneAcceptor& acceptor = acceptors[a];
        OneProposer& proposer = proposers[p];
        const bool current = ballot == ballotOf(p);
        if ((kind == prepare || kind == accept) && ballot < acceptor.promised) {
            network.insert({nack, p, a, ballot, acceptor.promised, 0});
        } else if (kind == prepare) {
            acceptor.promised = ballot;
            network.insert({promise, p, a, ballot, acceptor.ballot, acceptor.value});
        } else if (kind == accept) {
            acceptor = {ballot, ballot, value};
            vote(a, ballot, value);
            network.insert({accepted, p, a, ballot, 0, value});
        } else if (kind == nack) {
            proposer.seen = std::max(proposer.seen, other / 2);
            if (current && (proposer.phase == 1 || proposer.phase == 2)) stop(p, 0);
        } else if (current && kind == promise && proposer.phase == 1) {
            hear(p, a, other, value);
        } else if (current && kind == accepted && proposer.phase == 2) {
            proposer.heard |= 1 << a;
            if (__builtin_popcount(proposer.heard) == 2) stop(p, 3);
        }
    }
    void hear(int p, int a, int reported, int value) {
        OneProposer& one = proposers[p];
        one.heard |= 1 << a;
        if (reported > one.reported) {
            one.reported = reported;
            one.value = value;
        }
        if (__builtin_popcount(one.heard) < 2) return;
        const int chosenValue = one.reported > 0 ? one.value : one.wish;
        stop(p, chosenValue == 0 ? 0 : 2);
        if (chosenValue != 0) toAll(accept, p, chosenValue);
    }
    // A letter that would change nothing is forgotten, and so is one that
    // would only be answered by such.
    void forget() {
        while (forgetOne()) {
        }
    }
    bool forgetOne() {
        for (const Letter& letter : network) {
            Model without = *this;
            without.network.erase(without.network.find(letter));
            Model after = *this;
            after.deliver(letter);
            for (auto at = after.network.begin(); at != after.network.end();) {
                const bool idle = !network.contains(*at) && after.changesNothing(*at);
                at = idle ? after.network.erase(at) : std::next(at);
            }
            if (after != without) continue;
            *this = std::move(without);
            return true;
        }
        return false;
    }
    bool changesNothing(const Letter& letter) const {
        Model without = *this;
        without.network.erase(without.network.find(letter));
        Model after = *this;
        after.deliver(letter);
        return after == without;
    }
};

// The acceptors under other names: the first of all that come to the same.
Model folded(const Model& model) {
    std::array<int, 3> to{0, 1, 2};
    const auto bits = [&](int set) {
        return (set & 1) << to[0] | (set >> 1 & 1) << to[1] | (set >> 2 & 1) << to[2];
    };
    Model least = model;
    while (std::next_permutation(to.begin(), to.end())) {
        Model other = model;
        for (int a = 0; a < 3; ++a)
            other.acceptors[to[a]] = model.acceptors[a];
        for (auto& proposer : other.proposers)
            proposer.heard = bits(proposer.heard);
        for (auto& vote : other.votes)
            vote.second = bits(vote.second);
        other.network.clear();
        for (Letter letter : model.network) {
            letter[2] = to[letter[2]];
            other.network.insert(letter);
        }
        least = std::min(least, other);
    }
    return least;
}

std::size_t statesOf(int mostProposals, int mostRetries, bool forgetting, bool folding = false) {
    std::set<Model> seen{Model{}};
    std::vector<std::set<Model>::iterator> open{seen.begin()};
    while (!open.empty()) {
        const Model from = *open.back();
        open.pop_back();
        const auto reach = [&](const std::function<void(Model&)>& act) {
            Model to = from;
            act(to);
            if (forgetting) to.forget();
            if (folding) to = folded(to);
            const auto [at, isNew] = seen.insert(to);
            if (isNew) open.push_back(at);
        };
        for (const Letter& letter : from.network) {
            reach([&](Model& model) { model.deliver(letter); });
        }
        for (int p = 0; p < 2; ++p) {
            if (from.proposals < mostProposals) {
                reach([&](Model& model) {
                    model.proposers[p].wish = ++model.proposals;
                    model.begin(p);
                });
            }
            if (from.retries < mostRetries) {
                reach([&](Model& model) {
                    ++model.retries;
                    model.begin(p);
                });
            }
        }
    }
    return seen.size();
}

// Paxos as if every message could still make a difference.
struct Remembering : Paxos {
    static bool matters(const World&, const Packet<Message>&) { return true; }
};

template <class T>
explorer::Result explored(int proposals, int retries, bool symmetry = false) {
    Scenario scenario;
    scenario.topic = "paxos";
    scenario.dials = {{"learners", "0", {}, {}}};
    std::vector<Fault> faults;
    const auto start = TopicOf<Paxos>().start(scenario, faults);
    explorer::Bounds bounds;
    bounds.symmetry = symmetry;
    const auto topic = explorer::of<T>({6, {{"propose", proposals}, {"prepare", retries}}});
    return topic->prepare(*start, bounds)->run({});
}

TEST(PaxosCounting, OneBallotHasAsManyStatesAsTheModel) {
    const auto result = explored<Remembering>(1, 0);
    EXPECT_EQ(result.verdict, explorer::Verdict::allSeen);
    EXPECT_EQ(result.states, statesOf(1, 0, false));
}

TEST(PaxosCounting, AnotherBallotHasAsManyStatesAsTheModel) {
    EXPECT_EQ(explored<Paxos>(1, 0).states, statesOf(1, 0, true));
    EXPECT_EQ(explored<Paxos>(0, 1).states, statesOf(0, 1, true));
}

// Three acceptors, two ballots, two values: all of it.
TEST(PaxosCounting, TwoBallotsAndTwoValuesAreExhausted) {
    const auto all = explored<Remembering>(2, 0);
    EXPECT_EQ(all.verdict, explorer::Verdict::allSeen);
    EXPECT_EQ(all.states, 1'469'241U);
    const auto less = explored<Paxos>(2, 0);
    EXPECT_EQ(less.verdict, explorer::Verdict::allSeen);
    EXPECT_EQ(less.states, 42'347U);
}

// Acceptors are alike: with their names left out the model has as many states.
TEST(PaxosCounting, FoldedAcceptorsHaveAsManyStatesAsTheModel) {
    EXPECT_EQ(explored<Remembering>(1, 0, true).states, statesOf(1, 0, false, true));
    EXPECT_EQ(explored<Paxos>(1, 0, true).states, statesOf(1, 0, true, true));
    EXPECT_EQ(explored<Paxos>(0, 1, true).states, statesOf(0, 1, true, true));
}

// Three names can be changed in six ways, which few states are the same under.
TEST(PaxosCounting, FoldingLeavesAboutASixth) {
    const auto all = explored<Paxos>(2, 0);
    const auto less = explored<Paxos>(2, 0, true);
    EXPECT_TRUE(less.folded);
    EXPECT_EQ(less.verdict, explorer::Verdict::allSeen);
    EXPECT_EQ(less.depth, all.depth);
    EXPECT_GE(less.states * 6, all.states);
    EXPECT_LE(less.states * 5, all.states);
}

// The quick way, by parts, and the usual way come to the same.
struct Undivided : Paxos {
    static bool actsAlone(std::size_t) { return false; }
};

TEST(PaxosCounting, WorldsTakenApartComeToTheSame) {
    for (const auto& [proposals, retries] : {std::pair{2, 0}, {1, 1}, {0, 2}}) {
        const auto parts = explored<Paxos>(proposals, retries);
        const auto whole = explored<Undivided>(proposals, retries);
        EXPECT_EQ(parts.states, whole.states);
        EXPECT_EQ(parts.transitions, whole.transitions);
        EXPECT_EQ(parts.depth, whole.depth);
    }
}

// The two numbers, found by the model; it takes a minute.
TEST(PaxosCounting, TheModelCountsTheSame) {
    const char* asked = std::getenv("LOCKSTEP_LONG");
    if (!asked || std::string(asked) != "1") GTEST_SKIP() << "LOCKSTEP_LONG=1 runs it";
    EXPECT_EQ(statesOf(2, 0, false), 1'469'241U);
    EXPECT_EQ(statesOf(2, 0, true), 42'347U);
}

}  // namespace
}  // namespace lockstep::paxos
