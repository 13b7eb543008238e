// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "lesson/checker.h"
#include "lesson/reader.h"

namespace lockstep::lesson::testing {

// The front matter of a lesson in which nothing is wrong: 7 lines.
inline const std::string front = R"(---
id: raft/sample
title: A sample
topic: raft
minutes: 5
source: "Raft §5.2"
---
)";

inline std::string fenced(const std::string& name, const std::string& text) {
    return "```" + name + '\n' + text + "```\n";
}

// A scenario and the heading of a page: lines 8 to 13, so that what follows
// begins in line 14.
inline const std::string opening =
    fenced("lockstep", "topic raft\nservers 3\nseed 2\n") + "## A page\n";

inline std::string lessonWith(const std::string& body) {
    return front + opening + body;
}

// "14:3: what is wrong", one a fault.
inline std::vector<std::string> lines(const std::vector<Fault>& faults) {
    std::vector<std::string> lines;
    for (const Fault& fault : faults) {
        lines.push_back(std::to_string(fault.place.line) + ':' +
                        std::to_string(fault.place.column) + ": " +
                        fault.message);
    }
    return lines;
}

inline std::vector<std::string> faultsOfReading(const std::string& text) {
    return lines(readLesson("sample.md", text).faults);
}

inline std::vector<std::string> faultsOfChecking(const std::string& text,
                                                 bool strict = false) {
    const Catalog catalog = allTopics();
    const LessonFile file{"raft/sample.md", text, false, "."};
    return lines(
        checkLesson(file, embeddedSurroundings(catalog), {strict}));
}

}  // namespace lockstep::lesson::testing
