// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/checker.h"

#include <map>

#include "catalog/embedded.h"
#include "lesson/excellence.h"
#include "lesson/reader.h"
#include "lesson/rehearsal.h"
#include "script/text.h"

namespace lockstep::lesson {

namespace {

constexpr const char* glossaryPath = "lessons/glossary.md";

bool endsWith(const std::string& text, const std::string& end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// A lesson's id is where it lies, so that a link to it finds it.
void checkId(const LessonFile& file, const Lesson& lesson, Faults& faults) {
    const std::string& id = lesson.meta.id;
    if (id.empty() || endsWith('/' + file.name, '/' + id + ".md")) return;
    const std::size_t slash = id.rfind('/');
    const std::string name =
        slash == std::string::npos ? id : id.substr(slash + 1);
    // A file on its own may lie anywhere; its name says enough.
    if (endsWith('/' + file.name, '/' + name + ".md")) return;
    faults.add({1, 1}, "the id is " + script::shown(id) +
                           ", so the file is named " + name + ".md");
}

void checkMeta(const LessonFile& file, const Lesson& lesson,
               const Surroundings& around, Faults& faults) {
    checkId(file, lesson, faults);
    const std::string& topic = lesson.meta.topic;
    if (!topic.empty() && !around.catalog.find(topic)) {
        std::vector<std::string> topics;
        for (const auto& known : around.catalog.topics()) {
            topics.push_back(known->info().id);
        }
        faults.add({1, 1}, "there is no topic " + script::shown(topic) +
                               script::didYouMean(topic, topics,
                                                  "there is " +
                                                      joinedWithOr(topics)));
    }
    for (const std::string& need : lesson.meta.needs) {
        if (around.lessonIds.count(need) > 0) continue;
        faults.add({1, 1}, "it needs the lesson " + script::shown(need) +
                               ", which there is not; name one by its id");
    }
}

void addGlossary(const LessonFile& file, Surroundings& around,
                 std::vector<FileFault>& told) {
    Faults faults;
    around.glossary.add(Glossary::read(file.text, faults));
    for (const Fault& fault : faults.sorted()) {
        told.push_back({file.name, fault});
    }
}

}  // namespace

Surroundings embeddedSurroundings(const Catalog& catalog) {
    Surroundings around{catalog, {}, {}};
    Faults ignored;
    around.glossary = Glossary::read(embeddedLesson(glossaryPath), ignored);
    for (const LessonFile& file : embeddedLessonFiles()) {
        around.lessonIds.insert(
            readLesson(file.name, file.text).lesson.meta.id);
    }
    return around;
}

std::vector<Fault> checkLesson(const LessonFile& file,
                               const Surroundings& around,
                               const CheckOptions& options) {
    const Reading reading = readLesson(file.name, file.text);
    Faults faults;
    for (const Fault& fault : reading.faults) {
        faults.add(fault.place, fault.message);
    }
    const Lesson& lesson = reading.lesson;
    if (lesson.pages.empty()) return faults.sorted();
    checkMeta(file, lesson, around, faults);
    Rehearsal rehearsal(file, lesson, around, faults);
    rehearsal.play();
    if (options.strict) {
        checkExcellence(lesson, rehearsal.observed(), faults);
    }
    return faults.sorted();
}

CheckResult check(const std::vector<std::string>& paths,
                  const CheckOptions& options, const Catalog& catalog) {
    OpenedPaths opened;
    if (paths.empty()) {
        opened.lessons = embeddedLessonFiles();
        opened.glossaries.push_back(
            {glossaryPath, std::string(embeddedLesson(glossaryPath)), true,
             "lessons"});
    } else {
        opened = openPaths(paths);
    }
    CheckResult result;
    result.unreadable = std::move(opened.unreadable);
    result.lessons = opened.lessons.size();
    Surroundings around = embeddedSurroundings(catalog);
    for (const LessonFile& glossary : opened.glossaries) {
        addGlossary(glossary, around, result.faults);
    }
    std::map<std::string, std::string> owners;  // id to file
    for (const LessonFile& file : opened.lessons) {
        const std::string id =
            readLesson(file.name, file.text).lesson.meta.id;
        around.lessonIds.insert(id);
        const auto [owner, isNew] = owners.try_emplace(id, file.name);
        if (!isNew && !id.empty()) {
            result.faults.push_back(
                {file.name,
                 {{1, 1}, "the id " + script::shown(id) + " is that of " +
                              owner->second + " too; give each its own"}});
        }
    }
    for (const LessonFile& file : opened.lessons) {
        for (Fault& fault : checkLesson(file, around, options)) {
            result.faults.push_back({file.name, std::move(fault)});
        }
    }
    return result;
}

}  // namespace lockstep::lesson
