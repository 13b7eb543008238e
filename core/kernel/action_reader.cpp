// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/action_reader.h"

#include <algorithm>
#include <charconv>

namespace lockstep {

std::optional<std::uint32_t> readWholeNumber(std::string_view text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

bool servesTopic(const CommonVerb& verb, const TopicInfo& topic) {
    switch (verb.verb) {
        case Verb::crash:
        case Verb::restart: return topic.machines;
        case Verb::slow: return topic.machines || topic.slows;
        default: return topic.network;
    }
}

std::optional<WrittenAction> ActionReader::read() {
    if (words_.empty()) {
        fault_ = {{0, 1}, "there is no action; write one, such as crash S1"};
        return std::nullopt;
    }
    if (!readVerb() || !readEnd()) return std::nullopt;
    return written_;
}

bool ActionReader::readVerb() {
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
        if (common.name == name && servesTopic(common, topic_)) {
            action().verb = common.verb;
            return readCommonVerb(common.verb);
        }
    }
    if (name == "flaw") return readFlaw();
    return wrong(
        0, "there is no action '" + name.substr(0, 40) + "' in " + topic_.id);
}

bool ActionReader::readDialVerb(std::string_view name) {
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
        if (dial.headOnly) {
            return wrong(0, dial.name +
                                " is set in the head, before the first "
                                "command; it cannot change later");
        }
        const auto number = parseDial(dial, value, why, &setup_);
        if (!number) return wrong(first, why);
        action().verb = Verb::setDial;
        action().n = static_cast<std::uint32_t>(i);
        action().m =
            fieldOf(setup_.symbols.intern(toText(dial, *number, &setup_)));
        return true;
    }
    return false;
}

bool ActionReader::readCommonVerb(Verb verb) {
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

bool ActionReader::readServer(ServerId& server) {
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

bool ActionReader::readFlaw() {
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
    return wrong(next_, "there is no flaw '" + name.substr(0, 40) + "' in " +
                            topic_.id + "; " + flawList());
}

bool ActionReader::readEnd() {
    if (next_ >= words_.size()) return true;
    return wrong(next_, "'" + words_[next_].text.substr(0, 40) +
                            "' is too much; " + words_[0].text +
                            " ends before it");
}

std::string ActionReader::rest() {
    std::string text;
    for (; next_ < words_.size(); ++next_) {
        if (!text.empty()) text += ' ';
        text += words_[next_].text;
    }
    return text;
}

std::string ActionReader::serverList() const {
    std::string list = "the servers are";
    const std::size_t shown = std::min<std::size_t>(12, setup_.serverCount());
    for (std::uint16_t i = 0; i < shown; ++i) {
        list += ' ' + quotedWord(setup_.name({i}));
    }
    return shown < setup_.serverCount() ? list + " …" : list;
}

std::string ActionReader::flawList() const {
    std::string list = "there are";
    for (const FlawSpec& flaw : topic_.flaws) {
        list += ' ' + std::string(flaw.name);
    }
    return topic_.flaws.empty() ? topic_.id + " has none" : list;
}

bool ActionReader::wrong(std::size_t word, std::string message) {
    fault_ = {{0, words_[word].column}, std::move(message)};
    return false;
}

}  // namespace lockstep
