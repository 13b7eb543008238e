// SPDX-License-Identifier: GPL-3.0-or-later
// Messages, links, partitions and slowness: what a hand does to the network.
#include <algorithm>

#include "kernel/action_reader.h"

namespace lockstep {

bool ActionReader::readEnds(const std::string& text, bool& both) {
    for (const std::string_view joint : {"->", "-"}) {
        for (std::size_t at = text.find(joint); at != std::string::npos;
             at = text.find(joint, at + 1)) {
            const auto a = setup_.find(text.substr(0, at));
            const auto b = setup_.find(text.substr(at + joint.size()));
            // Two roles of one server send each other messages.
            const bool roles =
                !written_.kind.empty() &&
                text.substr(0, at) != text.substr(at + joint.size());
            if (a && b && (*a != *b || roles)) {
                action().a = *a;
                action().b = *b;
                both = joint == "-";
                return true;
            }
        }
    }
    return false;
}

bool ActionReader::readLink(Verb oneWay, Verb bothWays) {
    const std::string& name = words_[0].text;
    bool both = false;
    if (next_ >= words_.size() || !readEnds(words_[next_].text, both)) {
        return wrong(std::min(next_, words_.size() - 1),
                     name + " needs a link between two servers; write " + name +
                         " A->B or " + name + " A-B; " + serverList());
    }
    action().verb = both ? bothWays : oneWay;
    ++next_;
    return true;
}

bool ActionReader::readMessage() {
    const std::string& name = words_[0].text;
    if (next_ >= words_.size()) {
        return wrong(0, name + " needs a message; write " + name + " 12, or " +
                            name + " KIND A->B");
    }
    if (const auto id = readWholeNumber(words_[next_].text)) {
        action().n = *id;
        ++next_;
        return true;
    }
    const std::string& kind = words_[next_].text;
    const auto& kinds = topic_.messageKinds;
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
        std::string list;
        for (const auto& known : kinds)
            list += ' ' + known;
        return wrong(next_, "there is no kind of message '" +
                                kind.substr(0, 40) + "'; there are" + list);
    }
    written_.kind = kind;
    ++next_;
    bool both = false;
    if (next_ >= words_.size() || !readEnds(words_[next_].text, both) || both) {
        return wrong(std::min(next_, words_.size() - 1),
                     "which link? write " + name + ' ' + kind + " A->B; " +
                         serverList());
    }
    ++next_;
    return true;
}

bool ActionReader::readDelay() {
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

bool ActionReader::readFactor() {
    std::optional<std::uint32_t> factor;
    if (next_ < words_.size() && words_[next_].text.front() == 'x') {
        factor =
            readWholeNumber(std::string_view(words_[next_].text).substr(1));
    }
    if (!factor || *factor < 1 || *factor > 1000) {
        return wrong(std::min(next_, words_.size() - 1),
                     "slow needs a whole factor from x1 to x1000; write slow "
                     "S1 x10");
    }
    action().n = *factor;
    ++next_;
    return true;
}

bool ActionReader::readGroups() {
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
                                    words_[next_].text.substr(0, 40) + "'; " +
                                    serverList());
        }
        if (seen.contains(*server)) {
            return wrong(
                next_, words_[next_].text + " is in two groups; name it once");
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

std::string ActionReader::groupsText(
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

}  // namespace lockstep
