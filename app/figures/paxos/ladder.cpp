// SPDX-License-Identifier: GPL-3.0-or-later
// The ladder: a block a ballot, a rung a phase, an arrow a message. Older ballots shrink to a line
// where room is short.
#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/paxos/scene.h"
#include "figures/paxos/words.h"
#include "paxos/outbox.h"

namespace lockstep::figures::paxos {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

constexpr double barWidth = 6;
constexpr double labelLeft = 16;
constexpr double nameLeft = 36;

std::vector<Rung> rungsOf(const Scene& scene, const Attempt& attempt) {
    const bool multi = scene.after.dials.multi;
    std::vector<Rung> shown;
    if (!multi || attempt.slot == 0) shown = {Rung::prepare, Rung::promise};
    const bool second = attempt.has(Rung::accept) || attempt.has(Rung::accepted);
    // An acceptor driven by hand needs no phase 1.
    if (!multi && second && !attempt.has(Rung::prepare)) shown.clear();
    if ((multi && attempt.slot != 0) || (!multi && second)) {
        shown.push_back(Rung::accept);
        shown.push_back(Rung::accepted);
    }
    return shown;
}

double openHeight(const Scene& scene, const Block& block) {
    return titleHeight + scene.rungHeight() * static_cast<double>(block.rungs.size());
}

double top(const Scene& scene, const Block& block, Rung rung) {
    const auto at = std::find(block.rungs.begin(), block.rungs.end(), rung);
    return block.top + titleHeight +
           scene.rungHeight() * static_cast<double>(at - block.rungs.begin());
}

// Requests fan out from the top of their rung; the first reaches its acceptor first.
double stagger(const Scene& scene, std::size_t acceptor) {
    const double last = static_cast<double>(std::max<std::size_t>(1, scene.acceptors.size() - 1));
    return static_cast<double>(acceptor) / last;
}

const char* rungName(Rung rung) {
    switch (rung) {
        case Rung::prepare: return "1a";
        case Rung::promise: return "1b";
        case Rung::accept: return "2a";
        case Rung::accepted: return "2b";
    }
    return "";
}

std::string rungWords(const Scene& scene, const Attempt& attempt, Rung rung) {
    const auto of = [](int had, int needed) {
        return std::to_string(had) + " of " + std::to_string(needed);
    };
    switch (rung) {
        case Rung::prepare: return "prepare";
        case Rung::promise: return "promised " + of(attempt.promises, scene.after.quorum1());
        case Rung::accept: return "accept " + valueWords(scene.after, attempt.value);
        case Rung::accepted: return "accepted " + of(attempt.accepts, scene.after.quorum2());
    }
    return "";
}

bool isMet(const Scene& scene, const Attempt& attempt, Rung rung) {
    if (rung == Rung::promise) return attempt.promises >= scene.after.quorum1();
    return rung == Rung::accepted && attempt.accepts >= scene.after.quorum2();
}

std::string idOf(const Attempt& attempt) {
    std::string id = "attempt/" + protocol::ballotText(attempt.ballot);
    return attempt.slot == 0 ? id : id + '/' + std::to_string(attempt.slot);
}

std::string titleOf(const Scene& scene, const Attempt& attempt) {
    std::string text = "ballot " + protocol::ballotText(attempt.ballot);
    if (!scene.after.dials.multi) return text;
    return attempt.slot == 0 ? text + ", for all slots"
                             : "slot " + std::to_string(attempt.slot) + ", " + text;
}

// A message that arrived, or was lost on its way.
void addLeg(Mark& mark, const std::string& key, const Leg& leg, Way way, Ink ink, bool answer) {
    if (leg.stage == Stage::absent) return;
    const bool refused = leg.refused;
    const Ink own = refused ? Ink::no : ink;
    if (leg.stage == Stage::flying) {
        Style faint = stroked(own, 1.2, Dash::dotted);
        faint.opacity = 0.5;
        mark.parts.push_back(part(key, segment(way.from, way.to), faint));
        return;
    }
    if (leg.lit) {
        mark.parts.push_back(part(key + "-lit", segment(way.from, way.to), stroked(Ink::lit, 9)));
    }
    if (leg.stage == Stage::lost) {
        const Point at = between(way.from, way.to, 0.6);
        mark.parts.push_back(part(key, segment(way.from, at), stroked(Ink::no, 1.4, Dash::dashed)));
        mark.parts.push_back(
            part(key + "-disc", Circle{at, 6}, outlined(Ink::ground, Ink::no, 1.4)));
        mark.parts.push_back(part(key + "-cross", crossGlyph(at, 6.5), stroked(Ink::no, 1.7)));
        return;
    }
    const Point along = unit(way.to - way.from);
    const Point end = way.to - along * (refused ? 8 : 9);
    const Style style = stroked(own, 1.8, answer ? Dash::dashed : Dash::solid);
    mark.parts.push_back(part(key, segment(way.from, end), style));
    if (refused) {
        const Point at = way.to - along * 7;
        mark.parts.push_back(part(key + "-disc", Circle{at, 6}, filled(Ink::no)));
        mark.parts.push_back(part(key + "-cross", crossGlyph(at, 6), stroked(Ink::no.on(), 1.6)));
    } else {
        mark.parts.push_back(
            part(key + "-tip", arrowHead(way.to - along * 5, along, 10, 8), filled(own)));
    }
}

// What a promise reports stands on its arrow, close to the acceptor.
void addReport(Mark& mark, const std::string& key, const Leg& leg, Way way, double most) {
    if (leg.report.empty() || leg.stage == Stage::lost) return;
    const double size = drawing::size::small;
    const std::string text = elided(leg.report, most - 8, size, Weight::regular, Face::code);
    const double width = textWidth(text, size, Weight::regular, Face::code) + 8;
    const Point along = unit(way.to - way.from);
    // A packet that starts here does not cover it.
    const Point at = way.from + along * (width / 2 + (leg.stage == Stage::flying ? 24 : 8));
    mark.parts.push_back(part(key + "-plate", Box{drawing::around(at, {width, 16}), 4},
                              outlined(Ink::panel, Ink::line, 1)));
    mark.parts.push_back(code(key + "-report", text, {at.x, baselineAt(at.y, size)}, size,
                              Ink::text, Anchor::middle));
}

class Ladder {
public:
    Ladder(Figure& figure, const Scene& scene) : figure_(figure), scene_(scene) {}

