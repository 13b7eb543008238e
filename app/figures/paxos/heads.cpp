// SPDX-License-Identifier: GPL-3.0-or-later
// The heads of the columns: who plays which role, and what each proposer is about.
#include <algorithm>

#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/paxos/scene.h"
#include "figures/paxos/words.h"
#include "paxos/facts.h"

namespace lockstep::figures::paxos {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

// A role's head. The first role of a server is the server; the others lead to it.
class Heads {
public:
    Heads(Figure& figure, const Scene& scene) : figure_(figure), scene_(scene) {}

    void add() {
        const protocol::World& world = scene_.after;
        for (std::size_t i = 0; i < scene_.acceptors.size(); ++i) {
            const auto& acceptor = world.acceptors[i];
            Mark mark = head('A', acceptor.server, acceptor.number, scene_.acceptors[i]);
            mark.lit = scene_.before.acceptors[i].promised != acceptor.promised ||
                       !(scene_.before.acceptors[i].accepted == acceptor.accepted);
            mark.description = sentenceOf(world, acceptor);
            finish(std::move(mark), Look::acceptor, Ink::follower, acceptor.server, "", "");
        }
        for (std::size_t i = 0; i < scene_.proposers.size(); ++i) addProposer(i);
        for (std::size_t i = 0; i < scene_.learners.size(); ++i) {
            const auto& learner = world.learners[i];
            Mark mark = head('L', learner.server, learner.number, scene_.learners[i]);
            mark.lit = !(scene_.before.learners[i].tallies == learner.tallies);
            mark.description = sentenceOf(world, learner);
            const bool knows = learner.tallies[1].chosen.value != Symbol::none;
            finish(std::move(mark), Look::learner, knows ? Ink::leader : Ink::follower,
                   learner.server, "", "");
        }
    }

private:
    void addProposer(std::size_t i) {
        const auto& proposer = scene_.after.proposers[i];
        const auto& was = scene_.before.proposers[i];
        Mark mark = head('P', proposer.server, proposer.number, scene_.proposers[i]);
        mark.lit = was.phase != proposer.phase || was.ballot != proposer.ballot ||
                   was.promises != proposer.promises || was.accepts != proposer.accepts;
        mark.description = sentenceOf(scene_.after, proposer);
        const bool idle = proposer.phase == protocol::Phase::idle;
        const Ink ink = idle ? Ink::follower : inkOf(scene_.after, proposer.ballot);
        const Symbol value = proposer.value == Symbol::none ? proposer.wish : proposer.value;
        finish(std::move(mark), Look::proposer, ink, proposer.server,
               scene_.after.up(proposer.server) ? phaseWords(proposer) : "down",
               value == Symbol::none ? "" : valueWords(scene_.after, value));
    }

    std::string phaseWords(const protocol::Proposer& proposer) const {
        const bool leads = scene_.after.dials.multi && proposer.phase == protocol::Phase::done;
        return leads ? "leads" : protocol::phaseText(proposer.phase);
    }

    Mark head(char letter, ServerId server, std::uint16_t number, double x) {
        Mark mark;
        const std::string name = protocol::roleName(letter, number);
        const std::string id = "server/" + scene_.name(server);
        const bool first = std::none_of(figure_.marks.begin(), figure_.marks.end(),
                                        [&](const Mark& other) { return other.id == id; });
        mark.id = first ? id : "role/" + name;
        if (!first) mark.of = id;
        mark.role = drawing::Role::node;
        mark.layer = Layer::nodes;
        mark.place = {x, scene_.heads.y + headRadius + 4};
        title_ = name;
        return mark;
    }

    void finish(Mark mark, Look look, Ink ink, ServerId server, const std::string& phase,
                const std::string& value) {
        const bool up = scene_.after.up(server);
        if (mark.lit) {
            mark.parts.push_back(part("halo", Circle{{}, headRadius + 8}, filled(Ink::lit)));
        }
        addHeadShape(mark, look, up ? ink : Ink::down, up, title_);
        const double most = scene_.side - 2;
        double y = headRadius + 15;
        const auto line = [&](const char* key, const std::string& text, Face face, Ink paint) {
            const double size = size::small;
            const Weight weight = face == Face::code ? Weight::regular : Weight::medium;
            const std::string shown = elided(text, most, size, weight, face);
            mark.parts.push_back(face == Face::code
                                     ? code(key, shown, {0, y}, size, paint, Anchor::middle)
                                     : words(key, shown, {0, y}, size, weight, paint,
                                             Anchor::middle));
            y += 14;
        };
        if (!phase.empty()) line("phase", phase, Face::words, up ? ink : Ink::down);
        if (!value.empty()) line("value", value, Face::code, Ink::text);
        if (phase.empty() && !up) line("down", "down", Face::words, Ink::down);
        for (const std::string& note : notesOf(server)) {
            line(note.c_str(), note, Face::words, Ink::muted);
        }
        figure_.marks.push_back(std::move(mark));
    }

    // What the network does to this server, and which it is where roles share one.
    std::vector<std::string> notesOf(ServerId server) const {
        std::vector<std::string> notes;
        const Machine& machine = scene_.after.cluster.machine(server);
        if (scene_.after.dials.together) notes.push_back("on " + scene_.name(server));
        if (scene_.after.cluster.partitioned) {
            notes.push_back(std::string("side ") + static_cast<char>('A' + sideOf(server)));
        }
        if (machine.slow > 1) notes.push_back("slow ×" + std::to_string(machine.slow));
        return notes;
    }

    int sideOf(ServerId server) const {
        std::vector<std::uint8_t> seen;
        for (const Machine& machine : scene_.after.cluster.machines) {
            if (std::find(seen.begin(), seen.end(), machine.group) == seen.end()) {
                seen.push_back(machine.group);
            }
        }
        const auto group = scene_.after.cluster.machine(server).group;
        return static_cast<int>(std::find(seen.begin(), seen.end(), group) - seen.begin()) % 26;
    }

    Figure& figure_;
    const Scene& scene_;
    std::string title_;
};

}  // namespace

void addHeadShape(Mark& mark, Look look, Ink ink, bool up, const std::string& name) {
    const Style style =
        outlined(ink.soft(), ink, up ? 2.2 : 1.6, up ? Dash::solid : Dash::dashed);
    const Rect box = drawing::around({}, {2 * headRadius + 6, 2 * headRadius - 6});
    switch (look) {
        case Look::proposer: mark.parts.push_back(part("body", Box{box, 7}, style)); break;
        case Look::acceptor:
            mark.parts.push_back(part("body", Circle{{}, headRadius}, style));
            break;
        case Look::learner: mark.parts.push_back(part("body", Box{box, 17}, style)); break;
    }
    mark.parts.push_back(words("name", name, {0, baselineAt(0, size::body)}, size::body,
                               Weight::bold, up ? Ink::text : Ink::down, Anchor::middle));
}

void addHeads(Figure& figure, const Scene& scene) { Heads(figure, scene).add(); }

}  // namespace lockstep::figures::paxos
