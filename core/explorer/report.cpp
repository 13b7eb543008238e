// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/report.h"

#include <memory>

#include "explorer/report_text.h"
#include "kernel/action_text.h"

namespace lockstep::explorer {
namespace {

// Where an exploration starts, and the script that leads there.
struct Start {
    std::string script;
    std::unique_ptr<AnyWorld> world;
};

int serverCount(const Request& request) {
    return request.servers != 0 ? request.servers
                                : request.explorable->habits().servers;
}

// A head of one's own: topic, servers, dials and flaws.
Start startOfTopic(const Request& request, std::string& error) {
    Scenario scenario;
    scenario.topic = request.topic->info().id;
    scenario.servers = numberedServers(serverCount(request));
    scenario.dials = request.dials;
    scenario.flaws = request.flaws;
    Start start;
    start.script = "topic " + scenario.topic + '\n';
    const std::string servers =
        "servers " + std::to_string(serverCount(request)) + '\n';
    for (const Setting& dial : request.dials) {
        start.script += dial.name + ' ' + dial.value + '\n';
    }
    for (const std::string& flaw : request.flaws) {
        start.script += "flaw " + flaw + " on\n";
    }
    std::vector<Fault> faults;
    start.world = request.topic->start(std::move(scenario), faults);
    if (!start.world) {
        error = faults.empty() ? "it cannot start" : faults.front().message;
    } else if (!start.world->setup().scenario.derivedServers) {
        // Servers that the topic names follow from its dials.
        start.script.insert(start.script.find('\n') + 1, servers);
    }
    return start;
}

bool turn(const std::string& line, const TopicInfo& topic, Start& start,
          std::string& error) {
    Fault fault;
    const auto written = parseAction(line, topic, start.world->setup(), fault);
    if (!written) {
        error = fault.message;
        return false;
    }
    start.world->play(written->action, nullptr);
    start.script += line + '\n';
    return true;
}

// After a script, dials and flaws are turned by hand.
Start startOfScript(const Request& request, std::string& error) {
    Start start{request.script, request.start->clone()};
    if (!start.script.empty() && start.script.back() != '\n') {
        start.script += '\n';
    }
    const TopicInfo& topic = request.topic->info();
    for (const Setting& dial : request.dials) {
        if (!turn(dial.name + ' ' + dial.value, topic, start, error)) return {};
    }
    for (const std::string& flaw : request.flaws) {
        if (!turn("flaw " + flaw + " on", topic, start, error)) return {};
    }
    return start;
}

bool readInvariant(const Request& request, Bounds& bounds, std::string& error) {
    if (request.invariant.empty()) return true;
    const auto& invariants = request.topic->info().invariants;
    std::string list;
    for (std::size_t i = 0; i < invariants.size(); ++i) {
        if (request.invariant == invariants[i].id) {
            bounds.invariants = 1U << i;
            return true;
        }
        list += std::string(" ") + invariants[i].id;
    }
    error = "there is no invariant '" + request.invariant.substr(0, 40) +
            "' in " + request.topic->info().id + "; there are" + list;
    return false;
}

bool readBounds(const Request& request, Bounds& bounds, std::string& error) {
    for (const std::string& budgets : request.budgets) {
        if (!parseBudgets(budgets, request.topic->info(), bounds.budgets,
                          error)) {
            return false;
        }
    }
    return readInvariant(request, bounds, error);
}

int statusOf(const Result& result) {
    if (result.verdict != Verdict::found) return 0;
    return result.confirmed ? 3 : 1;
}

// What no search can find is said: a flaw that only costs time breaks no claim.
std::string ofTheFlaws(const AnyWorld& world, const TopicInfo& topic) {
    std::string names;
    for (std::size_t i = 0; i < topic.flaws.size(); ++i) {
        if (!world.flaws().has(static_cast<int>(i))) continue;
        if (topic.flaws[i].safety) return {};
        if (!names.empty()) names += " and ";
        names += topic.flaws[i].name;
    }
    return names.empty() ? std::string()
                         : "No claim is broken by " + names +
                               ": it costs time, which a run shows.\n";
}

}  // namespace

Report run(const Request& request, const Watch& watch) {
    Report report;
    Bounds bounds = request.bounds;
    if (!readBounds(request, bounds, report.error)) {
        report.status = 2;
        return report;
    }
    Start start = request.start ? startOfScript(request, report.error)
                                : startOfTopic(request, report.error);
    if (!start.world) {
        report.status = 2;
        return report;
    }
    if (bounds.symmetry && !request.explorable->symmetric(*start.world)) {
        report.error = request.topic->info().id +
                       " has no two servers that its rules treat alike here; "
                       "explore it without symmetry";
        report.status = 2;
        return report;
    }
    const auto exploration = request.explorable->prepare(*start.world, bounds);
    report.result = exploration->run(watch);
    report.status = statusOf(report.result);
    if (report.status == 1) {
        report.error =
            "the path that was found breaks nothing when it is "
            "played by hand; please report this";
        return report;
    }
    const ReportText text{
        request.topic->info(), start.script,
        resolved(request.topic->info(), request.explorable->habits(),
                 bounds.budgets)};
    report.output =
        request.json ? text.json(report.result) : text.plain(report.result);
    if (report.status == 0 && !request.json) {
        report.output += ofTheFlaws(*start.world, request.topic->info());
    }
    return report;
}

}  // namespace lockstep::explorer