    void add() {
        addLines();
        if (scene_.attempts.empty()) addHint();
        if (scene_.hidden > 0) addHidden();
        for (const Block& block : scene_.blocks) {
            block.open ? addOpen(block) : addClosed(block);
        }
    }

private:
    void addLines() {
        Mark mark;
        mark.id = "ladder/lines";
        mark.layer = Layer::backdrop;
        int count = 0;
        const auto line = [&](double x, double to) {
            mark.parts.push_back(part("line-" + std::to_string(++count),
                                      segment({x, scene_.ladder.y}, {x, to}),
                                      stroked(Ink::line, 1.6)));
        };
        for (const double x : scene_.proposers) line(x, scene_.ladder.bottom());
        for (const double x : scene_.acceptors) line(x, scene_.feet.y);
        for (const double x : scene_.learners) line(x, scene_.feet.y);
        figure_.marks.push_back(std::move(mark));
    }

    void addHint() {
        Mark mark;
        mark.id = "ladder/hint";
        mark.role = drawing::Role::note;
        mark.place = scene_.ladder.center();
        mark.description = "No ballot has begun.";
        const std::string text = isFresh(scene_.after)
                                     ? "No ballot yet: a proposer has to propose a value."
                                     : "No ballot is under way: a proposer has to prepare one.";
        const double width = textWidth(text, drawing::size::label) + 20;
        mark.parts.push_back(
            part("plate", Box{drawing::around({}, {width, 26}), 6}, filled(Ink::ground)));
        mark.parts.push_back(words("words", text, {0, baselineAt(0, drawing::size::label)},
                                   drawing::size::label, Weight::regular, Ink::muted,
                                   Anchor::middle));
        figure_.marks.push_back(std::move(mark));
    }

    void addHidden() {
        Mark mark;
        mark.id = "ladder/hidden";
        mark.role = drawing::Role::note;
        mark.place = {scene_.ladder.x, scene_.ladder.y};
        // How many there were in a long run is not looked up.
        const std::string text = scene_.hidden == 1 ? "1 older ballot is not shown"
                                                    : "older ones are not shown";
        mark.description = text + '.';
        plate(mark, text, labelLeft, 9);
        mark.parts.push_back(words("words", text, {labelLeft, baselineAt(9, size::small)},
                                   size::small, Weight::regular, Ink::muted));
        figure_.marks.push_back(std::move(mark));
    }

    // Words that lie across the lines hide them.
    static void plate(Mark& mark, const std::string& text, double x, double y) {
        const double width = textWidth(text, size::small, Weight::semibold);
        mark.parts.push_back(
            part("plate", Box{{x - 3, y - 9, width + 6, 18}, 4}, filled(Ink::ground)));
    }

