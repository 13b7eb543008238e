// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/catalog.h"

#include <gtest/gtest.h>

#include "catalog/catalog.h"

namespace lockstep::figures {
namespace {

TEST(FigureCatalog, EveryTopicHasAPictureAndALegend) {
    const FigureCatalog figures = allFigures();
    const Catalog topics = allTopics();
    for (const auto& topic : topics.topics()) {
        const TopicFigures* found = figures.find(topic->info().id);
        ASSERT_NE(found, nullptr) << topic->info().id;
        EXPECT_FALSE(found->legend({}).marks.empty());
    }
    EXPECT_EQ(figures.find("nothing"), nullptr);
}

}  // namespace
}  // namespace lockstep::figures
