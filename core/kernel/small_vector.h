// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>

namespace lockstep {

// A vector whose first N members live inside it: a world of usual size is
// copied without touching the heap, which is what exploring spends its time on.
template <class T, std::size_t N>
using SmallVector = boost::container::small_vector<T, N>;

// A vector of at most N members, all of them inside it.
template <class T, std::size_t N>
using InlineVector = boost::container::static_vector<T, N>;

}  // namespace lockstep
