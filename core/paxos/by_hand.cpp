// SPDX-License-Identifier: GPL-3.0-or-later
#include "paxos/by_hand.h"

#include <charconv>

namespace lockstep::paxos {
namespace {

std::optional<std::uint32_t> readNumber(std::string_view text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool whole = error == std::errc() && stop == end;
    if (!whole || number == 0 || number > highestWritten) return std::nullopt;
    return number;
}

std::string shown(std::string_view text) {
    return '\'' + std::string(text.substr(0, 40)) + '\'';
}

}  // namespace

std::optional<Ballot> readBallot(std::string_view text, const World& world,
                                 std::string& why) {
    const std::size_t dot = text.find(".P");
    const auto round = readNumber(text.substr(0, dot));
    const auto number = dot == std::string_view::npos
                            ? std::nullopt
                            : readNumber(text.substr(dot + 2));
    if (!round || !number) {
        why = shown(text) +
              " is no ballot; write its round and proposer, "
              "such as 2.P1";
        return std::nullopt;
    }
    if (*number > world.proposers.size()) {
        why = "there is no proposer P" + std::to_string(*number) +
              "; the last is P" + std::to_string(world.proposers.size());
        return std::nullopt;
    }
    return Ballot{*round, static_cast<std::uint16_t>(*number - 1)};
}

std::optional<Vote> readVote(std::string_view text, const World& world,
                             std::string& why) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals + 1 == text.size()) {
        why = shown(text) +
              " is no proposal; write its ballot and value, "
              "such as 2.P1=x";
        return std::nullopt;
    }
    const auto ballot = readBallot(text.substr(0, equals), world, why);
    if (!ballot) return std::nullopt;
    return Vote{*ballot, world.setup->symbols.intern(text.substr(equals + 1))};
}

std::optional<Message> readMessage(std::string_view kind, std::string_view text,
                                   const World& world, std::string& why) {
    if (kind == "prepare") {
        const auto ballot = readBallot(text, world, why);
        if (!ballot) return std::nullopt;
        return Prepare{*ballot, {}};
    }
    if (kind == "accept") {
        const auto vote = readVote(text, world, why);
        if (!vote) return std::nullopt;
        return Accept{{1, vote->ballot, vote->value}};
    }
    why = shown(kind) +
          " cannot be sent by hand; send prepare 2.P1 A1 or "
          "send accept 2.P1=x A1";
    return std::nullopt;
}

}  // namespace lockstep::paxos
