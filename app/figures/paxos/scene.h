// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the Paxos picture share: the moment, and where things are.
#pragma once

#include <string>
#include <vector>

#include "drawing/figure.h"
#include "figures/paxos/attempts.h"
#include "kernel/moment.h"
#include "paxos/world.h"

namespace lockstep::figures::paxos {

// Names that the kernel and the protocol use for something else.
using drawing::Ink;
using drawing::Mark;
using drawing::Point;
using drawing::Rect;
using drawing::Weight;

// An attempt on the ladder: open, with its rungs, or one line of words where room is short.
struct Block {
    const Attempt* attempt = nullptr;
    bool open = true;
    double top = 0;
    double height = 0;
    std::vector<Rung> rungs;  // those shown, from top to bottom
};

struct Scene {
    const protocol::World& before;
    const protocol::World& after;
    const Events& events;
    std::vector<Attempt> attempts;
    drawing::Time time = 0;

    Rect heads;
    Rect ladder;     // between heads and feet
    Rect feet;       // the registers
    Rect observer;   // what is chosen
    Rect table;      // of slots; empty without `multi`
    double labels = 0;  // the width of the column of labels at the left
    std::vector<double> proposers;  // the columns' middles
    std::vector<double> acceptors;
    std::vector<double> learners;
    double pitch = 0;  // from acceptor to acceptor
    double side = 0;   // from proposer to proposer, from learner to learner
    std::vector<Block> blocks;
    int hidden = 0;  // older attempts without a place

    const std::string& name(ServerId id) const { return after.setup->name(id); }
    std::size_t columns() const { return proposers.size() + acceptors.size() + learners.size(); }
    double rungHeight() const;
    // Where a message goes on the ladder; false if its attempt has no place.
    bool way(const Packet<protocol::Message>& packet, Point& from, Point& to) const;
};

// How high a rung is: with many acceptors its arrows fan out more.
double rungHeightFor(std::size_t acceptors);

inline constexpr double headRadius = 20;
inline constexpr double titleHeight = 20;
inline constexpr double closedHeight = 20;
inline constexpr double blockGap = 12;

// Ballots differ in ink, and are always written as well.
Ink inkOf(const protocol::World& world, const protocol::Ballot& ballot);

// The blocks that the room has, the latest open.
void placeBlocks(Scene& scene);

// From where to where a leg goes on its rung.
struct Way {
    Point from;
    Point to;
};
Way legWay(const Scene& scene, const Block& block, Rung rung, std::size_t acceptor);
Way learnWay(const Scene& scene, const Block& block, std::size_t acceptor, std::size_t learner);

// The parts of the picture, each in a file of its name.
void addHeads(drawing::Figure& figure, const Scene& scene);
void addLadder(drawing::Figure& figure, const Scene& scene);
void addRegisters(drawing::Figure& figure, const Scene& scene);
void addPackets(drawing::Figure& figure, const Scene& scene);
void addSlotTable(drawing::Figure& figure, const Scene& scene);
// What the table takes of the room it may have.
drawing::Size slotTableSize(const protocol::World& world, drawing::Size most);

// The looks that picture and legend share.
enum class Look { proposer, acceptor, learner };
void addHeadShape(Mark& mark, Look look, Ink ink, bool up, const std::string& name);
// The head of a message: pointed for requests, round for answers.
enum class PacketLook { request, yes, no };
void addPacketShape(Mark& mark, PacketLook look, Ink ink, Point direction);
void addRegister(Mark& mark, const Rect& rect, const std::string& promised, Ink promisedInk,
                 const std::string& accepted, Ink acceptedInk, bool lit, double opacity);

}  // namespace lockstep::figures::paxos
