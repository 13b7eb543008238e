// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/cluster.h"
#include "kernel/event.h"
#include "kernel/network_events.h"

namespace lockstep {

// How an action is played: with narration into `events` or silently, under a
// clock or by the explorer, for which neither chance nor due times exist.
struct Playing {
    Events* events = nullptr;
    bool exploring = false;
    MessageId cause = 0;
};

template <class... Fields>
void say(const Playing& playing, const EventKind& kind, Sentence sentence,
         const Fields&... fields) {
    if (!playing.events) return;
    playing.events->push_back({&kind,
                               sentence,
                               {Field(fields)...},
                               ServerId{},
                               false,
                               playing.cause});
}

// What a server acts through: it sends, sets its timers and says what it
// did. Latency, loss and chance are this side of the protocol, not in it.
template <class Message>
class Outbox {
public:
    Outbox(Cluster<Message>& cluster, ServerId self, const Playing& playing)
        : cluster_(cluster), self_(self), playing_(playing) {}

    // Loss, latency and duplication are drawn now, at sending.
    void send(ServerId to, const Message& message) {
        if (playing_.exploring) {
            cluster_.packets.push_back({cluster_.nextMessage++, self_, to,
                                        Time{}, Time{}, 0, message});
            return;
        }
        if (cluster_.random.chance(cluster_.dials.loss)) {
            const MessageId id = cluster_.nextMessage++;
            lockstep::say(playing_, network::lost,
                          "Message {message} from {from} to {to} is lost. The "
                          "network drops some, by its loss dial.",
                          id, self_, to);
            return;
        }
        cluster_.schedule(self_, to, message);
        if (cluster_.random.chance(cluster_.dials.duplicate)) {
            cluster_.schedule(self_, to, message);
        }
    }

    // Starts a timer anew, due after a time drawn from the range.
    void restart(Timer& timer, const DurationRange& in) {
        if (playing_.exploring) {
            timer.running = true;
            return;
        }
        timer = {true, cluster_.now, cluster_.now + cluster_.random.within(in),
                 cluster_.nextOrder++};
    }

    template <class... Fields>
    void say(const EventKind& kind, Sentence sentence,
             const Fields&... fields) {
        if (!playing_.events) return;
        playing_.events->push_back(
            {&kind, sentence, {Field(fields)...}, self_, true, playing_.cause});
    }

    ServerId self() const { return self_; }
    std::size_t clusterSize() const { return cluster_.size(); }

private:
    Cluster<Message>& cluster_;
    ServerId self_;
    Playing playing_;
};

}  // namespace lockstep
