// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/simulate.h"

#include <algorithm>

#include "kernel/action_text.h"

namespace lockstep::simulate {

std::vector<DialInfo> networkDialInfos() {
    const std::int64_t minute = 60'000'000;
    return {
        {"latency",
         DialKind::range,
         "10..20 ms",
         {0, 0},
         {minute, minute},
         {},
         "How long a message travels; drawn anew for each one."},
        {"loss",
         DialKind::percent,
         "0 %",
         {0, 0},
         {1'000'000, 1'000'000},
         {},
         "How many messages the network loses."},
        {"duplicate",
         DialKind::percent,
         "0 %",
         {0, 0},
         {1'000'000, 1'000'000},
         {},
         "How many messages arrive twice."},
        {"reorder",
         DialKind::choice,
         "off",
         {0, 0},
         {1, 1},
         {"off", "on"},
         "Whether a message may overtake another on the same link."},
    };
}

void setNetworkDial(NetworkDials& dials, std::size_t index, DialValue value) {
    switch (index) {
        case 0:
            dials.latency = {Duration(value.low), Duration(value.high)};
            return;
        case 1: dials.loss = static_cast<std::uint32_t>(value.low); return;
        case 2: dials.duplicate = static_cast<std::uint32_t>(value.low); return;
        default: dials.reorder = value.low != 0;
    }
}

DialValue networkDial(const NetworkDials& dials, std::size_t index) {
    const auto both = [](std::int64_t value) {
        return DialValue{value, value};
    };
    switch (index) {
        case 0: return {dials.latency.low.count(), dials.latency.high.count()};
        case 1: return both(dials.loss);
        case 2: return both(dials.duplicate);
        default: return both(dials.reorder ? 1 : 0);
    }
}

std::vector<std::uint8_t> partitionGroups(const Setup& setup,
                                          std::string_view text) {
    const std::size_t all = setup.serverCount() + setup.scenario.spares.size();
    std::vector<std::uint8_t> groups(all, 0);
    std::uint8_t group = 1;
    std::optional<Fault> fault;
    for (const Word& word : splitWords(text, fault)) {
        if (word.text == "|" && !word.quoted) {
            ++group;
            continue;
        }
        const auto server = setup.find(word.text);
        if (!server) return {};
        groups[server->index] = group;
    }
    return groups;
}

std::string groupsText(const Setup& setup,
                       const std::vector<std::uint8_t>& groups) {
    std::string text;
    std::vector<std::uint8_t> done;
    for (const std::uint8_t group : groups) {
        if (std::find(done.begin(), done.end(), group) != done.end()) continue;
        done.push_back(group);
        if (!text.empty()) text += " | ";
        bool first = true;
        for (std::uint16_t i = 0; i < groups.size(); ++i) {
            if (groups[i] != group) continue;
            text += (first ? "" : " ") + setup.name({i});
            first = false;
        }
    }
    return text;
}

namespace {

void checkServers(const TopicInfo& topic, const Scenario& scenario,
                  std::vector<Fault>& faults) {
    const auto count = static_cast<int>(scenario.servers.size());
    if (count < topic.fewestServers || count > topic.mostServers) {
        faults.push_back({scenario.serversPlace,
                          topic.id + " has " +
                              std::to_string(topic.fewestServers) + " to " +
                              std::to_string(topic.mostServers) +
                              " servers, not " + std::to_string(count)});
    }
    for (std::size_t i = 0; i < scenario.servers.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (scenario.servers[i].name != scenario.servers[j].name) continue;
            faults.push_back(
                {scenario.serversPlace, "two servers are named '" +
                                            scenario.servers[i].name +
                                            "'; give each a name of its own"});
            return;
        }
    }
}

void checkDials(const TopicInfo& topic, const Setup& setup,
                std::vector<Fault>& faults) {
    for (const Setting& setting : setup.scenario.dials) {
        const auto dial = std::find_if(
            topic.dials.begin(), topic.dials.end(),
            [&](const DialInfo& info) { return info.name == setting.name; });
        if (dial == topic.dials.end()) {
            std::string list;
            for (const DialInfo& info : topic.dials) list += ' ' + info.name;
            faults.push_back({setting.place,
                              "there is no dial '" + setting.name + "' in " +
                                  topic.id + "; there are" + list});
            continue;
        }
        std::string why;
        if (!parseDial(*dial, setting.value, why, &setup)) {
            faults.push_back({setting.valuePlace, why});
        }
    }
}

}  // namespace

int flawIndex(const TopicInfo& topic, std::string_view name) {
    for (std::size_t i = 0; i < topic.flaws.size(); ++i) {
        if (topic.flaws[i].name == name) return static_cast<int>(i);
    }
    return -1;
}

std::string absence(const TopicInfo& topic, const Setup& setup,
                    const Action& action, std::size_t count) {
    const auto why = [&](ServerId server) {
        return server.index < count
                   ? std::string()
                   : setup.name(server) + " has not joined yet";
    };
    if (!isTopicVerb(action.verb)) {
        const bool link =
            action.verb >= Verb::cut && action.verb <= Verb::healBoth;
        const bool server =
            action.verb >= Verb::crash && action.verb <= Verb::slow;
        if (!link && !server) return {};
        std::string first = why(action.a);
        return first.empty() && link ? why(action.b) : first;
    }
    const VerbSpec& verb = topic.verbs[topicVerbIndex(action.verb)];
    bool joins = verb.introduces;
    ServerId server = action.a;
    for (const Argument argument : verb.shape) {
        if (argument != Argument::server) continue;
        std::string absent = joins ? std::string() : why(server);
        if (!absent.empty()) return absent;
        joins = false;
        server = action.b;
    }
    return {};
}

void checkScenario(const TopicInfo& topic, const Setup& setup,
                   std::vector<Fault>& faults) {
    const Scenario& scenario = setup.scenario;
    checkServers(topic, scenario, faults);
    checkDials(topic, setup, faults);
    for (std::size_t i = 0; i < scenario.flaws.size(); ++i) {
        if (flawIndex(topic, scenario.flaws[i]) >= 0) continue;
        const Place place =
            i < scenario.flawPlaces.size() ? scenario.flawPlaces[i] : Place{};
        std::string list;
        for (const FlawSpec& flaw : topic.flaws)
            list += std::string(" ") + flaw.name;
        faults.push_back({place, "there is no flaw '" + scenario.flaws[i] +
                                     "' in " + topic.id + "; there are" +
                                     list});
    }
    for (const Given& given : scenario.givens) {
        const auto server = setup.find(given.server);
        if (!server || server->index >= setup.serverCount()) {
            faults.push_back({given.place, "there is no server '" +
                                               given.server +
                                               "'; name one of the head"});
        }
    }
}

}  // namespace lockstep::simulate

namespace lockstep {

std::string toText(const MessageView& message, const Setup& setup) {
    const auto name = [&](const std::string& role, ServerId server) {
        return role.empty() ? setup.name(server) : role;
    };
    return message.kind + (' ' + name(message.fromRole, message.from)) + "->" +
           name(message.toRole, message.to);
}

}  // namespace lockstep
