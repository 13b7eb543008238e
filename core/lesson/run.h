// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "catalog/catalog.h"
#include "kernel/timeline.h"
#include "lesson/lesson.h"
#include "script/script.h"

// A lesson's scripts on a timeline. Faults have places in the lesson's file.
namespace lockstep::lesson {

// What playing a block came to. A failed expect is a fault, and so is a
// command that the state did not allow.
struct PlayResult {
    std::vector<Fault> faults;
    std::vector<std::string> notes;  // captions that the script set
    bool ok() const { return faults.empty(); }
};

// Plays commands from where the timeline stands. `afterStep`, if given, hears
// of each step, with the timeline standing after it.
PlayResult play(const Code& code, Timeline& timeline,
                const std::function<void(const Timeline&)>& afterStep = {});

// The world in which a page opens: its scenario's, or where the page before
// it ended, with every block of that page played. Null, and why, if that
// cannot be. The page's own blocks are not played yet.
std::shared_ptr<Timeline> openPage(const Lesson& lesson, std::size_t page,
                                   const Catalog& catalog,
                                   std::vector<Fault>& faults);

// Plays a page's blocks up to piece `end`.
PlayResult playPieces(const Page& page, std::size_t end, Timeline& timeline);

// Reads an expression of a lesson, in the words of this timeline's topic.
std::optional<script::Expression> readCondition(const Code& code,
                                                const Timeline& timeline,
                                                std::vector<Fault>& faults);
// The same for a fact, a count or an expression that is asked for its value.
std::optional<script::Expression> readQuestion(const Code& code,
                                               const Timeline& timeline,
                                               std::vector<Fault>& faults);

// Moves a fault from a part's places to the file's.
Fault inFile(const Fault& fault, const Origin& origin);

}  // namespace lockstep::lesson
