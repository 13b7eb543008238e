// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/action_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lockstep {
namespace {

struct CommonVerb {
    std::string_view name;
    Verb verb;
};

constexpr std::array<CommonVerb, 10> commonVerbs{{{"deliver", Verb::deliver},
                                                  {"drop", Verb::drop},
                                                  {"duplicate", Verb::duplicate},
                                                  {"delay", Verb::delay},
                                                  {"crash", Verb::crash},
                                                  {"restart", Verb::restart},
                                                  {"slow", Verb::slow},
                                                  {"cut", Verb::cut},
                                                  {"heal", Verb::heal},
                                                  {"partition", Verb::partition}}};

std::optional<std::uint32_t> readNumber(std::string_view text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

// Reads the words of one action. Each reader returns false with the fault set.
class ActionReader {
public:
    ActionReader(const std::vector<Word>& words, const TopicInfo& topic,
                 const Setup& setup, Fault& fault)
        : words_(words), topic_(topic), setup_(setup), fault_(fault) {}

    std::optional<WrittenAction> read() {
        if (words_.empty()) {
            fault_ = {{0, 1}, "there is no action; write one, such as crash S1"};
            return std::nullopt;
        }
        if (!readVerb() || !readEnd()) return std::nullopt;
        return written_;
    }

private:
    bool readVerb() {
        const std::string& name = words_[0].text;
        next_ = 1;
        if (turnsDial(words_, topic_)) return readDialVerb(name);
        for (std::size_t i = 0; i < topic_.verbs.size(); ++i) {
            if (topic_.verbs[i].name == name) {
                action().verb = topicVerb(static_cast<std::uint16_t>(i));
                return readTopicVerb(topic_.verbs[i]);
            }
        }
        for (const CommonVerb& common : commonVerbs) {
            if (common.name == name) {
                action().verb = common.verb;
                return readCommonVerb(common.verb);
            }
        }
        if (name == "flaw") return readFlaw();
        return wrong(0, "there is no action '" + name.substr(0, 40) +
                            "' in " + topic_.id);
    }

    bool readDialVerb(std::string_view name) {
        for (std::size_t i = 0; i < topic_.dials.size(); ++i) {
            const DialInfo& dial = topic_.dials[i];
            if (dial.name != name) continue;
            if (next_ >= words_.size()) {
                return wrong(0, std::string(name) + " needs a value, such as " +
                                    dial.standard);
            }
            const std::size_t first = next_;
            const std::string value = rest();
            std::string why;
            const auto number = parseDial(dial, value, why);
            if (!number) return wrong(first, why);
            action().verb = Verb::setDial;
            action().n = static_cast<std::uint32_t>(i);
            action().m = fieldOf(setup_.symbols.intern(toText(dial, *number)));
            return true;
        }
        return false;
    }

    bool readCommonVerb(Verb verb) {
        switch (verb) {
            case Verb::deliver:
            case Verb::drop:
            case Verb::duplicate: return readMessage();
            case Verb::delay: return readMessage() && readDelay();
            case Verb::crash:
            case Verb::restart: return readServer(action().a);
            case Verb::slow: return readServer(action().a) && readFactor();
            case Verb::cut: return readLink(Verb::cut, Verb::cutBoth);
            case Verb::heal:
                if (next_ == words_.size()) {
                    action().verb = Verb::healAll;
                    return true;
                }
                return readLink(Verb::heal, Verb::healBoth);
            case Verb::partition: return readGroups();
            case Verb::cutBoth:
            case Verb::healBoth:
            case Verb::healAll:
            case Verb::setDial:
            case Verb::setFlaw: break;
        }
        return false;
    }

    bool readTopicVerb(const VerbSpec& verb) {
        bool firstServer = true;
        bool firstField = true;
        for (Argument argument : verb.shape) {
            if (next_ >= words_.size()) {
                return wrong(next_ - 1, std::string(verb.name) +
                                            " is written: " + verb.name + ' ' +
                                            verb.arguments);
            }
            if (argument == Argument::server) {
                if (!readServer(firstServer ? action().a : action().b)) {
                    return false;
                }
                firstServer = false;
                continue;
            }
            if (!readField(argument, firstField ? action().n : action().m)) {
                return false;
            }
            firstField = false;
        }
        return true;
    }

    bool readField(Argument argument, std::uint32_t& field) {
        const std::string& text = words_[next_].text;
        if (argument == Argument::number) {
            const auto number = readNumber(text);
            if (!number) return wrong(next_, "'" + text + "' is not a number");
            field = *number;
        } else {
            const std::size_t equals = text.find('=');
            if (argument == Argument::keyValue &&
                (equals == 0 || equals == std::string::npos ||
                 equals + 1 == text.size())) {
                return wrong(next_, "'" + text.substr(0, 40) +
                                        "' is not KEY=VALUE; write x=7");
            }
            field = fieldOf(setup_.symbols.intern(text));
        }
        ++next_;
        return true;
    }

    bool readServer(ServerId& server) {
        if (next_ >= words_.size()) {
            return wrong(next_ - 1,
                         words_[0].text + " needs a server; " + serverList());
        }
        const auto found = setup_.find(words_[next_].text);
        if (!found) {
            return wrong(next_, "there is no server '" +
                                    words_[next_].text.substr(0, 40) + "'; " +
                                    serverList());
        }
        server = *found;
        ++next_;
        return true;
    }

    // A->B or A-B; a name may itself have a hyphen.
    bool readEnds(const std::string& text, bool& both) {
        for (const std::string_view joint : {"->", "-"}) {
            for (std::size_t at = text.find(joint); at != std::string::npos;
                 at = text.find(joint, at + 1)) {
                const auto a = setup_.find(text.substr(0, at));
                const auto b = setup_.find(text.substr(at + joint.size()));
                if (a && b && *a != *b) {
                    action().a = *a;
                    action().b = *b;
                    both = joint == "-";
                    return true;
                }
            }
        }
        return false;
    }

    bool readLink(Verb oneWay, Verb bothWays) {
        const std::string& name = words_[0].text;
        bool both = false;
        if (next_ >= words_.size() || !readEnds(words_[next_].text, both)) {
            return wrong(std::min(next_, words_.size() - 1),
                         name + " needs a link between two servers; write " +
                             name + " A->B or " + name + " A-B; " +
                             serverList());
        }
        action().verb = both ? bothWays : oneWay;
        ++next_;
        return true;
    }

    bool readMessage() {
        const std::string& name = words_[0].text;
        if (next_ >= words_.size()) {
            return wrong(0, name + " needs a message; write " + name +
                                " 12, or " + name + " KIND A->B");
        }
        if (const auto id = readNumber(words_[next_].text)) {
            action().n = *id;
            ++next_;
            return true;
        }
        const std::string& kind = words_[next_].text;
        const auto& kinds = topic_.messageKinds;
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
            std::string list;
            for (const auto& known : kinds) list += ' ' + known;
            return wrong(next_, "there is no kind of message '" +
                                    kind.substr(0, 40) + "'; there are" + list);
        }
        written_.kind = kind;
        ++next_;
        bool both = false;
        if (next_ >= words_.size() || !readEnds(words_[next_].text, both) ||
            both) {
            return wrong(std::min(next_, words_.size() - 1),
                         "which link? write " + name + ' ' + kind +
                             " A->B; " + serverList());
        }
        ++next_;
        return true;
    }

    bool readDelay() {
        const std::size_t first = next_;
        const auto duration =
            first < words_.size() ? parseDuration(rest()) : std::nullopt;
        if (!duration || duration->count() > 4'000'000'000LL) {
            return wrong(std::min(first, words_.size() - 1),
                         "delay needs a time up to 4000 s; write delay 12 50 ms");
        }
        action().m = static_cast<std::uint32_t>(duration->count());
        return true;
    }

    bool readFactor() {
        std::optional<std::uint32_t> factor;
        if (next_ < words_.size() && words_[next_].text.front() == 'x') {
            factor = readNumber(std::string_view(words_[next_].text).substr(1));
        }
        if (!factor || *factor < 1 || *factor > 1000) {
            return wrong(std::min(next_, words_.size() - 1),
                         "slow needs a factor from x1 to x1000; write slow S1 "
                         "x10");
        }
        action().n = *factor;
        ++next_;
        return true;
    }

    bool readGroups() {
        std::vector<std::vector<ServerId>> groups(1);
        ServerSet seen;
        const std::size_t first = next_;
        for (; next_ < words_.size(); ++next_) {
            if (words_[next_].text == "|" && !words_[next_].quoted) {
                if (groups.back().empty()) break;
                groups.emplace_back();
                continue;
            }
            const auto server = setup_.find(words_[next_].text);
            if (!server) {
                return wrong(next_, "there is no server '" +
                                        words_[next_].text.substr(0, 40) +
                                        "'; " + serverList());
            }
            if (seen.contains(*server)) {
                return wrong(next_, words_[next_].text +
                                        " is in two groups; name it once");
            }
            seen.insert(*server);
            groups.back().push_back(*server);
        }
        if (groups.back().empty()) {
            return wrong(std::min(std::max(first, next_), words_.size() - 1),
                         "partition needs groups of servers; write partition "
                         "S1 S2 | S3 S4 S5");
        }
        action().n = fieldOf(setup_.symbols.intern(groupsText(groups)));
        return true;
    }

    std::string groupsText(
        const std::vector<std::vector<ServerId>>& groups) const {
        std::string text;
        for (const auto& group : groups) {
            if (!text.empty()) text += " |";
            for (ServerId id : group) {
                if (!text.empty()) text += ' ';
                text += quotedWord(setup_.name(id));
            }
        }
        return text;
    }

    bool readFlaw() {
        if (next_ >= words_.size()) {
            return wrong(0, "flaw needs a name; " + flawList());
        }
        const std::string& name = words_[next_].text;
        for (std::size_t i = 0; i < topic_.flaws.size(); ++i) {
            if (topic_.flaws[i].name != name) continue;
            action().verb = Verb::setFlaw;
            action().n = static_cast<std::uint32_t>(i);
            action().m = 1;
            ++next_;
            if (next_ == words_.size()) return true;
            const std::string& state = words_[next_].text;
            if (state != "on" && state != "off") {
                return wrong(next_, "a flaw is on or off, not '" +
                                        state.substr(0, 40) + "'");
            }
            action().m = state == "on" ? 1 : 0;
            ++next_;
            return true;
        }
        return wrong(next_, "there is no flaw '" + name.substr(0, 40) +
                                "' in " + topic_.id + "; " + flawList());
    }

    bool readEnd() {
        if (next_ >= words_.size()) return true;
        return wrong(next_, "'" + words_[next_].text.substr(0, 40) +
                                "' is too much; " + words_[0].text +
                                " ends before it");
    }

    std::string rest() {
        std::string text;
        for (; next_ < words_.size(); ++next_) {
            if (!text.empty()) text += ' ';
            text += words_[next_].text;
        }
        return text;
    }

    std::string serverList() const {
        std::string list = "the servers are";
        const std::size_t shown = std::min<std::size_t>(12, setup_.serverCount());
        for (std::uint16_t i = 0; i < shown; ++i) {
            list += ' ' + quotedWord(setup_.name({i}));
        }
        return shown < setup_.serverCount() ? list + " …" : list;
    }

    std::string flawList() const {
        std::string list = "there are";
        for (const FlawSpec& flaw : topic_.flaws) {
            list += ' ' + std::string(flaw.name);
        }
        return topic_.flaws.empty() ? topic_.id + " has none" : list;
    }

    bool wrong(std::size_t word, std::string message) {
        fault_ = {{0, words_[word].column}, std::move(message)};
        return false;
    }

    Action& action() { return written_.action; }

    const std::vector<Word>& words_;
    const TopicInfo& topic_;
    const Setup& setup_;
    Fault& fault_;
    WrittenAction written_;
    std::size_t next_ = 0;
};

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
        text += argument == Argument::number
                    ? std::to_string(field)
                    : quotedWord(setup.symbols.text(symbolOf(field)));
    }
    return text;
}

}  // namespace

