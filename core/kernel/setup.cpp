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
    const std::size_t count = scenario.servers.size();
    return id.index < count ? scenario.servers[id.index].name
                            : scenario.spares[id.index - count];
}

std::optional<ServerId> Setup::find(std::string_view name) const {
    const auto numbered = [](std::size_t place) {
        return ServerId{static_cast<std::uint16_t>(place)};
    };
    const std::size_t count = scenario.servers.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (scenario.servers[i].name == name) return numbered(i);
    }
    for (const Alias& alias : scenario.aliases) {
        if (alias.name == name) return numbered(alias.server);
    }
    for (std::size_t i = 0; i < scenario.spares.size(); ++i) {
        if (scenario.spares[i] == name) return numbered(count + i);
    }
    return std::nullopt;
}

}  // namespace lockstep
