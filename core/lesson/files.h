// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lockstep::lesson {

// A lesson's file, from the disk or from inside the program.
struct LessonFile {
    std::string name;  // as faults call it
    std::string text;
    bool embedded = false;
    std::filesystem::path folder;  // what its images stand beside
};

// The lessons that travel inside the program, ordered by path; no README and
// no glossary.
std::vector<LessonFile> embeddedLessonFiles();

// What stands at some paths: a lesson, or a folder with lessons at any depth.
struct OpenedPaths {
    std::vector<LessonFile> lessons;
    std::vector<LessonFile> glossaries;     // met on the way
    std::vector<std::string> unreadable;    // "PATH: why; what would be right"
};
OpenedPaths openPaths(const std::vector<std::string>& paths);

// The bytes of an image beside the lesson. Nothing, and why, if it is not
// there, too large, or not within the lesson's folder when all links are
// followed. Requires a path that checkImagePath passes.
std::optional<std::string> readImage(const LessonFile& lesson,
                                     const std::string& path,
                                     std::string& why);

}  // namespace lockstep::lesson
