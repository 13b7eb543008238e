// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/catalog.h"

namespace lockstep::figures::balance {

drawing::Figure balanceFigure(const Moment& moment, const FigureOptions& options);
drawing::Figure legend(const FigureOptions& options);
std::vector<ChartSpec> charts();

}  // namespace lockstep::figures::balance
