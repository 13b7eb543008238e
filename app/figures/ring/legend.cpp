// SPDX-License-Identifier: GPL-3.0-or-later
// The legend: every shape of the picture beside what it means.
#include <algorithm>
#include <functional>

#include "drawing/shapes.h"
#include "drawing/transform.h"
#include "figures/ring/ring_figure.h"
#include "figures/ring/scene.h"

namespace lockstep::figures::ring {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double iconWidth = 92;
constexpr double columnWidth = 372;
constexpr double rowHeight = 50;
constexpr double edge = 24;

struct Row {
    const char* title;
    const char* words;
    std::function<void(Mark&)> icon;  // around the middle of its place
};

// A bow of the ring, its centre far below the icon.
constexpr Point center{0, 70};

void addBow(Mark& mark, const char* key, double from, double to, Ink ink) {
    mark.parts.push_back(part(key, bandPiece(center, 61, 79, from, to), filled(ink)));
}

void addArcs(Mark& mark) {
    addBow(mark, "a", -28, -4, Ink::series(0));
    addBow(mark, "b", -4, 14, Ink::series(1));
    addBow(mark, "c", 14, 28, Ink::series(2));
}

void addPoints(Mark& mark) {
    addArcs(mark);
    for (const double degrees : {-4.0, 14.0, 28.0})
        mark.parts.push_back(
            part("tick" + std::to_string(static_cast<int>(degrees)),
                 segment(onCircle(center, 58, degrees), onCircle(center, 82, degrees)),
                 stroked(Ink::text, 1.6)));
}

void addKeys(Mark& mark) {
    const unsigned owners[] = {0, 0, 1, 2};
    for (int i = 0; i < 4; ++i)
        mark.parts.push_back(part("key" + std::to_string(i), Circle{{-27.0 + 18 * i, 0}, 4},
                                  outlined(Ink::series(owners[i]), Ink::ground, 0.8)));
}

void addMovedKey(Mark& mark) {
    mark.parts.push_back(part("halo", Circle{{}, 7.5}, outlined(Ink::lit, Ink::text, 1.2)));
    mark.parts.push_back(part("dot", Circle{{}, 4}, outlined(Ink::series(1), Ink::ground, 1.5)));
}

void addDensity(Mark& mark) {
    const double heights[] = {14, 20, 11, 17, 24, 13};
    for (int i = 0; i < 6; ++i) {
        const double x = -30.0 + 10 * i;
        mark.parts.push_back(
            part("bar" + std::to_string(i), Box{{x, -12, 8, heights[i]}, 0}, filled(Ink::line)));
    }
    mark.parts.push_back(part("moved", Box{{10, -12, 8, 10}, 0}, filled(Ink::text)));
}

void addMovedArc(Mark& mark) {
    addArcs(mark);
    mark.parts.push_back(
        part("moved", bandPiece(center, 81, 88, -4, 14), outlined(Ink::lit, Ink::text, 1.2)));
}

void addWalk(Mark& mark) {
    const Point from{-24, 0};
    const Point to{24, 0};
    mark.parts.push_back(part("key", Circle{from, 6}, outlined(Ink::request, Ink::ground, 2)));
    mark.parts.push_back(part("way", segment({-16, 0}, {12, 0}), stroked(Ink::request, 2.5)));
    mark.parts.push_back(part("tip", arrowHead({14, 0}, {1, 0}, 9, 10), filled(Ink::request)));
    addBadge(mark, "stop", to, 1, Ink::series(2));
}

void addHolders(Mark& mark) {
    addBadge(mark, "owner", {-26, 0}, 1, Ink::series(2));
    mark.parts.push_back(part("passed", crossGlyph({0, 0}, 4), stroked(Ink::text, 1.6)));
    addBadge(mark, "copy", {26, 0}, 2, Ink::series(0));
}

void addGain(Mark& mark) {
    mark.parts.push_back(part("ground", Box{{-36, -5, 72, 10}, 3}, filled(Ink::panel)));
    mark.parts.push_back(part("bar", Box{{-36, -5, 34, 10}, 3}, filled(Ink::series(0))));
    mark.parts.push_back(
        part("came", Box{{-14, -5, 12, 10}, 2}, outlined(Ink::series(1), Ink::text, 1.4)));
    mark.parts.push_back(
        part("lost", Box{{-2, -5, 14, 10}, 2}, stroked(Ink::text, 1, Dash::dashed)));
}

void addShare(Mark& mark) {
    mark.parts.push_back(part("ground", Box{{-36, -5, 72, 10}, 3}, filled(Ink::panel)));
    mark.parts.push_back(part("bar", Box{{-36, -5, 48, 10}, 3}, filled(Ink::series(0))));
    mark.parts.push_back(part("fair", segment({2, -8}, {2, 8}), stroked(Ink::text, 1.5)));
}

std::vector<Row> rows() {
    return {
        {"Arcs", "each is the server's whose point ends it", addArcs},
        {"Points", "the places at which a server stands", addPoints},
        {"Keys", "at their hashes, in their owners' colours", addKeys},
        {"Many keys", "how many lie where, and how many moved", addDensity},
        {"Moved key", "has another owner since this step", addMovedKey},
        {"Moved arc", "has another owner since this step", addMovedArc},
        {"Look-up", "from the key clockwise to the next point", addWalk},
        {"Holders", "1 is the owner, 2 a copy; points passed over", addHolders},
        {"Share", "a server's keys, and what would be fair", addShare},
        {"Came, lost", "what came, and from whom; what left", addGain},
    };
}

void addRow(Figure& figure, const Row& row, Point at) {
    Mark icon;
    icon.id = std::string("legend/") + row.title + "/icon";
    icon.place = {at.x + iconWidth / 2, at.y + rowHeight / 2};
    row.icon(icon);
    figure.marks.push_back(std::move(icon));
    Mark text;
    text.id = std::string("legend/") + row.title;
    text.role = drawing::Role::note;
    text.place = {at.x + iconWidth + 8, at.y + rowHeight / 2};
    text.description = std::string(row.title) + ": " + row.words + '.';
    text.parts.push_back(
        words("title", row.title, {0, -3}, size::body, Weight::semibold, Ink::text));
    text.parts.push_back(
        words("words", row.words, {0, 14}, size::label, Weight::regular, Ink::muted));
    figure.marks.push_back(std::move(text));
}

}  // namespace

// One column or two, whichever lets the words be larger.
drawing::Figure legend(const FigureOptions& options) {
    const std::vector<Row> all = rows();
    Figure best;
    double bestScale = 0;
    for (const std::size_t columns : {1U, 2U}) {
        Figure figure;
        const std::size_t high = (all.size() + columns - 1) / columns;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto column = static_cast<double>(i / high);
            const auto line = static_cast<double>(i % high);
            addRow(figure, all[i], {edge + columnWidth * column, edge + rowHeight * line});
        }
        figure.size = {columnWidth * static_cast<double>(columns) + edge,
                       rowHeight * static_cast<double>(high) + 2 * edge};
        const double scale = std::min(options.size.width / figure.size.width,
                                      options.size.height / figure.size.height);
        if (scale <= bestScale) continue;
        bestScale = scale;
        best = std::move(figure);
    }
    best.title = "Legend of the picture of consistent hashing";
    best.description = "What each shape of the picture means.";
    Figure result = scaled(best, std::min(bestScale, 1.6));
    const Point shift{(options.size.width - result.size.width) / 2,
                      (options.size.height - result.size.height) / 2};
    for (Mark& mark : result.marks)
        mark = moved(mark, shift);
    result.size = options.size;
    return result;
}

}  // namespace lockstep::figures::ring
