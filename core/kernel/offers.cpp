// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/action_text.h"

namespace lockstep {
namespace {

Offer offer(const AnyWorld& world, const TopicInfo& topic, std::string label,
            const Action& action) {
    return {std::move(label), toText(action, topic, world.setup()), false,
            world.refusal(action)};
}

// Something that undoes what was not done is grey and says so.
Offer offer(const AnyWorld& world, const TopicInfo& topic, std::string label,
            const Action& action, bool needed, std::string idle) {
    Offer made = offer(world, topic, std::move(label), action);
    if (!needed && made.refusal.empty()) made.refusal = std::move(idle);
    return made;
}

bool asksFor(Argument argument) {
    return argument != Argument::options && argument != Argument::optionalWord;
}

// A verb of the topic, at a server if its first argument is one. What it needs
// besides is left to fill in; what it may have besides is left out.
Offer topicOffer(const AnyWorld& world, const TopicInfo& topic,
                 std::size_t index, const ServerId* server) {
    const VerbSpec& verb = topic.verbs[index];
    Action action{topicVerb(static_cast<std::uint16_t>(index)), {}, {}, 0, 0};
    if (server) action.a = *server;
    std::string line = verb.name;
    bool needsInput = false;
    bool first = true;
    std::string_view places = verb.arguments;
    for (Argument argument : verb.shape) {
        const std::size_t space = places.find(' ');
        const std::string_view place = places.substr(0, space);
        places = space == std::string_view::npos ? std::string_view{}
                                                 : places.substr(space + 1);
        if (!asksFor(argument)) continue;
        line += ' ';
        if (server && first && argument == Argument::server) {
            line += quotedWord(world.setup().name(*server));
        } else {
            line += place;
            needsInput = true;
        }
        first = false;
    }
    return {verb.label, line, needsInput,
            needsInput && !server ? std::string() : world.refusal(action)};
}

bool startsAtServer(const VerbSpec& verb) {
    return !verb.shape.empty() && verb.shape.front() == Argument::server &&
           !verb.introduces;
}

}  // namespace

std::vector<Offer> offersAtServer(const AnyWorld& world, const TopicInfo& topic,
                                  ServerId server) {
    std::vector<Offer> offers;
    for (std::size_t i = 0; i < topic.verbs.size(); ++i) {
        if (startsAtServer(topic.verbs[i])) {
            offers.push_back(topicOffer(world, topic, i, &server));
        }
    }
    if (topic.machines) {
        const bool up = world.up(server);
        offers.push_back(
            offer(world, topic, up ? "Crash" : "Restart",
                  {up ? Verb::crash : Verb::restart, server, {}, 0, 0}));
    }
    if (topic.machines || topic.slows) {
        offers.push_back(offer(world, topic, "Slow down ten times",
                               {Verb::slow, server, {}, 10, 0}));
        offers.push_back(offer(
            world, topic, "Back to usual speed", {Verb::slow, server, {}, 1, 0},
            world.slowness(server) != 1, "it is not slowed down"));
    }
    return offers;
}

std::vector<Offer> offersAtWorld(const AnyWorld& world,
                                 const TopicInfo& topic) {
    std::vector<Offer> offers;
    for (std::size_t i = 0; i < topic.verbs.size(); ++i) {
        if (!startsAtServer(topic.verbs[i])) {
            offers.push_back(topicOffer(world, topic, i, nullptr));
        }
    }
    if (!topic.network) return offers;
    const auto count = static_cast<std::uint16_t>(world.serverCount());
    bool whole = true;
    for (std::uint16_t a = 0; a < count && whole; ++a) {
        for (std::uint16_t b = 0; b < count && whole; ++b) {
            whole = world.reaches({a}, {b});
        }
    }
    offers.push_back(offer(world, topic, "Heal everything",
                           {Verb::healAll, {}, {}, 0, 0}, !whole,
                           "nothing is cut"));
    return offers;
}

std::vector<Offer> offersAtLink(const AnyWorld& world, const TopicInfo& topic,
                                ServerId from, ServerId to) {
    const std::string there =
        world.setup().name(from) + " → " + world.setup().name(to);
    const std::string back =
        world.setup().name(to) + " → " + world.setup().name(from);
    const bool whole = world.reaches(from, to) && world.reaches(to, from);
    return {
        offer(world, topic, "Cut both ways", {Verb::cutBoth, from, to, 0, 0}),
        offer(world, topic, "Cut " + there, {Verb::cut, from, to, 0, 0}),
        offer(world, topic, "Cut " + back, {Verb::cut, to, from, 0, 0}),
        offer(world, topic, "Heal", {Verb::healBoth, from, to, 0, 0}, !whole,
              "it is whole"),
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
