// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/reader.h"

#include <algorithm>

#include "script/command_reader.h"
#include "script/head.h"
#include "script/text.h"

namespace lockstep::script {
namespace {

void sortByPlace(std::vector<Fault>& faults) {
    std::stable_sort(faults.begin(), faults.end(),
                     [](const Fault& a, const Fault& b) {
                         return std::pair(a.place.line, a.place.column) <
                                std::pair(b.place.line, b.place.column);
                     });
}

// Faults of a scenario that has no place for them are told at the topic.
void placeAll(std::vector<Fault>& faults) {
    for (Fault& fault : faults) {
        if (fault.place.line == 0) fault.place = {1, 1};
    }
}

}  // namespace

std::optional<Script> readScript(std::string_view text, const Catalog& catalog,
                                 std::vector<Fault>& faults) {
    Fault unreadable;
    const auto clean = cleanText(text, unreadable);
    if (!clean) {
        faults.push_back(unreadable);
        return std::nullopt;
    }
    const auto lines = linesOf(*clean);
    Script script;
    const std::size_t body = readHeadLines(lines, catalog, script, faults);
    if (!faults.empty()) {
        sortByPlace(faults);
        return std::nullopt;
    }
    const auto timeline = Timeline::start(*script.topic, script.scenario,
                                          faults, {false, false});
    placeAll(faults);
    if (timeline) {
        script.commands = readCommandLines(lines, body, *timeline, faults);
    }
    sortByPlace(faults);
    if (!faults.empty()) return std::nullopt;
    return script;
}

std::optional<Scenario> readHead(std::string_view text, const Catalog& catalog,
                                 std::vector<Fault>& faults) {
    auto script = readScript(text, catalog, faults);
    if (!script) return std::nullopt;
    if (!script->commands.empty()) {
        const Command& command = script->commands.front();
        faults.push_back({command.place,
                          "a scenario is a head alone; " +
                              shown(command.text) + " is a command"});
        return std::nullopt;
    }
    return std::move(script->scenario);
}

std::optional<std::vector<Command>> readCommands(std::string_view text,
                                                 const Timeline& timeline,
                                                 std::vector<Fault>& faults) {
    Fault unreadable;
    const auto clean = cleanText(text, unreadable);
    if (!clean) {
        faults.push_back(unreadable);
        return std::nullopt;
    }
    const std::size_t before = faults.size();
    auto commands = readCommandLines(linesOf(*clean), 0, timeline, faults);
    if (faults.size() != before) return std::nullopt;
    return commands;
}

std::optional<Expression> readExpression(std::string_view line,
                                         const Timeline& timeline,
                                         std::vector<Fault>& faults,
                                         Asking asking) {
    Fault unreadable;
    const auto clean = cleanText(line, unreadable);
    if (!clean) {
        faults.push_back(unreadable);
        return std::nullopt;
    }
    const std::size_t before = faults.size();
    auto expression = readExpression(*clean, 1, faults, asking);
    if (expression) checkFacts(expression->uses(), timeline, faults);
    if (faults.size() != before) return std::nullopt;
    return expression;
}

std::unique_ptr<Timeline> open(const Script& script,
                               Timeline::Options options) {
    std::vector<Fault> faults;
    return Timeline::start(*script.topic, script.scenario, faults, options);
}

}  // namespace lockstep::script
