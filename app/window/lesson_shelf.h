// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons at hand: those in the program, and files that were opened.
#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "lesson/files.h"
#include "lesson/glossary.h"
#include "lesson/lesson.h"
#include "lesson/progress.h"

namespace lockstep::window {

struct ShelfLesson {
    lesson::LessonFile file;
    lesson::Lesson lesson;
    std::uint64_t edition = 0;
};

class LessonShelf {
public:
    // Progress is kept in this folder.
    explicit LessonShelf(const QString& progressFolder);

    // In the order of learning: as their authors count them, then by what each needs.
    const std::vector<std::shared_ptr<const ShelfLesson>>& lessons() const { return lessons_; }
    std::shared_ptr<const ShelfLesson> find(const QString& id) const;

    // Reads a lesson's file. Null, and why, with its place, if it is faulty.
    std::shared_ptr<const ShelfLesson> open(const QString& path, QString& why);

    const lesson::Glossary& glossary() const { return glossary_; }

    lesson::Progress progressOf(const ShelfLesson& lesson) const;
    // Says why if it cannot be kept; empty if it was.
    QString keep(const ShelfLesson& lesson, const lesson::Progress& progress) const;

private:
    std::vector<std::shared_ptr<const ShelfLesson>> lessons_;
    lesson::Glossary glossary_;
    lesson::ProgressStore store_;
};

// The lesson to begin with or to go on with: the first that is not done.
std::shared_ptr<const ShelfLesson> nextLesson(const LessonShelf& shelf);

}  // namespace lockstep::window
