// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot in the log table: one block with a fold for each of its ends.
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/raft/scene.h"
#include "figures/raft/server_marks.h"

namespace lockstep::figures::raft {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

void addSnapshotBlock(Mark& mark, const SnapshotLook& look, const Rect& rect) {
    const Ink ink = inkOf(look.term);
    if (look.lit) mark.parts.push_back(part("lit", Box{grown(rect, 3.5), 8}, filled(Ink::lit)));
    // Sheets behind the first one: there is more in it than is shown.
    for (int sheet = 2; sheet >= 0; --sheet) {
        Style style = outlined(sheet == 0 ? ink.soft() : Ink::panel, ink, 1.4);
        style.opacity = look.opacity;
        const double inset = 2.5 * sheet;
        const Rect box{rect.x + inset, rect.y - inset, rect.width - 2 * inset, rect.height};
        mark.parts.push_back(part("sheet-" + std::to_string(sheet), Box{box, 5}, style));
    }
    const std::string whole = "snapshot to " + std::to_string(look.last);
    const std::string brief = "≤" + std::to_string(look.last);
    const double room = rect.width - 8;
    const std::string text =
        textWidth(whole, size::small, Weight::semibold) <= room ? whole : brief;
    Part label = words("words", text, {rect.center().x, baselineAt(rect.center().y, size::small)},
                       size::small, Weight::semibold, Ink::text, Anchor::middle);
    label.style.opacity = look.opacity;
    mark.parts.push_back(std::move(label));
}

}  // namespace lockstep::figures::raft
