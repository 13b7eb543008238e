// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/paxos/attempts.h"

#include <algorithm>

#include "kernel/network_events.h"
#include "paxos/outbox.h"

namespace lockstep::figures::paxos {

namespace {

using namespace protocol;

// Further back the ladder does not look.
constexpr Step mostSteps = 600;
constexpr std::size_t mostAttempts = 40;

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

Ballot ballotOf(const Message& message) {
    return std::visit(Overloaded{[](const Prepare& m) { return m.ballot; },
                                 [](const Promise& m) { return m.ballot; },
                                 [](const Accept& m) { return m.proposal.ballot; },
                                 [](const Accepted& m) { return m.proposal.ballot; },
                                 [](const Nack& m) { return m.ballot; },
                                 [](const Learn& m) { return m.proposal.ballot; }},
                      message);
}

// With `multi`, phase 1 stands apart, as slot 0; a nack may be of either.
Slot slotOf(const Message& message, const World& world) {
    if (!world.dials.multi) return 0;
    return std::visit(Overloaded{[](const Prepare&) { return Slot{0}; },
                                 [](const Promise&) { return Slot{0}; },
                                 [](const Accept& m) { return m.proposal.slot; },
                                 [](const Accepted& m) { return m.proposal.slot; },
                                 [](const Nack&) { return Slot{0}; },
                                 [](const Learn& m) { return m.proposal.slot; }},
                      message);
}

std::string reportOf(const World& world, const Promise& promise) {
    if (promise.accepted.empty()) return "";
    if (promise.accepted.size() > 1) return std::to_string(promise.accepted.size()) + " slots";
    const Proposal& one = promise.accepted.front();
    const std::string slot = world.dials.multi ? std::to_string(one.slot) + ':' : "";
    return slot + voteText({one.ballot, one.value}, world.setup->symbols);
}

// Follows the messages through the steps.
class Reader {
public:
    explicit Reader(const World& now) : now_(now) {}

    void step(Step step, const World& before, const World& after, const Events& events,
              bool isLast) {
        for (const auto& packet : before.cluster.packets) {
            if (!after.cluster.find(packet.id)) end(packet, isLost(events, packet.id), isLast);
        }
        for (const auto& packet : after.cluster.packets) {
            if (packet.id >= before.cluster.nextMessage) send(step, packet);
        }
        for (const Proposer& proposer : after.proposers) count(before, proposer);
    }

    std::vector<Attempt> take() {
        if (attempts_.size() > mostAttempts) {
            attempts_.erase(attempts_.begin(),
                            attempts_.end() - static_cast<std::ptrdiff_t>(mostAttempts));
        }
        return std::move(attempts_);
    }

    void send(Step step, const Packet<Message>& packet) {
        Attempt& attempt = at(step, packet.body);
        if (Leg* leg = legOf(attempt, packet)) {
            if (leg->stage != Stage::arrived) leg->stage = Stage::flying;
            leg->refused = std::holds_alternative<Nack>(packet.body);
            if (const auto* promise = std::get_if<Promise>(&packet.body)) {
                leg->report = reportOf(now_, *promise);
            }
        }
        if (const auto* accept = std::get_if<Accept>(&packet.body)) {
            attempt.value = accept->proposal.value;
        }
    }

private:
    static bool isLost(const Events& events, MessageId id) {
        return std::any_of(events.begin(), events.end(), [&](const Event& event) {
            const bool lost = event.kind == &network::lost || event.kind == &network::dropped;
            return lost && !event.fields.empty() &&
                   event.fields[0].value == static_cast<std::int64_t>(id);
        });
    }

    void end(const Packet<Message>& packet, bool lost, bool lit) {
        Attempt& attempt = at(0, packet.body);
        Leg* leg = legOf(attempt, packet);
        if (!leg) return;
        if (!lost) leg->stage = Stage::arrived;
        if (lost && leg->stage != Stage::arrived) leg->stage = Stage::lost;
        leg->lit = leg->lit || lit;
    }

