// SPDX-License-Identifier: GPL-3.0-or-later
#include "architecture/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

#include "support/paths.h"

namespace lockstep::testing {
namespace {

namespace fs = std::filesystem;

bool endsWith(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool isText(const std::string& path) {
    for (const char* end : {".otf", ".ttf", ".png", ".jpg", ".pdf", ".ico", ".gif", ".qm"}) {
        if (endsWith(path, end)) return false;
    }
    return true;
}

SourceFile read(const fs::path& path, const fs::path& root) {
    std::ifstream in(path, std::ios::binary);
    return {path.lexically_relative(root).generic_string(),
            std::string(std::istreambuf_iterator<char>(in), {})};
}

std::vector<SourceFile> readTree() {
    const fs::path root = sourceFolder();
    std::vector<SourceFile> files;
    for (const char* room : {"app", "core", "lessons", "resources", "tests", ".ci"}) {
        if (!fs::exists(root / room)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
            if (entry.is_regular_file() && isText(entry.path().string())) {
                files.push_back(read(entry.path(), root));
            }
        }
    }
    for (const char* file : {"CMakeLists.txt", "CMakePresets.json", "README.md", ".clang-format",
                             ".clang-tidy", ".gitignore"}) {
        if (fs::exists(root / file)) files.push_back(read(root / file, root));
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

}  // namespace

bool SourceFile::isUnder(std::string_view folder) const {
    return path.size() > folder.size() && path.compare(0, folder.size(), folder) == 0 &&
           path[folder.size()] == '/';
}

bool SourceFile::isCpp() const { return endsWith(path, ".h") || endsWith(path, ".cpp"); }

bool SourceFile::isCMake() const {
    return endsWith(path, "CMakeLists.txt") || endsWith(path, ".cmake");
}

bool SourceFile::isScript() const { return endsWith(path, "/run") || endsWith(path, ".sh"); }

const std::vector<SourceFile>& sourceTree() {
    static const std::vector<SourceFile> files = readTree();
    return files;
}

std::set<std::string> foldersWith(std::string_view root, std::string_view name) {
    std::set<std::string> found;
    const fs::path folder = sourceFolder() / root;
    if (!fs::exists(folder)) return found;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_directory() && fs::exists(entry.path() / name)) {
            found.insert(entry.path().filename().string());
        }
    }
    return found;
}

std::set<std::string> topics() { return foldersWith("core", "topic.cpp"); }

std::set<std::string> roomsOf(std::string_view root) { return foldersWith(root, ""); }

void Complaints::add(std::string_view path, int line, std::string_view what) {
    lines_.push_back(std::string(path) + ":" + std::to_string(line) + ": " + std::string(what));
}

void Complaints::add(std::string_view path, std::string_view what) {
    lines_.push_back(std::string(path) + ": " + std::string(what));
}

std::ostream& operator<<(std::ostream& out, const Complaints& all) {
    for (const std::string& line : all.lines_)
        out << '\n' << line;
    return out << '\n';
}

}  // namespace lockstep::testing
