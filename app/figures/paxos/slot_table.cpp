// SPDX-License-Identifier: GPL-3.0-or-later
// The log: a slot a column; what an observer sees chosen, what each acceptor has accepted, what
// each learner has learned and how far it has executed.
#include <algorithm>
#include <cmath>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/paxos/scene.h"
#include "figures/paxos/words.h"
#include "paxos/facts.h"
#include "paxos/outbox.h"

namespace lockstep::figures::paxos {

namespace {

using namespace drawing;
using protocol::Slot;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double headerHeight = 24;
constexpr double rowPitch = 32;
constexpr double cellHeight = 24;
constexpr double nameWidth = 70;
constexpr double columnGap = 4;
constexpr double footerHeight = 22;
constexpr Slot fewestColumns = 4;

Slot lastSlot(const protocol::World& world) {
    Slot last = world.ghosts.observer.tallies.last();
    for (const auto& acceptor : world.acceptors) last = std::max(last, acceptor.accepted.last());
    for (const auto& learner : world.learners) last = std::max(last, learner.tallies.last());
    return last;
}

double cellWidthFor(const protocol::World& world) {
    double widest = 34;
    const Slot last = lastSlot(world);
    for (Slot slot = last > 24 ? last - 24 : 1; slot <= last; ++slot) {
        for (const auto& acceptor : world.acceptors) {
            const Symbol value = acceptor.accepted[slot].value;
            const double width = textWidth(valueWords(world, value), size::small,
                                           Weight::semibold, Face::code);
            widest = std::max(widest, width + 12);
        }
    }
    return std::min(widest, 74.0);
}

class Table {
public:
    Table(Figure& figure, const Scene& scene)
        : figure_(figure), scene_(scene), world_(scene.after), cellWidth_(cellWidthFor(world_)) {
        const double room = scene.table.width - nameWidth;
        columns_ = static_cast<Slot>(std::max(1.0, std::floor(room / pitch())));
        // Where not all have room: the last ones, but from the first gap on.
        const Slot last = lastSlot(world_);
        const Slot gap = scene.before.ghosts.observer.executed + 1;
        if (last > columns_) first_ = std::min(last + 1 - columns_, gap);
    }

    void add() {
        addHeader();
        std::size_t row = 0;
        addName(row, "Observer", "", false);
        for (Slot slot = first_; slot < first_ + columns_; ++slot) addChosen(row, slot);
        for (const auto& acceptor : world_.acceptors) {
            ++row;
            const bool up = world_.up(acceptor.server);
            addName(row, protocol::roleName('A', acceptor.number),
                    "server/" + scene_.name(acceptor.server), !up);
            for (Slot slot = first_; slot < first_ + columns_; ++slot) {
                addAccepted(row, acceptor, slot, up);
            }
        }
        for (const auto& learner : world_.learners) {
            ++row;
            const bool up = world_.up(learner.server);
            addName(row, protocol::roleName('L', learner.number),
                    "server/" + scene_.name(learner.server), !up);
            for (Slot slot = first_; slot < first_ + columns_; ++slot) {
                addLearned(row, learner, slot, up);
            }
            addExecuted(row, learner);
        }
        addFooter(row + 1);
    }

private:
    double pitch() const { return cellWidth_ + columnGap; }
    double left(Slot slot) const {
        return nameWidth + pitch() * (static_cast<double>(slot) - static_cast<double>(first_));
    }
    static double top(std::size_t row) {
        return headerHeight + rowPitch * static_cast<double>(row);
    }

    void place(Mark&& mark, Point at = {}) {
        mark.place = Point{scene_.table.x, scene_.table.y} + at;
        figure_.marks.push_back(std::move(mark));
    }

    void addHeader() {
        Mark mark;
        mark.id = "slots/header";
        mark.layer = Layer::table;
        Part title = words("title", "SLOTS", {0, 15}, size::small, Weight::semibold, Ink::muted);
        std::get<Text>(title.shape).spacing = 0.8;
        mark.parts.push_back(std::move(title));
        for (Slot slot = first_; slot < first_ + columns_; ++slot) {
            mark.parts.push_back(words("slot-" + std::to_string(slot), std::to_string(slot),
                                       {left(slot) + cellWidth_ / 2, 15}, size::small,
                                       Weight::regular, Ink::muted, Anchor::middle));
        }
        place(std::move(mark));
    }

