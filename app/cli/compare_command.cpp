// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep compare SCRIPT [OTHER] [--flaw F]… [--set DIAL=VALUE]… [--json]
#include <algorithm>

#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/script_run.h"
#include "script/beside.h"
#include "script/json.h"
#include "script/text.h"

namespace lockstep::cli {
namespace {

bool wrong(const std::string& message) {
    complain("lockstep compare: " + message);
    return false;
}

// The scenario of the run with what the arguments change in it.
bool vary(const Arguments& arguments, const TopicInfo& info, Scenario& scenario) {
    for (const std::string& flaw : arguments.values("--flaw")) {
        std::vector<std::string> names;
        std::string list = "there are";
        for (const FlawSpec& known : info.flaws) {
            names.emplace_back(known.name);
            list += ' ' + names.back();
        }
        if (std::find(names.begin(), names.end(), flaw) == names.end()) {
            return wrong("there is no flaw " + script::shown(flaw) + " in " + info.id +
                         script::didYouMean(flaw, names, list));
        }
        scenario = script::withFlaw(std::move(scenario), flaw);
    }
    for (const std::string& text : arguments.values("--set")) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
            return wrong("--set cannot be " + script::shown(text) + "; write --set DIAL=VALUE");
        }
        scenario =
            script::withDial(std::move(scenario), text.substr(0, equals), text.substr(equals + 1));
    }
    return true;
}

std::unique_ptr<Timeline> secondRun(const Arguments& arguments, const Catalog& catalog,
                                    const Timeline& first, int& status) {
    const bool varied = !arguments.values("--flaw").empty() || !arguments.values("--set").empty();
    const bool other = arguments.rest().size() == 2;
    status = unreadable;
    if (varied == other) {
        wrong(
            "what is the other run? Name a second script, or --flaw F or --set DIAL=VALUE to "
            "change the first one's world");
        return nullptr;
    }
    if (other) {
        auto played = playScript(arguments.rest()[1], catalog, status);
        return played ? std::move(played->timeline) : nullptr;
    }
    Scenario scenario = first.setup().scenario;
    if (!vary(arguments, first.topic().info(), scenario)) return nullptr;
    std::vector<std::string> skipped;
    std::vector<Fault> faults;
    auto run = script::replayIn(first, std::move(scenario), skipped, faults);
    for (const Fault& fault : faults)
        wrong(fault.message);
    for (const std::string& line : skipped) {
        complain("lockstep compare: left out in the other run: " + line);
    }
    return run;
}

std::string textOf(const Timeline& left, const Timeline& right,
                   const std::optional<script::Difference>& difference) {
    const auto row = [](const std::string& name, const std::string& one, const std::string& two) {
        std::string text = name;
        text.resize(std::max<std::size_t>(text.size(), 18), ' ');
        text += one;
        text.resize(std::max<std::size_t>(text.size() + 2, 48), ' ');
        return text + two + '\n';
    };
    const auto number = [](auto value) { return std::to_string(value); };
    std::string text =
        row("steps", number(left.step()), number(right.step())) +
        row("messages", number(left.world().messagesSent()), number(right.world().messagesSent())) +
        row("broken", number(left.breaks().size()), number(right.breaks().size()));
    if (!difference) return text + "The two runs are the same.\n";
    text += row("first difference", difference->left, difference->right);
    text += "They part at step " + number(difference->step);
    std::string names;
    for (const std::string& name : difference->facts)
        names += ' ' + name;
    return text + (names.empty() ? ".\n" : ", in" + names + ".\n");
}

std::string jsonOf(const Timeline& left, const Timeline& right,
                   const std::optional<script::Difference>& difference) {
    script::JsonWriter json;
    json.beginObject();
    const auto side = [&](const char* name, const Timeline& run, const std::string& done) {
        json.key(name).beginObject();
        json.key("steps").number(run.step());
        json.key("messages").number(run.world().messagesSent());
        json.key("broken").number(static_cast<std::int64_t>(run.breaks().size()));
        if (difference) json.key("did").text(done);
        json.endObject();
    };
    side("left", left, difference ? difference->left : "");
    side("right", right, difference ? difference->right : "");
    json.key("same").boolean(!difference);
    if (difference) {
        json.key("step").number(difference->step);
        json.key("facts").beginArray();
        for (const std::string& name : difference->facts)
            json.text(name);
        json.endArray();
    }
    json.endObject();
    return json.result() + '\n';
}

}  // namespace

int compareRuns(const Words& words) {
    const auto arguments = Arguments::read(
        words, "compare", {{"--flaw", true, true}, {"--set", true, true}, {"--json"}},
        {1, 2, "a script, and another one or what is changed"});
    if (!arguments) return unreadable;
    const Catalog catalog = allTopics();
    int status = unreadable;
    const auto first = playScript(arguments->rest().front(), catalog, status);
    if (!first) return status;
    const auto second = secondRun(*arguments, catalog, *first->timeline, status);
    if (!second) return status;
    const auto difference = script::firstDifference(*first->timeline, *second);
    Output output;
    output.write(arguments->has("--json") ? jsonOf(*first->timeline, *second, difference)
                                          : textOf(*first->timeline, *second, difference));
    return output.finish(succeeded);
}

}  // namespace lockstep::cli
