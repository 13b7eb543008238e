// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/servers.h"

#include <algorithm>

#include "script/text.h"

namespace lockstep::script {
namespace {

constexpr std::uint64_t heaviest = 1'000'000;
constexpr std::size_t longestName = 64;

// A server as written: its name without quotes, and ":5" or nothing.
struct WrittenServer {
    std::string name;
    std::string_view weight;
};

WrittenServer split(std::string_view raw) {
    if (raw.front() != '"') {
        const std::size_t colon = std::min(raw.find(':'), raw.size());
        return {std::string(raw.substr(0, colon)), raw.substr(colon)};
    }
    WrittenServer server;
    std::size_t end = 1;
    while (end < raw.size() && raw[end] != '"') {
        if (raw[end] == '\\') ++end;
        server.name += raw[end++];
    }
    server.weight = raw.substr(std::min(end + 1, raw.size()));
    return server;
}

std::string wrongName(const Token& word, const std::string& name) {
    if (name.empty()) return "a server's name is empty; write a name";
    if (name.size() > longestName) {
        return "a server's name is too long; it may have 64 bytes";
    }
    const bool bare = word.raw.front() != '"';
    if (bare && (word.quoted || name.find('.') != std::string::npos)) {
        return "a name with a dot, colon or space stands in quotes, its "
               "weight after; write \"a.b\":2";
    }
    if (name == "|" || name.find('*') != std::string::npos) {
        return shown(name) +
               " cannot be a server's name; | and * have a meaning of their "
               "own";
    }
    return {};
}

// "-1", "1e3": a number that counts nothing is no name either.
bool isMeantAsCount(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos &&
           word.find_first_not_of("0123456789+-eE") == std::string_view::npos &&
           word.find_first_of("eE") != 0;
}

std::string wrongCount(std::string_view count, const TopicInfo& topic) {
    return topic.id + " has " + std::to_string(topic.fewestServers) + " to " +
           std::to_string(topic.mostServers) + " servers, not " +
           std::string(count.substr(0, 20));
}

}  // namespace

std::vector<ScenarioServer> readServers(const std::vector<Token>& words,
                                        int lineNumber, const TopicInfo& topic,
                                        std::vector<Fault>& faults) {
    const auto fault = [&](const Token& word, std::string message) {
        faults.push_back({{lineNumber, word.column}, std::move(message)});
        return std::vector<ScenarioServer>();
    };
    if (words.size() < 2) {
        return fault(words[0],
                     "servers needs a number or names; write servers 5 or "
                     "servers a:5 b:1 c");
    }
    const auto fewest = static_cast<std::uint64_t>(topic.fewestServers);
    const auto most = static_cast<std::uint64_t>(topic.mostServers);
    if (words.size() == 2 && isMeantAsCount(words[1].raw)) {
        const auto count = wholeNumber(words[1].raw, most);
        if (count && *count >= fewest) {
            return numberedServers(static_cast<int>(*count));
        }
        return fault(words[1], wrongCount(words[1].raw, topic));
    }
    const std::size_t count = words.size() - 1;
    if (count < fewest || count > most) {
        return fault(words[1], wrongCount(std::to_string(count), topic));
    }
    std::vector<ScenarioServer> servers;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const WrittenServer written = split(words[i].raw);
        if (const std::string why = wrongName(words[i], written.name);
            !why.empty()) {
            return fault(words[i], why);
        }
        ScenarioServer server{written.name, 1};
        if (!written.weight.empty()) {
            const auto weight = wholeNumber(written.weight.substr(1), heaviest);
            if (written.weight.front() != ':' || !weight || *weight == 0) {
                return fault(words[i],
                             "a server is written name:weight, with a weight "
                             "from 1 to 1000000");
            }
            server.weight = static_cast<std::int64_t>(*weight);
        }
        const auto same = [&](const ScenarioServer& other) {
            return other.name == server.name;
        };
        if (std::any_of(servers.begin(), servers.end(), same)) {
            return fault(words[i], "two servers are named " +
                                       shown(server.name) +
                                       "; give each a name of its own");
        }
        servers.push_back(std::move(server));
    }
    return servers;
}

}  // namespace lockstep::script
