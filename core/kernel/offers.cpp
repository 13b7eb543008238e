// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/action_text.h"

namespace lockstep {
namespace {

Offer offer(const AnyWorld& world, const TopicInfo& topic, std::string label,
            const Action& action) {
    return {std::move(label), toText(action, topic, world.setup()), false,
            world.refusal(action)};
}

// A verb of the topic at a server. What it needs besides is left to fill in.
Offer topicOffer(const AnyWorld& world, const TopicInfo& topic,
                 std::size_t index, ServerId server) {
    const VerbSpec& verb = topic.verbs[index];
    Action action{
        topicVerb(static_cast<std::uint16_t>(index)), server, {}, 0, 0};
    std::string line = verb.name;
    bool needsInput = false;
    std::string_view places = verb.arguments;
    for (Argument argument : verb.shape) {
        const std::size_t space = places.find(' ');
        const std::string_view place = places.substr(0, space);
        places = space == std::string_view::npos ? std::string_view{}
                                                 : places.substr(space + 1);
        line += ' ';
        if (argument == Argument::server && !needsInput &&
            line.size() == std::string_view(verb.name).size() + 1) {
            line += quotedWord(world.setup().name(server));
        } else {
            line += place;
            needsInput = true;
        }
    }
    return {verb.label, line, needsInput, world.refusal(action)};
}

}  // namespace

std::vector<Offer> offersAtServer(const AnyWorld& world, const TopicInfo& topic,
                                  ServerId server) {
    std::vector<Offer> offers;
    for (std::size_t i = 0; i < topic.verbs.size(); ++i) {
        const VerbSpec& verb = topic.verbs[i];
        if (verb.shape.size() > 0 && *verb.shape.begin() == Argument::server) {
            offers.push_back(topicOffer(world, topic, i, server));
        }
    }
    if (world.up(server)) {
        offers.push_back(
            offer(world, topic, "Crash", {Verb::crash, server, {}, 0, 0}));
    } else {
        offers.push_back(
            offer(world, topic, "Restart", {Verb::restart, server, {}, 0, 0}));
    }
    offers.push_back(offer(world, topic, "Slow down ten times",
                           {Verb::slow, server, {}, 10, 0}));
    offers.push_back(offer(world, topic, "Back to usual speed",
                           {Verb::slow, server, {}, 1, 0}));
    return offers;
}

std::vector<Offer> offersAtLink(const AnyWorld& world, const TopicInfo& topic,
                                ServerId from, ServerId to) {
    const std::string there =
        world.setup().name(from) + " → " + world.setup().name(to);
    const std::string back =
        world.setup().name(to) + " → " + world.setup().name(from);
    return {
        offer(world, topic, "Cut both ways", {Verb::cutBoth, from, to, 0, 0}),
        offer(world, topic, "Cut " + there, {Verb::cut, from, to, 0, 0}),
        offer(world, topic, "Cut " + back, {Verb::cut, to, from, 0, 0}),
        offer(world, topic, "Heal", {Verb::healBoth, from, to, 0, 0}),
    };
}

std::vector<Offer> offersAtMessage(const AnyWorld& world,
                                   const TopicInfo& topic, MessageId message) {
    return {
        offer(world, topic, "Deliver now", {Verb::deliver, {}, {}, message, 0}),
        offer(world, topic, "Drop", {Verb::drop, {}, {}, message, 0}),
        offer(world, topic, "Duplicate", {Verb::duplicate, {}, {}, message, 0}),
        offer(world, topic, "Hold up for 50 ms",
              {Verb::delay, {}, {}, message, 50'000}),
    };
}

}  // namespace lockstep
