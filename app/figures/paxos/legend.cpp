// SPDX-License-Identifier: GPL-3.0-or-later
// The legend: every shape of the picture beside what it means.
#include <algorithm>
#include <functional>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "drawing/transform.h"
#include "figures/paxos/paxos_figure.h"
#include "figures/paxos/scene.h"

namespace lockstep::figures::paxos {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double iconWidth = 92;
constexpr double columnWidth = 372;
constexpr double rowHeight = 50;
constexpr double edge = 24;
constexpr double headingHeight = 34;

struct Row {
    const char* title;
    const char* words;
    std::function<void(Mark&)> icon;  // around the middle of its place
};

struct Section {
    const char* title;
    std::vector<Row> rows;
};

std::function<void(Mark&)> head(Look look, const char* name, bool up = true) {
    return [=](Mark& mark) {
        const Ink ink = look == Look::proposer ? Ink::series(0) : Ink::follower;
        addHeadShape(mark, look, up ? ink : Ink::down, up, name);
    };
}

std::function<void(Mark&)> packet(PacketLook look) {
    return [=](Mark& mark) {
        const Ink ink = look == PacketLook::request ? Ink::series(0)
                        : look == PacketLook::yes   ? Ink::yes
                                                    : Ink::no;
        addPacketShape(mark, look, ink, {1, 0});
        mark.parts.front().shape = segment({-34, 0}, {});
        mark.parts.front().trail = 0;
    };
}

void addArrow(Mark& mark, Dash dash, double way) {
    const Ink ink = Ink::series(0);
    mark.parts.push_back(part("way", segment({-34 * way, -6}, {28 * way, 5}),
                              stroked(ink, 1.8, dash)));
    mark.parts.push_back(part("tip", arrowHead({31 * way, 5.5}, {way, 0.18}, 10, 8), filled(ink)));
}

void addRequestArrow(Mark& mark) { addArrow(mark, Dash::solid, 1); }
void addAnswerArrow(Mark& mark) { addArrow(mark, Dash::dashed, -1); }

void addRefusal(Mark& mark) {
    mark.parts.push_back(part("way", segment({34, -6}, {-22, 5}),
                              stroked(Ink::no, 1.8, Dash::dashed)));
    mark.parts.push_back(part("disc", Circle{{-27, 6}, 6}, filled(Ink::no)));
    mark.parts.push_back(part("cross", crossGlyph({-27, 6}, 6), stroked(Ink::no.on(), 1.6)));
}

void addLost(Mark& mark) {
    mark.parts.push_back(part("way", segment({-34, -6}, {8, 2}),
                              stroked(Ink::no, 1.4, Dash::dashed)));
    mark.parts.push_back(part("disc", Circle{{8, 2}, 6}, outlined(Ink::ground, Ink::no, 1.4)));
    mark.parts.push_back(part("cross", crossGlyph({8, 2}, 6.5), stroked(Ink::no, 1.7)));
}

void addBallots(Mark& mark) {
    const char* const names[] = {"1.P1", "1.P2"};
    for (unsigned i = 0; i < 2; ++i) {
        const double x = -42 + 44.0 * i;
        const Ink ink = Ink::series(i);
        mark.parts.push_back(part(std::string("bar-") + names[i], Box{{x, -12, 6, 24}, 3},
                                  filled(ink)));
        mark.parts.push_back(words(names[i], names[i], {x + 10, 4}, size::small, Weight::bold,
                                   ink));
    }
}

void addFoot(Mark& mark) {
    addRegister(mark, drawing::around({}, {70, 42}), "2.P1", Ink::series(2), "1.P1=x",
                Ink::series(0), false, 1);
}

void addObserverMark(Mark& mark) {
    mark.parts.push_back(part("bar", Box{drawing::around({}, {78, 28}), 7},
                              outlined(Ink::leader.soft(), Ink::leader, 1.6)));
    mark.parts.push_back(words("words", "x is chosen", {0, 4}, size::small, Weight::semibold,
                               Ink::leader, Anchor::middle));
}

void addGap(Mark& mark) {
    mark.parts.push_back(part("cell", Box{drawing::around({}, {48, 24}), 5},
                              outlined(Ink::candidate.soft(), Ink::candidate, 1.6, Dash::dashed)));
    mark.parts.push_back(words("words", "gap", {0, 4}, size::small, Weight::semibold,
                               Ink::candidate, Anchor::middle));
}

void addExecuted(Mark& mark) {
    mark.parts.push_back(part("cell", Box{drawing::around({-14, 0}, {40, 24}), 5},
                              outlined(Ink::leader.soft(), Ink::leader, 1.6)));
    mark.parts.push_back(part("line", segment({10, -16}, {10, 16}), stroked(Ink::text, 2.4)));
}

std::vector<Section> sections() {
    return {
        {"ROLES",
         {{"Proposer", "wants a value chosen; its phase below", head(Look::proposer, "P1")},
          {"Acceptor", "promises and accepts", head(Look::acceptor, "A1")},
          {"Learner", "finds out what is chosen", head(Look::learner, "L1")},
          {"Down", "an acceptor keeps its registers", head(Look::acceptor, "A2", false)},
          {"Registers", "above: promised; below: accepted", addFoot},
          {"Observer", "sees what no server knows", addObserverMark}}},
        {"LADDER",
         {{"Ballots", "an ink each, and always the number", addBallots},
          {"Request", "1a prepare, 2a accept", addRequestArrow},
          {"Answer", "1b promise, 2b accepted, learn", addAnswerArrow},
          {"Refusal", "a higher ballot was promised", addRefusal},
          {"Lost", "ends on the way", addLost}}},
        {"IN FLIGHT, AND THE LOG",
         {{"Request", "on its way to an acceptor", packet(PacketLook::request)},
          {"Answer", "on its way back, or to a learner", packet(PacketLook::yes)},
          {"Refusal", "on its way back", packet(PacketLook::no)},
          {"Gap", "a slot before others, not chosen", addGap},
          {"Executed", "up to here, in order", addExecuted}}},
    };
}

double heightOf(const Section& section) {
    return headingHeight + rowHeight * static_cast<double>(section.rows.size());
}

void addSection(Figure& figure, const Section& section, Point at) {
    Mark heading;
    heading.id = std::string("legend/") + section.title;
    heading.place = at;
    Part title = words("title", section.title, {0, 14}, drawing::size::small, Weight::semibold,
                       Ink::muted);
    std::get<Text>(title.shape).spacing = 0.8;
    heading.parts.push_back(std::move(title));
    figure.marks.push_back(std::move(heading));
    double y = at.y + headingHeight;
    for (const Row& row : section.rows) {
        Mark icon;
        icon.id = std::string("legend/") + row.title + "/icon";
        icon.place = {at.x + iconWidth / 2, y + rowHeight / 2};
        row.icon(icon);
        figure.marks.push_back(std::move(icon));
        Mark text;
        text.id = std::string("legend/") + row.title;
        text.role = drawing::Role::note;
        text.place = {at.x + iconWidth + 8, y + rowHeight / 2};
        text.description = std::string(row.title) + ": " + row.words + '.';
        text.parts.push_back(words("title", row.title, {0, -3}, drawing::size::body,
                                   Weight::semibold, Ink::text));
        text.parts.push_back(words("words", row.words, {0, 14}, drawing::size::label,
                                   Weight::regular, Ink::muted));
        figure.marks.push_back(std::move(text));
        y += rowHeight;
    }
}

}  // namespace