    void addName(std::size_t row, const std::string& name, const std::string& of, bool down) {
        Mark mark;
        mark.id = "slots/" + name;
        mark.of = of;
        mark.role = drawing::Role::note;
        mark.layer = Layer::table;
        mark.description = of.empty() ? "What is chosen, as an observer sees it."
                                      : "What " + name + " has, slot by slot.";
        mark.parts.push_back(words("name", name, {0, baselineAt(cellHeight / 2, size::label)},
                                   size::label, Weight::semibold, down ? Ink::down : Ink::text));
        place(std::move(mark), {0, top(row)});
    }

    struct Cell {
        std::string text;
        Ink ink = Ink::muted;
        bool filled = false;
        bool gap = false;
        bool lit = false;
        double opacity = 1;
        std::string description;
    };

    void addCell(std::size_t row, const std::string& name, Slot slot, const Cell& cell) {
        Mark mark;
        mark.id = "cell/" + name + '/' + std::to_string(slot);
        mark.layer = Layer::table;
        mark.role = cell.filled || cell.gap ? drawing::Role::entry : drawing::Role::decoration;
        mark.lit = cell.lit;
        mark.description = cell.description;
        const Rect rect{0, 0, cellWidth_, cellHeight};
        if (cell.lit) mark.parts.push_back(part("lit", Box{grown(rect, 3.5), 8}, filled(Ink::lit)));
        const Style gap = outlined(Ink::candidate.soft(), Ink::candidate, 1.6, Dash::dashed);
        Style style = cell.filled ? outlined(cell.ink.soft(), cell.ink, 1.6)
                      : cell.gap  ? gap
                                  : stroked(Ink::line, 1.2);
        style.opacity = cell.filled || cell.gap ? cell.opacity : 0.6 * cell.opacity;
        mark.parts.push_back(part("cell", Box{rect, 5}, style));
        const std::string text =
            elided(cell.text, cellWidth_ - 6, size::small, Weight::semibold, Face::code);
        if (!text.empty()) {
            const Point middle{cellWidth_ / 2, baselineAt(cellHeight / 2, size::small)};
            Part words = code("value", text, middle, size::small,
                              cell.gap ? Ink::candidate : Ink::text, Anchor::middle,
                              Weight::semibold);
            words.style.opacity = cell.opacity;
            mark.parts.push_back(std::move(words));
        }
        place(std::move(mark), {left(slot), top(row)});
    }

    void addChosen(std::size_t row, Slot slot) {
        const auto values = protocol::chosenIn(world_, slot);
        const auto were = protocol::chosenIn(scene_.before, slot);
        Cell cell;
        const std::string name = "Slot " + std::to_string(slot);
        if (values.size() > 1) {
            cell = {"two", Ink::no, true, false, values.size() != were.size(), 1,
                    "In " + name + " two values are chosen."};
        } else if (values.size() == 1) {
            const std::string value = valueWords(world_, values[0]);
            cell = {value, Ink::leader, true, false, were.empty(), 1,
                    name + ": " + value + " is chosen."};
        } else if (slot < lastChosen()) {
            cell = {"gap", Ink::candidate, false, true, false, 1,
                    name + " is a gap: later slots are chosen, this one is not."};
        }
        addCell(row, "observer", slot, cell);
    }

    Slot lastChosen() const {
        Slot last = world_.ghosts.observer.tallies.last();
        while (last > 0 && protocol::chosenIn(world_, last).empty()) --last;
        return last;
    }

    void addAccepted(std::size_t row, const protocol::Acceptor& acceptor, Slot slot, bool up) {
        const protocol::Vote& vote = acceptor.accepted[slot];
        const std::string name = protocol::roleName('A', acceptor.number);
        Cell cell;
        cell.opacity = up ? 1 : 0.45;
        if (!vote.none()) {
            cell.text = valueWords(world_, vote.value);
            cell.ink = inkOf(world_, vote.ballot);
            cell.filled = true;
            cell.lit = !(scene_.before.acceptors[acceptor.number].accepted[slot] == vote);
            cell.description = name + " accepted " + cell.text + " in slot " +
                               std::to_string(slot) + ", ballot " +
                               protocol::ballotText(vote.ballot) + '.';
        }
        addCell(row, name, slot, cell);
    }

