// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep lessons [--json], lockstep check [--strict] [PATH…]
#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "lesson/checker.h"
#include "lesson/files.h"
#include "lesson/reader.h"
#include "script/json.h"

namespace lockstep::cli {
namespace {

void writeList(script::JsonWriter& json, std::string_view key,
               const std::vector<std::string>& words) {
    json.key(key).beginArray();
    for (const std::string& word : words) json.text(word);
    json.endArray();
}

std::string toJson(const lesson::Lesson& lesson) {
    const lesson::Meta& meta = lesson.meta;
    script::JsonWriter json;
    json.beginObject();
    json.key("id").text(meta.id).key("title").text(meta.title);
    json.key("topic").text(meta.topic).key("minutes").number(meta.minutes);
    writeList(json, "needs", meta.needs);
    writeList(json, "misconceptions", meta.misconceptions);
    json.key("source").text(meta.source);
    json.key("pages").number(static_cast<std::int64_t>(lesson.pages.size()));
    json.endObject();
    return json.result();
}

}  // namespace

int listLessons(const Words& words) {
    const auto arguments = Arguments::read(words, "lessons", {{"--json"}}, {});
    if (!arguments) return unreadable;
    Output output;
    for (const lesson::LessonFile& file : lesson::embeddedLessonFiles()) {
        const lesson::Lesson lesson = lesson::readLesson(file.name, file.text).lesson;
        const std::string line = lesson.meta.id + '\t' + lesson.meta.title;
        output.write((arguments->has("--json") ? toJson(lesson) : line) + '\n');
    }
    return output.finish(succeeded);
}

int checkLessons(const Words& words) {
    const auto arguments =
        Arguments::read(words, "check", {{"--strict"}}, {0, words.size(), "lessons"});
    if (!arguments) return unreadable;
    const Catalog catalog = allTopics();
    const lesson::CheckResult result =
        lesson::check(arguments->rest(), {arguments->has("--strict")}, catalog);
    for (const std::string& why : result.unreadable) complain(why);
    for (const lesson::FileFault& fault : result.faults) complain(lesson::toText(fault));
    Output output;
    if (result.exitCode() == succeeded) {
        const std::string count = std::to_string(result.lessons);
        output.write(count + (result.lessons == 1 ? " lesson" : " lessons") +
                     " played and right\n");
    }
    return output.finish(result.exitCode());
}

}  // namespace lockstep::cli
