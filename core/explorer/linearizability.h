// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "kernel/hash.h"

namespace lockstep::explorer {

// Something a client asked for: when, when it was answered, and with what. No
// answer means that nobody knows whether it took effect, or ever will.
template <class Call>
struct Operation {
    Call call;  // what was asked and, once it has returned, what was answered
    std::int64_t invoked = 0;
    std::optional<std::int64_t> returned;
};

// Whether a history is linearizable: whether each operation can be thought to
// take effect at one instant between its invocation and its return (Herlihy
// and Wing, "Linearizability", 1990).
struct Linearization {
    bool possible = false;
    // The operations by their places in the history, in an order that the
    // specification allows: of all that returned and some that did not, if it
    // is possible, else the longest beginning of such an order.
    std::vector<std::size_t> order;
    // What can follow no such beginning, though it must come before anything
    // that is invoked after its return.
    std::optional<std::size_t> offending;
};

// Looks for an order by trying operations that overlap one after the other
// (Wing and Gong, "Testing and Verifying Concurrent Objects", 1993), and never
// twice the same set of operations that led to the same state (Lowe, "Testing
// for linearizability", 2017). A sequential specification has
//   Spec::State                                 copied and compared, State{}
//                                               at first
//   Spec::Call
//   Spec::apply(State&, const Operation<Call>&) false if the operation cannot
//                                               have had its answer there
//   Spec::fingerprint(const State&)
// Two operations that touch in time, one returning as the other is invoked,
// count as overlapping.
template <class Spec>
class LinearizabilityCheck {
public:
    using History = std::vector<Operation<typename Spec::Call>>;

    explicit LinearizabilityCheck(const History& history)
        : history_(history), done_((history.size() + 63) / 64, 0) {
        line_.reserve(history.size() * 2 + 1);
        line_.push_back({});
        enum { invocation, answer };
        struct At {
            std::int64_t time;
            int what;
            std::size_t operation;
        };
        std::vector<At> order;
        for (std::size_t i = 0; i < history.size(); ++i) {
            order.push_back({history[i].invoked, invocation, i});
            if (!history[i].returned) continue;
            order.push_back({*history[i].returned, answer, i});
            ++awaited_;
        }
        std::stable_sort(
            order.begin(), order.end(), [](const At& a, const At& b) {
                return a.time != b.time ? a.time < b.time : a.what < b.what;
            });
        calls_.resize(history.size());
        returns_.resize(history.size(), 0);
        for (const At& at : order) {
            const std::size_t place = line_.size();
            (at.what == answer ? returns_ : calls_)[at.operation] = place;
            line_.push_back({at.operation, at.what == answer, place - 1, 0});
            line_[place - 1].next = place;
        }
    }

    Linearization run() {
        std::size_t at = line_[0].next;
        while (placed_ < awaited_) {
            // A return that is reached before its operation took effect: what
            // was tried leads nowhere. While one is awaited there is one.
            if (line_[at].isReturn) {
                note(line_[at].operation);
                if (tried_.empty()) return longest_;
                at = takeBack();
            } else if (take(line_[at].operation)) {
                at = line_[0].next;
            } else {
                at = line_[at].next;
            }
        }
        longest_ = {true, orderSoFar(), std::nullopt};
        return longest_;
    }

private:
    // Invocations and returns in order of time; place 0 stands before them.
    struct Event {
        std::size_t operation = 0;
        bool isReturn = false;
        std::size_t before = 0;
        std::size_t next = 0;
    };
    struct Tried {
        std::size_t operation;
        typename Spec::State state;  // before it
    };
    struct Seen {
        std::vector<std::uint64_t> done;
        typename Spec::State state;
    };

    // Lets an operation take effect now. False if it cannot, or if the same
    // set of operations came to the same state before.
    bool take(std::size_t operation) {
        typename Spec::State next = state_;
        if (!Spec::apply(next, history_[operation])) return false;
        flip(operation);
        if (!isNew(next)) {
            flip(operation);
            return false;
        }
        tried_.push_back({operation, std::move(state_)});
        state_ = std::move(next);
        unlink(calls_[operation]);
        if (returns_[operation] != 0) {
            unlink(returns_[operation]);
            ++placed_;
        }
        return true;
    }

    // Takes the last one back; where to go on.
    std::size_t takeBack() {
        const std::size_t operation = tried_.back().operation;
        state_ = std::move(tried_.back().state);
        tried_.pop_back();
        flip(operation);
        if (returns_[operation] != 0) {
            link(returns_[operation]);
            --placed_;
        }
        link(calls_[operation]);
        return line_[calls_[operation]].next;
    }

    bool isNew(const typename Spec::State& state) {
        std::uint64_t key = Spec::fingerprint(state);
        for (const std::uint64_t word : done_)
            key = mixed(key + word);
        auto& alike = seen_[key];
        for (const Seen& seen : alike) {
            if (seen.done == done_ && seen.state == state) return false;
        }
        alike.push_back({done_, state});
        return true;
    }

    void flip(std::size_t operation) {
        done_[operation / 64] ^= 1ULL << operation % 64;
    }
    void unlink(std::size_t place) {
        line_[line_[place].before].next = line_[place].next;
        if (line_[place].next != 0) {
            line_[line_[place].next].before = line_[place].before;
        }
    }
    void link(std::size_t place) {
        line_[line_[place].before].next = place;
        if (line_[place].next != 0) line_[line_[place].next].before = place;
    }

    void note(std::size_t offending) {
        if (longest_.offending && tried_.size() <= longest_.order.size()) {
            return;
        }
        longest_ = {false, orderSoFar(), offending};
    }

    std::vector<std::size_t> orderSoFar() const {
        std::vector<std::size_t> order;
        for (const Tried& tried : tried_)
            order.push_back(tried.operation);
        return order;
    }

    const History& history_;
    std::vector<Event> line_;
    std::vector<std::size_t> calls_;    // places in the line
    std::vector<std::size_t> returns_;  // 0: it did not return
    std::size_t awaited_ = 0;           // operations that returned
    std::size_t placed_ = 0;            // of these, those in the order so far
    std::vector<std::uint64_t> done_;   // operations in the order so far
    typename Spec::State state_{};
    std::vector<Tried> tried_;
    std::map<std::uint64_t, std::vector<Seen>> seen_;
    Linearization longest_;
};

template <class Spec>
Linearization linearize(
    const std::vector<Operation<typename Spec::Call>>& history) {
    return LinearizabilityCheck<Spec>(history).run();
}

}  // namespace lockstep::explorer
