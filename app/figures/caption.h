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

// The event that tells the step best: a milestone before anything else, something before nothing.
const Event* tellingEvent(const Events& events);

// The words of that event; `quiet` is said where nothing happened.
CaptionWords captionOf(const Moment& moment, const Setup& setup, const std::string& quiet);

drawing::Mark captionMark(const CaptionWords& caption, const drawing::Rect& area);

}  // namespace lockstep::figures
