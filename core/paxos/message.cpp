// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/message.h"

#include "paxos/facts.h"
#include "paxos/outbox.h"

namespace lockstep::paxos {
namespace {

class MessageFields {
public:
    MessageFields(const World& world, MessageView& view)
        : world_(world), view_(view) {}

    void operator()(const Prepare& prepare) {
        add("ballot", ballotText(prepare.ballot));
        if (world_.dials.multi) {
            add("slots", instancesText(prepare.instances));
        }
        roles('P', 'A');
    }
    void operator()(const Promise& promise) {
        add("ballot", ballotText(promise.ballot));
        ListValue list;
        for (const Proposal& one : promise.accepted) {
            const std::string slot =
                world_.dials.multi ? std::to_string(one.slot) + ':' : "";
            list.add(slot + proposal(one));
        }
        add("accepted", list.value().text());
        roles('A', 'P');
    }
    void operator()(const Accept& accept) {
        add(accept.proposal);
        roles('P', 'A');
    }
    void operator()(const Accepted& accepted) {
        add(accepted.proposal);
        roles('A', 'P');
    }
    void operator()(const Nack& nack) {
        add("ballot", ballotText(nack.ballot));
        add("promised", ballotText(nack.promised));
        roles('A', 'P');
    }
    void operator()(const Learn& learn) {
        add(learn.proposal);
        roles('A', world_.learnerOn(view_.to) ? 'L' : 'P');
    }

private:
    std::string proposal(const Proposal& one) const {
        return voteText({one.ballot, one.value}, world_.setup->symbols);
    }
    void add(const Proposal& one) {
        if (world_.dials.multi) add("slot", std::to_string(one.slot));
        add("proposal", proposal(one));
    }
    void add(const char* name, const std::string& value) {
        view_.fields.emplace_back(name, value);
    }
    void roles(char from, char to) {
        view_.fromRole = role(from, view_.from);
        view_.toRole = role(to, view_.to);
    }
    std::string role(char letter, ServerId server) const {
        const std::uint16_t number =
            letter == 'P'   ? world_.proposerOn(server)->number
            : letter == 'A' ? world_.acceptorOn(server)->number
                            : world_.learnerOn(server)->number;
        return roleName(letter, number);
    }

    const World& world_;
    MessageView& view_;
};

}  // namespace

const char* kindOf(const Message& message) {
    static constexpr const char* kinds[] = {"prepare",  "promise", "accept",
                                            "accepted", "nack",    "learn"};
    return kinds[message.index()];
}

void describe(const World& world, const Message& message, MessageView& view) {
    view.kind = kindOf(message);
    std::visit(MessageFields(world, view), message);
}

}  // namespace lockstep::paxos
