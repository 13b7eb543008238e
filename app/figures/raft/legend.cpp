// SPDX-License-Identifier: GPL-3.0-or-later
// The legend: every shape of the picture beside what it means.
#include <algorithm>
#include <functional>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "drawing/transform.h"
#include "figures/raft/raft_figure.h"
#include "figures/raft/server_marks.h"

namespace lockstep::figures::raft {

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

std::function<void(Mark&)> server(Look look, const char* name) {
    return [=](Mark& mark) { addServerShape(mark, look, 19, name, "a word too long to fit"); };
}

std::function<void(Mark&)> packet(PacketLook look) {
    return [=](Mark& mark) {
        addPacketShape(mark, look, {1, 0});
        mark.parts.front().shape = segment({-34, 0}, {});
        mark.parts.front().trail = 0;
    };
}

std::function<void(Mark&)> cell(bool committed, bool lit) {
    return [=](Mark& mark) {
        addCell(mark, {2, "x=7", committed, lit, 1}, {-24, -13, 48, 26});
    };
}

void addVotes(Mark& mark) {
    const Vote votes[] = {Vote::granted, Vote::coming, Vote::denied, Vote::open};
    for (int i = 0; i < 4; ++i)
        addVote(mark, std::to_string(i), votes[i], {votePitch * (i - 1.5), 0});
}

void addTimer(Mark& mark) {
    mark.parts.push_back(part("ground", Circle{{}, 17}, stroked(Ink::line, 3)));
    mark.parts.push_back(part("arc", Arc{{}, 17, 0, 230}, stroked(Ink::follower, 3)));
}

void addCutLink(Mark& mark) {
    mark.parts.push_back(part("whole", segment({-36, 0}, {0, 0}), stroked(Ink::line, 1.4)));
    mark.parts.push_back(
        part("broken", segment({0, 0}, {36, 0}), stroked(Ink::no, 1.4, Dash::dashed)));
    mark.parts.push_back(part("disc", Circle{{14, 0}, 8}, outlined(Ink::no.soft(), Ink::no, 1.5)));
    mark.parts.push_back(part("cross", crossGlyph({14, 0}, 8), stroked(Ink::no, 1.8)));
}

void addLost(Mark& mark) {
    mark.parts.push_back(
        part("way", segment({-36, 0}, {8, 0}), stroked(Ink::no, 1.6, Dash::dashed)));
    mark.parts.push_back(part("disc", Circle{{8, 0}, 9}, outlined(Ink::ground, Ink::no, 1.8)));
    mark.parts.push_back(part("cross", crossGlyph({8, 0}, 10), stroked(Ink::no, 2.2)));
}

void addProgressMarks(Mark& mark) {
    mark.parts.push_back(part("dot", Circle{{-12, 0}, 4}, filled(Ink::leader)));
    mark.parts.push_back(part("tip", arrowHead({12, 0}, {0, -1}, 8, 11), filled(Ink::leader)));
}

void addCommitMark(Mark& mark) {
    mark.parts.push_back(part("line", Path{}.moveTo({8, -16}).lineTo({8, 0}).lineTo({-12, 0})
                                          .lineTo({-12, 16}), stroked(Ink::text, 2)));
}

void addAppliedWords(Mark& mark) {
    Part store = code("store", "x=7", {0, 4}, drawing::size::small, Ink::text);
    std::get<Text>(store.shape).anchor = Anchor::middle;
    mark.parts.push_back(std::move(store));
}

void addHull(Mark& mark) {
    mark.parts.push_back(part("hull", softHull({{-18, 0}, {18, 0}}, 17),
                              outlined(Ink::accent.soft(), Ink::accent, 1.2, Dash::dashed)));
}

std::vector<Section> sections() {
    return {
        {"SERVERS",
         {{"Follower", "answers, and waits for a leader", server(Look::follower, "S1")},
          {"Pre-candidate", "asks if it could win", server(Look::precandidate, "S2")},
          {"Candidate", "asks for votes", server(Look::candidate, "S2")},
          {"Leader", "takes requests and sends its log", server(Look::leader, "S3")},
          {"Down", "keeps its term, its vote and its log", server(Look::down, "S4")},
          {"Timer", "runs down to an election or a heartbeat", addTimer},
          {"Votes", "given, on the way, denied, not heard of", addVotes}}},
        {"MESSAGES",
         {{"Request", "asks for a vote, or carries entries", packet(PacketLook::request)},
          {"Yes", "the vote is given, the entries fit", packet(PacketLook::yes)},
          {"No", "the vote is denied, the log differs", packet(PacketLook::no)},
          {"Lost", "ends on the way", addLost},
          {"Cut", "messages this way do not arrive", addCutLink},
          {"Partition", "only servers on one side talk", addHull}}},
        {"LOGS",
         {{"Committed", "term and command, safe for good", cell(true, false)},
          {"Not committed", "as far as this server knows", cell(false, false)},
          {"Changed", "written or committed by this step", cell(true, true)},
          {"Commit line", "how far each server knows of commits", addCommitMark},
          {"Match and next", "what the leader knows, sends next", addProgressMarks},
          {"Applied", "what the committed entries come to", addAppliedWords}}},
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
    best.title = "Legend of the picture of Raft";
    best.description = "What each shape of the picture means.";
    const double scale = std::min(bestScale, 1.6);
    Figure result = scaled(best, scale);
    const Point shift{(options.size.width - result.size.width) / 2,
                      (options.size.height - result.size.height) / 2};
    for (Mark& mark : result.marks) mark = moved(mark, shift);
    result.size = options.size;
    return result;
}

}  // namespace lockstep::figures::raft
