// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/lesson.h"

namespace lockstep::lesson {

// What reading a lesson gave: always as much as could be read, and what is
// wrong with it.
struct Reading {
    Lesson lesson;
    std::vector<Fault> faults;
};

// Reads a lesson's text: its form only. Whether its scripts, facts, links and
// images mean anything is for the checker, which has the world at hand.
Reading readLesson(std::string file, std::string_view text);

}  // namespace lockstep::lesson
