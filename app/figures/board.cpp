// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/board.h"

#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "drawing/transform.h"
#include "figures/caption.h"

namespace lockstep::figures {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double margin = 16;
constexpr drawing::Size usualSize{900, 640};
constexpr double mostGrowth = 2;

double growthFor(drawing::Size size, drawing::Size least) {
    const double room = std::min(size.width / usualSize.width, size.height / usualSize.height);
    const double need = std::min(size.width / least.width, size.height / least.height);
    return need < 1 ? need : std::clamp(room, 1.0, mostGrowth);
}

void addCell(Mark& mark, const std::string& key, const Cell& cell, const Rect& rect) {
    if (cell.ground)
        mark.parts.push_back(part(key + "-ground", Box{grown(rect, -1.5), 4},
                                  outlined(cell.ground.soft(), cell.ground, 1)));
    const Weight weight = cell.bold ? Weight::semibold : Weight::regular;
    const std::string text = elided(cell.text, rect.width - 6, drawing::size::label, weight);
    mark.parts.push_back(words(key, text,
                               {rect.center().x, baselineAt(rect.center().y, drawing::size::label)},
                               drawing::size::label, weight, cell.ink, Anchor::middle));
}

}  // namespace

drawing::Figure board(const Moment& moment, const FigureOptions& options, const BoardWords& said,
                      const std::function<void(Figure&, const Rect&)>& draw, drawing::Size least) {
    const double growth = growthFor(options.size, least);
    Figure figure;
    figure.size = {options.size.width / growth, options.size.height / growth};
    figure.time = moment.time.count();
    const CaptionWords caption = captionOf(moment, moment.after->setup(), said.quiet);
    figure.title = caption.what;
    figure.description = said.description;
    Rect area{margin, margin, figure.size.width - 2 * margin, figure.size.height - 2 * margin};
    if (options.caption) area.height -= captionHeight;
    draw(figure, area);
    if (options.caption)
        figure.marks.push_back(
            captionMark(caption, {margin + 8, figure.size.height - captionHeight,
                                  figure.size.width - 2 * (margin + 8), captionHeight}));
    figure = scaled(std::move(figure), growth);
    figure.size = options.size;
    return figure;
}

Mark markAt(std::string id, drawing::Role role, Point at, std::string description) {
    Mark mark;
    mark.id = std::move(id);
    mark.role = role;
    mark.layer = Layer::table;
    mark.place = at;
    mark.description = std::move(description);
    return mark;
}

Part heading(std::string key, const std::string& text, Point at) {
    Part title =
        words(std::move(key), text, at, drawing::size::small, Weight::semibold, Ink::muted);
    std::get<Text>(title.shape).spacing = 0.8;
    return title;
}

void addPeople(Mark& mark, Point at) {
    for (int i = -1; i <= 1; ++i) {
        const double x = at.x + 13 * i;
        const double y = at.y + (i == 0 ? -6 : -10);
        const std::string key = "person" + std::to_string(i + 1);
        Path shoulders;
        shoulders.moveTo({x - 8, y + 14})
            .curveTo({x - 8, y + 4}, {x + 8, y + 4}, {x + 8, y + 14})
            .close();
        mark.parts.push_back(
            part(key + "-body", shoulders, outlined(Ink::follower.soft(), Ink::follower, 1.4)));
        mark.parts.push_back(part(key + "-head", Circle{{x, y}, 5},
                                  outlined(Ink::follower.soft(), Ink::follower, 1.4)));
    }
}

void addStrip(Figure& figure, const std::string& title, const std::vector<StripCell>& cells,
              const Rect& area, double width) {
    Mark head = markAt("strip/header", drawing::Role::decoration, {area.x, area.y});
    head.parts.push_back(heading("title", title, {0, 12}));
    figure.marks.push_back(std::move(head));
    const auto room = static_cast<std::size_t>(std::max(1.0, area.width / width));
    const std::size_t shown = std::min(room, cells.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const StripCell& cell = cells[cells.size() - shown + i];
        Mark mark =
            markAt(cell.id, drawing::Role::entry,
                   {area.x + width * static_cast<double>(i), area.y + 20}, cell.description);
        mark.lit = cell.lit;
        addCell(mark, "top", cell.top, {0, 0, width, 20});
        addCell(mark, "bottom", cell.bottom, {0, 20, width, 26});
        if (cell.lit)
            mark.parts.push_back(part("lit", Box{{0, 19, width, 28}, 5}, stroked(Ink::accent, 2)));
        figure.marks.push_back(std::move(mark));
    }
}

Figure boardLegend(const std::vector<LegendRow>& rows, const FigureOptions& options) {
    Figure figure;
    figure.size = {options.size.width, 48 + 34 * static_cast<double>(rows.size())};
    figure.title = "What the shapes mean";
    double y = 24;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Mark mark = markAt("legend/" + std::to_string(i), drawing::Role::note, {24, y},
                           std::string(rows[i].title) + ": " + rows[i].words);
        addCell(mark, "icon", {rows[i].sign, rows[i].ink, rows[i].ground, true}, {0, 0, 92, 26});
        mark.parts.push_back(words("title", rows[i].title, {110, 17}, drawing::size::body,
                                   Weight::semibold, Ink::text));
        const double used = textWidth(rows[i].title, drawing::size::body, Weight::semibold);
        mark.parts.push_back(words(
            "words", elided(rows[i].words, options.size.width - 160 - used, drawing::size::body),
            {122 + used, 17}, drawing::size::body, Weight::regular, Ink::muted));
        figure.marks.push_back(std::move(mark));
        y += 34;
    }
    return figure;
}

}  // namespace lockstep::figures
