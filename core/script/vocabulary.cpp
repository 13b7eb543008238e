// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/vocabulary.h"

#include <algorithm>
#include <array>

#include "script/text.h"
#include "script/words.h"

namespace lockstep::script {
namespace {

constexpr std::array<std::string_view, 10> commands{
    "step", "back", "go",     "branch", "note",
    "run",  "idle", "settle", "expect", "print"};

constexpr std::array<std::string_view, 4> headWords{"topic", "servers", "seed",
                                                    "given"};

constexpr std::array<std::string_view, 11> commonActions{
    "deliver", "drop", "duplicate", "delay",     "crash", "restart",
    "slow",    "cut",  "heal",      "partition", "flaw"};

template <class Words>
bool has(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool isCommandWord(std::string_view word) {
    return word == "----" || has(commands, word);
}

bool isHeadWord(std::string_view word) { return has(headWords, word); }

std::string noSuchCommand(const std::string& word, const TopicInfo& topic) {
    std::vector<std::string> known(commands.begin(), commands.end());
    known.insert(known.end(), headWords.begin(), headWords.end());
    known.insert(known.end(), commonActions.begin(), commonActions.end());
    std::string verbs;
    for (const VerbSpec& verb : topic.verbs) {
        known.emplace_back(verb.name);
        verbs += std::string(" ") + verb.name;
    }
    for (const DialInfo& dial : topic.dials) known.push_back(dial.name);
    return "there is no command " + shown(word) +
           didYouMean(word, known,
                      "a line begins with step, back, go, branch, note, run, "
                      "settle, expect, print, a dial or an action; those of " +
                          topic.id + " are" + verbs);
}

bool readEvent(std::string_view target, const TopicInfo& topic,
               GoCommand& command) {
    const std::size_t dot = target.rfind('.');
    if (dot != std::string_view::npos) {
        const auto nth = wholeNumber(target.substr(dot + 1), mostSteps);
        if (nth && *nth != 0) {
            command.nth = static_cast<std::uint32_t>(*nth);
            target = target.substr(0, dot);
        }
    }
    command.event = target;
    return std::any_of(
        topic.eventKinds.begin(), topic.eventKinds.end(),
        [&](const EventKind* kind) { return kind->id == target; });
}

std::string noSuchTarget(const std::string& target, const TopicInfo& topic,
                         const std::set<std::string>& branches) {
    std::vector<std::string> known(branches.begin(), branches.end());
    std::string milestones;
    for (const EventKind* kind : topic.eventKinds) {
        known.emplace_back(kind->id);
        if (kind->weight == Weight::milestone) {
            milestones += std::string(" ") + kind->id;
        }
    }
    return "there is no branch or milestone " + shown(target) +
           didYouMean(target, known, "the milestones are" + milestones);
}

}  // namespace lockstep::script
