// SPDX-License-Identifier: GPL-3.0-or-later
// Histories from the literature, and many small ones beside a search through all orders.
#include "explorer/linearizability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "kernel/random.h"

namespace lockstep::explorer {
namespace {

using ::testing::ElementsAre;

// A register: what is read is what was written last; 0 at first.
struct Register {
    struct Call {
        bool writes = false;
        int value = 0;  // written, or read
    };
    using State = int;

    static bool apply(State& state, const Operation<Call>& operation) {
        if (operation.call.writes) {
            state = operation.call.value;
            return true;
        }
        return !operation.returned || operation.call.value == state;
    }
    static std::uint64_t fingerprint(State state) { return mixed(static_cast<unsigned>(state)); }
};
using Registers = std::vector<Operation<Register::Call>>;

Operation<Register::Call> write(int value, int invoked, std::optional<int> returned) {
    return {{true, value}, invoked, returned};
}
Operation<Register::Call> read(int value, int invoked, int returned) {
    return {{false, value}, invoked, returned};
}

// First in, first out; taking from an empty queue says 0.
struct Queue {
    struct Call {
        bool puts = false;
        int value = 0;  // put, or taken
    };
    using State = std::vector<int>;

    static bool apply(State& state, const Operation<Call>& operation) {
        if (operation.call.puts) {
            state.push_back(operation.call.value);
            return true;
        }
        const int first = state.empty() ? 0 : state.front();
        if (!state.empty()) state.erase(state.begin());
        return !operation.returned || operation.call.value == first;
    }
    static std::uint64_t fingerprint(const State& state) {
        Digest digest;
        for (const int value : state)
            digest.add(static_cast<std::uint64_t>(value));
        return digest.value();
    }
};

Operation<Queue::Call> put(int value, int invoked, int returned) {
    return {{true, value}, invoked, returned};
}
Operation<Queue::Call> taken(int value, int invoked, int returned) {
    return {{false, value}, invoked, returned};
}

TEST(Linearizability, HoldsForNothingAndForOneAfterTheOther) {
    EXPECT_TRUE(linearize<Register>({}).possible);
    const Linearization one = linearize<Register>({write(1, 0, 1), read(1, 2, 3), write(2, 4, 5)});
    EXPECT_TRUE(one.possible);
    EXPECT_THAT(one.order, ElementsAre(0, 1, 2));
    EXPECT_FALSE(one.offending);
}

TEST(Linearizability, FindsAStaleRead) {
    const Registers history{write(1, 0, 1), write(2, 2, 3), read(1, 4, 5), read(2, 6, 7)};
    const Linearization verdict = linearize<Register>(history);
    EXPECT_FALSE(verdict.possible);
    EXPECT_EQ(verdict.offending, 2U);
    EXPECT_THAT(verdict.order, ElementsAre(0, 1));
}

TEST(Linearizability, LetsAReadBesideAWriteSeeEither) {
    EXPECT_TRUE(linearize<Register>({write(1, 0, 9), read(0, 1, 2), read(1, 3, 4)}).possible);
    EXPECT_TRUE(linearize<Register>({write(1, 0, 9), read(1, 1, 2), read(1, 3, 4)}).possible);
}

// Once a read saw the new value, a later one cannot see the old one, although
// the write has not returned (new-old inversion).
TEST(Linearizability, LetsNoReadGoBack) {
    const Linearization verdict =
        linearize<Register>({write(1, 0, 9), read(1, 1, 2), read(0, 3, 4)});
    EXPECT_FALSE(verdict.possible);
    EXPECT_EQ(verdict.offending, 2U);
}

TEST(Linearizability, OrdersConcurrentWritesEitherWayButOnlyOneWay) {
    EXPECT_TRUE(linearize<Register>({write(1, 0, 5), write(2, 0, 5), read(1, 6, 7)}).possible);
    EXPECT_TRUE(linearize<Register>({write(1, 0, 5), write(2, 0, 5), read(2, 6, 7)}).possible);
    EXPECT_FALSE(linearize<Register>({write(1, 0, 5), write(2, 0, 5), read(2, 6, 7), read(1, 8, 9)})
                     .possible);
}

TEST(Linearizability, LetsAWriteWithoutAnAnswerHappenOrNot) {
    EXPECT_TRUE(linearize<Register>({write(1, 0, {}), read(0, 5, 6)}).possible);
    EXPECT_TRUE(linearize<Register>({write(1, 0, {}), read(1, 5, 6)}).possible);
    EXPECT_TRUE(linearize<Register>({write(1, 0, {}), read(0, 5, 6), read(1, 7, 8)}).possible);
    EXPECT_FALSE(linearize<Register>({write(1, 0, {}), read(1, 5, 6), read(0, 7, 8)}).possible);
    // Not before it was asked for.
    EXPECT_FALSE(linearize<Register>({read(1, 0, 1), write(1, 2, {})}).possible);
}

TEST(Linearizability, CallsWhatTouchesInTimeConcurrent) {
    EXPECT_TRUE(linearize<Register>({write(1, 0, 5), read(0, 5, 6)}).possible);
    EXPECT_FALSE(linearize<Register>({write(1, 0, 5), read(0, 6, 7)}).possible);
}

// Herlihy and Wing 1990, Figure 1: four histories of a queue.
TEST(Linearizability, JudgesTheQueuesOfHerlihyAndWing) {
    // (a) acceptable: the second put takes effect first.
    EXPECT_TRUE(
        linearize<Queue>({put(1, 0, 3), put(2, 2, 5), taken(2, 6, 8), taken(1, 9, 12)}).possible);
    // (b) not acceptable: the first put returned before the second began.
    EXPECT_FALSE(linearize<Queue>({put(1, 0, 1), put(2, 2, 3), taken(2, 4, 5)}).possible);
    // (c) acceptable: what is still being put is taken.
    EXPECT_TRUE(linearize<Queue>({put(1, 0, 5), taken(1, 1, 2)}).possible);
    // (d) not acceptable: the same item is taken twice.
    const Linearization twice =
        linearize<Queue>({put(1, 0, 1), put(2, 2, 3), taken(1, 4, 6), taken(1, 5, 7)});
    EXPECT_FALSE(twice.possible);
    EXPECT_THAT(twice.order, ElementsAre(0, 1, 2));
    EXPECT_EQ(twice.offending, 3U);
}

// Whether any order of those that returned and some of the others fits.
bool anyOrderFits(const Registers& history) {
    std::vector<std::size_t> order(history.size());
    std::iota(order.begin(), order.end(), 0U);
    do {
        for (std::size_t length = 0; length <= order.size(); ++length) {
            const auto end = order.begin() + static_cast<std::ptrdiff_t>(length);
            const auto missing = [&](std::size_t i) { return history[i].returned.has_value(); };
            if (std::any_of(end, order.end(), missing)) continue;
            int state = 0;
            bool fits = true;
            for (auto at = order.begin(); at != end && fits; ++at) {
                fits = Register::apply(state, history[*at]);
                for (auto before = order.begin(); before != at; ++before) {
                    const auto& later = history[*at];
                    if (later.returned && *later.returned < history[*before].invoked) fits = false;
                }
            }
            if (fits) return true;
        }
    } while (std::next_permutation(order.begin(), order.end()));
    return false;
}

TEST(Linearizability, AgreesWithASearchThroughAllOrders) {
    Random random(7);
    int possible = 0;
    for (int round = 0; round < 3000; ++round) {
        Registers history;
        const auto count = 1 + random.below(5);
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto invoked = static_cast<int>(random.below(10));
            const int returned = invoked + 1 + static_cast<int>(random.below(6));
            const auto value = static_cast<int>(random.below(3));
            if (random.below(2) == 0) {
                history.push_back(read(value, invoked, returned));
            } else {
                const bool answered = random.below(4) != 0;
                history.push_back(
                    write(value, invoked, answered ? std::optional<int>(returned) : std::nullopt));
            }
        }
        const bool expected = anyOrderFits(history);
        possible += expected ? 1 : 0;
        ASSERT_EQ(linearize<Register>(history).possible, expected) << "round " << round;
    }
    EXPECT_GT(possible, 500);
    EXPECT_LT(possible, 2500);
}

// Clients whose operations take effect somewhere between call and answer.
Registers livelyHistory(Random& random, int clients, int operations) {
    struct Instant {
        int time;
        std::size_t operation;
    };
    Registers history;
    std::vector<Instant> effects;
    std::vector<int> free(static_cast<std::size_t>(clients), 0);
    for (int i = 0; i < operations; ++i) {
        int& from = free[static_cast<std::size_t>(i % clients)];
        const int invoked = from + 1 + static_cast<int>(random.below(20));
        const int effect = invoked + static_cast<int>(random.below(50));
        const int returned = effect + static_cast<int>(random.below(50));
        from = returned + 1;
        effects.push_back({effect, history.size()});
        history.push_back(random.below(2) == 0 ? read(0, invoked, returned)
                                               : write(1 + i % 5, invoked, returned));
    }
    std::stable_sort(effects.begin(), effects.end(),
                     [](const Instant& a, const Instant& b) { return a.time < b.time; });
    int state = 0;
    for (const Instant& instant : effects) {
        auto& call = history[instant.operation].call;
        (call.writes ? state : call.value) = call.writes ? call.value : state;
    }
    return history;
}

// A search that tried every order would not end within the test's time limit.
TEST(Linearizability, JudgesAHundredOperationsRightOrWrong) {
    Random random(11);
    int wrong = 0;
    for (int round = 0; round < 100; ++round) {
        Registers history = livelyHistory(random, 5, 120);
        const Linearization right = linearize<Register>(history);
        ASSERT_TRUE(right.possible) << "round " << round;
        ASSERT_EQ(right.order.size(), history.size());
        for (auto& operation : history) {
            if (operation.call.writes || random.below(10) != 0) continue;
            operation.call.value = 1 + static_cast<int>(random.below(5));
        }
        const Linearization changed = linearize<Register>(history);
        wrong += changed.possible ? 0 : 1;
        EXPECT_EQ(changed.offending.has_value(), !changed.possible);
    }
    EXPECT_GT(wrong, 50);
}

}  // namespace
}  // namespace lockstep::explorer
