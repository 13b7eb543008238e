// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/action_text.h"

#include <algorithm>

#include "kernel/action_reader.h"

namespace lockstep {
namespace {

std::string linkText(std::string_view verb, const Action& action,
                     std::string_view joint, const Setup& setup) {
    return std::string(verb) + ' ' + quotedWord(setup.name(action.a)) +
           std::string(joint) + quotedWord(setup.name(action.b));
}

std::string topicVerbText(const VerbSpec& verb, const Action& action,
                          const Setup& setup) {
    std::string text = verb.name;
    bool firstServer = true;
    bool firstField = true;
    for (Argument argument : verb.shape) {
        text += ' ';
        if (argument == Argument::server) {
            text += quotedWord(setup.name(firstServer ? action.a : action.b));
            firstServer = false;
            continue;
        }
        const std::uint32_t field = firstField ? action.n : action.m;
        firstField = false;
        const bool optional =
            argument == Argument::options || argument == Argument::optionalWord;
        if (optional && symbolOf(field) == Symbol::none) {
            text.pop_back();
            continue;
        }
        if (argument == Argument::options) {
            text += setup.symbols.text(symbolOf(field));
            continue;
        }
        text += argument == Argument::number
                    ? std::to_string(field)
                    : quotedWord(setup.symbols.text(symbolOf(field)));
    }
    return text;
}

bool isCommonVerb(std::string_view word, const TopicInfo& topic) {
    return std::any_of(std::begin(commonVerbs), std::end(commonVerbs),
                       [&](const CommonVerb& verb) {
                           return verb.name == word && servesTopic(verb, topic);
                       });
}

}  // namespace

std::string_view optionOf(std::string_view options, std::string_view name) {
    while (!options.empty()) {
        const std::string_view one = options.substr(0, options.find(' '));
        if (one.size() > name.size() && one.starts_with(name) &&
            one[name.size()] == '=') {
            return one.substr(name.size() + 1);
        }
        options.remove_prefix(std::min(one.size() + 1, options.size()));
    }
    return {};
}

std::optional<WrittenAction> parseAction(const std::vector<Word>& words,
                                         const TopicInfo& topic,
                                         const Setup& setup, Fault& fault) {
    return ActionReader(words, topic, setup, fault).read();
}

std::optional<WrittenAction> parseAction(std::string_view line,
                                         const TopicInfo& topic,
                                         const Setup& setup, Fault& fault) {
    std::optional<Fault> open;
    const auto words = splitWords(line, open);
    if (open) {
        fault = *open;
        return std::nullopt;
    }
    return parseAction(words, topic, setup, fault);
}

bool turnsDial(const std::vector<Word>& words, const TopicInfo& topic) {
    if (words.empty()) return false;
    const std::string& name = words[0].text;
    const auto named = [&](const auto& item) { return item.name == name; };
    const auto dial =
        std::find_if(topic.dials.begin(), topic.dials.end(), named);
    if (dial == topic.dials.end()) return false;
    const bool isVerb =
        isCommonVerb(name, topic) ||
        std::any_of(topic.verbs.begin(), topic.verbs.end(), named);
    if (!isVerb) return true;
    std::string value;
    for (std::size_t i = 1; i < words.size(); ++i) {
        value += (value.empty() ? "" : " ") + words[i].text;
    }
    // "duplicate 5 %" turns the dial, "duplicate 5" copies message 5.
    if (dial->kind == DialKind::percent && !value.ends_with('%')) return false;
    std::string why;
    return parseDial(*dial, value, why).has_value();
}

bool introduces(const Action& action, const TopicInfo& topic) {
    return isTopicVerb(action.verb) &&
           topic.verbs[topicVerbIndex(action.verb)].introduces;
}

bool isActionWord(std::string_view word, const TopicInfo& topic) {
    const auto named = [&](const auto& item) { return item.name == word; };
    return word == "flaw" || isCommonVerb(word, topic) ||
           std::any_of(topic.verbs.begin(), topic.verbs.end(), named) ||
           std::any_of(topic.dials.begin(), topic.dials.end(), named);
}

std::optional<Action> resolve(const WrittenAction& written,
                              const AnyWorld& world, std::string& why) {
    Action action = written.action;
    if (!written.kind.empty()) {
        MessageId oldest = 0;
        world.visitMessages([&](const MessageView& message) {
            if (oldest == 0 && message.kind == written.kind &&
                message.from == action.a && message.to == action.b) {
                oldest = message.id;
            }
        });
        const Setup& setup = world.setup();
        if (oldest == 0) {
            why = "there is no " + written.kind + " from " +
                  setup.name(action.a) + " to " + setup.name(action.b) +
                  " in flight";
            return std::nullopt;
        }
        action.n = oldest;
        action.a = {};
        action.b = {};
    }
    why = world.refusal(action);
    if (!why.empty()) return std::nullopt;
    return action;
}

std::string toText(const Action& action, const TopicInfo& topic,
                   const Setup& setup) {
    const std::string message = std::to_string(action.n);
    switch (action.verb) {
        case Verb::deliver: return "deliver " + message;
        case Verb::drop: return "drop " + message;
        case Verb::duplicate: return "duplicate " + message;
        case Verb::delay:
            return "delay " + message + ' ' + toText(Duration(action.m));
        case Verb::crash: return "crash " + quotedWord(setup.name(action.a));
        case Verb::restart:
            return "restart " + quotedWord(setup.name(action.a));
        case Verb::slow:
            return "slow " + quotedWord(setup.name(action.a)) + " x" + message;
        case Verb::cut: return linkText("cut", action, "->", setup);
        case Verb::cutBoth: return linkText("cut", action, "-", setup);
        case Verb::heal: return linkText("heal", action, "->", setup);
        case Verb::healBoth: return linkText("heal", action, "-", setup);
        case Verb::healAll: return "heal";
        case Verb::partition:
            return "partition " +
                   std::string(setup.symbols.text(symbolOf(action.n)));
        case Verb::setDial:
            return topic.dials[action.n].name + ' ' +
                   std::string(setup.symbols.text(symbolOf(action.m)));
        case Verb::setFlaw:
            return std::string("flaw ") + topic.flaws[action.n].name +
                   (action.m != 0 ? " on" : " off");
    }
    return topicVerbText(topic.verbs[topicVerbIndex(action.verb)], action,
                         setup);
}

}  // namespace lockstep
