// SPDX-License-Identifier: GPL-3.0-or-later
// The generated widths of letters; text_width.h is what to call.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lockstep::drawing {

// Letters from first to last are all this wide, in eighths of a thousandth of the font's size.
struct AdvanceRun {
    std::uint16_t first;
    std::uint16_t last;
    std::uint16_t advance;
};

// Runs in rising order.
struct AdvanceTable {
    const AdvanceRun* runs;
    std::size_t count;
};

extern const AdvanceTable interRegular;
extern const AdvanceTable interMedium;
extern const AdvanceTable interSemiBold;
extern const AdvanceTable interBold;
extern const AdvanceTable monoRegular;

}  // namespace lockstep::drawing
