// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/files.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "catalog/embedded.h"

namespace lockstep::lesson {

namespace fs = std::filesystem;

namespace {

// Far above what the readers take, so that they say what is wrong.
constexpr std::uintmax_t longestLesson = 1 << 20;
constexpr std::uintmax_t longestImage = 8 << 20;
constexpr std::size_t mostFiles = 10000;

bool isGlossary(const fs::path& path) {
    return path.filename() == "glossary.md";
}

bool isLesson(const fs::path& path) {
    return path.extension() == ".md" && path.filename() != "README.md" &&
           !isGlossary(path);
}

// A whole regular file; nothing, and why, if it cannot be had. Never a pipe
// or a device: those could be read for ever.
std::optional<std::string> readAll(const fs::path& path, std::uintmax_t most,
                                   std::string& why) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
        why = "there is no such file";
        return {};
    }
    if (!fs::is_regular_file(status)) {
        why = "this is not a file";
        return {};
    }
    const std::uintmax_t size = fs::file_size(path, error);
    if (!error && size > most) {
        why = "the file is larger than " + std::to_string(most / 1024) +
              " KiB";
        return {};
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text;
    text.resize(error ? 0 : static_cast<std::size_t>(size));
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (error || !stream) {
        why = "the file cannot be read";
        return {};
    }
    return text;
}

void openOne(const fs::path& path, OpenedPaths& opened) {
    std::string why;
    auto text = readAll(path, longestLesson, why);
    if (!text) {
        opened.unreadable.push_back(path.string() + ": " + why +
                                    "; name a lesson or a folder of lessons");
        return;
    }
    LessonFile file{path.string(), std::move(*text), false,
                    path.has_parent_path() ? path.parent_path()
                                           : fs::path(".")};
    (isGlossary(path) ? opened.glossaries : opened.lessons)
        .push_back(std::move(file));
}

// Links to folders are not followed, so that a walk ends.
void openFolder(const fs::path& folder, OpenedPaths& opened) {
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, error);
    std::vector<fs::path> found;
    while (!error && walk != fs::recursive_directory_iterator() &&
           found.size() < mostFiles) {
        const fs::path& path = walk->path();
        if (isLesson(path) || isGlossary(path)) found.push_back(path);
        walk.increment(error);
    }
    if (error) {
        opened.unreadable.push_back(folder.string() +
                                    ": the folder cannot be read; name one "
                                    "that you may read");
    }
    std::sort(found.begin(), found.end());
    const auto lessons = std::count_if(found.begin(), found.end(), isLesson);
    if (lessons == 0 && !error) {
        opened.unreadable.push_back(folder.string() +
                                    ": no lesson in this folder; a lesson is "
                                    "a file with the ending .md");
    }
    for (const fs::path& path : found) openOne(path, opened);
}

}  // namespace

std::vector<LessonFile> embeddedLessonFiles() {
    std::vector<LessonFile> files;
    for (const EmbeddedFile& file : embeddedLessons()) {
        const fs::path path(file.path);
        if (!isLesson(path)) continue;
        files.push_back({path.string(), std::string(file.bytes), true,
                         path.parent_path()});
    }
    return files;
}

OpenedPaths openPaths(const std::vector<std::string>& paths) {
    OpenedPaths opened;
    for (const std::string& name : paths) {
        const fs::path path(name);
        std::error_code error;
        if (fs::is_directory(path, error)) {
            openFolder(path, opened);
        } else {
            openOne(path, opened);
        }
    }
    return opened;
}

std::optional<std::string> readImage(const LessonFile& lesson,
                                     const std::string& path,
                                     std::string& why) {
    if (lesson.embedded) {
        const fs::path whole = (lesson.folder / path).lexically_normal();
        const std::string_view bytes = embeddedLesson(whole.string());
        if (bytes.data() != nullptr) return std::string(bytes);
        why = "there is no such file";
        return {};
    }
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(lesson.folder, error);
    const fs::path whole = fs::weakly_canonical(lesson.folder / path, error);
    const auto [end, rest] = std::mismatch(folder.begin(), folder.end(),
                                           whole.begin(), whole.end());
    if (error || end != folder.end() || rest == whole.end()) {
        why = "it lies outside the lesson's folder";
        return {};
    }
    return readAll(whole, longestImage, why);
}

}  // namespace lockstep::lesson
