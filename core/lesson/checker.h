// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "lesson/faults.h"
#include "lesson/files.h"
#include "lesson/glossary.h"
#include "lesson/lesson.h"

namespace lockstep::lesson {

struct CheckOptions {
    // The properties of an excellent lesson too, where a machine can tell.
    bool strict = false;
};

// What a check found. `unreadable` has a sentence for each path that could
// not be read at all.
struct CheckResult {
    std::size_t lessons = 0;
    std::vector<FileFault> faults;
    std::vector<std::string> unreadable;

    // 0: nothing wrong, 1: a lesson is faulty, 2: a path cannot be read.
    int exitCode() const {
        if (!unreadable.empty()) return 2;
        return faults.empty() ? 0 : 1;
    }
};

// Plays the lessons at the paths, files or folders, and tells all that is
// wrong with them. Without a path: the lessons inside the program.
CheckResult check(const std::vector<std::string>& paths,
                  const CheckOptions& options, const Catalog& catalog);

// What a lesson may refer to beyond its own file.
struct Surroundings {
    const Catalog& catalog;
    Glossary glossary;
    std::set<std::string> lessonIds;
};
Surroundings embeddedSurroundings(const Catalog& catalog);

// Checks one lesson. The faults are in order of place.
std::vector<Fault> checkLesson(const LessonFile& file,
                               const Surroundings& around,
                               const CheckOptions& options);

}  // namespace lockstep::lesson
