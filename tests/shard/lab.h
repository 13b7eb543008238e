// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "script/player.h"
#include "script/reader.h"
#include "shard/world.h"

namespace lockstep::shard {

// A sharded database on the bench: scripts are played on it, facts read off.
class Lab {
public:
    // The head, without its topic: "directory slots\nclients 2".
    explicit Lab(std::string_view head = "directory slots");

    // Plays commands, one a line; one that is wrong or refused fails the test.
    void plays(const std::string& lines);
    // Why a line is wrong or refused; empty if it was played.
    std::string refusal(const std::string& line);

    std::string fact(std::string_view name) const;
    double number(std::string_view name) const { return std::stod(fact(name)); }
    bool happened(std::string_view eventId) const { return timeline_->find(eventId, 1) != 0; }
    // The ids of the claims broken so far.
    std::vector<std::string> broken() const;
    const World& world() const { return timeline_->world().as<World>(); }
    Timeline& timeline() { return *timeline_; }
    const std::vector<Fault>& faults() const { return faults_; }

private:
    Catalog catalog_ = allTopics();
    std::vector<Fault> faults_;
    std::unique_ptr<Timeline> timeline_;
};

}  // namespace lockstep::shard
