// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "raft/world.h"

namespace lockstep::raft {

// What a server acts through, with what it knows besides its own state: the
// dials, its clock, and which rules are broken.
class Outbox : public lockstep::Outbox<Message> {
public:
    Outbox(World& world, ServerId self, const Playing& playing)
        : lockstep::Outbox<Message>(world.cluster, self, playing),
          dials(world.dials),
          symbols(world.setup->symbols),
          timeless(playing.exploring),
          world_(world) {}

    bool has(Flaw flaw) const { return world_.has(flaw); }

    // How many of these servers are a majority; half of them with the flaw
    // half-quorum.
    int quorum(ServerSet members) const {
        const int size = members.size();
        if (has(Flaw::halfQuorum)) return size < 2 ? 1 : size / 2;
        return size / 2 + 1;
    }

    // Whether these servers may decide: a majority of the configuration, and
    // of both its sets while it is joint (§6).
    bool isQuorum(const Configuration& configuration, ServerSet agreed) const {
        const auto majority = [&](ServerSet members) {
            return (members & agreed).size() >= quorum(members);
        };
        return majority(configuration.members()) &&
               (!configuration.joint() || majority(configuration.old()));
    }

    // Randomized, so that split votes are rare and soon over (§5.2).
    DurationRange electionTimeout() const {
        const DurationRange range = dials.electionTimeout;
        if (has(Flaw::equalTimeouts)) return {range.low, range.low};
        return range;
    }

    // Starts a timer, which runs by the server's own clock.
    void restart(Timer& timer, DurationRange in) {
        if (has(Flaw::redrawsTimeouts) && !timeless) in = drawnAtEachTick(in);
        const std::int64_t rate = clockRate();
        if (rate != usualRate) {
            in.low = in.low * usualRate / rate;
            in.high = in.high * usualRate / rate;
        }
        lockstep::Outbox<Message>::restart(timer, in);
    }

    Time now() const { return world_.cluster.now; }
    // How much time has gone by, on the server's own clock.
    Duration since(Time time) const {
        return (now() - time) * clockRate() / usualRate;
    }

    // A client hears the answer to its question.
    void answer(const PendingRead& read, Symbol value);

    const Dials& dials;
    Symbols& symbols;
    // While exploring nothing takes time.
    const bool timeless;

private:
    // A tick is a tenth of the range. At each of them it is drawn anew whether
    // the timeout is over, so that the longest hardly ever come up: the flaw
    // redraws-timeouts (etcd's issue 4887).
    DurationRange drawnAtEachTick(const DurationRange& in) {
        const Duration tick = (in.high - in.low) / 10;
        if (tick.count() == 0) return in;
        Time over = in.low;
        for (std::uint64_t passed = 1; passed < 10; ++passed) {
            over += tick;
            if (world_.cluster.random.below(10) < passed) return {over, over};
        }
        return {in.high, in.high};
    }

    std::int64_t clockRate() const {
        return world_.dials.clockRates[self().index];
    }

    World& world_;
};

}  // namespace lockstep::raft
