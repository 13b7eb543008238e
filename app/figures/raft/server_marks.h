// SPDX-License-Identifier: GPL-3.0-or-later
// The looks that picture and legend share.
#pragma once

#include <string>

#include "figures/raft/scene.h"

namespace lockstep::figures::raft {

enum class Look { follower, precandidate, candidate, leader, down };

Look lookOf(const protocol::World& world, ServerId id);
Ink inkOf(Look look);
Ink inkOf(protocol::Term term);

// The shape with the name and, if it fits, the role in words.
void addServerShape(Mark& mark, Look look, double radius, const std::string& name,
                    const std::string& role);

enum class Vote { granted, denied, coming, open };
void addVote(Mark& mark, const std::string& key, Vote vote, Point at);
inline constexpr double votePitch = 15;
inline constexpr double voteRadius = 5.5;

// The head of a message: pointed for requests, round for answers. Without answer it is a request.
enum class PacketLook { request, yes, no };
void addPacketShape(Mark& mark, PacketLook look, Point direction);

// One cell of the log table.
struct CellLook {
    protocol::Term term = 0;
    std::string command;
    bool committed = false;
    bool lit = false;
    double opacity = 1;
};
void addCell(Mark& mark, const CellLook& look, const Rect& rect);

// What a snapshot replaced, folded into one block.
struct SnapshotLook {
    protocol::Term term = 0;   // of its last entry
    protocol::Index last = 0;  // and its index
    bool lit = false;
    double opacity = 1;
};
void addSnapshotBlock(Mark& mark, const SnapshotLook& look, const Rect& rect);
inline constexpr double usualCellHeight = 26;

}  // namespace lockstep::figures::raft
