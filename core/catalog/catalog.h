// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "explorer/explorable.h"
#include "kernel/topic.h"

namespace lockstep {

// The topics that the program knows, in alphabetical order of their folders.
// Each core/<topic>/topic.cpp defines `lockstep::<topic>::addTo(Catalog&)`;
// the build finds the folders and writes the calls.
class Catalog {
public:
    // A topic, and how it is explored, if it can be.
    void add(std::unique_ptr<const TopicInterface> topic,
             std::unique_ptr<const explorer::Explorable> explorable = {}) {
        topics_.push_back(std::move(topic));
        explorables_.push_back(std::move(explorable));
    }

    const std::vector<std::unique_ptr<const TopicInterface>>& topics() const {
        return topics_;
    }

    // The topic with this id, such as "raft", or null.
    const TopicInterface* find(std::string_view id) const {
        for (const auto& topic : topics_) {
            if (topic->info().id == id) return topic.get();
        }
        return nullptr;
    }

    // How the topic with this id is explored, or null.
    const explorer::Explorable* findExplorable(std::string_view id) const {
        for (std::size_t i = 0; i < topics_.size(); ++i) {
            if (topics_[i]->info().id == id) return explorables_[i].get();
        }
        return nullptr;
    }

private:
    std::vector<std::unique_ptr<const TopicInterface>> topics_;
    std::vector<std::unique_ptr<const explorer::Explorable>> explorables_;
};

// All topics of this build. The caller keeps it: nothing here is global.
Catalog allTopics();

}  // namespace lockstep
