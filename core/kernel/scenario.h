// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

// Where something stands in a text, from 1; 0 if it stands in none.
struct Place {
    int line = 0;
    int column = 0;

    bool operator==(const Place&) const = default;
};

// What is wrong and what would be right, in one line.
struct Fault {
    Place place;
    std::string message;
};

// NAME VALUE as a head has it: "latency" "10..20 ms".
struct Setting {
    std::string name;
    std::string value;
    Place place;       // of the name
    Place valuePlace;  // of the value

    bool operator==(const Setting& other) const {
        return name == other.name && value == other.value;
    }
};

struct ScenarioServer {
    std::string name;
    std::int64_t weight = 1;

    bool operator==(const ScenarioServer&) const = default;
};

// given S1 term=8 log=1,1,4: the state a server starts in.
struct Given {
    std::string server;
    std::vector<Setting> settings;
    Place place;

    bool operator==(const Given&) const = default;
};

// Another name of a server: the roles that share one, A1 for S1.
struct Alias {
    std::string name;
    std::uint16_t server = 0;  // its place in the head
};

// What a world is built from: the head of a script. Empty servers mean the
// topic's usual number.
struct Scenario {
    std::string topic;
    std::vector<ScenarioServer> servers;
    std::uint64_t seed = 1;
    std::vector<Setting> dials;
    std::vector<std::string> flaws;
    std::vector<Given> givens;
    Place serversPlace;
    std::vector<Place> flawPlaces;  // as long as flaws, or empty

    // What a topic makes of the rest before a world is built (T::prepare).
    bool derivedServers = false;  // the topic named the servers, not the head
    std::vector<Alias> aliases;
    std::vector<std::string> spares;  // servers that may join later
};

// Servers S1 to S<count>.
std::vector<ScenarioServer> numberedServers(int count);

}  // namespace lockstep
