// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/delivery.h"

#include "shard/events.h"
#include "shard/move.h"
#include "shard/replicate.h"
#include "shard/request.h"
#include "shard/scan.h"
#include "shard/serve.h"
#include "shard/transaction.h"

namespace lockstep::shard {
namespace {

class Delivery {
public:
    Delivery(World& world, const Packet<Message>& packet,
             const Playing& playing)
        : world_(world),
          sender_(packet.from),
          from_(packet.from),
          to_(packet.to),
          shard_(world.shardOn(packet.to)),
          out_(world, packet.to, playing) {
        // A shard is known by its name, whichever of its servers speaks.
        const Shard* sender = world.shardOn(sender_);
        if (sender) from_ = sender->id;
    }

    void operator()(const Request& m) {
        if (leads()) receive(*shard_, m, from_, out_);
    }
    void operator()(const Reply& m) { receive(client(), m, out_); }
    void operator()(const Moved& m) { receive(client(), m, out_); }
    void operator()(const Ask& m) { receive(client(), m, out_); }
    void operator()(const TryAgain& m) { receive(client(), m, out_); }
    void operator()(const Import& m) {
        if (leads()) receive(*shard_, m, from_, out_);
    }
    void operator()(const Ready& m) {
        if (leads()) receive(*shard_, m, out_);
    }
    void operator()(const MoveRow& m) {
        if (leads()) receive(*shard_, m, from_, out_);
    }
    void operator()(const Stored& m) {
        if (leads()) receive(*shard_, m, out_);
    }
    void operator()(const HandOver& m) {
        if (leads()) receive(*shard_, m, from_, out_);
    }
    void operator()(const Taken& m) {
        if (leads()) receive(*shard_, m, out_);
    }
    void operator()(const Scan& m) {
        if (leads()) receive(*shard_, m, from_, out_);
    }
    void operator()(const Rows& m) { receive(router(), m, from_, out_); }
    void operator()(const Prepare& m) {
        if (leads()) receive(*shard_, m, out_);
    }
    void operator()(const Vote& m) { receive(router(), m, from_, out_); }
    void operator()(const Commit& m) {
        if (leads()) receive(*shard_, m, out_);
    }
    void operator()(const Abort& m) {
        if (leads()) receive(*shard_, m, out_);
    }
    void operator()(const Done& m) { receive(router(), m, out_); }
    void operator()(const Inquire& m) { receive(router(), m, from_, out_); }
    void operator()(const Copy& m) { receive(*shard_, m, sender_, out_); }
    void operator()(const Copied& m) { receive(*shard_, m, sender_, out_); }
    void operator()(const Beat& m) { receive(*shard_, m, sender_, out_); }
    void operator()(const Join& m) {
        if (leads()) receive(*shard_, m, sender_, out_);
    }
    void operator()(const Propose& m) { receive(router(), m, sender_, out_); }
    void operator()(const Lead& m) {
        correct(m.view);
        if (shard_) {
            receive(*shard_, m, out_);
        } else if (Client* client = world_.clientOn(to_)) {
            receive(*client, m, out_);
        }
    }
    void operator()(const Here& m) {
        if (shard_) {
            receive(*shard_, m, out_);
        } else {
            receive(client(), m, out_);
        }
    }
    void operator()(const News& news) {
        if (!router().directory.learn(news.area, news.owner, news.epoch)) {
            return;
        }
        out_.say(newsHeard,
                 "{router} writes {owner} into its directory as the owner of "
                 "{area}. It does not tell the clients.",
                 to_, news.owner, news.area);
    }
    void operator()(const Where&) {
        out_.say(directorySent, "{router} sends {client} its directory.", to_,
                 sender_);
        out_.sendTo(sender_, Here{router().directory});
    }

private:
    // [not-primary]
    // Only the primary of a shard acts for it. Another of its servers says
    // who that is, as far as it knows.
    bool leads() {
        if (shard_->leads()) return true;
        out_.say(notPrimary,
                 "{server} does not lead shard {shard}; as it knows, {primary} "
                 "does.",
                 to_, shard_->id, shard_->view()->members.front());
        out_.sendTo(sender_, Lead{*shard_->view()});
        return false;
    }
    // [not-primary]

    // [correct-view]
    // Who is to lead may not have heard of it, and take its old primary's word
    // for all is well. Whoever was sent to it, and knows better, says so.
    void correct(const View& theirs) {
        const Client* client = world_.clientOn(to_);
        if (!shard_ && !client) return;
        const View* ours =
            (shard_ ? shard_->directory : client->cache).viewOf(theirs.shard);
        const bool old = ours && ours->epoch > theirs.epoch;
        if (!old || sender_ == out_.router()) return;
        out_.say(viewCorrected,
                 "{server} knows better, and tells {other} that {primary} "
                 "leads shard {shard}, by epoch {epoch}.",
                 to_, sender_, ours->members.front(), ours->shard,
                 ours->epoch);
        out_.sendTo(sender_, Lead{*ours});
    }
    // [correct-view]

    Client& client() { return *world_.clientOn(to_); }
    Router& router() { return world_.router; }

    World& world_;
    ServerId sender_;
    ServerId from_;
    ServerId to_;
    Shard* shard_;
    Outbox out_;
};

}  // namespace

void deliver(World& world, const Packet<Message>& packet,
             const Playing& playing) {
    std::visit(Delivery(world, packet, playing), packet.body);
    Shard* shard = world.shardOn(packet.to);
    if (!shard) return;
    Outbox out(world, packet.to, playing);
    replicate(*shard, out);
}

}  // namespace lockstep::shard
