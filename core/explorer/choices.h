// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "explorer/world_view.h"

namespace lockstep::explorer {

// An action that could happen next, and the budget it is paid from.
struct Choice {
    Action action;
    std::uint8_t slot = freeOfCharge;
};

// A way to part the servers: its text, and the side of each server.
struct Parting {
    std::uint32_t text = 0;
    std::vector<std::uint8_t> sides;
};

// The texts that actions of an exploration name, made once before it.
struct Phrases {
    std::vector<Parting> partings;      // every way there is
    std::vector<std::uint32_t> values;  // x=1, x=2, …, by how many before
    std::vector<std::uint32_t> words;   // x, y, z, v4, …, likewise
    std::uint32_t key = 0;              // x
};

Phrases makePhrases(const Setup& setup, const std::vector<int>& budgets);

// Lists what can happen next in a world, in the same order each time.
// Delivering to a server that is down or cut off is left out, because it only
// loses the message, and a message that never arrives is as good as lost. Of
// two messages alike one is enough.
template <class T>
class Choices {
public:
    using World = typename T::World;

    Choices(const Phrases& phrases, const std::vector<int>& budgets)
        : phrases_(phrases), budgets_(budgets) {}

    // What can happen next in what `view` shows: a world, or a state in
    // parts.
    template <class View>
    void list(const View& view, const Spent& spent,
              std::vector<Code>& out) const {
        out.clear();
        listMessages(view, spent, out);
        listMachines(view, spent, out);
        listPartings(view, spent, out);
        listVerbs(view, spent, out);
    }
    void list(const World& world, const Spent& spent,
              std::vector<Code>& out) const {
        list(WorldView<T>{world}, spent, out);
    }

    // What a code means. Requires that it is from the list of this state.
    Choice choice(const World& world, const Spent& spent, Code code) const {
        const auto one = [](Verb verb, ServerId at, std::uint32_t n) {
            return Action{verb, at, {}, n, 0};
        };
        const std::uint8_t kind = kindOf(code);
        const std::uint32_t which = whichOf(code);
        const ServerId at{static_cast<std::uint16_t>(which)};
        const auto id = [&] { return world.cluster.packets[which].id; };
        switch (kind) {
            case deliveryKind: return {one(Verb::deliver, {}, id())};
            case lossSlot: return {one(Verb::drop, {}, id()), kind};
            case duplicateSlot: return {one(Verb::duplicate, {}, id()), kind};
            case crashSlot: return {one(Verb::crash, at, 0), kind};
            case restartSlot:
                return {one(Verb::restart, at, 0), paidFrom(kind)};
            case healSlot: return {one(Verb::healAll, {}, 0), paidFrom(kind)};
            case partitionSlot:
                return {one(Verb::partition, {}, phrases_.partings[which].text),
                        kind};
            default: return {verbAction(spent, kind, which), kind};
        }
    }

    // The verb with the next value, if it wants one.
    Action verbAction(const Spent& spent, std::size_t slot,
                      std::uint32_t which) const {
        const std::size_t index = slot - firstVerbSlot;
        const VerbSpec& verb = T::info().verbs[index];
        Action action;
        action.verb = topicVerb(static_cast<std::uint16_t>(index));
        action.a.index = static_cast<std::uint16_t>(which >> 8);
        action.b.index = static_cast<std::uint16_t>(which & 0xffU);
        bool firstField = true;
        for (const Argument argument : verb.shape) {
            if (argument == Argument::server) continue;
            std::uint32_t& field = firstField ? action.n : action.m;
            field = value(argument, spent.on(slot));
            firstField = false;
        }
        return action;
    }

    // The verbs' slots end before this.
    static std::size_t verbsEnd() {
        return std::min(firstVerbSlot + T::info().verbs.size(), mostSlots);
    }
    bool affords(const Spent& spent, std::size_t slot) const {
        return spent.on(slot) < budgets_[slot];
    }
    // What an action of this kind is paid from.
    std::uint8_t paidFrom(std::uint8_t slot) const {
        return budgets_[slot] == unlimited ? freeOfCharge : slot;
    }

    // The side of each server after a partition.
    const std::vector<std::uint8_t>& sides(Code code) const {
        return phrases_.partings[whichOf(code)].sides;
    }

private:
    template <class View>
    void listMessages(const View& view, const Spent& spent,
                      std::vector<Code>& out) const {
        const bool loses = affords(spent, lossSlot);
        const bool doubles = affords(spent, duplicateSlot);
        for (std::size_t i = 0; i < view.messages(); ++i) {
            if (view.isRepeated(i)) continue;
            if (view.reaches(i)) out.push_back(codeOf(deliveryKind, i));
            if (loses) out.push_back(codeOf(lossSlot, i));
            if (doubles) out.push_back(codeOf(duplicateSlot, i));
        }
    }

    // A restart undoes a crash and costs nothing, unless it was budgeted.
    template <class View>
    void listMachines(const View& view, const Spent& spent,
                      std::vector<Code>& out) const {
        const bool crashes = affords(spent, crashSlot);
        const bool restarts = affords(spent, restartSlot);
        if (!crashes && !restarts) return;
        for (std::uint16_t i = 0; i < view.servers(); ++i) {
            const bool up = view.up({i});
            if (up && crashes) out.push_back(codeOf(crashSlot, i));
            if (!up && restarts) out.push_back(codeOf(restartSlot, i));
        }
    }

    template <class View>
    void listPartings(const View& view, const Spent& spent,
                      std::vector<Code>& out) const {
        if (view.parted() && affords(spent, healSlot)) {
            out.push_back(codeOf(healSlot, 0));
        }
        if (!affords(spent, partitionSlot)) return;
        for (std::size_t i = 0; i < phrases_.partings.size(); ++i) {
            out.push_back(codeOf(partitionSlot, i));
        }
    }

    template <class View>
    void listVerbs(const View& view, const Spent& spent,
                   std::vector<Code>& out) const {
        for (std::size_t slot = firstVerbSlot; slot < verbsEnd(); ++slot) {
            if (affords(spent, slot)) listVerb(view, spent, slot, out);
        }
    }

    // A topic's verb is tried at every server, or every pair of them; one
    // that lets a server join, at those that are still to come as well.
    template <class View>
    void listVerb(const View& view, const Spent& spent, std::size_t slot,
                  std::vector<Code>& out) const {
        const VerbSpec& verb = T::info().verbs[slot - firstVerbSlot];
        const auto servers =
            std::count(verb.shape.begin(), verb.shape.end(), Argument::server);
        const std::size_t size = view.servers();
        const std::size_t lastA =
            servers == 0
                ? 1
                : (verb.introduces ? std::max(view.known(), size) : size);
        const std::size_t lastB = servers > 1 ? size : 1;
        for (std::size_t a = 0; a < lastA; ++a) {
            for (std::size_t b = 0; b < lastB; ++b) {
                const Code code = codeOf(slot, a << 8 | b);
                const Action action = verbAction(spent, slot, whichOf(code));
                if (!view.refuses(action, code)) out.push_back(code);
            }
        }
    }

    std::uint32_t value(Argument argument, std::uint8_t before) const {
        switch (argument) {
            case Argument::keyValue: return phrases_.values[before];
            case Argument::word:
                // Values to be proposed differ; a key to be read does not.
                if constexpr (requires { T::wordsAreValues; }) {
                    return phrases_.words[before];
                }
                return phrases_.key;
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
