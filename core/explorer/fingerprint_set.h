// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep::explorer {

// The states seen so far, each by 64 bits: open addressing, in parts that
// grow by themselves, so that growing needs little more room than there is.
// Two of a million states share a fingerprint with a chance of one in 37
// million. Threads may use it at once if each keeps to parts of its own.
class FingerprintSet {
public:
    static constexpr std::size_t partCount = 64;

    // `nearer`: it was in already, but with a greater note.
    enum class Put : std::uint8_t { fresh, known, nearer, full };

    // Grows to about so many bytes. With notes, each fingerprint carries one:
    // the depth at which a search that does not go by depth has met it.
    explicit FingerprintSet(std::uint64_t mostBytes, bool notes = false)
        : noted_(notes),
          mostPlaces_(std::max<std::uint64_t>(
              mostBytes / partCount / (notes ? 10 : 8), firstPlaces)) {
        for (Part& part : parts_)
            resize(part, firstPlaces);
    }

    static std::size_t partOf(std::uint64_t fingerprint) {
        return fingerprint >> 58;
    }

    Put put(std::uint64_t fingerprint, std::uint16_t note = 0) {
        const std::uint64_t value = fingerprint == empty ? 1 : fingerprint;
        Part& part = parts_[partOf(value)];
        if ((part.size + 1) * 4 > part.places.size() * 3) grow(part);
        std::size_t at = home(part, value);
        while (part.places[at] != empty) {
            if (part.places[at] == value) return meet(part, at, note);
            if (++at == part.places.size()) at = 0;
        }
        if ((part.size + 1) * 16 > part.places.size() * 15) return Put::full;
        part.places[at] = value;
        if (noted_) part.notes[at] = note;
        ++part.size;
        return Put::fresh;
    }

    // Asks the memory for the place where a fingerprint will be looked up, so
    // that it has arrived by then.
    void announce(std::uint64_t fingerprint) const {
        const Part& part = parts_[partOf(fingerprint)];
        __builtin_prefetch(&part.places[home(part, fingerprint)]);
    }

    std::size_t size() const {
        std::size_t sum = 0;
        for (const Part& part : parts_)
            sum += part.size;
        return sum;
    }
    std::size_t memory() const {
        std::size_t sum = 0;
        for (const Part& part : parts_)
            sum += part.places.size() * (noted_ ? 10 : 8);
        return sum;
    }

private:
    static constexpr std::uint64_t empty = 0;
    static constexpr std::uint64_t firstPlaces = 64;

    struct alignas(64) Part {
        std::vector<std::uint64_t> places;
        std::vector<std::uint16_t> notes;
        std::size_t size = 0;
    };

    // The bits behind those that name the part, scaled to the places.
    static std::size_t home(const Part& part, std::uint64_t value) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>(Wide{value << 6} * part.places.size() >>
                                        64);
    }

    Put meet(Part& part, std::size_t at, std::uint16_t note) const {
        if (!noted_ || note >= part.notes[at]) return Put::known;
        part.notes[at] = note;
        return Put::nearer;
    }

    void resize(Part& part, std::size_t places) const {
        part.places.assign(places, empty);
        part.notes.assign(noted_ ? places : 0, 0);
    }

    void grow(Part& part) const {
        const std::size_t more =
            std::min<std::size_t>(part.places.size() * 2, mostPlaces_);
        if (more <= part.places.size()) return;
        const Part old = std::move(part);
        resize(part, more);
        part.size = old.size;
        for (std::size_t i = 0; i < old.places.size(); ++i) {
            if (old.places[i] == empty) continue;
            std::size_t at = home(part, old.places[i]);
            while (part.places[at] != empty) {
                if (++at == more) at = 0;
            }
            part.places[at] = old.places[i];
            if (noted_) part.notes[at] = old.notes[i];
        }
    }

    const bool noted_;
    const std::uint64_t mostPlaces_;
    std::array<Part, partCount> parts_;
};

}  // namespace lockstep::explorer
