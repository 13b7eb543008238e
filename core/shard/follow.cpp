// SPDX-License-Identifier: GPL-3.0-or-later
// Following a primary, and taking its place.
#include "shard/events.h"
#include "shard/replicate.h"

namespace lockstep::shard {
namespace {

// [step-down]
// What it had to say stays unsaid: it may not be so any more.
void stepDown(Shard& shard, Outbox& out) {
    shard.followers.clear();
    shard.unsaid.clear();
    shard.resend.stop();
    out.startWatch(shard.watch);
}
// [step-down]

// [take-lead]
// It has all that its primary had told anybody. What the primary had begun
// and told nobody may be here or not; what is here counts, and the followers
// of the new epoch get it before anything is said.
void takeLead(Shard& shard, Outbox& out) {
    const View view = *shard.view();
    shard.followers.clear();
    for (const ServerId member : view.members) {
        if (member != shard.server) shard.followers.push_back({member, 0, 0});
    }
    out.notePromotion();
    out.say(promoted,
            "{server} leads shard {shard} from now on, by epoch {epoch}. It "
            "goes on from its copy {number}.",
            shard.server, shard.id, view.epoch, shard.number);
    shard.watch.stop();
    copyToAll(shard, Symbol::none, true, out);
    if (!shard.followers.empty()) out.startBeat(shard.watch);
    if (!shard.waits()) shard.resend.stop();
}
// [take-lead]

// The same primary with other followers: it waits for them alone.
void changeFollowers(Shard& shard, Outbox& out) {
    const View view = *shard.view();
    SmallVector<Follower, 2> followers;
    for (const ServerId member : view.members) {
        if (member == shard.server) continue;
        const Follower* known = shard.follower(member);
        followers.push_back(known ? *known : Follower{member, 0, 0});
    }
    shard.followers = followers;
    shard.epoch = view.epoch;
    out.say(viewTaken,
            "{server} still leads shard {shard}, by epoch {epoch}. Followers: "
            "{count}.",
            shard.server, shard.id, view.epoch, followers.size());
    if (followers.empty()) shard.watch.stop();
    release(shard, out);
    if (!shard.waits()) shard.resend.stop();
}

void askToFollow(const Shard& shard, Outbox& out) {
    const ServerId primary = shard.view()->members.front();
    out.say(askedToJoin,
            "{server} is not among the servers of shard {shard} any more, and "
            "asks {primary}, which leads it, to let it follow.",
            shard.server, shard.id, primary);
    out.sendTo(primary, Join{});
}

// [adopt-view]
// False if it is no news.
bool adopt(Shard& shard, const View& view, Outbox& out) {
    const bool led = shard.leads();
    if (!shard.directory.learn(view)) return false;
    if (shard.leads()) {
        led ? changeFollowers(shard, out) : takeLead(shard, out);
        return true;
    }
    if (led) {
        out.say(steppedDown,
                "{server} does not lead shard {shard} any more: epoch {epoch} "
                "is {primary}'s.",
                shard.server, shard.id, view.epoch, view.members.front());
    }
    stepDown(shard, out);
    if (!shard.isMember()) askToFollow(shard, out);
    return true;
}
// [adopt-view]

}  // namespace

// [store-copy]
// A server takes a copy from the primary of its own epoch or a later one. To
// an older one it says who leads now; without its word the other can tell
// nobody anything.
void receive(Shard& shard, const Copy& copy, ServerId primary, Outbox& out) {
    const View theirs = *copy.state->directory.viewOf(shard.id);
    const bool old = theirs.epoch < shard.view()->epoch;
    if (old && !out.has(Flaw::oldPrimary)) {
        out.say(copyRefused,
                "{server} refuses the copy of {primary}: its epoch {old} is "
                "over, and {leader} leads by epoch {epoch}.",
                shard.server, primary, theirs.epoch,
                shard.view()->members.front(), shard.view()->epoch);
        out.sendTo(primary, Lead{*shard.view()});
        return;
    }
    const bool newer = theirs.epoch > shard.epoch ||
                       (theirs.epoch == shard.epoch &&
                        copy.number > shard.number);
    if (newer || old) {
        if (shard.leads()) stepDown(shard, out);
        static_cast<ShardState&>(shard) = *copy.state;
        shard.number = copy.number;
        shard.epoch = theirs.epoch;
        if (copy.news) {
            out.say(copyStored, "{server} stores copy {number} of {primary}.",
                    shard.server, copy.number, primary);
        } else {
            out.say(copyStored,
                    "{server} knows of no other primary, and tells {primary} "
                    "so.",
                    shard.server, primary);
        }
    }
    out.startWatch(shard.watch);
    out.sendTo(primary, Copied{theirs.epoch, copy.number});
}
// [store-copy]

void receive(Shard& shard, const Beat& beat, ServerId primary, Outbox& out) {
    if (beat.epoch < shard.view()->epoch) {
        out.sendTo(primary, Lead{*shard.view()});
    } else if (!shard.leads()) {
        out.startWatch(shard.watch);
    }
}

// [suspect]
// Silence may mean that the primary is down, or slow, or cut off; the follower
// cannot know, and need not: if the router agrees, the old primary cannot
// serve again, whatever it is.
void suspect(Shard& shard, Outbox& out) {
    const View now = *shard.view();
    if (shard.gone) {
        shard.watch.stop();
        return;
    }
    out.startWatch(shard.watch);
    if (!now.has(shard.server)) {
        out.sendTo(out.router(), Where{});
        return;
    }
    View then{shard.id, now.epoch + 1, {}};
    then.members.push_back(shard.server);
    for (const ServerId member : now.members) {
        const bool other = member != shard.server;
        if (other && member != now.members.front()) {
            then.members.push_back(member);
        }
    }
    out.say(suspected,
            "{server} has heard nothing of {primary} for too long. It asks the "
            "router to let it lead shard {shard}, by epoch {epoch}.",
            shard.server, now.members.front(), shard.id, then.epoch);
    out.sendTo(out.router(), Propose{then});
}
// [suspect]

void receive(Shard& shard, const Lead& lead, Outbox& out) {
    if (lead.view.shard == shard.id) {
        adopt(shard, lead.view, out);
    } else {
        shard.directory.learn(lead.view);
    }
}

void receive(Shard& shard, const Here& here, Outbox& out) {
    bool news = false;
    for (const View& view : here.directory.views()) {
        news = view.shard == shard.id ? adopt(shard, view, out) : news;
        if (view.shard != shard.id) shard.directory.learn(view);
    }
    if (!news && !shard.isMember()) askToFollow(shard, out);
}

// Whom a primary waits for is on disk; what they have it asks anew.
void restartShard(Shard& shard, Outbox& out) {
    for (Follower& one : shard.followers)
        one = {one.server, 0, 0};
    if (shard.leads()) {
        if (shard.waits()) out.startTimer(shard.resend);
        if (!shard.followers.empty()) out.startBeat(shard.watch);
    } else if (!shard.gone) {
        out.startWatch(shard.watch);
    }
}

}  // namespace lockstep::shard
