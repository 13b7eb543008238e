// SPDX-License-Identifier: GPL-3.0-or-later
// What each shape of the picture means.
#include <functional>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "drawing/transform.h"
#include "figures/board.h"
#include "figures/shard/scene.h"
#include "figures/shard/shard_figure.h"

namespace lockstep::figures::shard {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

constexpr double rowHeight = 38;
constexpr double iconWidth = 92;
constexpr double columnWidth = 440;

struct Row {
    const char* title;
    const char* text;
    std::function<void(Mark&)> icon;
};

std::function<void(Mark&)> packet(PacketLook look, Ink ink) {
    return [=](Mark& mark) {
        addPacketShape(mark, look, ink, {1, 0});
        mark.parts.front().shape = segment({-34, 0}, {});
        mark.parts.front().trail = 0;
    };
}

std::function<void(Mark&)> row(RowLook look, const char* text) {
    return [=](Mark& mark) {
        addRowShape(mark, look, Ink::series(0), around({}, {iconWidth, 20}), text);
    };
}

std::function<void(Mark&)> role(const char* name) {
    return [=](Mark& mark) { addRole(mark, name, -46, 0, iconWidth); };
}

void addPieces(Mark& mark) {
    const double widths[] = {34, 24, 34};
    double x = -46;
    for (unsigned i = 0; i < 3; ++i) {
        const Ink ink = Ink::series(i);
        const std::string name = "S" + std::to_string(i + 1);
        mark.parts.push_back(part(name, Box{{x, -9, widths[i], 18}, 2},
                                  outlined(ink.soft(), ink, 1)));
        mark.parts.push_back(words(name + "-name", name, {x + widths[i] / 2, 4}, size::small,
                                   Weight::semibold, ink, Anchor::middle));
        x += widths[i];
    }
}

void addWay(Mark& mark) {
    mark.parts.push_back(part("way", segment({-40, 0}, {32, 0}),
                              stroked(Ink::series(1), 1.6, Dash::dashed)));
    mark.parts.push_back(part("tip", arrowHead({36, 0}, {1, 0}, 10, 9), filled(Ink::series(1))));
}

std::vector<Row> rows() {
    return {
        {"Directory", "who owns which part of the keys, as its holder believes", addPieces},
        {"Row", "in the ink of its shard", row(RowLook::plain, "x=1")},
        {"Going", "sent to another shard; nobody may touch it", row(RowLook::onItsWay, "x=1")},
        {"New", "here already, the place is not", row(RowLook::arriving, "x=1")},
        {"Held", "promised to a write over two shards", row(RowLook::held, "x=1")},
        {"A move", "from the owner to the shard that takes over", addWay},
        {"Primary", "of several servers of a shard, the one that acts for it", role("primary")},
        {"Follower", "has a copy, and takes the primary's place", role("follower")},
        {"Old primary", "does not know that its epoch is over", role("old primary")},
        {"Out", "is behind, and asks to follow", role("out")},
        {"Request", "a question, or an order", packet(PacketLook::request, Ink::request)},
        {"Answer", "done, stored, ready, or a vote for yes", packet(PacketLook::yes, Ink::yes)},
        {"Refusal", "try again, abort, or a vote for no", packet(PacketLook::no, Ink::no)},
        {"Redirect", "MOVED: remember it; ASK: only for this once",
         packet(PacketLook::redirect, Ink::candidate)},
        {"A row on its way", "or a copy, in the ink of the shard that it leaves",
         packet(PacketLook::row, Ink::series(0))},
        {"Beat", "a primary shows its followers that it is there",
         packet(PacketLook::beat, Ink::muted)},
    };
}

}  // namespace

drawing::Figure legend(const FigureOptions& options) {
    Figure figure;
    double y = 20;
    for (const Row& one : rows()) {
        Mark icon = markAt(std::string("legend/") + one.title + "/icon", drawing::Role::decoration,
                           {24 + iconWidth / 2, y + rowHeight / 2});
        one.icon(icon);
        figure.marks.push_back(std::move(icon));
        Mark text = markAt(std::string("legend/") + one.title, drawing::Role::note,
                           {24 + iconWidth + 16, y + rowHeight / 2},
                           std::string(one.title) + ": " + one.text + '.');
        text.parts.push_back(words("title", one.title, {0, -3}, drawing::size::body,
                                   Weight::semibold, Ink::text));
        text.parts.push_back(words("words", one.text, {0, 13}, drawing::size::label,
                                   Weight::regular, Ink::muted));
        figure.marks.push_back(std::move(text));
        y += rowHeight;
    }
    figure.size = {24 + iconWidth + columnWidth, y + 16};
    figure.title = "Legend of the picture of shards";
    figure.description = "What each shape of the picture means.";
    const double scale = std::min({options.size.width / figure.size.width,
                                   options.size.height / figure.size.height, 1.6});
    Figure result = scaled(figure, scale);
    const Point shift{(options.size.width - result.size.width) / 2,
                      (options.size.height - result.size.height) / 2};
    for (Mark& mark : result.marks) mark = moved(mark, shift);
    result.size = options.size;
    return result;
}

}  // namespace lockstep::figures::shard
