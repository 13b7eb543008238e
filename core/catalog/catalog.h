// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/topic.h"

namespace lockstep {

// The topics that the program knows, in alphabetical order of their folders.
// Each core/<topic>/topic.cpp defines `lockstep::<topic>::addTo(Catalog&)`;
// the build finds the folders and writes the calls.
class Catalog {
public:
    void add(std::unique_ptr<const TopicInterface> topic) {
        topics_.push_back(std::move(topic));
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

private:
    std::vector<std::unique_ptr<const TopicInterface>> topics_;
};

// All topics of this build. The caller keeps it: nothing here is global.
Catalog allTopics();

}  // namespace lockstep
