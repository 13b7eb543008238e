// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::testing {

// A file of the checkout, with its path relative to it: "core/raft/log.h".
struct SourceFile {
    std::string path;
    std::string text;

    bool isUnder(std::string_view folder) const;
    bool isCpp() const;     // .h or .cpp
    bool isCMake() const;   // CMakeLists.txt or .cmake
    bool isScript() const;  // run or .sh
};

// Every text file of the project under the top level; build folders, version
// control and binary files are left out.
const std::vector<SourceFile>& sourceTree();

// The folders in which a file of this name lies, one level under `root`.
std::set<std::string> foldersWith(std::string_view root, std::string_view name);

// The topics: the folders of core/ that hold a topic.cpp.
std::set<std::string> topics();

// The rooms of core/ or app/: the folders in it.
std::set<std::string> roomsOf(std::string_view root);

// Collects what is wrong, one place a line, for one readable failure.
class Complaints {
public:
    void add(std::string_view path, int line, std::string_view what);
    void add(std::string_view path, std::string_view what);
    bool empty() const { return lines_.empty(); }
    friend std::ostream& operator<<(std::ostream& out, const Complaints& all);

private:
    std::vector<std::string> lines_;
};

}  // namespace lockstep::testing
