// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/hashing.h"

#include <md5.h>
#include <zlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace lockstep::ring {

std::uint64_t xxHash64(std::string_view text, std::uint64_t seed) {
    // An empty view may be a view of nothing.
    const char* first = text.data() ? text.data() : "";
    return XXH64(first, text.size(), seed);
}

std::array<std::uint32_t, 4> md5Words(std::string_view text) {
    std::array<unsigned char, MD5_DIGEST_LENGTH> bytes{};
    MD5_CTX context;
    MD5Init(&context);
    MD5Update(&context, reinterpret_cast<const unsigned char*>(text.data()),
              text.size());
    MD5Final(bytes.data(), &context);
    std::array<std::uint32_t, 4> words{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        words[i / 4] |= std::uint32_t{bytes[i]} << 8 * (i % 4);
    }
    return words;
}

std::uint32_t crc32(std::string_view text, std::uint32_t before) {
    // zlib starts anew at an empty view's null.
    if (text.empty()) return before;
    return static_cast<std::uint32_t>(
        ::crc32_z(before, reinterpret_cast<const unsigned char*>(text.data()),
                  text.size()));
}

std::uint32_t javaHashCode(std::string_view text) {
    std::uint32_t hash = 0;
    for (const char c : text) {
        hash = hash * 31 + static_cast<unsigned char>(c);
    }
    return hash;
}

// [hash-key]
std::uint64_t hashOfKey(std::string_view key, HashKind kind) {
    switch (kind) {
        case HashKind::xxhash64: return xxHash64(key);
        case HashKind::md5Ketama: return md5Words(key)[0];
        case HashKind::crc32: return crc32(key);
        case HashKind::javaHashcode: return javaHashCode(key);
    }
    return 0;
}

Position positionOf(std::uint64_t hash, HashKind kind) {
    return kind == HashKind::xxhash64 ? hash : hash << 32;
}
// [hash-key]

}  // namespace lockstep::ring
