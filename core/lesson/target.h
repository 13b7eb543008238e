// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/timeline.h"
#include "lesson/glossary.h"
#include "lesson/node.h"

// What a lesson's links lead to. Each function says why a link leads nowhere;
// empty if it leads somewhere.
namespace lockstep::lesson {

// The mark that show:TARGET points at: "S3" a server, "S1-S2" a link, "12" a
// message in flight, or a mark's own id, "cell/S3/2". Empty, and why, if it is
// not in this world.
std::string markOf(const std::string& target, const Timeline& timeline,
                   std::string& why);

// do:ACTION must be possible now.
std::string whyNoAction(const std::string& line, const Timeline& timeline);

// code:raft/election#grant-vote is a marked range of an embedded source.
struct CodePlace {
    std::string path;  // "core/raft/election.cpp"
    int line = 0;      // the range's first line, below its mark
};
std::optional<CodePlace> codeOf(const std::string& target, std::string& why);

// All links and images of a text.
void visitLinks(const std::vector<Node>& nodes,
                const std::function<void(const Node&)>& visit);

}  // namespace lockstep::lesson
