// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of Raft: a ring of servers with what flies between them, and their logs.
#pragma once

#include "figures/catalog.h"

namespace lockstep::figures::raft {

// Requires a moment of the topic raft.
drawing::Figure raftFigure(const Moment& moment, const FigureOptions& options);

// What each shape and colour of the picture means.
drawing::Figure legend(const FigureOptions& options);

void addTo(FigureCatalog& catalog);

}  // namespace lockstep::figures::raft