    void addBar(Mark& mark, const Block& block, Ink ink) {
        mark.parts.push_back(part("bar", Box{{0, 0, barWidth, block.height}, 3}, filled(ink)));
    }

    void addClosed(const Block& block) {
        const Attempt& attempt = *block.attempt;
        const Ink ink = inkOf(scene_.after, attempt.ballot);
        Mark mark = markOf(block);
        addBar(mark, block, ink);
        const std::string name = protocol::ballotText(attempt.ballot);
        const double left = labelLeft + textWidth(name, size::small, Weight::bold) + 8;
        // It ends before the columns, where messages of this ballot may start.
        const std::string line = elided(shortLineOf(scene_.after, attempt),
                                        scene_.labels - left, size::small);
        const double middle = block.height / 2;
        mark.parts.push_back(words("name", name, {labelLeft, baselineAt(middle, size::small)},
                                   size::small, Weight::bold, ink));
        mark.parts.push_back(words("line", line, {left, baselineAt(middle, size::small)},
                                   size::small, Weight::regular, Ink::muted));
        figure_.marks.push_back(std::move(mark));
    }

    void addOpen(const Block& block) {
        const Attempt& attempt = *block.attempt;
        const Ink ink = inkOf(scene_.after, attempt.ballot);
        Mark mark = markOf(block);
        addBar(mark, block, ink);
        std::string title = titleOf(scene_, attempt);
        if (attempt.abandoned) title += ", abandoned";
        plate(mark, title, labelLeft, 9);
        mark.parts.push_back(words("title", title, {labelLeft, baselineAt(9, size::small)},
                                   size::small, Weight::bold, attempt.abandoned ? Ink::no : ink));
        for (const Rung rung : block.rungs) addLabel(mark, block, rung, ink);
        figure_.marks.push_back(std::move(mark));
        for (const Rung rung : block.rungs) addRung(block, rung, ink);
    }

    Mark markOf(const Block& block) const {
        Mark mark;
        mark.id = idOf(*block.attempt);
        mark.role = drawing::Role::note;
        mark.layer = Layer::links;
        mark.place = {scene_.ladder.x, block.top};
        mark.description = titleOf(scene_, *block.attempt) + ": " +
                           lineOf(scene_.after, *block.attempt) + '.';
        mark.description[0] = static_cast<char>(mark.description[0] - 'a' + 'A');
        return mark;
    }

    void addLabel(Mark& mark, const Block& block, Rung rung, Ink ink) {
        const Attempt& attempt = *block.attempt;
        const double y = top(scene_, block, rung) - block.top + scene_.rungHeight() / 2;
        const std::string key = rungName(rung);
        mark.parts.push_back(words(key, key, {labelLeft, baselineAt(y, size::small)}, size::small,
                                   Weight::bold, ink));
        const bool met = isMet(scene_, attempt, rung);
        const std::string text =
            elided(rungWords(scene_, attempt, rung), scene_.labels - nameLeft - 2, size::small,
                   met ? Weight::semibold : Weight::regular);
        mark.parts.push_back(words(key + "-words", text, {nameLeft, baselineAt(y, size::small)},
                                   size::small, met ? Weight::semibold : Weight::regular,
                                   met ? Ink::text : Ink::muted));
    }

    void addRung(const Block& block, Rung rung, Ink ink) {
        Mark mark;
        mark.id = idOf(*block.attempt) + '/' + rungName(rung);
        mark.layer = Layer::links;
        const auto& legs = block.attempt->of(rung);
        const bool answer = rung == Rung::promise || rung == Rung::accepted;
        for (std::size_t i = 0; i < legs.size(); ++i) {
            const std::string key = "A" + std::to_string(i + 1);
            const Way way = legWay(scene_, block, rung, i);
            addLeg(mark, key, legs[i], way, ink, answer);
            mark.lit = mark.lit || legs[i].lit;
        }
        if (rung == Rung::accepted) addLearns(mark, block, ink);
        if (rung == Rung::promise) {
            for (std::size_t i = 0; i < legs.size(); ++i) {
                addReport(mark, "A" + std::to_string(i + 1), legs[i],
                          legWay(scene_, block, rung, i), scene_.pitch);
            }
        }
        if (!mark.parts.empty()) figure_.marks.push_back(std::move(mark));
    }

    void addLearns(Mark& mark, const Block& block, Ink ink) {
        const auto& learns = block.attempt->learns;
        for (std::size_t i = 0; i < learns.size(); ++i) {
            for (std::size_t j = 0; j < learns[i].size(); ++j) {
                const std::string key =
                    'A' + std::to_string(i + 1) + "-L" + std::to_string(j + 1);
                addLeg(mark, key, learns[i][j], learnWay(scene_, block, i, j), ink, true);
                mark.lit = mark.lit || learns[i][j].lit;
            }
        }
    }

