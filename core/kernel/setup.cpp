// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/setup.h"

namespace lockstep {

std::vector<ScenarioServer> numberedServers(int count) {
    std::vector<ScenarioServer> servers;
    for (int i = 1; i <= count; ++i) {
        servers.push_back({"S" + std::to_string(i), 1});
    }
    return servers;
}

Setup::Setup(Scenario from) : scenario(std::move(from)) {}

const std::string& Setup::name(ServerId id) const {
    return scenario.servers[id.index].name;
}

std::optional<ServerId> Setup::find(std::string_view name) const {
    for (std::size_t i = 0; i < scenario.servers.size(); ++i) {
        if (scenario.servers[i].name == name) {
            return ServerId{static_cast<std::uint16_t>(i)};
        }
    }
    return std::nullopt;
}

}  // namespace lockstep
