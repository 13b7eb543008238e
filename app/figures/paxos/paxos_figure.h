// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of Paxos: the ladder of phases between the roles, a rung a phase, the acceptors'
// registers at its feet, and apart from all of them what an observer sees chosen.
#pragma once

#include "figures/catalog.h"

namespace lockstep::figures::paxos {

// Requires a moment of the topic paxos.
drawing::Figure paxosFigure(const Moment& moment, const FigureOptions& options);

// What each shape and colour of the picture means.
drawing::Figure legend(const FigureOptions& options);

void addTo(FigureCatalog& catalog);

}  // namespace lockstep::figures::paxos
