// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace lockstep {

// A file that travels inside the program, under its path in the repository,
// such as "core/raft/election.cpp" or "lessons/raft/election.md".
struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
};

// The topics' own sources, which the code panel shows; ordered by path.
std::span<const EmbeddedFile> embeddedSources();

// The lessons and the images beside them; ordered by path.
std::span<const EmbeddedFile> embeddedLessons();

// The text of one of them. It lives as long as the program; a path that is not
// there gives an empty view with a null data().
std::string_view embeddedSource(std::string_view path);
std::string_view embeddedLesson(std::string_view path);

}  // namespace lockstep
