// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a sharded database: clients and router with their directories above, the shards
// with their rows below, and between them what is on its way.
#pragma once

#include "figures/catalog.h"

namespace lockstep::figures::shard {

drawing::Figure shardFigure(const Moment& moment, const FigureOptions& options);
drawing::Figure legend(const FigureOptions& options);

}  // namespace lockstep::figures::shard
