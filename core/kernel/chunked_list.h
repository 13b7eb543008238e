// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <utility>

#include "kernel/small_vector.h"

namespace lockstep {

// A list that copies share until one of them changes it: copying costs one
// counter for each chunk of 32, changing an end costs one chunk. Logs and
// histories in a world are such lists, so that a checkpoint is cheap.
template <class T>
class ChunkedList {
public:
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    const T& operator[](std::size_t at) const {
        return chunks_[at / chunkSize]->items[at % chunkSize];
    }
    const T& back() const { return (*this)[size_ - 1]; }

    void pushBack(const T& value) {
        const std::size_t place = size_ % chunkSize;
        if (place == 0) chunks_.push_back(Handle::fresh());
        own(chunks_.back()).items[place] = value;
        ++size_;
    }

    // Replaces one member. Requires at < size().
    void set(std::size_t at, const T& value) {
        own(chunks_[at / chunkSize]).items[at % chunkSize] = value;
    }

    // Keeps the first `count` members. Requires count <= size().
    void truncate(std::size_t count) {
        size_ = count;
        chunks_.resize((count + chunkSize - 1) / chunkSize);
    }

    // The first place from `from` on at which two lists differ (a missing
    // member differs); shared chunks are skipped without a look.
    static std::size_t firstDifference(const ChunkedList& a,
                                       const ChunkedList& b,
                                       std::size_t from = 0) {
        const std::size_t common = std::min(a.size_, b.size_);
        std::size_t at = from;
        while (at < common) {
            const std::size_t chunk = at / chunkSize;
            if (a.chunks_[chunk].get() == b.chunks_[chunk].get()) {
                at = (chunk + 1) * chunkSize;
            } else if (a[at] == b[at]) {
                ++at;
            } else {
                return at;
            }
        }
        return std::min(std::max(at, from), common);
    }

    bool operator==(const ChunkedList& other) const {
        return size_ == other.size_ && firstDifference(*this, other) == size_;
    }

private:
    static constexpr std::size_t chunkSize = 32;

    struct Chunk {
        std::atomic<int> owners{1};
        std::array<T, chunkSize> items{};
    };

    // Counts the lists that share a chunk.
    class Handle {
    public:
        static Handle fresh() { return Handle(new Chunk); }
        Handle() = default;
        explicit Handle(Chunk* chunk) : chunk_(chunk) {}
        Handle(const Handle& other) : chunk_(other.chunk_) {
            if (chunk_) chunk_->owners.fetch_add(1, std::memory_order_relaxed);
        }
        Handle(Handle&& other) noexcept
            : chunk_(std::exchange(other.chunk_, nullptr)) {}
        Handle& operator=(Handle other) noexcept {
            std::swap(chunk_, other.chunk_);
            return *this;
        }
        ~Handle() {
            if (chunk_ &&
                chunk_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
                delete chunk_;
            }
        }
        Chunk* get() const { return chunk_; }
        Chunk* operator->() const { return chunk_; }
        bool shared() const {
            return chunk_->owners.load(std::memory_order_acquire) > 1;
        }

    private:
        Chunk* chunk_ = nullptr;
    };

    // The chunk, copied first if another list reads it too.
    static Chunk& own(Handle& handle) {
        if (handle.shared()) {
            Handle copy = Handle::fresh();
            copy->items = handle->items;
            handle = std::move(copy);
        }
        return *handle.get();
    }

    SmallVector<Handle, 1> chunks_;
    std::size_t size_ = 0;
};

}  // namespace lockstep
