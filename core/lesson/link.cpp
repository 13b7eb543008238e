// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/link.h"

#include <array>
#include <cctype>
#include <utility>

namespace lockstep::lesson {

namespace {

int hexDigit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

// Markdown wants a space in a target as %20, or the target in <…>.
std::string percentDecoded(const std::string& text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool isCode = text[at] == '%' && at + 2 < text.size() &&
                            hexDigit(text[at + 1]) >= 0 &&
                            hexDigit(text[at + 2]) >= 0;
        if (isCode) {
            decoded += static_cast<char>(hexDigit(text[at + 1]) * 16 +
                                         hexDigit(text[at + 2]));
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

std::string shortened(const std::string& text) {
    return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

bool endsWith(const std::string& text, const std::string& end) {
    return text.size() > end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

std::optional<Link> readLink(const std::string& url, Place place,
                             Faults& faults) {
    static const std::array<std::pair<std::string, LinkKind>, 4> schemes{{
        {"show:", LinkKind::show},
        {"do:", LinkKind::act},
        {"term:", LinkKind::term},
        {"code:", LinkKind::code},
    }};
    for (const auto& [scheme, kind] : schemes) {
        if (url.compare(0, scheme.size(), scheme) != 0) continue;
        std::string target = percentDecoded(url.substr(scheme.size()));
        if (target.empty() || target.find('\n') != std::string::npos) {
            faults.add(place, "a link '" + scheme + "' to nothing; write "
                                  "what it means after the colon");
            return {};
        }
        return Link{kind, std::move(target)};
    }
    faults.add(place, "a link to '" + shortened(url) +
                          "'; a lesson's links are show:, do:, term: and "
                          "code:");
    return {};
}

bool checkImagePath(const std::string& path, Place place, Faults& faults) {
    const bool isRemote = path.find(':') != std::string::npos ||
                          path.compare(0, 2, "//") == 0;
    const bool isAbsolute = !path.empty() && path.front() == '/';
    const bool climbs = path == ".." || path.compare(0, 3, "../") == 0 ||
                        path.find("/../") != std::string::npos ||
                        endsWith(path, "/..");
    const bool isStrange = path.empty() ||
                           path.find('\\') != std::string::npos ||
                           path.find('%') != std::string::npos ||
                           path.find('\0') != std::string::npos;
    if (isRemote || isAbsolute || climbs || isStrange) {
        faults.add(place, "an image at '" + shortened(path) +
                              "'; it is a file beside the lesson, named "
                              "without ':', '..', '%' or a leading '/'");
        return false;
    }
    if (!endsWith(path, ".png") && !endsWith(path, ".jpg")) {
        faults.add(place, "an image '" + shortened(path) +
                              "'; a lesson's images are .png or .jpg");
        return false;
    }
    return true;
}

}  // namespace lockstep::lesson