    void count(const World& before, const Proposer& proposer) {
        for (Attempt& attempt : attempts_) {
            if (attempt.ballot != proposer.ballot) continue;
            attempt.promises = std::max(attempt.promises, proposer.promises.size());
            const bool isLatest = !now_.dials.multi || attempt.value == proposer.value;
            if (isLatest) attempt.accepts = std::max(attempt.accepts, proposer.accepts.size());
            const Proposer& was = before.proposers[proposer.number];
            const bool ended = was.ballot == proposer.ballot && was.phase != Phase::idle &&
                               proposer.phase == Phase::idle;
            if (ended) attempt.abandoned = true;
        }
    }

    Attempt& at(Step step, const Message& message) {
        const Ballot ballot = ballotOf(message);
        const Slot slot = slotOf(message, now_);
        for (auto it = attempts_.rbegin(); it != attempts_.rend(); ++it) {
            if (it->ballot == ballot && it->slot == slot) return *it;
        }
        Attempt fresh;
        fresh.ballot = ballot;
        fresh.slot = slot;
        fresh.began = step;
        for (auto& legs : fresh.legs) legs.resize(now_.acceptors.size());
        fresh.learns.assign(now_.acceptors.size(), std::vector<Leg>(now_.learners.size()));
        attempts_.push_back(std::move(fresh));
        return attempts_.back();
    }

    Leg* legOf(Attempt& attempt, const Packet<Message>& packet) const {
        const Acceptor* from = now_.acceptorOn(packet.from);
        const Acceptor* to = now_.acceptorOn(packet.to);
        if (std::holds_alternative<Learn>(packet.body)) {
            const Learner* learner = now_.learnerOn(packet.to);
            return from && learner ? &attempt.learns[from->number][learner->number] : nullptr;
        }
        const bool asks = std::holds_alternative<Prepare>(packet.body) ||
                          std::holds_alternative<Accept>(packet.body);
        const Acceptor* acceptor = asks ? to : from;
        if (!acceptor) return nullptr;
        const Rung rung = rungOf(packet.body, attempt, now_, acceptor->server);
        return &attempt.of(rung)[acceptor->number];
    }

    const World& now_;
    std::vector<Attempt> attempts_;
};

}  // namespace

bool Attempt::has(Rung rung) const {
    return std::any_of(of(rung).begin(), of(rung).end(),
                       [](const Leg& leg) { return leg.stage != Stage::absent; });
}

Rung rungOf(const Message& message, const Attempt& attempt, const World& world,
            ServerId acceptor) {
    if (std::holds_alternative<Prepare>(message)) return Rung::prepare;
    if (std::holds_alternative<Promise>(message)) return Rung::promise;
    if (std::holds_alternative<Accept>(message)) return Rung::accept;
    if (!std::holds_alternative<Nack>(message)) return Rung::accepted;
    // A nack answers the last that this acceptor was asked.
    const Acceptor* one = world.acceptorOn(acceptor);
    const bool asked =
        one && attempt.of(Rung::accept)[one->number].stage == Stage::arrived;
    return asked ? Rung::accepted : Rung::promise;
}

std::vector<Attempt> attemptsOf(const Moment& moment) {
    const auto& now = moment.after->as<World>();
    Reader reader(now);
    if (moment.history && moment.step > 0) {
        const Step first = moment.step > mostSteps ? moment.step - mostSteps + 1 : 1;
        moment.history->visitSteps(
            first, moment.step,
            [&](Step step, const AnyWorld& before, const AnyWorld& after, const Events& events) {
                reader.step(step, before.as<World>(), after.as<World>(), events,
                            step == moment.step);
            });
    } else {
        for (const auto& packet : now.cluster.packets) reader.send(0, packet);
    }
    return reader.take();
}

const Attempt* attemptOf(const std::vector<Attempt>& attempts, const World& world,
                         const Message& message) {
    const Ballot ballot = ballotOf(message);
    const Slot slot = slotOf(message, world);
    for (const Attempt& attempt : attempts) {
        if (attempt.ballot == ballot && attempt.slot == slot) return &attempt;
    }
    return nullptr;
}

}  // namespace lockstep::figures::paxos
