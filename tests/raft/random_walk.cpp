// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_walk.h"

#include <algorithm>
#include <tuple>

#include "kernel/action_text.h"
#include "kernel/adapter.h"
#include "raft/raft.h"
#include "script/recording.h"

namespace lockstep::raft {
namespace {

// More in flight than this would only bury the walk in old messages.
constexpr std::size_t mostInFlight = 40;

// Walks differ in size and in dials, so that each of them means something.
Scenario scenarioOf(const RandomWalk::Plan& plan) {
    Random random(plan.seed);
    Scenario scenario;
    scenario.topic = "raft";
    scenario.seed = plan.seed;
    scenario.flaws = plan.flaws;
    const int sizes[] = {3, 5, 4, 3, 5, 2, 7, 1};
    scenario.servers = numberedServers(sizes[plan.seed % std::size(sizes)]);
    const auto dial = [&](const char* name, const char* value) {
        if (random.below(2) == 0) scenario.dials.push_back({name, value, {}, {}});
    };
    dial("noop", "on");
    dial("batch", "3");
    dial("backup", "fast");
    dial("loss", "2 %");
    dial("duplicate", "2 %");
    dial("prevote", "on");
    dial("sticky", "on");
    dial("membership", "joint");
    dial("catch-up", "off");
    return scenario;
}

// An action as a line. A message goes by kind and link where it is the oldest
// such, because its id changes when a line before it is left out.
std::string lineOf(const Action& action, const TopicInfo& topic, const AnyWorld& world) {
    const char* verb = action.verb == Verb::deliver     ? "deliver "
                       : action.verb == Verb::drop      ? "drop "
                       : action.verb == Verb::duplicate ? "duplicate "
                                                        : nullptr;
    std::vector<std::string> links;
    std::size_t at = 0;
    world.visitMessages([&](const MessageView& message) {
        if (message.id == action.n) at = links.size();
        links.push_back(std::string(message.kind) + ' ' + world.setup().name(message.from) + "->" +
                        world.setup().name(message.to));
    });
    const bool oldest = verb && std::find(links.begin(), links.end(), links[at]) - links.begin() ==
                                    static_cast<std::ptrdiff_t>(at);
    return oldest ? verb + links[at] : toText(action, topic, world.setup());
}

// Plays lines on a new cluster; those that are refused are left out.
std::vector<std::string> played(const TopicInterface& topic, const Scenario& scenario,
                                const std::vector<std::string>& lines, bool& broke) {
    std::vector<Fault> faults;
    const auto world = topic.start(scenario, faults);
    const auto before = world->clone();
    std::vector<std::string> kept;
    broke = false;
    for (const std::string& line : lines) {
        Fault fault;
        const auto written = parseAction(line, topic.info(), world->setup(), fault);
        if (!written) continue;
        std::string why;
        const auto action = resolve(*written, *world, why);
        if (!action || !world->refusal(*action).empty()) continue;
        before->assign(*world);
        world->play(*action, nullptr);
        kept.push_back(line);
        Verdicts verdicts;
        world->check(*before, verdicts);
        broke = verdicts.brokenBits() != 0;
        if (broke) break;
    }
    return kept;
}

}  // namespace

std::vector<std::string> shortened(const TopicInterface& topic, const Scenario& scenario,
                                   std::vector<std::string> lines) {
    bool broke = false;
    lines = played(topic, scenario, lines, broke);
    for (std::size_t part = lines.size() / 2; part > 0;) {
        bool shorter = false;
        for (std::size_t from = 0; from < lines.size();) {
            std::vector<std::string> fewer = lines;
            const auto begin = fewer.begin() + static_cast<std::ptrdiff_t>(from);
            const std::size_t count = std::min(part, fewer.size() - from);
            fewer.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
            fewer = played(topic, scenario, fewer, broke);
            if (broke) {
                lines = std::move(fewer);
                shorter = true;
            } else {
                from += part;
            }
        }
        if (!shorter || part > 1) part = std::min(part / 2, lines.size());
    }
    return lines;
}

RandomWalk::RandomWalk(const Plan& plan)
    : plan_(plan),
      random_(plan.seed * 7919),
      scenario_(scenarioOf(plan)),
      topic_(std::make_unique<TopicOf<Raft>>()) {
    std::vector<Fault> faults;
    timeline_ = Timeline::start(*topic_, scenario_, faults, {.narrate = false, .check = true});
}

RandomWalk::~RandomWalk() = default;

bool RandomWalk::walk() {
    while (static_cast<int>(timeline_->stepCount()) < plan_.steps) {
        choose();
        if (!timeline_->breaks().empty()) return false;
    }
    return true;
}

void RandomWalk::choose() {
    std::vector<Action> deliveries;
    for (const Action& action : timeline_->world().pending()) {
        if (action.verb == Verb::deliver) deliveries.push_back(action);
    }
    const std::uint64_t dice = random_.below(1000);
    if (!deliveries.empty() && (dice < 800 || deliveries.size() > mostInFlight)) {
        // Mostly one of the oldest, so that things come about.
        const std::size_t among =
            chance(20) ? deliveries.size() : std::min<std::size_t>(4, deliveries.size());
        act(deliveries[random_.below(among)]);
    } else if (dice < 890) {
        fire();
    } else if (dice < 935) {
        request();
    } else if (dice < 955) {
        administer();
    } else {
        meddle(deliveries);
    }
}

// Heartbeats come more often than elections, or nobody would lead for long.
void RandomWalk::fire() {
    const ServerId server = anyServer();
    if (!act(heartbeatOf(server)) && chance(15)) act(timeoutOf(server));
}

void RandomWalk::request() {
    const auto& world = timeline_->world().as<World>();
    ServerId server = anyServer();
    for (const Server& candidate : world.servers) {
        if (candidate.role == Role::leader && chance(70)) server = candidate.id;
    }
    const std::string text =
        "k" + std::to_string(random_.below(3)) + "=" + std::to_string(++requests_);
    auto& symbols = timeline_->setup().symbols;
    Symbol ticket = Symbol::none;
    if (chance(40)) {
        // A client that hears no answer asks again, with the same number.
        if (chance(60)) ++serial_;
        ticket = symbols.intern("client=C" + std::to_string(random_.below(2)) +
                                " serial=" + std::to_string(serial_ + 1));
    }
    act(requestOf(server, symbols.intern(text), ticket));
}

// What a client or an administrator asks for besides.
void RandomWalk::administer() {
    const auto& world = timeline_->world().as<World>();
    ServerId server = anyServer();
    for (const Server& candidate : world.servers) {
        if (candidate.role == Role::leader && chance(70)) server = candidate.id;
    }
    Action action = actionOf(RaftVerb::snapshot, anyServer());
    switch (random_.below(6)) {
        case 0:
        case 1: break;
        case 2:
            action = actionOf(RaftVerb::transfer, server);
            action.b = anyServer();
            break;
        case 3:
            action = actionOf(RaftVerb::read, server);
            action.n = fieldOf(timeline_->setup().symbols.intern("k1"));
            break;
        case 4:
            action = actionOf(RaftVerb::add, {static_cast<std::uint16_t>(random_.below(9))});
            break;
        default: action = actionOf(RaftVerb::remove, anyServer());
    }
    // Several at once, which single changes refuse.
    const bool changes = action.verb == topicVerb(static_cast<std::uint16_t>(RaftVerb::add)) ||
                         action.verb == topicVerb(static_cast<std::uint16_t>(RaftVerb::remove));
    if (changes && chance(30)) {
        std::string more = chance(50) ? "with=S" : "without=S";
        more += std::to_string(1 + random_.below(9));
        action.n = fieldOf(timeline_->setup().symbols.intern(more));
    }
    act(action);
}

void RandomWalk::meddle(const std::vector<Action>& deliveries) {
    const ServerId server = anyServer();
    const ServerId other = anyServer();
    const auto message = deliveries.empty() ? 0 : deliveries[random_.below(deliveries.size())].n;
    switch (random_.below(10)) {
        case 0:
        case 1: act({Verb::crash, server, {}, 0, 0}); return;
        case 2:
        case 3:
        case 4: act({Verb::restart, server, {}, 0, 0}); return;
        case 5: act({Verb::drop, {}, {}, message, 0}); return;
        case 6: act({Verb::duplicate, {}, {}, message, 0}); return;
        case 7: partition(); return;
        case 8:
            if (server != other) act({Verb::cut, server, other, 0, 0});
            return;
        default: act({Verb::healAll, {}, {}, 0, 0});
    }
}

void RandomWalk::partition() {
    std::vector<std::uint8_t> groups(timeline_->world().serverCount());
    for (auto& group : groups)
        group = static_cast<std::uint8_t>(random_.below(2));
    const std::string text = simulate::groupsText(timeline_->setup(), groups);
    act({Verb::partition, {}, {}, fieldOf(timeline_->setup().symbols.intern(text)), 0});
}

// False if the state does not allow it.
bool RandomWalk::act(const Action& action) {
    if (!timeline_->act(action).empty()) return false;
    ++taken_[action.verb];
    return true;
}

ServerId RandomWalk::anyServer() {
    return {static_cast<std::uint16_t>(random_.below(timeline_->world().serverCount()))};
}

void RandomWalk::recover() {
    act({Verb::healAll, {}, {}, 0, 0});
    for (std::uint16_t i = 0; i < timeline_->world().serverCount(); ++i) {
        act({Verb::restart, {i}, {}, 0, 0});
    }
    for (const char* line : {"loss 0 %", "duplicate 0 %"}) {
        Fault fault;
        act(parseAction(line, topic_->info(), timeline_->setup(), fault)->action);
    }
    timeline_->runUntil(timeline_->time() + Duration(10'000'000));
    // Twice: a change of members that nobody had committed may be lost again.
    for (int i = 0; i < 2; ++i) {
        shutDownTheRemoved();
        timeline_->runUntil(timeline_->time() + Duration(10'000'000));
    }
}

// Who is no member any more is switched off, or it would go on disturbing; who is one runs. By the
// leader, or by who would win an election.
void RandomWalk::shutDownTheRemoved() {
    const auto& world = timeline_->world().as<World>();
    const auto rank = [](const Server& server) {
        return std::tuple(server.role == Role::leader, server.log.lastTerm(),
                          server.log.lastIndex());
    };
    const Server* latest = &world.servers.front();
    for (const Server& server : world.servers) {
        if (rank(server) > rank(*latest)) latest = &server;
    }
    const Configuration configuration = latest->configuration;
    for (std::uint16_t i = 0; i < timeline_->world().serverCount(); ++i) {
        act({configuration.has({i}) ? Verb::restart : Verb::crash, {i}, {}, 0, 0});
    }
}

void RandomWalk::ask(const std::string& server, const std::string& command) {
    const Setup& setup = timeline_->setup();
    act(requestOf(*setup.find(server), setup.symbols.intern(command)));
    timeline_->runUntil(timeline_->time() + Duration(1'000'000));
}

std::string RandomWalk::fact(std::string_view name) const {
    std::string text = "unknown";
    timeline_->visitFacts(Glob(name),
                          [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

int RandomWalk::taken(Verb verb) const {
    const auto found = taken_.find(verb);
    return found == taken_.end() ? 0 : found->second;
}

std::string RandomWalk::failure() {
    std::string text = "seed " + std::to_string(plan_.seed) + '\n';
    for (const Break& broken : timeline_->breaks())
        text += broken.telling + '\n';
    std::vector<std::string> lines;
    timeline_->seek(0);
    for (Step step = 1; step <= timeline_->stepCount(); ++step) {
        lines.push_back(lineOf(timeline_->actionAt(step), topic_->info(), timeline_->world()));
        timeline_->forward();
    }
    text += script::writeHead(scenario_) + '\n';
    for (const std::string& line : shortened(*topic_, scenario_, lines))
        text += line + '\n';
    return text;
}

}  // namespace lockstep::raft
