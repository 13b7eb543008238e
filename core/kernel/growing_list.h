// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace lockstep {

// A list that only grows, in blocks that stay where they are: a recording of
// millions of steps is never copied to make room for one more.
template <class T>
class GrowingList {
public:
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    const T& operator[](std::size_t at) const {
        return (*blocks_[at / blockSize])[at % blockSize];
    }

    void push_back(const T& value) {
        const std::size_t place = size_ % blockSize;
        if (place == 0) blocks_.push_back(std::make_unique<Block>());
        (*blocks_.back())[place] = value;
        ++size_;
    }

    std::size_t memory() const { return blocks_.size() * sizeof(Block); }

private:
    static constexpr std::size_t blockSize = 128;
    using Block = std::array<T, blockSize>;

    std::vector<std::unique_ptr<Block>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace lockstep
