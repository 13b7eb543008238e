// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "explorer/spent.h"
#include "kernel/simulate.h"

namespace lockstep::explorer {

// An action that could happen next, and the budget it is paid from.
struct Choice {
    Action action;
    std::uint8_t slot = freeOfCharge;
};

// The texts that actions of an exploration name, made once before it.
struct Phrases {
    std::vector<std::uint32_t> partitions;  // every way to part the servers
    std::vector<std::uint32_t> values;      // x=1, x=2, …, by how many before
    std::uint32_t key = 0;                  // x
};

Phrases makePhrases(const Setup& setup, const std::vector<int>& budgets);

// Lists what can happen next in a world, in the same order each time: a place
// in this list names an action. Delivering to a server that is down or cut
// off is left out, because it only loses the message, and a message that
// never arrives is as good as lost.
template <class T>
class Choices {
public:
    using World = typename T::World;

    Choices(const Phrases& phrases, const std::vector<int>& budgets)
        : phrases_(phrases), budgets_(budgets) {}

    void list(const World& world, const Spent& spent,
              std::vector<Choice>& out) const {
        out.clear();
        listDeliveries(world, out);
        listMeddling(world, spent, out);
        listMachines(world, spent, out);
        listPartitions(world, spent, out);
        listVerbs(world, spent, out);
    }

private:
    bool affords(const Spent& spent, std::size_t slot) const {
        return spent.counts[slot] < budgets_[slot];
    }

    std::uint8_t paidFrom(std::uint8_t slot) const {
        return budgets_[slot] == unlimited ? freeOfCharge : slot;
    }

    static void listDeliveries(const World& world, std::vector<Choice>& out) {
        const auto& cluster = world.cluster;
        for (const auto& packet : cluster.packets) {
            if (!cluster.up(packet.to)) continue;
            if (cluster.blocked(packet.from, packet.to)) continue;
            out.push_back({{Verb::deliver, {}, {}, packet.id, 0}});
        }
    }

    void listMeddling(const World& world, const Spent& spent,
                      std::vector<Choice>& out) const {
        if (affords(spent, lossSlot)) {
            for (const auto& packet : world.cluster.packets) {
                out.push_back({{Verb::drop, {}, {}, packet.id, 0}, lossSlot});
            }
        }
        if (affords(spent, duplicateSlot)) {
            for (const auto& packet : world.cluster.packets) {
                out.push_back(
                    {{Verb::duplicate, {}, {}, packet.id, 0}, duplicateSlot});
            }
        }
    }

    // A restart undoes a crash and costs nothing, unless it was budgeted.
    void listMachines(const World& world, const Spent& spent,
                      std::vector<Choice>& out) const {
        const auto& cluster = world.cluster;
        for (std::uint16_t i = 0; i < cluster.size(); ++i) {
            if (cluster.up({i})) {
                if (!affords(spent, crashSlot)) continue;
                out.push_back({{Verb::crash, {i}, {}, 0, 0}, crashSlot});
            } else if (affords(spent, restartSlot)) {
                out.push_back(
                    {{Verb::restart, {i}, {}, 0, 0}, paidFrom(restartSlot)});
            }
        }
    }

    void listPartitions(const World& world, const Spent& spent,
                        std::vector<Choice>& out) const {
        if (world.cluster.partitioned && affords(spent, healSlot)) {
            out.push_back({{Verb::healAll, {}, {}, 0, 0}, paidFrom(healSlot)});
        }
        if (!affords(spent, partitionSlot)) return;
        for (const std::uint32_t groups : phrases_.partitions) {
            out.push_back(
                {{Verb::partition, {}, {}, groups, 0}, partitionSlot});
        }
    }

    // A topic's verb is tried at every server, or every pair of them, with
    // the next value if it wants one.
    void listVerbs(const World& world, const Spent& spent,
                   std::vector<Choice>& out) const {
        const auto& verbs = T::info().verbs;
        const std::size_t count =
            std::min(verbs.size(), mostSlots - firstVerbSlot);
        for (std::size_t verb = 0; verb < count; ++verb) {
            const std::size_t slot = firstVerbSlot + verb;
            if (!affords(spent, slot)) continue;
            listVerb(world, spent, verb, out);
        }
    }

    void listVerb(const World& world, const Spent& spent, std::size_t verb,
                  std::vector<Choice>& out) const {
        const std::size_t slot = firstVerbSlot + verb;
        Action action;
        action.verb = topicVerb(static_cast<std::uint16_t>(verb));
        int servers = 0;
        bool firstField = true;
        for (const Argument argument : T::info().verbs[verb].shape) {
            if (argument == Argument::server) {
                ++servers;
                continue;
            }
            std::uint32_t& field = firstField ? action.n : action.m;
            field = argumentValue(argument, spent.counts[slot]);
            firstField = false;
        }
        const auto size = static_cast<std::uint16_t>(world.cluster.size());
        const std::uint16_t lastA = servers > 0 ? size : 1;
        const std::uint16_t lastB = servers > 1 ? size : 1;
        for (action.a.index = 0; action.a.index < lastA; ++action.a.index) {
            for (action.b.index = 0; action.b.index < lastB; ++action.b.index) {
                if (!simulate::refusal<T>(world, action).empty()) continue;
                out.push_back({action, static_cast<std::uint8_t>(slot)});
            }
        }
    }

    std::uint32_t argumentValue(Argument argument, std::uint8_t before) const {
        switch (argument) {
            case Argument::keyValue: return phrases_.values[before];
            case Argument::word: return phrases_.key;
            case Argument::number: return before + 1U;
            case Argument::server:
            case Argument::optionalWord:
            case Argument::options: break;
        }
        return 0;
    }

    const Phrases& phrases_;
    const std::vector<int>& budgets_;
};

}  // namespace lockstep::explorer