// One, two or three columns, whichever lets the words be largest.
drawing::Figure legend(const FigureOptions& options) {
    const std::vector<Section> all = sections();
    Figure best;
    double bestScale = 0;
    for (int columns = 1; columns <= 3; ++columns) {
        Figure figure;
        std::vector<double> heights(static_cast<std::size_t>(columns), edge);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto column = static_cast<std::size_t>(std::min<int>(static_cast<int>(i),
                                                                       columns - 1));
            const double x = edge + columnWidth * static_cast<double>(column);
            addSection(figure, all[i], {x, heights[column]});
            heights[column] += heightOf(all[i]) + 12;
        }
        const double height = *std::max_element(heights.begin(), heights.end());
        figure.size = {columnWidth * columns + edge, height + edge / 2};
        const double scale = std::min(options.size.width / figure.size.width,
                                      options.size.height / figure.size.height);
        if (scale <= bestScale) continue;
        bestScale = scale;
        best = std::move(figure);
    }
    best.title = "Legend of the picture of Paxos";
    best.description = "What each shape of the picture means.";
    const double scale = std::min(bestScale, 1.6);
    Figure result = scaled(best, scale);
    const Point shift{(options.size.width - result.size.width) / 2,
                      (options.size.height - result.size.height) / 2};
    for (Mark& mark : result.marks) mark = moved(mark, shift);
    result.size = options.size;
    return result;
}

}  // namespace lockstep::figures::paxos
