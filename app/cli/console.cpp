// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "script/text.h"

namespace lockstep::cli {
namespace {

// Writes all of it; the error's number if that fails.
int writeAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

// Nobody's text moves the cursor of a terminal or breaks the line.
std::string onOneLine(std::string_view text) {
    std::string line;
    while (!text.empty()) {
        const std::size_t length = script::characterLength(text);
        const auto byte = static_cast<unsigned char>(text.front());
        const bool control = byte < 0x20 || byte == 0x7F ||
                             (byte == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0);
        if (length == 0 || control) {
            line += '?';
        } else {
            line += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return line;
}

std::optional<std::string> unreadableFile(const std::string& path, const std::string& why) {
    complain((path == "-" ? "standard input" : path) + ": cannot be read: " + why);
    return std::nullopt;
}

// Reads to the end, or to one byte more than a script may have: that is enough to refuse it.
std::optional<std::string> readAll(int descriptor, const std::string& path) {
    std::string text;
    std::array<char, 64 * 1024> piece{};
    while (text.size() <= script::longestText) {
        const ssize_t count = ::read(descriptor, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return unreadableFile(path, std::strerror(errno));
        if (count == 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(count));
    }
    return text;
}

}  // namespace

bool Output::write(std::string_view text) {
    if (error_ == 0) error_ = writeAll(STDOUT_FILENO, text);
    return error_ == 0;
}

int Output::finish(int status) const {
    if (error_ == 0 || error_ == EPIPE) return status;
    complain(std::string("lockstep: standard output cannot be written: ") + std::strerror(error_));
    return unreadable;
}

void complain(std::string_view line) { writeAll(STDERR_FILENO, onOneLine(line) + '\n'); }

void complain(const std::string& file, const Fault& fault) {
    complain(file + ':' + std::to_string(fault.place.line) + ':' +
             std::to_string(fault.place.column) + ": " + fault.message);
}

std::optional<std::string> readInput(const std::string& path) {
    if (path == "-") return readAll(STDIN_FILENO, path);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return unreadableFile(path, std::strerror(errno));
    struct stat about {};
    std::optional<std::string> text;
    if (::fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode)) {
        text = unreadableFile(path, "it is a folder; name a file");
    } else {
        text = readAll(descriptor, path);
    }
    ::close(descriptor);
    return text;
}

}  // namespace lockstep::cli
