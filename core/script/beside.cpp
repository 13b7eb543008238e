// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/beside.h"

#include <algorithm>
#include <map>

#include "kernel/action_text.h"
#include "kernel/hash.h"

namespace lockstep::script {
namespace {

constexpr std::size_t mostFacts = 5;

// What was done by hand: the line and when. What the clock did by itself it
// does again by itself.
struct ByHand {
    std::string line;
    Time time{};
    int clockSteps = 0;  // what the clock had done at this very time already
};

std::vector<ByHand> handsOf(const Timeline& run) {
    std::vector<ByHand> hands;
    const TopicInfo& info = run.topic().info();
    int clockSteps = 0;
    Time last{-1};
    run.visitSteps(
        1, run.step(),
        [&](Step step, const AnyWorld& before, const AnyWorld&, const Events&) {
            const Action action = run.actionAt(step);
            const Time time = run.timeAt(step);
            const auto due = before.next();
            const bool clock =
                due && due->action == action && due->time == time;
            if (time != last) clockSteps = 0;
            last = time;
            if (clock) {
                ++clockSteps;
                return;
            }
            hands.push_back(
                {toText(action, info, run.setup()), time, clockSteps});
        });
    return hands;
}

void visitAll(const AnyWorld& world, const FactSink& sink) {
    for (const char* all : {"*", "*.*", "*.*.*", "*.*.*.*"}) {
        world.visitFacts(Glob(all), sink);
    }
}

// All that a learner can see of a step, as one number.
struct Seen {
    std::uint64_t facts = 0;
    std::string done;
};

std::uint64_t factsOf(const AnyWorld& world) {
    Digest digest;
    visitAll(world, [&](std::string_view name, const Value& value) {
        digest.add(name).add(value.text());
    });
    return digest.value();
}

std::string doneAt(const Timeline& run, Step step) {
    if (step == 0) return "the start";
    return toText(run.actionAt(step), run.topic().info(), run.setup()) +
           " at " + toMilliseconds(run.timeAt(step)) + " ms";
}

std::vector<Seen> seenIn(const Timeline& run) {
    std::vector<Seen> all{{factsOf(run.start()), "the start"}};
    run.visitSteps(
        1, run.step(),
        [&](Step step, const AnyWorld&, const AnyWorld& after, const Events&) {
            all.push_back({factsOf(after), doneAt(run, step)});
        });
    return all;
}

std::map<std::string, std::string> factTable(const Timeline& run, Step step) {
    std::map<std::string, std::string> facts;
    const auto note = [&](std::string_view name, const Value& value) {
        facts.emplace(name, value.text());
    };
    if (step == 0) {
        visitAll(run.start(), note);
    } else {
        run.visitSteps(step, step,
                       [&](Step, const AnyWorld&, const AnyWorld& after,
                           const Events&) { visitAll(after, note); });
    }
    return facts;
}

// Those that say most come first: leaders, then S4.role, then S4.match.S1.
std::vector<std::string> factsApart(const Timeline& left, const Timeline& right,
                                    Step step) {
    std::vector<std::string> names;
    const auto here = factTable(left, step);
    const auto there = factTable(right, step);
    for (const auto& [name, value] : here) {
        const auto found = there.find(name);
        if (found == there.end() || found->second != value) {
            names.push_back(name);
        }
    }
    const auto parts = [](const std::string& name) {
        return std::count(name.begin(), name.end(), '.');
    };
    std::stable_sort(names.begin(), names.end(),
                     [&](const std::string& a, const std::string& b) {
                         return parts(a) < parts(b);
                     });
    names.resize(std::min(names.size(), mostFacts));
    return names;
}

}  // namespace

std::unique_ptr<Timeline> replayIn(const Timeline& run, Scenario varied,
                                   std::vector<std::string>& skipped,
                                   std::vector<Fault>& faults) {
    auto other = Timeline::start(run.topic(), std::move(varied), faults);
    if (!other) return nullptr;
    for (const ByHand& hand : handsOf(run)) {
        other->runUntil(hand.time - Duration(1));
        for (int i = 0; i < hand.clockSteps; ++i)
            other->stepClock(hand.time);
        other->wait(hand.time);
        Fault fault;
        const auto written =
            parseAction(hand.line, run.topic().info(), other->setup(), fault);
        std::string why = written ? std::string() : fault.message;
        if (written) why = other->act(written->action);
        if (!why.empty()) skipped.push_back(hand.line + ": " + why);
    }
    other->runUntil(run.time());
    return other;
}

Scenario withFlaw(Scenario scenario, const std::string& flaw) {
    auto& flaws = scenario.flaws;
    scenario.flawPlaces.clear();
    const auto found = std::find(flaws.begin(), flaws.end(), flaw);
    if (found == flaws.end()) {
        flaws.push_back(flaw);
    } else {
        flaws.erase(found);
    }
    return scenario;
}

Scenario withDial(Scenario scenario, const std::string& dial,
                  const std::string& value) {
    for (Setting& setting : scenario.dials) {
        if (setting.name != dial) continue;
        setting.value = value;
        return scenario;
    }
    scenario.dials.push_back({dial, value, {}, {}});
    return scenario;
}

std::optional<Difference> firstDifference(const Timeline& left,
                                          const Timeline& right) {
    const auto one = seenIn(left);
    const auto two = seenIn(right);
    const std::size_t most = std::max(one.size(), two.size());
    for (std::size_t i = 0; i < most; ++i) {
        const bool both = i < one.size() && i < two.size();
        if (both && one[i].facts == two[i].facts &&
            one[i].done == two[i].done) {
            continue;
        }
        const auto step = static_cast<Step>(i);
        Difference difference{step, "nothing", "nothing", {}};
        if (i < one.size()) difference.left = one[i].done;
        if (i < two.size()) difference.right = two[i].done;
        if (both) difference.facts = factsApart(left, right, step);
        return difference;
    }
    return std::nullopt;
}

}  // namespace lockstep::script
