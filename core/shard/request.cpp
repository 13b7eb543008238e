// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/request.h"

#include "shard/events.h"

namespace lockstep::shard {
namespace {

constexpr std::uint32_t mostTries = 5;

Asked* find(Client& client, RequestId id) {
    for (Asked& asked : client.asked) {
        if (asked.id == id) return &asked;
    }
    return nullptr;
}

// The answer is to what was sent last, not to something before it.
Asked* find(Client& client, RequestId id, std::uint32_t attempt) {
    Asked* asked = find(client, id);
    return asked && asked->attempt == attempt ? asked : nullptr;
}

void end(Client& client, const Asked& asked, Answer answer) {
    answer.kind = asked.kind;
    answer.key = asked.key;
    client.last = answer;
    client.asked.erase(client.asked.begin() + (&asked - client.asked.data()));
}

void send(Client& client, Asked& asked, ServerId to, MoveId asking,
          Outbox& out) {
    ++asked.attempt;
    asked.sentTo = out.primaryOf(to);
    asked.again = false;
    out.say(requestSent, "{client} sends {kind} {key} to {shard}.",
            client.server, nameOf(asked.kind), asked.key, asked.sentTo);
    out.startTimer(asked.timer);
    out.send(to, Request{asked.id, asked.attempt, asked.kind, asked.key,
                         asked.value, asking});
}

// [unknown-shard]
// The copy of the directory names a shard that is not there. To send anyway
// would lose the request without a word.
void refuse(Client& client, Asked& asked, ServerId shard, Outbox& out) {
    if (out.has(Flaw::unknownShard) && asked.kind != Kind::get) {
        out.say(answered,
                "{client} takes {kind} {key} for done, although there is no "
                "shard {shard} to do it. That rule is broken on purpose.",
                client.server, nameOf(asked.kind), asked.key, shard);
        out.noteVoid(asked.key);
        Answer believed;
        believed.value = asked.value;
        end(client, asked, believed);
        return;
    }
    out.say(shardUnknown,
            "{client} fails: unknown shard {shard}. Its directory gives {key} "
            "to a shard that is not there; it asks the router for a new one.",
            client.server, shard, asked.key);
    Answer answer;
    answer.error = Answer::Error::unknownShard;
    answer.shard = shard;
    end(client, asked, answer);
    out.send(out.router(), Where{});
}
// [unknown-shard]

// [look-up]
// No shard and no router is asked where a key is: the copy says it.
void sendByDirectory(Client& client, Asked& asked, Outbox& out) {
    const ServerId owner = client.cache.at(out.placeOf(asked.key)).owner;
    if (!out.isMember(owner)) {
        refuse(client, asked, owner, out);
        return;
    }
    send(client, asked, owner, 0, out);
}
// [look-up]

}  // namespace

const char* nameOf(Kind kind) {
    switch (kind) {
        case Kind::get: return "get";
        case Kind::put: return "put";
        case Kind::remove: return "delete";
    }
    return "";
}

void ask(Client& client, Asked asked, Outbox& out) {
    client.asked.push_back(asked);
    sendByDirectory(client, client.asked.back(), out);
}

void receive(Client& client, const Reply& reply, Outbox& out) {
    Asked* asked = find(client, reply.id);
    if (!asked) {
        out.say(lateAnswer, "{client} has had this answer before.",
                client.server);
        return;
    }
    out.noteAnswer(*asked, reply.written);
    if (asked->kind != Kind::get) {
        out.say(answered, "{client} knows that {kind} {key} is done.",
                client.server, nameOf(asked->kind), asked->key);
    } else if (reply.value == Symbol::none) {
        out.say(answered, "{client} learns that there is no {key}.",
                client.server, asked->key);
    } else {
        out.say(answered, "{client} learns that {key} = {value}.",
                client.server, asked->key, reply.value);
    }
    end(client, *asked, {{}, {}, reply.value, {}, {}});
}

// [follow-moved]
// The copy is mended first, so that no request takes this detour again.
void receive(Client& client, const Moved& moved, Outbox& out) {
    const bool news = client.cache.learn(moved.area, moved.owner, moved.epoch);
    if (news) {
        out.say(cacheHealed,
                "{client} writes {owner} into its directory as the owner of "
                "{area}. It will go there at once the next time.",
                client.server, moved.owner, moved.area);
    }
    Asked* asked = find(client, moved.id, moved.attempt);
    if (!asked) return;
    out.noteRedirect(false);
    sendByDirectory(client, *asked, out);
}
// [follow-moved]

// [follow-ask]
// For this once: the next request begins at the owner again, because only it
// knows which rows have gone.
void receive(Client& client, const Ask& ask, Outbox& out) {
    Asked* asked = find(client, ask.id, ask.attempt);
    if (!asked) return;
    out.noteRedirect(true);
    out.say(askFollowed,
            "{client} asks {shard} for this once. Its directory stays as it "
            "is.",
            client.server, ask.target);
    send(client, *asked, ask.target, ask.move, out);
}
// [follow-ask]

void receive(Client& client, const TryAgain& tryAgain, Outbox& out) {
    Asked* asked = find(client, tryAgain.id, tryAgain.attempt);
    if (!asked) return;
    asked->again = true;
    out.startPause(asked->timer);
    out.say(waitsToRetry, "{client} will try {key} again in a while.",
            client.server, asked->key);
}

// [refresh]
// What went to somebody else by the old copy goes to the right one at once.
void sendElsewhere(Client& client, Outbox& out) {
    SmallVector<RequestId, 4> elsewhere;
    for (const Asked& asked : client.asked) {
        const ServerId owner = client.cache.at(out.placeOf(asked.key)).owner;
        if (out.primaryOf(owner) != asked.sentTo && !asked.again) {
            elsewhere.push_back(asked.id);
        }
    }
    for (const RequestId id : elsewhere)
        sendByDirectory(client, *find(client, id), out);
}

void receive(Client& client, const Here& here, Outbox& out) {
    if (!client.cache.learn(here.directory)) return;
    out.say(directoryRead, "{client} takes over what the router knows.",
            client.server);
    sendElsewhere(client, out);
}

void receive(Client& client, const Lead& lead, Outbox& out) {
    if (!client.cache.learn(lead.view)) return;
    out.say(viewLearned,
            "{client} writes into its directory that {primary} leads shard "
            "{shard} now.",
            client.server, lead.view.members.front(), lead.view.shard);
    sendElsewhere(client, out);
}
// [refresh]

// [time-out]
// It cannot know whether its request was lost, or the answer, or is only
// late; so it sends the same again, which is done once.
void retry(Client& client, RequestId id, Outbox& out) {
    Asked& asked = *find(client, id);
    if (!asked.again) {
        ++asked.tries;
        if (asked.tries >= mostTries) {
            out.say(gaveUp,
                    "{client} gives up on {kind} {key}. Nobody has answered "
                    "{tries} times, and it does not know whether it was done.",
                    client.server, nameOf(asked.kind), asked.key, asked.tries);
            Answer answer;
            answer.error = Answer::Error::noAnswer;
            answer.shard = asked.sentTo;
            end(client, asked, answer);
            return;
        }
        out.say(timedOut,
                "{client} has waited long enough for {shard}. It sends the "
                "same again, and asks the router where {key} is.",
                client.server, asked.sentTo, asked.key);
        out.send(out.router(), Where{});
    }
    sendByDirectory(client, asked, out);
}
// [time-out]

}  // namespace lockstep::shard
