// SPDX-License-Identifier: GPL-3.0-or-later
// The legend: every shape of the picture beside what it means.
#include <algorithm>
#include <functional>
#include <vector>

#include "figures/breaker/breaker_figure.h"
#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Role;
using drawing::Weight;

namespace {

constexpr double iconWidth = 92;
constexpr double columnWidth = 372;
constexpr double rowHeight = 50;
constexpr double edge = 24;

struct Row {
    const char* title;
    const char* words;
    std::function<void(Mark&)> icon;  // around the middle of its place
};

std::function<void(Mark&)> sign(Sign sign, bool probe = false) {
    return [=](Mark& mark) { addSign(mark, sign, {}, 12, probe); };
}

std::function<void(Mark&)> lever(State state) {
    return [=](Mark& mark) { addSwitch(mark, state, {0, 6}, 50); };
}

void addThreadBox(Mark& mark) {
    mark.parts.push_back(part("busy", Box{{-26, -11, 22, 22}, 5},
                              outlined(Ink::request.soft(), Ink::request, 1.6)));
    mark.parts.push_back(part("free", Box{{4, -11, 22, 22}, 5},
                              outlined(Ink::ground, Ink::line, 1.4, Dash::dashed)));
}

void addGaugeRing(Mark& mark) {
    mark.parts.push_back(part("ground", Arc{{}, 15, 0, 360}, stroked(Ink::line, 5)));
    mark.parts.push_back(part("rate", Arc{{}, 15, 0, 120}, stroked(Ink::no, 5)));
    mark.parts.push_back(part("threshold", segment({0, 9}, {0, 21}), stroked(Ink::text, 2.2)));
}

void addWaitRing(Mark& mark) {
    mark.parts.push_back(part("ground", Circle{{}, 13}, stroked(Ink::line, 3)));
    mark.parts.push_back(part("wait", Arc{{}, 13, 0, 230}, stroked(Ink::no, 3)));
}

void addToken(Mark& mark) {
    const Ink inks[] = {Ink::leader, Ink::no, Ink::candidate};
    for (int i = 0; i < 3; ++i)
        mark.parts.push_back(part("token" + std::to_string(i), Circle{{-14.0 + 14 * i, 0}, 5},
                                  outlined(inks[i], Ink::ground, 1)));
}

std::vector<Row> rows() {
    return {
        {"Closed", "calls pass, and are counted", lever(State::closed)},
        {"Open", "calls are refused until the wait is over", lever(State::open)},
        {"Half-open", "a few calls pass, to find out", lever(State::halfOpen)},
        {"A breaker", "moves from state to state", addToken},
        {"Wait", "runs out; then the next call may probe", addWaitRing},
        {"Rate", "of the calls in the ring; the line: it opens", addGaugeRing},
        {"Succeeded", "in time, without an error", sign(Sign::good)},
        {"Failed", "by an error, too late, or turned away", sign(Sign::bad)},
        {"Slow", "succeeded, but took too long", sign(Sign::slow)},
        {"Refused", "by the breaker; below it stands why", sign(Sign::refused)},
        {"No thread", "all of the caller's threads wait", sign(Sign::starved)},
        {"Under way", "has passed, and is not answered yet", sign(Sign::waiting)},
        {"Probe", "let through while half-open", sign(Sign::good, true)},
        {"Threads", "one that waits for a call, one that is free", addThreadBox},
    };
}

}  // namespace

Figure legend(const FigureOptions& options) {
    const std::vector<Row> all = rows();
    const auto columns = static_cast<std::size_t>(
        std::clamp((options.size.width - 2 * edge) / columnWidth, 1.0, 3.0));
    const std::size_t perColumn = (all.size() + columns - 1) / columns;
    Figure figure;
    figure.size = {options.size.width, 2 * edge + rowHeight * static_cast<double>(perColumn)};
    figure.title = "What the shapes mean";
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Point at{edge + columnWidth * static_cast<double>(i / perColumn),
                       edge + rowHeight * (static_cast<double>(i % perColumn) + 0.5)};
        Mark mark = markAt("legend/" + std::to_string(i), Role::note,
                           at + Point{iconWidth / 2, 0},
                           std::string(all[i].title) + ": " + all[i].words);
        all[i].icon(mark);
        mark.parts.push_back(words("title", all[i].title, {iconWidth / 2 + 14, -4},
                                   drawing::size::body, Weight::semibold, Ink::text));
        mark.parts.push_back(words("words", all[i].words, {iconWidth / 2 + 14, 13},
                                   drawing::size::label, Weight::regular, Ink::muted));
        figure.marks.push_back(std::move(mark));
    }
    return figure;
}

}  // namespace lockstep::figures::breaker
