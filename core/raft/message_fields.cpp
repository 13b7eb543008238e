// SPDX-License-Identifier: GPL-3.0-or-later
// What a message is called and what it carries.
#include "raft/facts.h"

namespace lockstep::raft {
namespace {

class MessageFields {
public:
    MessageFields(const World& world, MessageView& view)
        : world_(world), view_(view) {}

    void operator()(const RequestVote& request) {
        add("term", request.term);
        add("lastLogIndex", request.lastLogIndex);
        add("lastLogTerm", request.lastLogTerm);
        if (request.preVote) add("preVote", "yes");
        if (request.transfer) add("transfer", "yes");
    }
    void operator()(const VoteReply& reply) {
        add("term", reply.term);
        add("granted", reply.granted ? "yes" : "no");
        if (reply.preVote) add("preVote", "yes");
    }
    void operator()(const AppendEntries& append) {
        add("term", append.term);
        add("prevLogIndex", append.prevLogIndex);
        add("prevLogTerm", append.prevLogTerm);
        ListValue entries;
        Index index = append.prevLogIndex;
        for (const Entry& entry : append.entries) {
            entries.add(entryText(++index, entry, *world_.setup));
        }
        add("entries", entries.value());
        add("leaderCommit", append.leaderCommit);
        addTimes(append.round, append.sentAt);
    }
    void operator()(const AppendReply& reply) {
        add("term", reply.term);
        add("success", reply.success ? "yes" : "no");
        add(reply.success ? "matchIndex" : "refusedIndex", reply.index);
        addTimes(reply.round, reply.sentAt);
        if (reply.success || world_.dials.backup == Backup::plain) return;
        add("conflictTerm", reply.conflictTerm);
        add("conflictIndex", reply.conflictIndex);
    }
    void operator()(const InstallSnapshot& install) {
        add("term", install.term);
        add("lastIncludedIndex", install.snapshot->lastIncludedIndex);
        add("lastIncludedTerm", install.snapshot->lastIncludedTerm);
        ListValue members;
        for (ServerId id : install.snapshot->configuration.all())
            members.add(world_.setup->name(id));
        add("config", members.value());
        addTimes(install.round, install.sentAt);
    }
    void operator()(const SnapshotReply& reply) {
        add("term", reply.term);
        add("lastIncludedIndex", reply.index);
        addTimes(reply.round, reply.sentAt);
    }
    void operator()(const TimeoutNow& message) { add("term", message.term); }

private:
    // Only where reads depend on them.
    void addTimes(std::uint32_t round, Time sentAt) {
        if (round > 0) add("round", round);
        if (sentAt >= Time{}) {
            view_.fields.emplace_back("sentAt", toMilliseconds(sentAt));
        }
    }

    void add(const char* name, const Value& value) {
        view_.fields.emplace_back(name, value.text());
    }

    const World& world_;
    MessageView& view_;
};

}  // namespace

const char* kindOf(const Message& message) {
    static constexpr const char* kinds[] = {
        "request-vote", "vote",           "append",     "append-reply",
        "snapshot",     "snapshot-reply", "timeout-now"};
    return kinds[message.index()];
}

void describe(const World& world, const Message& message, MessageView& view) {
    view.kind = kindOf(message);
    std::visit(MessageFields(world, view), message);
}

}  // namespace lockstep::raft
