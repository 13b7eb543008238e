// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of circuit breakers.
#pragma once

#include "figures/catalog.h"

namespace lockstep::figures::breaker {

drawing::Figure breakerFigure(const Moment& moment, const FigureOptions& options);
drawing::Figure legend(const FigureOptions& options);

}  // namespace lockstep::figures::breaker
