// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/embedded.h"

#include <algorithm>

namespace lockstep {
namespace {

std::string_view find(std::span<const EmbeddedFile> files,
                      std::string_view path) {
    const auto found = std::find_if(
        files.begin(), files.end(),
        [&](const EmbeddedFile& file) { return file.path == path; });
    return found == files.end() ? std::string_view() : found->bytes;
}

}  // namespace

std::string_view embeddedSource(std::string_view path) {
    return find(embeddedSources(), path);
}

std::string_view embeddedLesson(std::string_view path) {
    return find(embeddedLessons(), path);
}

}  // namespace lockstep