std::vector<Word> splitWords(std::string_view line,
                             std::optional<Fault>& fault) {
    std::vector<Word> words;
    std::size_t at = 0;
    while (at < line.size()) {
        if (line[at] == ' ' || line[at] == '\t') {
            ++at;
            continue;
        }
        if (line[at] == '#') break;
        Word word{{}, static_cast<int>(at) + 1, false};
        bool open = false;
        for (; at < line.size(); ++at) {
            const char c = line[at];
            if (!open && (c == ' ' || c == '\t')) break;
            if (c == '"') {
                open = !open;
                word.quoted = true;
            } else if (open && c == '\\' && at + 1 < line.size() &&
                       (line[at + 1] == '"' || line[at + 1] == '\\')) {
                word.text += line[++at];
            } else {
                word.text += c;
            }
        }
        if (open) {
            fault = Fault{{0, word.column},
                          "the quotes opened here do not end; add a \""};
            return words;
        }
        words.push_back(std::move(word));
    }
    return words;
}

std::string quotedWord(std::string_view word) {
    const bool plain = !word.empty() && word != "|" && word.front() != '#' &&
                       word.find_first_of(" \t\"\\.:") == std::string_view::npos;
    if (plain) return std::string(word);
    std::string text = "\"";
    for (char c : word) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + '"';
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
        std::any_of(commonVerbs.begin(), commonVerbs.end(), named) ||
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

bool isActionWord(std::string_view word, const TopicInfo& topic) {
    const auto named = [&](const auto& item) { return item.name == word; };
    return word == "flaw" ||
           std::any_of(commonVerbs.begin(), commonVerbs.end(), named) ||
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
