// SPDX-License-Identifier: GPL-3.0-or-later
// The feet of the columns: what each acceptor has promised and accepted, what each learner has
// learned; and below, apart from all of them, what an observer sees.
#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/paxos/scene.h"
#include "figures/paxos/words.h"
#include "paxos/facts.h"
#include "paxos/outbox.h"

namespace lockstep::figures::paxos {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Point;
using drawing::Weight;

void addRowNames(Figure& figure, const Scene& scene) {
    Mark mark;
    mark.id = "registers/names";
    mark.place = {scene.feet.x, scene.feet.y};
    const double half = scene.feet.height / 2;
    const auto name = [&](const char* text, double y) {
        mark.parts.push_back(words(text, text, {16, baselineAt(y, size::small)}, size::small,
                                   Weight::semibold, Ink::muted));
    };
    name("promised", half / 2 + 1);
    name(scene.after.dials.multi ? "last accepted" : "accepted", half * 1.5 - 1);
    figure.marks.push_back(std::move(mark));
}

protocol::Vote lastVote(const protocol::Acceptor& acceptor) {
    const protocol::Slot last = acceptor.accepted.last();
    return last == 0 ? protocol::Vote{} : acceptor.accepted[last];
}

void addAcceptor(Figure& figure, const Scene& scene, std::size_t i, double width) {
    const protocol::World& world = scene.after;
    const protocol::Acceptor& acceptor = world.acceptors[i];
    const protocol::Acceptor& was = scene.before.acceptors[i];
    const protocol::Vote vote = lastVote(acceptor);
    const bool up = world.up(acceptor.server);
    Mark mark;
    mark.id = "registers/" + protocol::roleName('A', acceptor.number);
    mark.of = "server/" + scene.name(acceptor.server);
    mark.role = drawing::Role::note;
    mark.layer = Layer::table;
    mark.place = {scene.acceptors[i], scene.feet.y + scene.feet.height / 2};
    mark.lit = was.promised != acceptor.promised || !(was.accepted == acceptor.accepted);
    mark.description = sentenceOf(world, acceptor);
    const auto text = [&](const std::string& words) { return words == "none" ? "–" : words; };
    std::string accepted = text(protocol::voteText(vote, world.setup->symbols));
    if (world.dials.multi && !vote.none()) {
        const std::string slot = std::to_string(acceptor.accepted.last());
        const bool fits = textWidth("slot " + slot, size::label, Weight::semibold, Face::code) <=
                          width - 8;
        accepted = fits ? "slot " + slot : slot;
    }
    addRegister(mark, drawing::around({}, {width, scene.feet.height}),
                text(protocol::ballotText(acceptor.promised)), inkOf(world, acceptor.promised),
                accepted, inkOf(world, vote.ballot), mark.lit, up ? 1 : 0.5);
    figure.marks.push_back(std::move(mark));
}

void addLearner(Figure& figure, const Scene& scene, std::size_t i, double width) {
    const protocol::World& world = scene.after;
    const protocol::Learner& learner = world.learners[i];
    const bool multi = world.dials.multi;
    const Symbol value = learner.learned(1);
    const bool knows = multi ? learner.executed > 0 : value != Symbol::none;
    const bool up = world.up(learner.server);
    Mark mark;
    mark.id = "learned/" + protocol::roleName('L', learner.number);
    mark.of = "server/" + scene.name(learner.server);
    mark.role = drawing::Role::note;
    mark.layer = Layer::table;
    mark.place = {scene.learners[i], scene.feet.y + scene.feet.height / 2};
    mark.lit = !(scene.before.learners[i].tallies == learner.tallies);
    mark.description = sentenceOf(world, learner);
    const Rect rect = drawing::around({}, {width, scene.feet.height});
    if (mark.lit) mark.parts.push_back(part("lit", Box{grown(rect, 4), 9}, filled(Ink::lit)));
    const Ink ink = knows ? Ink::leader : Ink::follower;
    Style style = outlined(ink.soft(), ink, 1.6, up ? Dash::solid : Dash::dashed);
    style.opacity = up ? 1 : 0.6;
    mark.parts.push_back(part("card", Box{rect, 6}, style));
    const double quarter = scene.feet.height / 4;
    const bool isNarrow = textWidth("executed to", size::small, Weight::medium) > width - 6;
    mark.parts.push_back(words("title", !multi ? "learned" : isNarrow ? "run to" : "executed to",
                               {0, baselineAt(-quarter + 1, size::small)}, size::small,
                               Weight::medium, Ink::muted, Anchor::middle));
    const std::string text = multi   ? (knows ? std::to_string(learner.executed) : "–")
                             : knows ? valueWords(world, value)
                                     : "–";
    const std::string shown =
        elided(text, width - 8, size::label, Weight::semibold, Face::code);
    mark.parts.push_back(code("value", shown, {0, baselineAt(quarter - 1, size::label)},
                              size::label, knows ? Ink::text : Ink::muted, Anchor::middle,
                              Weight::semibold));
    figure.marks.push_back(std::move(mark));
}

// An eye: what no server has.
void addEye(Mark& mark, Point at, Ink ink) {
    Path lids;
    lids.moveTo({at.x - 9, at.y})
        .curveTo({at.x - 5, at.y - 7}, {at.x + 5, at.y - 7}, {at.x + 9, at.y})
        .curveTo({at.x + 5, at.y + 7}, {at.x - 5, at.y + 7}, {at.x - 9, at.y})
        .close();
    mark.parts.push_back(part("eye", lids, stroked(ink, 1.6)));
    mark.parts.push_back(part("pupil", Circle{at, 2.8}, filled(ink)));
}

void addObserver(Figure& figure, const Scene& scene) {
    const ObserverWords now = observerWords(scene.after);
    const ObserverWords was = observerWords(scene.before);
    const Ink ink = now.broken ? Ink::no : now.chosen ? Ink::leader : Ink::down;
    Mark mark;
    mark.id = "observer";
    mark.role = drawing::Role::note;
    mark.layer = Layer::table;
    mark.place = {scene.observer.x, scene.observer.y};
    mark.lit = now.text != was.text;
    mark.description = now.text + '.';
    mark.tip = now.text + ".\nAn observer sees each acceptance the moment it happens;"
               "\nno server knows what it knows.";
    const Rect rect{0, 0, scene.observer.width, scene.observer.height};
    if (mark.lit) mark.parts.push_back(part("lit", Box{grown(rect, 4), 10}, filled(Ink::lit)));
    mark.parts.push_back(
        part("bar", Box{rect, 7},
             outlined(now.chosen ? ink.soft() : Ink::panel, ink, 1.6,
                      now.chosen ? Dash::solid : Dash::dashed)));
    addEye(mark, {22, rect.height / 2}, ink);
    double x = 40;
    const std::string who = "Observer";
    mark.parts.push_back(words("who", who, {x, baselineAt(rect.height / 2, size::small)},
                               size::small, Weight::semibold, Ink::muted));
    x += textWidth(who, size::small, Weight::semibold) + 12;
    const std::string text =
        elided(now.text, rect.width - x - 12, size::body, Weight::semibold);
    mark.parts.push_back(words("text", text, {x, baselineAt(rect.height / 2, size::body)},
                               size::body, Weight::semibold, now.chosen ? ink : Ink::muted));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addRegister(Mark& mark, const Rect& rect, const std::string& promised, Ink promisedInk,
                 const std::string& accepted, Ink acceptedInk, bool lit, double opacity) {
    if (lit) mark.parts.push_back(part("lit", Box{grown(rect, 4), 9}, filled(Ink::lit)));
    const bool empty = promisedInk == Ink::muted;
    Style card = outlined(empty ? Ink::panel : promisedInk.soft(),
                          empty ? Ink::line : promisedInk, 1.6);
    card.opacity = opacity;
    mark.parts.push_back(part("card", Box{rect, 6}, card));
    mark.parts.push_back(part("rule", segment({rect.x + 8, rect.center().y},
                                              {rect.right() - 8, rect.center().y}),
                              stroked(empty ? Ink::line : promisedInk, 1)));
    mark.parts.back().style.opacity = 0.4 * opacity;
    const auto line = [&](const char* key, const std::string& text, double y, Ink ink) {
        const bool fits =
            textWidth(text, size::label, Weight::semibold, Face::code) <= rect.width - 8;
        const double height = fits ? size::label : size::small;
        const std::string shown =
            elided(text, rect.width - 4, height, Weight::semibold, Face::code);
        Part words = code(key, shown, {rect.center().x, baselineAt(y, height)}, height, ink,
                          Anchor::middle, Weight::semibold);
        words.style.opacity = opacity;
        mark.parts.push_back(std::move(words));
    };
    line("promised", promised, rect.y + rect.height * 0.27, promisedInk);
    line("accepted", accepted, rect.y + rect.height * 0.75, acceptedInk);
}

void addRegisters(Figure& figure, const Scene& scene) {
    const double wide = std::min(scene.pitch - 6, 124.0);
    const double narrow = std::min(scene.side - 6, 124.0);
    addRowNames(figure, scene);
    for (std::size_t i = 0; i < scene.acceptors.size(); ++i) addAcceptor(figure, scene, i, wide);
    for (std::size_t i = 0; i < scene.learners.size(); ++i) addLearner(figure, scene, i, narrow);
    addObserver(figure, scene);
}

}  // namespace lockstep::figures::paxos
