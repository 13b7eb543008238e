// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/catalog.h"

#include <algorithm>

namespace lockstep::figures {

void FigureCatalog::add(TopicFigures figures) { all_.push_back(std::move(figures)); }

const TopicFigures* FigureCatalog::find(const std::string& topic) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const TopicFigures& entry) {
        return entry.topic == topic;
    });
    return found == all_.end() ? nullptr : &*found;
}

}  // namespace lockstep::figures
