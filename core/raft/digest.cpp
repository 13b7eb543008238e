// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/fingerprint.h"
#include "raft/raft.h"

namespace lockstep::raft {
namespace {

std::uint64_t number(const std::optional<ServerId>& server) {
    return server ? server->index + 1U : 0U;
}

void add(Digest& digest, const Timer& timer) {
    digest.add(timer.running ? 1 : 0)
        .add(static_cast<std::uint64_t>(timer.started.count()))
        .add(static_cast<std::uint64_t>(timer.due.count()));
}

}  // namespace

std::uint64_t Raft::fingerprint(const World& world) {
    return Fingerprint([](Symbol command) { return fieldOf(command); },
                       OwnNames{})
        .of(world);
}

std::uint64_t Raft::fingerprint(const World& world, const Renaming& names) {
    return Fingerprint([](Symbol command) { return fieldOf(command); }, names)
        .of(world);
}

std::uint64_t Raft::ownMark(const World& world, ServerId server) {
    return Fingerprint([](Symbol command) { return fieldOf(command); },
                       OwnNames{})
        .of(world.server(server));
}

std::uint64_t Raft::ghostMark(const World& world) {
    Digest digest;
    Fingerprint([](Symbol command) { return fieldOf(command); }, OwnNames{})
        .addTo(digest, world.ghosts);
    return digest.value();
}

std::uint64_t Raft::digest(const World& world) {
    const Symbols& symbols = world.setup->symbols;
    Digest digest;
    digest.add(
        Fingerprint([&](Symbol command) { return symbols.hash(command); },
                    OwnNames{})
            .of(world));
    for (const Server& server : world.servers) {
        digest.add(number(server.knownLeader))
            .add(server.votesGranted.bits())
            .add(server.votesDenied.bits());
        add(digest, server.electionTimer);
        add(digest, server.heartbeatTimer);
        digest.add(server.restarted ? 1 : 0)
            .add(symbols.hash(server.readKey))
            .add(symbols.hash(server.readValue));
        for (const Progress& peer : server.peers) {
            digest.add(peer.round)
                .add(static_cast<std::uint64_t>(peer.heardAt.count()));
        }
    }
    const std::size_t dials = Raft::info().dials.size();
    for (std::size_t i = 0; i + simulate::networkDials < dials; ++i) {
        const DialValue value = Raft::dial(world, i);
        digest.add(static_cast<std::uint64_t>(value.low))
            .add(static_cast<std::uint64_t>(value.high));
    }
    for (const std::int32_t rate : world.dials.clockRates)
        digest.add(static_cast<std::uint64_t>(rate));
    return digest.value();
}

}  // namespace lockstep::raft