    Figure& figure_;
    const Scene& scene_;
};

}  // namespace

Ink inkOf(const protocol::World& world, const protocol::Ballot& ballot) {
    if (ballot.none()) return Ink::muted;
    const auto proposers = static_cast<unsigned>(world.proposers.size());
    return Ink::series((ballot.round - 1) * proposers + ballot.proposer);
}

double rungHeightFor(std::size_t acceptors) {
    return acceptors <= 3 ? 38 : acceptors <= 5 ? 46 : 58;
}

double Scene::rungHeight() const { return rungHeightFor(acceptors.size()); }

bool Scene::way(const Packet<protocol::Message>& packet, Point& from, Point& to) const {
    const Attempt* attempt = attemptOf(attempts, after, packet.body);
    for (const Block& block : blocks) {
        if (block.attempt != attempt) continue;
        const auto* sender = after.acceptorOn(packet.from);
        const auto* receiver = after.acceptorOn(packet.to);
        const bool asks = std::holds_alternative<protocol::Prepare>(packet.body) ||
                          std::holds_alternative<protocol::Accept>(packet.body);
        const auto* acceptor = asks ? receiver : sender;
        if (!acceptor) return false;
        const auto* learner = after.learnerOn(packet.to);
        const bool learns = std::holds_alternative<protocol::Learn>(packet.body);
        if (learns && !learner) return false;
        const Rung rung = rungOf(packet.body, *attempt, after, acceptor->server);
        Way found = learns ? learnWay(*this, block, acceptor->number, learner->number)
                           : legWay(*this, block, rung, acceptor->number);
        if (!block.open) found.from.y = found.to.y = block.top + block.height / 2;
        from = found.from;
        to = found.to;
        return true;
    }
    return false;
}

Way legWay(const Scene& scene, const Block& block, Rung rung, std::size_t acceptor) {
    const bool answer = rung == Rung::promise || rung == Rung::accepted;
    const double height = scene.rungHeight();
    const double y = top(scene, block, rung);
    const double part = stagger(scene, acceptor);
    const Point proposer{scene.proposers[block.attempt->ballot.proposer],
                         y + (answer ? height - 12 + 8 * part : 2 + 8 * part)};
    const Point end{scene.acceptors[acceptor],
                    y + (answer ? 2 + (height - 18) * part : 12 + (height - 16) * part)};
    return answer ? Way{end, proposer} : Way{proposer, end};
}

Way learnWay(const Scene& scene, const Block& block, std::size_t acceptor, std::size_t learner) {
    const Way leg = legWay(scene, block, Rung::accepted, acceptor);
    const double y = top(scene, block, Rung::accepted);
    const double part = stagger(scene, acceptor);
    return {leg.from, {scene.learners[learner], y + 14 + (scene.rungHeight() - 18) * part}};
}

void placeBlocks(Scene& scene) {
    // From the latest back, as many as there is room for: open ones, then lines.
    double room = scene.ladder.height - 8;
    std::vector<Block> blocks;
    for (std::size_t i = scene.attempts.size(); i > 0; --i) {
        Block block{&scene.attempts[i - 1], true, 0, 0, {}};
        block.rungs = rungsOf(scene, *block.attempt);
        const double reserve = i > 1 ? closedHeight + blockGap : 0;
        const bool stillOpen = blocks.empty() || blocks.back().open;
        block.open = blocks.empty() || (stillOpen && openHeight(scene, block) + reserve <= room);
        block.height = block.open ? openHeight(scene, block) : closedHeight - 4;
        if (block.height > room && !blocks.empty()) {
            scene.hidden = static_cast<int>(i);
            break;
        }
        const bool both = block.open || stillOpen;
        room -= block.height + (both ? blockGap : 6);
        blocks.push_back(block);
    }
    if (scene.hidden > 0 && blocks.size() > 1 && !blocks.back().open) {
        blocks.pop_back();
        ++scene.hidden;
    }
    std::reverse(blocks.begin(), blocks.end());
    double y = scene.ladder.y + 10 + (scene.hidden > 0 ? closedHeight : 0);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        blocks[i].top = y;
        y += blocks[i].height + (blocks[i].open ? blockGap : 6);
    }
    scene.blocks = std::move(blocks);
}

void addLadder(Figure& figure, const Scene& scene) { Ladder(figure, scene).add(); }

}  // namespace lockstep::figures::paxos
