// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/space_time.h"

#include <algorithm>
#include <cmath>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/space_time_history.h"

namespace lockstep::figures {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;
using End = SpaceTimeLine::End;

constexpr double rowHeight = 24;
constexpr double head = 46;         // the servers' names
constexpr double foot = 20;         // what is still in flight runs out here
constexpr double clockWidth = 66;   // times, at the left
constexpr double leastColumn = 44;  // between two servers' lines
constexpr double mostColumn = 120;
constexpr double leastWords = 150;  // sentences, at the right, if there is room
constexpr double faint = 0.22;

// What is lit of the past and of the future of the event in focus.
struct Cones {
    std::vector<bool> past;
    std::vector<bool> future;
    bool any = false;

    bool holds(std::size_t row) const { return !any || past[row] || future[row]; }
};

// Milliseconds with one decimal, so that they stand under each other.
std::string tenths(lockstep::Time time) {
    const auto all = (time.count() + 50) / 100;
    return std::to_string(all / 10) + '.' + std::to_string(all % 10);
}

class Diagram {
public:
    Diagram(const Moment& moment, const SpaceTimeOptions& options)
        : moment_(moment), options_(options), setup_(moment.after->setup()) {
        readHistory();
        placeColumns();
    }

    Figure draw() {
        Figure figure;
        figure.size = options_.size;
        figure.time = moment_.time.count();
        figure.title = "Space-time diagram up to step " + std::to_string(last_) + '.';
        for (std::size_t i = 0; i < servers_.size(); ++i)
            addServer(figure, i);
        addRowGround(figure);
        for (const SpaceTimeLine& line : history_.lines)
            addMessage(figure, line);
        for (std::size_t row = 0; row < history_.rows.size(); ++row)
            addRow(figure, row);
        return figure;
    }

private:
    void readHistory() {
        last_ = std::min(options_.last.value_or(moment_.step), moment_.history->stepCount());
        const auto rows = static_cast<Step>(spaceTimeRows(options_.size));
        first_ = last_ > rows ? last_ - rows + 1 : 1;
        if (last_ >= 1) history_ = spaceTimeHistory(moment_, first_, last_);
        if (options_.focus && *options_.focus >= first_ && *options_.focus <= last_) {
            cones_.any = true;
            cones_.past = causesOf(history_, *options_.focus - first_);
            cones_.future = effectsOf(history_, *options_.focus - first_);
        }
    }

    void placeColumns() {
        for (std::uint16_t i = 0; i < moment_.after->serverCount(); ++i) {
            if (!options_.hiddenServers.contains(setup_.name({i}))) servers_.push_back({i});
        }
        const double count = static_cast<double>(std::max<std::size_t>(1, servers_.size()));
        const double room = options_.size.width - clockWidth - 12;
        const double beside = (room - leastWords) / count;
        hasWords_ = beside >= leastColumn;
        column_ =
            std::min(hasWords_ ? std::max(leastColumn, beside * 0.62) : room / count, mostColumn);
        wordsAt_ = clockWidth + column_ * count + 10;
    }

    std::optional<double> columnOf(ServerId server) const {
        const auto found = std::find(servers_.begin(), servers_.end(), server);
        if (found == servers_.end()) return std::nullopt;
        return clockWidth + column_ * (0.5 + static_cast<double>(found - servers_.begin()));
    }
    double rowAt(Step step) const {
        return head + rowHeight * (0.5 + static_cast<double>(step - first_));
    }
    double bottom() const {
        return head + rowHeight * static_cast<double>(history_.rows.size()) + foot;
    }
    bool isPresent(Step step) const { return step == moment_.step; }

