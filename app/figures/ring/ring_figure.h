// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of consistent hashing: the ring with its arcs and keys, and each server's share.
#pragma once

#include "figures/catalog.h"

namespace lockstep::figures::ring {

// Requires a moment of the topic ring.
drawing::Figure ringFigure(const Moment& moment, const FigureOptions& options);

// What each shape and colour of the picture means.
drawing::Figure legend(const FigureOptions& options);

void addTo(FigureCatalog& catalog);

}  // namespace lockstep::figures::ring
