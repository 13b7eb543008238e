// SPDX-License-Identifier: GPL-3.0-or-later
// The step in words below a picture: what happened, and why.
#pragma once

#include <string>

#include "drawing/figure.h"
#include "kernel/moment.h"

namespace lockstep::figures {

struct CaptionWords {
    std::string what;
    std::string why;
    std::string when;  // "step 41 · 212.4 ms"
    drawing::Ink ink = drawing::Ink::accent;
};

// The room it needs below a picture.
inline constexpr double captionHeight = 64;

// The words of the step's main event; `quiet` is said of the start.
CaptionWords captionOf(const Moment& moment, const Setup& setup, const std::string& quiet);

drawing::Mark captionMark(const CaptionWords& caption, const drawing::Rect& area);

}  // namespace lockstep::figures
