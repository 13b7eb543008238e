// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "script/command_reader.h"
#include "script/text.h"

namespace lockstep::script {
namespace {

// No fact's name has more.
constexpr std::size_t mostParts = 4;

bool knows(const Timeline& timeline, const Glob& glob) {
    bool any = false;
    timeline.visitFacts(glob,
                        [&](std::string_view, const Value&) { any = true; });
    return any;
}

// The parts of a pattern between dots; quotes keep dots.
std::vector<std::string> partsOf(std::string_view pattern) {
    std::vector<std::string> parts(1);
    bool open = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && open && i + 1 < pattern.size()) {
            parts.back() += c;
            parts.back() += pattern[++i];
            continue;
        }
        if (c == '"') open = !open;
        if (c == '.' && !open) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string name;
    for (const std::string& part : parts) {
        if (!name.empty()) name += '.';
        name += part;
    }
    return name;
}

bool hasStar(std::string_view part) {
    return part.find('*') != std::string_view::npos && part.front() != '"';
}

// A name for a part with stars: a server that fits, or any number.
std::string filledIn(const std::string& part, bool withServer,
                     const Timeline& timeline) {
    if (!hasStar(part)) return part;
    const Glob pattern(part);
    for (const auto& server : timeline.setup().scenario.servers) {
        const std::string name = quotedPart(server.name);
        if (withServer && pattern.matches(name)) return name;
    }
    return "1";
}

// A glob may match nothing now and something later: message.* before the
// first is sent, S1.kv.* before the first is written. Such facts are known by
// each name that one asks for, so the stars are filled in: those in front or
// all of them with servers, the others with a number.
bool couldKnow(const Timeline& timeline, const Glob& glob) {
    const std::vector<std::string> parts = partsOf(glob.pattern());
    for (std::size_t servers = 0; servers <= parts.size(); ++servers) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            names.push_back(filledIn(parts[i], i < servers, timeline));
        }
        if (knows(timeline, Glob(joined(names)))) return true;
        if (servers == mostParts) break;
    }
    return false;
}

// Whether the parts of a name make one that is known, or could be.
bool isKnown(const Timeline& timeline, const std::vector<std::string>& parts) {
    const Glob glob(joined(parts));
    return knows(timeline, glob) ||
           (!glob.exact() && couldKnow(timeline, glob));
}

// Whether a star stands for a server that joins: S1.match.* for S1.match.S2.
bool starsMeet(const Timeline& timeline, const std::vector<std::string>& parts,
               const std::vector<std::string>& newcomers) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!hasStar(parts[i])) continue;
        for (const std::string& name : newcomers) {
            std::vector<std::string> filled = parts;
            filled[i] = quotedPart(name);
            const bool fits = Glob(parts[i]).matches(filled[i]);
            if (fits && isKnown(timeline, filled)) return true;
        }
    }
    return false;
}

// A server that joins later is known by what a server of the head is known by;
// of two that join only the first must be: S4.match.S5 is as S1.match.S5.
bool willKnow(const Timeline& timeline, const Glob& glob,
              const std::vector<std::string>& newcomers) {
    const auto& servers = timeline.setup().scenario.servers;
    if (newcomers.empty() || servers.empty()) return false;
    std::vector<std::string> parts = partsOf(glob.pattern());
    if (starsMeet(timeline, parts, newcomers)) return true;
    const auto joins = [&](const std::string& part) {
        return std::any_of(newcomers.begin(), newcomers.end(),
                           [&](const std::string& name) {
                               return part == name || part == quotedPart(name);
                           });
    };
    const auto first = std::find_if(parts.begin(), parts.end(), joins);
    if (first == parts.end()) return false;
    *first = quotedPart(servers.front().name);
    return isKnown(timeline, parts);
}

std::vector<std::string> allNames(const Timeline& timeline) {
    std::vector<std::string> names;
    for (const char* all : {"*", "*.*", "*.*.*", "*.*.*.*"}) {
        timeline.visitFacts(Glob(all),
                            [&](std::string_view name, const Value&) {
                                names.emplace_back(name);
                            });
    }
    return names;
}

bool isServer(const Timeline& timeline, std::string_view name) {
    const auto& servers = timeline.setup().scenario.servers;
    return std::any_of(servers.begin(), servers.end(),
                       [&](const ScenarioServer& server) {
                           return quotedPart(server.name) == name ||
                                  server.name == name;
                       });
}

// What there is instead: of the same server if it names one.
std::string whatThereIs(const Timeline& timeline, const Glob& glob) {
    const auto names = allNames(timeline);
    if (const auto near = nearest(glob.pattern(), names)) {
        return "did you mean " + *near + "?";
    }
    const std::string first = partsOf(glob.pattern()).front();
    if (isServer(timeline, first)) {
        std::string list = "facts of " + first + " are";
        for (const std::string& name : names) {
            const auto parts = partsOf(name);
            if (parts.size() == 2 && parts[0] == first) list += ' ' + parts[1];
        }
        return list;
    }
    std::string list = "the servers are";
    const auto& servers = timeline.setup().scenario.servers;
    for (std::size_t i = 0; i < std::min<std::size_t>(servers.size(), 12);
         ++i) {
        list += ' ' + quotedPart(servers[i].name);
    }
    list += ", and facts of no server are";
    for (const std::string& name : names) {
        const auto parts = partsOf(name);
        if (parts.size() == 1) list += ' ' + name;
    }
    return list;
}

}  // namespace

void checkFacts(const std::vector<FactUse>& uses, const Timeline& timeline,
                std::vector<Fault>& faults,
                const std::vector<std::string>& newcomers) {
    for (const FactUse& use : uses) {
        if (knows(timeline, use.glob)) continue;
        if (!use.glob.exact() && couldKnow(timeline, use.glob)) continue;
        if (willKnow(timeline, use.glob, newcomers)) continue;
        const char* wrong =
            use.glob.exact() ? "there is no fact " : "no fact matches ";
        faults.push_back({use.place, wrong + shown(use.glob.pattern()) + "; " +
                                         whatThereIs(timeline, use.glob)});
    }
}

}  // namespace lockstep::script
