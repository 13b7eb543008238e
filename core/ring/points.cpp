// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/points.h"

#include <cmath>

namespace lockstep::ring {
namespace {

// [ketama]
// libmemcached, update_continuum in hosts.cc: a server's part of the weight
// decides how many times its name is hashed, about 40; each MD5 gives four
// points. The sums are done in float, as there, since the rounding shows.
std::uint64_t ketamaPointCount(std::uint32_t weight, std::uint64_t totalWeight,
                               std::size_t servers) {
    const float part =
        static_cast<float>(weight) / static_cast<float>(totalWeight);
    const float hashes =
        part * 160 / 4 * static_cast<float>(servers) + 0.0000000001F;
    return static_cast<std::uint64_t>(std::floor(hashes)) * 4;
}

void addKetamaPoints(std::string_view name, ServerIndex server,
                     std::uint64_t count, std::vector<Point>& points) {
    std::uint32_t number = 0;
    for (std::uint64_t i = 0; number < count; ++i) {
        const std::string text = std::string(name) + '-' + std::to_string(i);
        for (const std::uint32_t word : md5Words(text)) {
            if (number == count) break;
            points.push_back(
                {positionOf(word, HashKind::md5Ketama), number++, server});
        }
    }
}
// [ketama]

// [nginx]
// nginx, ngx_http_upstream_update_chash: the host and port without the colon,
// a zero byte between them, and the point before, in four bytes.
std::uint32_t nginxBase(std::string_view name) {
    std::string_view host = name;
    std::string_view port;
    if (name.substr(0, 5) == "unix:") {
        host.remove_prefix(5);
    } else {
        const std::size_t colon = name.find_last_not_of("0123456789");
        if (colon != std::string_view::npos && name[colon] == ':') {
            host = name.substr(0, colon);
            port = name.substr(colon + 1);
        }
    }
    const std::string_view zero("\0", 1);
    return crc32(port, crc32(zero, crc32(host)));
}

void addNginxPoints(std::string_view name, ServerIndex server,
                    std::uint64_t count, std::vector<Point>& points) {
    const std::uint32_t base = nginxBase(name);
    std::uint32_t previous = 0;
    for (std::uint32_t number = 0; number < count; ++number) {
        char bytes[4];
        for (int i = 0; i < 4; ++i) {
            bytes[i] = static_cast<char>(previous >> 8 * i & 0xffU);
        }
        previous = crc32(std::string_view(bytes, 4), base);
        points.push_back(
            {positionOf(previous, HashKind::crc32), number, server});
    }
}
// [nginx]

// [virtual-nodes]
// Karger and others 1997: a server stands at many places, so that the arcs
// before them add up to about its share. Place i is the hash of name_i.
void addNumberedPoints(HashKind hash, std::string_view name, ServerIndex server,
                       std::uint64_t count, std::vector<Point>& points) {
    const std::string stem = std::string(name) + '_';
    for (std::uint32_t number = 0; number < count; ++number) {
        const std::string text = stem + std::to_string(number);
        points.push_back(
            {positionOf(hashOfKey(text, hash), hash), number, server});
    }
}
// [virtual-nodes]

}  // namespace

std::uint64_t pointCount(const PointRule& rule, std::uint32_t weight,
                         std::uint64_t totalWeight, std::size_t servers) {
    if (rule.one) return 1;
    switch (rule.hash) {
        case HashKind::md5Ketama:
            return ketamaPointCount(weight, totalWeight, servers);
        case HashKind::crc32: return std::uint64_t{weight} * 160;
        case HashKind::xxhash64:
        case HashKind::javaHashcode: break;
    }
    return std::uint64_t{weight} * rule.virtualNodes;
}

void addPoints(const PointRule& rule, std::string_view name, ServerIndex server,
               std::uint64_t count, std::vector<Point>& points) {
    switch (rule.hash) {
        case HashKind::md5Ketama:
            addKetamaPoints(name, server, count, points);
            return;
        case HashKind::crc32:
            addNginxPoints(name, server, count, points);
            return;
        case HashKind::xxhash64:
        case HashKind::javaHashcode: break;
    }
    addNumberedPoints(rule.hash, name, server, count, points);
}

}  // namespace lockstep::ring