    void addLearned(std::size_t row, const protocol::Learner& learner, Slot slot, bool up) {
        const Symbol value = learner.learned(slot);
        const std::string name = protocol::roleName('L', learner.number);
        Cell cell;
        cell.opacity = up ? 1 : 0.45;
        if (value != Symbol::none) {
            cell.text = valueWords(world_, value);
            cell.ink = Ink::leader;
            cell.filled = true;
            cell.lit = scene_.before.learners[learner.number].learned(slot) != value;
            cell.description = name + " has learned " + cell.text + " in slot " +
                               std::to_string(slot) + '.';
        }
        addCell(row, name, slot, cell);
    }

    // A thick line behind the last slot that is executed.
    void addExecuted(std::size_t row, const protocol::Learner& learner) {
        const bool shown = learner.executed + 1 >= first_ && learner.executed < first_ + columns_;
        if (learner.executed == 0 || !shown) return;
        const std::string name = protocol::roleName('L', learner.number);
        Mark mark;
        mark.id = "slots/executed/" + name;
        mark.role = drawing::Role::note;
        mark.layer = Layer::front;
        mark.lit = scene_.before.learners[learner.number].executed != learner.executed;
        mark.description = name + " has executed " + executedWords(learner.executed) + '.';
        const double x = left(learner.executed + 1) - columnGap / 2;
        mark.parts.push_back(
            part("line", segment({x, -4}, {x, cellHeight + 4}), stroked(Ink::text, 2.4)));
        place(std::move(mark), {0, top(row)});
    }

    // "Not shown: slots 1 to 134 and from 139 on"
    std::string hiddenWords() const {
        const Slot next = first_ + columns_;
        const bool cut = next <= lastSlot(world_);
        const std::string before = first_ == 1   ? ""
                                   : first_ == 2 ? "slot 1"
                                                 : "slots 1 to " + std::to_string(first_ - 1);
        const std::string after = cut ? "from " + std::to_string(next) + " on" : "";
        const char* both = !before.empty() && cut ? ", " : "";
        return before.empty() && !cut ? "" : "not shown: " + before + both + after;
    }

    void addFooter(std::size_t rows) {
        Mark mark;
        mark.id = "slots/footer";
        mark.role = drawing::Role::note;
        mark.layer = Layer::table;
        std::string text = world_.learners.empty() ? "" : "the thick line: executed so far";
        if (const std::string hidden = hiddenWords(); !hidden.empty()) {
            const std::string both = hidden + " · " + text;
            const bool fits = textWidth(both, size::small) <= scene_.table.width;
            text = fits && !text.empty() ? both : hidden;
        }
        if (text.empty()) return;
        mark.description = text + '.';
        mark.parts.push_back(words("words", elided(text, scene_.table.width, size::small), {0, 14},
                                   size::small, Weight::regular, Ink::muted));
        place(std::move(mark), {0, top(rows) - 2});
    }

    Figure& figure_;
    const Scene& scene_;
    const protocol::World& world_;
    double cellWidth_;
    Slot columns_ = 1;
    Slot first_ = 1;
};

}  // namespace

drawing::Size slotTableSize(const protocol::World& world, drawing::Size most) {
    const auto rows = static_cast<double>(1 + world.acceptors.size() + world.learners.size());
    const double pitch = cellWidthFor(world) + columnGap;
    const auto wanted = static_cast<double>(std::max(fewestColumns, lastSlot(world) + 1));
    const double fit = std::max(1.0, std::floor((most.width - nameWidth) / pitch));
    return {nameWidth + pitch * std::min(wanted, fit),
            headerHeight + rowPitch * rows + footerHeight};
}

void addSlotTable(Figure& figure, const Scene& scene) { Table(figure, scene).add(); }

}  // namespace lockstep::figures::paxos
