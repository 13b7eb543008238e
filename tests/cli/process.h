// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::testing {

// What the program did.
struct Ended {
    int status = -1;  // its exit code, or -1 if a signal ended it
    std::string output;
    std::string errors;
};

// Runs the program of this build with arguments and standard input.
Ended lockstep(const std::vector<std::string>& arguments, std::string_view input = {});

// The same with its output going to a file, or to a pipe that nobody reads.
Ended lockstepTo(const std::string& device, const std::vector<std::string>& arguments);
Ended lockstepToClosedPipe(const std::vector<std::string>& arguments);

// A folder of one's own, gone with the object.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, std::string_view text) const;
    std::string path(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

std::string contentOf(const std::string& path);

}  // namespace lockstep::testing
