// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "samples.h"
#include "support/paths.h"

// A lesson cannot rot: every one there is, is played here.
namespace lockstep::lesson {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> toTexts(const CheckResult& result) {
    std::vector<std::string> texts = result.unreadable;
    for (const FileFault& fault : result.faults) {
        texts.push_back(toText(fault));
    }
    return texts;
}

TEST(Lessons, InTheProgramAreExcellent) {
    const Catalog catalog = allTopics();
    const CheckResult result = check({}, {true}, catalog);
    EXPECT_THAT(toTexts(result), IsEmpty());
    EXPECT_GE(result.lessons, 3U);
}

TEST(Lessons, OnTheDiskAreThoseInTheProgram) {
    const Catalog catalog = allTopics();
    const std::string folder =
        (lockstep::testing::sourceFolder() / "lessons").string();
    const CheckResult result = check({folder}, {true}, catalog);
    EXPECT_THAT(toTexts(result), IsEmpty());
    EXPECT_EQ(result.lessons, check({}, {}, catalog).lessons);
}

TEST(Lessons, EveryTopicHasOneInWhichSomethingIsBroken) {
    const Catalog catalog = allTopics();
    for (const auto& topic : catalog.topics()) {
        bool found = false;
        for (const LessonFile& file : embeddedLessonFiles()) {
            const Lesson lesson = readLesson(file.name, file.text).lesson;
            if (lesson.meta.topic != topic->info().id) continue;
            for (const Page& page : lesson.pages) {
                found = found || page.scenario.text.find("\nflaw ") !=
                                     std::string::npos;
            }
        }
        EXPECT_TRUE(found) << topic->info().id;
    }
}

}  // namespace
}  // namespace lockstep::lesson
