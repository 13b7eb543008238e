// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "support/paths.h"

namespace lockstep::testing {
namespace {

int openFile(const std::string& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), path);
    return descriptor;
}

// Starts the program with its three streams and waits for it.
int run(const std::vector<std::string>& arguments, int in, int out, int errors) {
    std::string name = program().string();
    std::vector<std::string> copies = arguments;
    std::vector<char*> words{name.data()};
    for (std::string& word : copies) words.push_back(word.data());
    words.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(in, 0);
        ::dup2(out, 1);
        ::dup2(errors, 2);
        ::execv(name.c_str(), words.data());
        ::_exit(127);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Ended runInto(const std::string& outputPath, const std::vector<std::string>& arguments,
              std::string_view input) {
    const Folder folder;
    const int in = openFile(folder.write("in", input), O_RDONLY);
    const int out = openFile(outputPath.empty() ? folder.path("out") : outputPath,
                             O_WRONLY | O_CREAT | O_APPEND);
    const int errors = openFile(folder.path("errors"), O_WRONLY | O_CREAT);
    Ended ended;
    ended.status = run(arguments, in, out, errors);
    for (const int descriptor : {in, out, errors}) ::close(descriptor);
    if (outputPath.empty()) ended.output = contentOf(folder.path("out"));
    ended.errors = contentOf(folder.path("errors"));
    return ended;
}

}  // namespace

Ended lockstep(const std::vector<std::string>& arguments, std::string_view input) {
    return runInto({}, arguments, input);
}

Ended lockstepTo(const std::string& device, const std::vector<std::string>& arguments) {
    return runInto(device, arguments, {});
}

Ended lockstepToClosedPipe(const std::vector<std::string>& arguments) {
    const Folder folder;
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category());
    ::close(ends[0]);
    const int in = openFile("/dev/null", O_RDONLY);
    const int errors = openFile(folder.path("errors"), O_WRONLY | O_CREAT);
    Ended ended;
    ended.status = run(arguments, in, ends[1], errors);
    for (const int descriptor : {in, ends[1], errors}) ::close(descriptor);
    ended.errors = contentOf(folder.path("errors"));
    return ended;
}

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lockstep-cli-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), pattern);
    }
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path(name);
}

std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace lockstep::testing