    // The name on top, and the line of its life: dotted while it is down.
    void addServer(Figure& figure, std::size_t index) const {
        const ServerId server = servers_[index];
        const std::string name = setup_.name(server);
        Mark mark;
        mark.id = "line/" + name;
        mark.layer = Layer::links;
        const double x = *columnOf(server);
        double from = head - 8;
        std::size_t row = 0;
        const auto& rows = history_.rows;
        const auto upAt = [&](std::size_t at) {
            return server.index >= rows[at].up.size() || rows[at].up[server.index];
        };
        while (row < rows.size()) {
            const bool up = upAt(row);
            std::size_t end = row;
            while (end + 1 < rows.size() && upAt(end + 1) == up)
                ++end;
            const bool ends = end + 1 == rows.size();
            const double until = ends ? bottom() : rowAt(rows[end + 1].step);
            mark.parts.push_back(part("life" + std::to_string(row), segment({x, from}, {x, until}),
                                      stroked(up ? Ink::muted : Ink::down, up ? 1.6 : 1.2,
                                              up ? Dash::solid : Dash::dotted)));
            from = until;
            row = end + 1;
        }
        if (rows.empty())
            mark.parts.push_back(
                part("life", segment({x, from}, {x, bottom()}), stroked(Ink::muted, 1.6)));
        figure.marks.push_back(std::move(mark));

        Mark top;
        top.id = "server/" + name;
        top.role = Role::node;
        top.place = {x, head - 25};
        top.description = name;
        const double wide =
            std::min(column_ - 6, textWidth(name, size::label, Weight::semibold) + 18);
        top.parts.push_back(
            part("plate", Box{around({}, {wide, 24}), 12}, outlined(Ink::panel, Ink::line, 1.2)));
        top.parts.push_back(words("name", elided(name, wide - 8, size::label, Weight::semibold),
                                  {0, baselineAt(0, size::label)}, size::label, Weight::semibold,
                                  Ink::text, Anchor::middle));
        figure.marks.push_back(std::move(top));
    }

    // Where one stands.
    void addRowGround(Figure& figure) const {
        if (moment_.step < first_ || moment_.step > last_ || history_.rows.empty()) return;
        Mark mark;
        mark.id = "here";
        mark.layer = Layer::backdrop;
        const double y = rowAt(moment_.step);
        mark.parts.push_back(
            part("ground", Box{{4, y - rowHeight / 2, options_.size.width - 8, rowHeight}, 6},
                 filled(Ink::lit.soft())));
        figure.marks.push_back(std::move(mark));
    }

    void addMessage(Figure& figure, const SpaceTimeLine& line) const {
        const auto x1 = columnOf(line.from);
        const auto x2 = columnOf(line.to);
        if (!x1 || !x2 || options_.hiddenKinds.contains(line.kind)) return;
        const Point from{*x1, line.sentAt == 0 ? head - 8 : rowAt(line.sentAt)};
        Point to{*x2, line.endedAt == 0 ? bottom() : rowAt(line.endedAt)};
        const bool lost = line.end == End::lost;
        const bool flying = line.end == End::flying;
        // A message lost where it was sent still shows which way it was going; one lost at a
        // closed door nearly arrives.
        const bool atOnce = lost && line.sentAt == line.endedAt;
        if (atOnce) to = from + (Point{to.x, from.y + rowHeight} - from) * 0.62;
        if (lost && !atOnce) to = {from.x + (to.x - from.x) * 0.86, to.y};
        if (flying) to = from + (to - from) * 0.92;
        const double opacity = isLit(line) ? 1 : faint;
        const Ink ink = lost ? Ink::no : Ink::request;
        Mark mark;
        mark.id = (flying ? "packet/" : "message/") + std::to_string(line.id);
        if (!flying) mark.of = "event/" + std::to_string(line.endedAt);
        mark.role = Role::packet;
        mark.layer = Layer::links;  // below the dots, which are pointed at
        mark.tip = tipOf(line);
        mark.description = mark.tip;
        const Point along = to - from;
        Style style = stroked(ink, 1.6, flying || lost ? Dash::dashed : Dash::solid);
        style.opacity = opacity;
        mark.parts.push_back(part("way", segment(from, to), style));
        Style tip = lost ? stroked(Ink::no, 2.2) : filled(ink);
        tip.opacity = opacity;
        if (lost) {
            mark.parts.push_back(part("end", crossGlyph(to, 6), tip));
        } else {
            const double length = std::max(1.0, std::hypot(along.x, along.y));
            const Point back = along * ((flying ? 0 : 9) / length);
            mark.parts.push_back(part("end", arrowHead(to - back, along, 9, 8), tip));
        }
        figure.marks.push_back(std::move(mark));
    }

    bool isLit(const SpaceTimeLine& line) const {
        if (!cones_.any) return true;
        const auto lit = [&](const std::vector<bool>& cone, Step step) {
            return step >= first_ && step <= last_ && cone[step - first_];
        };
        const bool caused = lit(cones_.past, line.sentAt) && lit(cones_.past, line.endedAt);
        const bool follows = lit(cones_.future, line.sentAt) &&
                             (line.endedAt == 0 || lit(cones_.future, line.endedAt));
        return line.end == End::lost ? lit(cones_.future, line.sentAt) : caused || follows;
    }

