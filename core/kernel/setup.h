// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/scenario.h"
#include "kernel/server_id.h"
#include "kernel/symbols.h"

namespace lockstep {

// What stays the same during a run: the scenario with its servers' names, and
// the texts. Worlds of the run point at it.
class Setup {
public:
    explicit Setup(Scenario from);
    Setup(const Setup&) = delete;
    Setup& operator=(const Setup&) = delete;

    // Servers of the head first, then those that may join later.
    const std::string& name(ServerId id) const;
    std::optional<ServerId> find(std::string_view name) const;
    // Servers of the head. A world may come to have more: see
    // AnyWorld::serverCount.
    std::size_t serverCount() const { return scenario.servers.size(); }

    Scenario scenario;
    mutable Symbols symbols;
};

// A world's link to its setup. Worlds are compared by their state, so two
// links are always equal.
struct SetupLink {
    const Setup* setup = nullptr;

    const Setup* operator->() const { return setup; }
    const Setup& operator*() const { return *setup; }
    bool operator==(const SetupLink&) const { return true; }
};

}  // namespace lockstep
