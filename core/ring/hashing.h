// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

// The hash functions a ring can stand on. Each is a named, standard one, so
// that a mapping can be compared with other programs'.
namespace lockstep::ring {

enum class HashKind : std::uint8_t {
    xxhash64,      // Collet's xxHash64, seed 0
    md5Ketama,     // MD5, as libmemcached's ketama takes it
    crc32,         // as nginx's "hash … consistent" takes it
    javaHashcode,  // Java's String.hashCode: neighbours stay neighbours
};

// A place on the ring, which is 2^64 long. A hash of 32 bits is its upper
// half, so that a ring of 2^32 is the same circle, more coarsely divided.
using Position = std::uint64_t;

std::uint64_t xxHash64(std::string_view text, std::uint64_t seed = 0);

// The four 32-bit words of an MD5 digest, least significant byte first.
std::array<std::uint32_t, 4> md5Words(std::string_view text);

// IEEE's CRC-32; goes on from `before` if given: crc32(b, crc32(a)) is that of
// a and b together.
std::uint32_t crc32(std::string_view text, std::uint32_t before = 0);

// 31^(n-1)·c1 + … + cn over the bytes, modulo 2^32.
std::uint32_t javaHashCode(std::string_view text);

// A key's hash: 64 bits of xxHash64, 32 of the others.
std::uint64_t hashOfKey(std::string_view key, HashKind kind);

// The same as a place on the ring.
Position positionOf(std::uint64_t hash, HashKind kind);

}  // namespace lockstep::ring
