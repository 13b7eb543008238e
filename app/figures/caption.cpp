// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/caption.h"

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "kernel/step_words.h"

namespace lockstep::figures {

namespace {

using drawing::Ink;

bool contains(const char* text, const char* piece) {
    return std::string_view(text).find(piece) != std::string_view::npos;
}

// The bar's ink repeats what the sentence says; nobody needs it to understand.
Ink inkOf(const Event& event) {
    const char* id = event.kind->id;
    if (contains(id, "elected") || contains(id, "granted") || contains(id, "committed"))
        return Ink::leader;
    if (contains(id, "crash") || contains(id, "lost") || contains(id, "drop")) return Ink::down;
    if (contains(id, "denied") || contains(id, "refused") || contains(id, "cut")) return Ink::no;
    if (contains(id, "election") || contains(id, "timeout")) return Ink::candidate;
    return Ink::accent;
}

}  // namespace

CaptionWords captionOf(const Moment& moment, const Setup& setup, const std::string& quiet) {
    CaptionWords caption;
    caption.when = "step " + std::to_string(moment.step) + " · " +
                   toMilliseconds(moment.time) + " ms";
    const Event* event = moment.events ? mainEvent(*moment.events) : nullptr;
    if (!event) {
        caption.what = moment.step == 0 ? quiet : quietStep(moment);
        return caption;
    }
    const Telling telling = told(toText(*event, setup));
    caption.what = telling.what;
    caption.why = telling.why;
    caption.ink = inkOf(*event);
    return caption;
}

drawing::Mark captionMark(const CaptionWords& caption, const drawing::Rect& area) {
    using drawing::Weight;
    drawing::Mark mark;
    mark.id = "caption";
    mark.role = drawing::Role::note;
    mark.layer = drawing::Layer::front;
    mark.description = caption.why.empty() ? caption.what : caption.what + " " + caption.why;
    mark.place = {area.x, area.y};
    const double right = area.width;
    const double left = 18;
    const double whenWidth = drawing::textWidth(caption.when, drawing::size::small) + 16;
    mark.parts.push_back(drawing::part("bar", drawing::Box{{0, 13, 5, 36}, 2.5},
                                       drawing::filled(caption.ink)));
    // What has no reason below it may take a second line.
    const auto lines = drawing::wrapped(caption.what, right - left - whenWidth,
                                        drawing::size::heading, Weight::semibold,
                                        caption.why.empty() ? 2 : 1);
    const double middle = caption.why.empty() && lines.size() < 2 ? 36 : 28;
    for (std::size_t i = 0; i < lines.size(); ++i)
        mark.parts.push_back(drawing::words(i == 0 ? "what" : "what-2", lines[i],
                                            {left, middle + 19 * static_cast<double>(i)},
                                            drawing::size::heading, Weight::semibold,
                                            Ink::text));
    if (!caption.why.empty())
        mark.parts.push_back(drawing::words(
            "why", drawing::elided(caption.why, right - left, drawing::size::label),
            {left, 47}, drawing::size::label, Weight::regular, Ink::muted));
    mark.parts.push_back(drawing::words("when", caption.when, {right, middle},
                                        drawing::size::small, Weight::regular, Ink::muted,
                                        drawing::Anchor::end));
    return mark;
}

}  // namespace lockstep::figures
