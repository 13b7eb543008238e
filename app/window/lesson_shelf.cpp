// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_shelf.h"

#include <QCoreApplication>
#include <algorithm>
#include <tuple>

#include "catalog/embedded.h"
#include "lesson/reader.h"

namespace lockstep::window {

namespace {

std::shared_ptr<const ShelfLesson> make(lesson::LessonFile file, std::vector<Fault>& faults) {
    lesson::Reading reading = lesson::readLesson(file.name, file.text);
    faults = std::move(reading.faults);
    auto made = std::make_shared<ShelfLesson>();
    made->edition = lesson::editionOf(file.text);
    made->file = std::move(file);
    made->lesson = std::move(reading.lesson);
    return made;
}

// How many lessons come before it at least, by what each needs; bounded, should needs go in a ring.
std::size_t depthOf(const std::vector<std::shared_ptr<const ShelfLesson>>& lessons,
                    const ShelfLesson& one, std::size_t limit) {
    std::size_t depth = 0;
    if (limit == 0) return depth;
    for (const std::string& need : one.lesson.meta.needs) {
        for (const auto& other : lessons) {
            if (other->lesson.meta.id != need) continue;
            depth = std::max(depth, 1 + depthOf(lessons, *other, limit - 1));
        }
    }
    return depth;
}

}  // namespace

LessonShelf::LessonShelf(const QString& progressFolder)
    : store_(std::filesystem::path(progressFolder.toStdWString())) {
    for (lesson::LessonFile& file : lesson::embeddedLessonFiles()) {
        std::vector<Fault> faults;
        auto lesson = make(std::move(file), faults);
        if (!lesson->lesson.pages.empty()) lessons_.push_back(std::move(lesson));
    }
    std::vector<std::pair<std::size_t, std::shared_ptr<const ShelfLesson>>> ranked;
    for (const auto& lesson : lessons_) {
        ranked.emplace_back(depthOf(lessons_, *lesson, 20), lesson);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        const lesson::Meta& one = a.second->lesson.meta;
        const lesson::Meta& other = b.second->lesson.meta;
        return std::tie(one.topic, one.order, a.first) <
               std::tie(other.topic, other.order, b.first);
    });
    for (std::size_t at = 0; at < ranked.size(); ++at) lessons_[at] = ranked[at].second;
    lesson::Faults ignored;
    glossary_ = lesson::Glossary::read(embeddedLesson("lessons/glossary.md"), ignored);
}

std::shared_ptr<const ShelfLesson> LessonShelf::find(const QString& id) const {
    for (const auto& lesson : lessons_) {
        if (lesson->lesson.meta.id == id.toStdString()) return lesson;
    }
    return nullptr;
}

std::shared_ptr<const ShelfLesson> LessonShelf::open(const QString& path, QString& why) {
    lesson::OpenedPaths opened = lesson::openPaths({path.toStdString()});
    if (opened.lessons.size() != 1) {
        why = opened.unreadable.empty()
                  ? QCoreApplication::translate("LessonShelf", "%1 is not a lesson.").arg(path)
                  : QString::fromStdString(opened.unreadable.front());
        return nullptr;
    }
    std::vector<Fault> faults;
    auto lesson = make(std::move(opened.lessons.front()), faults);
    if (faults.empty()) return lesson;
    why = QString::fromStdString(lesson::toText({path.toStdString(), faults.front()}));
    return nullptr;
}

lesson::Progress LessonShelf::progressOf(const ShelfLesson& lesson) const {
    lesson::Progress progress = store_.load(lesson.lesson.meta.id, lesson.edition);
    const std::size_t last = lesson.lesson.pages.size() - 1;
    progress.page = std::min(progress.page, last);
    progress.furthest = std::min(progress.furthest, last);
    return progress;
}

QString LessonShelf::keep(const ShelfLesson& lesson, const lesson::Progress& progress) const {
    std::string why;
    store_.save(lesson.lesson.meta.id, lesson.edition, progress, why);
    return QString::fromStdString(why);
}

std::shared_ptr<const ShelfLesson> nextLesson(const LessonShelf& shelf) {
    for (const auto& lesson : shelf.lessons()) {
        if (!shelf.progressOf(*lesson).done) return lesson;
    }
    return shelf.lessons().empty() ? nullptr : shelf.lessons().front();
}

}  // namespace lockstep::window
