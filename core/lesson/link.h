// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "lesson/faults.h"
#include "lesson/node.h"

namespace lockstep::lesson {

struct Link {
    LinkKind kind = LinkKind::none;
    std::string target;
};

// Reads "show:S3" and the like. A target elsewhere is a fault: a lesson opens
// nothing outside the program.
std::optional<Link> readLink(const std::string& url, Place place,
                             Faults& faults);

// An image's path: a file in the lesson's folder or below, PNG or JPEG. No
// absolute path, no "..", nothing remote. (That it exists, and is no link
// leading out, is for whoever reads the folder.) False, and a fault, if not.
bool checkImagePath(const std::string& path, Place place, Faults& faults);

}  // namespace lockstep::lesson
