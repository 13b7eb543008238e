// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/bounds.h"

#include <algorithm>
#include <charconv>

#include "explorer/spent.h"

namespace lockstep::explorer {
namespace {

constexpr std::string_view networkKinds[] = {"loss",    "duplicate", "crash",
                                             "restart", "partition", "heal"};
static_assert(std::size(networkKinds) == firstVerbSlot);

std::string listOf(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words)
        list += ' ' + word;
    return list;
}

bool readBudget(std::string_view part, const TopicInfo& topic,
                std::vector<Budget>& budgets, std::string& why) {
    const std::size_t equals = part.find('=');
    const std::string kind(part.substr(0, equals));
    const auto kinds = kindsOf(topic);
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
        why = "there is no budget '" + kind.substr(0, 40) + "' in " + topic.id +
              "; there are" + listOf(kinds);
        return false;
    }
    int count = -1;
    if (equals != std::string_view::npos) {
        const std::string_view number = part.substr(equals + 1);
        const char* end = number.data() + number.size();
        const auto [stop, error] = std::from_chars(number.data(), end, count);
        if (error != std::errc() || stop != end) count = -1;
    }
    if (count < 0 || count > mostOfAKind) {
        why = "the budget '" + std::string(part.substr(0, 40)) +
              "' needs a number from 0 to " + std::to_string(mostOfAKind) +
              "; write " + kind + "=1";
        return false;
    }
    const auto same =
        std::find_if(budgets.begin(), budgets.end(),
                     [&](const Budget& known) { return known.kind == kind; });
    if (same != budgets.end()) {
        same->count = count;
    } else {
        budgets.push_back({kind, count});
    }
    return true;
}

}  // namespace

bool parseBudgets(std::string_view text, const TopicInfo& topic,
                  std::vector<Budget>& budgets, std::string& why) {
    for (;;) {
        const std::size_t comma = text.find(',');
        if (!readBudget(text.substr(0, comma), topic, budgets, why)) {
            return false;
        }
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
    }
}

const Trial* trialOf(const Habits& habits, std::string_view flaw) {
    for (const Trial& trial : habits.trials) {
        if (trial.flaw == flaw) return &trial;
    }
    return nullptr;
}

std::string scriptOf(const Trial& trial, const std::string& topic) {
    if (trial.head.empty()) return {};
    return "topic " + topic + '\n' + trial.head + "flaw " + trial.flaw +
           " on\n" + trial.commands;
}

std::vector<std::string> kindsOf(const TopicInfo& topic) {
    std::vector<std::string> kinds(std::begin(networkKinds),
                                   std::end(networkKinds));
    for (const VerbSpec& verb : topic.verbs) {
        if (kinds.size() < mostSlots) kinds.emplace_back(verb.name);
    }
    return kinds;
}

std::vector<int> resolved(const TopicInfo& topic, const Habits& habits,
                          const std::vector<Budget>& named) {
    const auto kinds = kindsOf(topic);
    std::vector<int> counts(kinds.size(), 0);
    counts[restartSlot] = unlimited;
    counts[healSlot] = unlimited;
    const auto take = [&](const std::vector<Budget>& budgets) {
        for (const Budget& budget : budgets) {
            const auto found =
                std::find(kinds.begin(), kinds.end(), budget.kind);
            if (found == kinds.end()) continue;
            counts[static_cast<std::size_t>(found - kinds.begin())] =
                budget.count;
        }
    };
    take(habits.budgets);
    take(named);
    return counts;
}

std::string toText(const TopicInfo& topic, const std::vector<int>& budgets) {
    const auto kinds = kindsOf(topic);
    std::string text;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (budgets[i] == 0 || budgets[i] == unlimited) continue;
        if (!text.empty()) text += ' ';
        text += kinds[i] + '=' + std::to_string(budgets[i]);
    }
    return text.empty() ? "none" : text;
}

}  // namespace lockstep::explorer
