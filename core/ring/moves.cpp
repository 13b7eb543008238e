// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/moves.h"

namespace lockstep::ring {
namespace {

// One ring on the walk around both.
class Walker {
public:
    explicit Walker(const HashRing& ring) : points_(ring.points()) {}

    bool ended() const { return at_ == points_.size(); }
    Position position() const {
        return ended() ? UINT64_MAX : points_[at_].position;
    }
    // Who owns what lies up to position(), past the last point the first.
    ServerIndex owner() const {
        if (points_.empty()) return noServer;
        return points_[ended() ? 0 : at_].server;
    }
    void pass(Position position) {
        while (!ended() && points_[at_].position <= position)
            ++at_;
    }

private:
    const std::vector<Point>& points_;
    std::size_t at_ = 0;
};

}  // namespace

// [moved-arcs]
std::vector<MovedArc> movedArcs(const HashRing& before, const HashRing& after,
                                const std::vector<ServerIndex>& nowAt) {
    std::vector<MovedArc> arcs;
    Walker old(before);
    Walker fresh(after);
    for (Position from = 0;;) {
        const Position to = std::min(old.position(), fresh.position());
        const ServerIndex was = old.owner();
        const ServerIndex now = fresh.owner();
        const ServerIndex stays = was == noServer ? noServer : nowAt[was];
        const bool moves =
            stays != now || (was == noServer) != (now == noServer);
        if (moves && !arcs.empty() && arcs.back().to + 1 == from &&
            arcs.back().was == was && arcs.back().now == now) {
            arcs.back().to = to;
        } else if (moves) {
            arcs.push_back({from, to, was, now});
        }
        if (to == UINT64_MAX) return arcs;
        old.pass(to);
        fresh.pass(to);
        from = to + 1;
    }
}
// [moved-arcs]

}  // namespace lockstep::ring
