// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel/outbox.h"
#include "shard/world.h"

namespace lockstep::shard {

// What a server acts through, with what everybody knows: the scheme, who
// belongs to the system, and which rules are broken.
class Outbox : public lockstep::Outbox<Message> {
public:
    Outbox(World& world, ServerId self, const Playing& playing)
        : lockstep::Outbox<Message>(world.cluster, self, playing),
          symbols(world.setup->symbols),
          world_(world),
          narrating_(playing.events != nullptr) {}

    bool has(Flaw flaw) const { return world_.has(flaw); }
    Place placeOf(Symbol key) const { return world_.placeOf(key); }
    Scheme scheme() const { return world_.dials.scheme; }
    bool isMember(ServerId shard) const { return world_.isMember(shard); }
    // The shards that are there, in head order.
    SmallVector<ServerId, 4> members() const;
    ServerId router() const { return world_.router.server; }
    // The server that leads a shard, as far as this one knows.
    ServerId primaryOf(ServerId shard) const;
    bool replicated() const { return world_.dials.replicas > 1; }
    ScanId freshScan() { return world_.nextScan++; }
    Time now() const { return world_.cluster.now; }

    // To a shard means to its primary. What a primary with followers has to
    // say waits until they have the copy that it is about to make.
    void send(ServerId to, const Message& message);
    // To this very server, and at once.
    void sendTo(ServerId server, const Message& message) {
        lockstep::Outbox<Message>::send(server, message);
    }

    // Answers are waited for this long.
    void startTimer(Timer& timer) {
        restart(timer, {world_.dials.timeout, world_.dials.timeout});
    }
    // A row that is busy is asked for again after a quarter of it.
    void startPause(Timer& timer) {
        restart(timer, {world_.dials.timeout / 4, world_.dials.timeout / 4});
    }

    // A primary shows itself three times in the time for which a follower
    // waits for it.
    void startBeat(Timer& timer) {
        restart(timer,
                {world_.dials.detection / 3, world_.dials.detection / 3});
    }
    void startWatch(Timer& timer) {
        restart(timer, {world_.dials.detection, world_.dials.detection});
    }

    // What the observer sees: a write that is done, the answer to a client.
    std::uint32_t noteWrite(Symbol key, Symbol value);
    void noteAnswer(const Asked& asked, std::uint32_t written);
    void noteDone(Symbol key, std::uint32_t written);
    void noteScan(const Gathering& scan, const std::vector<Row>& found);
    std::uint32_t writes() const { return world_.ghosts.writes; }
    void notePair(const Transaction& transaction);
    void noteHalf(TransactionId id, Symbol key, std::uint32_t written);
    void noteAbort(TransactionId id) { world_.forgetPair(id); }
    void noteVoid(Symbol key) { world_.ghosts.intoTheVoid = key; }
    void notePromotion();
    void noteRedirect(bool ask);
    void noteOwner() { ++world_.changes; }
    void noteRowMoved() { ++world_.rowsMoved; }

    // As the base's, but areas and places may fill places as well; their
    // words are only made if somebody reads them.
    template <class... Fields>
    void say(const EventKind& kind, Sentence sentence,
             const Fields&... fields) {
        if (!narrating_) return;
        lockstep::Outbox<Message>::say(kind, sentence, worded(fields)...);
    }

    const Symbols& symbols;

private:
    void forgetWholePairs();
    template <class T>
    const T& worded(const T& field) const {
        return field;
    }
    Symbol worded(const Area& area) const;
    Symbol worded(const Place& place) const;

    World& world_;
    bool narrating_;
};

// "slot 12182", "slots 0 to 1364", "53 arcs", "keys from i to before r".
std::string areaText(Scheme scheme, const Area& area);
std::string placeText(Scheme scheme, const Place& place);

}  // namespace lockstep::shard