    std::string tipOf(const SpaceTimeLine& line) const {
        std::string tip = line.words + "\nmessage " + std::to_string(line.id) + ", sent at " +
                          toMilliseconds(line.sent) + " ms";
        if (line.end == End::flying) return tip + "\nstill in flight";
        const bool lost = line.end == End::lost;
        return tip + (lost ? "\nlost at step " : "\narrived at step ") +
               std::to_string(line.endedAt);
    }

    void addRow(Figure& figure, std::size_t index) const {
        const SpaceTimeRow& row = history_.rows[index];
        const auto x = row.where ? columnOf(*row.where) : std::nullopt;
        if (row.where && !x) return;
        Mark mark;
        mark.id = "event/" + std::to_string(row.step);
        mark.role = Role::entry;
        mark.layer = Layer::nodes;
        mark.lit = isPresent(row.step);
        mark.place = {0, rowAt(row.step)};
        mark.description = "Step " + std::to_string(row.step) + ", " + toMilliseconds(row.time) +
                           " ms. " + row.what;
        mark.tip = row.what + "\nstep " + std::to_string(row.step) + ", " +
                   toMilliseconds(row.time) + " ms";
        const double opacity = cones_.holds(index) ? 1 : faint;
        addDot(mark, row, index, x, opacity);
        const bool newTime = index == 0 || history_.rows[index - 1].time != row.time;
        if (newTime) {
            Part clock =
                code("time", tenths(row.time), {clockWidth - 14, baselineAt(0, size::small)},
                     size::small, Ink::muted, Anchor::end);
            clock.style.opacity = opacity;
            mark.parts.push_back(std::move(clock));
        }
        if (hasWords_) {
            const double room = options_.size.width - wordsAt_ - 10;
            const bool strong = row.milestone || isPresent(row.step);
            Part what = words(
                "what",
                elided(row.what, room, size::small, strong ? Weight::semibold : Weight::regular),
                {wordsAt_, baselineAt(0, size::small)}, size::small,
                strong ? Weight::semibold : Weight::regular, row.small ? Ink::muted : Ink::text);
            what.style.opacity = opacity;
            mark.parts.push_back(std::move(what));
        }
        figure.marks.push_back(std::move(mark));
    }

    // What happened to no one server is a line across all.
    void addDot(Mark& mark, const SpaceTimeRow& row, std::size_t index, std::optional<double> x,
                double opacity) const {
        if (!x && row.ofMessage) return;  // its cross says it
        if (!x) {
            Style across = stroked(Ink::accent, 1.4, Dash::dashed);
            across.opacity = opacity;
            mark.parts.push_back(
                part("across", segment({clockWidth, 0}, {wordsAt_ - 10, 0}), across));
            return;
        }
        Ink ink = row.small ? Ink::muted : Ink::text;
        if (row.milestone) ink = Ink::accent;
        if (cones_.any && cones_.past[index]) ink = Ink::candidate;
        if (cones_.any && cones_.future[index]) ink = Ink::leader;
        if (cones_.any && cones_.past[index] && cones_.future[index]) ink = Ink::accent;
        const double radius = row.milestone ? 6.5 : row.small ? 3.5 : 4.8;
        Style dot = outlined(ink, Ink::ground, 1.5);
        dot.opacity = opacity;
        mark.parts.push_back(part("dot", Circle{{*x, 0}, radius}, dot));
        if (isPresent(row.step))
            mark.parts.push_back(part("here", Circle{{*x, 0}, radius + 4}, stroked(Ink::lit, 2)));
    }

    const Moment& moment_;
    const SpaceTimeOptions& options_;
    const Setup& setup_;
    SpaceTimeHistory history_;
    Cones cones_;
    std::vector<ServerId> servers_;
    Step first_ = 1;
    Step last_ = 0;
    double column_ = leastColumn;
    double wordsAt_ = 0;
    bool hasWords_ = false;
};

}  // namespace

std::size_t spaceTimeRows(Size size) {
    return static_cast<std::size_t>(std::max(1.0, (size.height - head - foot) / rowHeight));
}

Figure spaceTime(const Moment& moment, const SpaceTimeOptions& options) {
    return Diagram(moment, options).draw();
}

}  // namespace lockstep::figures
