// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring/rendezvous.h"

#include <algorithm>
#include <string>

#include "kernel/logarithm.h"
#include "ring/hashing.h"

namespace lockstep::ring {
namespace {

struct Score {
    std::uint64_t hash = 0;
    double distance = 0;  // the lowest wins; 0 where all weights are equal
    ServerIndex server = 0;
};

// [weighted-rendezvous]
// Schindelhauer and Schomaker, "Weighted Distributed Hash Tables", 2005,
// section 4: with the score as a chance s between 0 and 1, -ln(s)/weight is
// the lowest with a probability in proportion to the weight.
double logarithmicDistance(std::uint64_t hash, std::uint32_t weight) {
    const double upper53 = static_cast<double>(hash >> 11);
    const double chance = (upper53 + 0.5) / 9007199254740992.0;
    return -naturalLogarithm(chance) / weight;
}
// [weighted-rendezvous]

bool allAlike(const std::vector<Server>& servers) {
    return std::all_of(servers.begin(), servers.end(), [&](const Server& one) {
        return one.weight == servers.front().weight;
    });
}

bool wins(const Score& a, const Score& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    if (a.hash != b.hash) return a.hash > b.hash;
    return a.server < b.server;
}

// [rendezvous]
std::vector<Score> scoresOf(const std::vector<Server>& servers,
                            std::string_view key) {
    const bool alike = allAlike(servers);
    std::vector<Score> scores(servers.size());
    for (std::size_t i = 0; i < servers.size(); ++i) {
        Score& score = scores[i];
        score.server = static_cast<ServerIndex>(i);
        score.hash = rendezvousScore(servers[i].name, key);
        if (alike) continue;
        score.distance = logarithmicDistance(score.hash, servers[i].weight);
    }
    return scores;
}
// [rendezvous]

}  // namespace

std::uint64_t rendezvousScore(std::string_view server, std::string_view key) {
    std::string text;
    text.reserve(server.size() + 1 + key.size());
    text.append(server).append(1, '\0').append(key);
    return xxHash64(text);
}

std::vector<ServerIndex> rendezvous(const std::vector<Server>& servers,
                                    std::string_view key, std::size_t count) {
    std::vector<Score> scores = scoresOf(servers, key);
    std::sort(scores.begin(), scores.end(), wins);
    scores.resize(std::min(count, scores.size()));
    std::vector<ServerIndex> best;
    for (const Score& score : scores)
        best.push_back(score.server);
    return best;
}

ServerIndex rendezvousOwner(const std::vector<Server>& servers,
                            std::string_view key) {
    if (servers.empty()) return noServer;
    const std::vector<Score> scores = scoresOf(servers, key);
    return std::min_element(scores.begin(), scores.end(), wins)->server;
}

}  // namespace lockstep::ring
