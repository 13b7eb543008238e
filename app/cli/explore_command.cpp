// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep explore [SCRIPT] [--topic T] [--set DIAL=VALUE]… [--flaw F]… [--budget B]… …
#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/script_run.h"
#include "explorer/report.h"
#include "script/text.h"
#include "script/words.h"

namespace lockstep::cli {
namespace {

constexpr std::uint64_t mostStates = 1'000'000'000;
constexpr std::uint64_t deepest = 1'000'000;

bool wrong(const std::string& message) {
    complain("lockstep explore: " + message);
    return false;
}

// A whole number from 1 on, if the option is there.
bool readNumber(const Arguments& arguments, std::string_view option, std::uint64_t most,
                std::uint64_t& number) {
    const auto text = arguments.value(option);
    if (!text) return true;
    const auto read = script::wholeNumber(*text, most);
    if (!read || *read == 0) {
        return wrong(std::string(option) + " cannot be " + script::shown(*text) +
                     "; it is a whole number from 1 to " + std::to_string(most));
    }
    number = *read;
    return true;
}

bool findTopic(const Arguments& arguments, const Catalog& catalog,
               const std::optional<PlayedScript>& played, explorer::Request& request) {
    const auto named = arguments.value("--topic");
    std::vector<std::string> ids;
    std::string list = "the topics are";
    for (const auto& topic : catalog.topics()) {
        ids.push_back(topic->info().id);
        list += ' ' + topic->info().id;
    }
    if (played && named) return wrong("a script names its topic; leave out --topic");
    if (!played && !named) return wrong("it needs a script or --topic T; " + list);
    const std::string id = played ? played->timeline->topic().info().id : *named;
    request.topic = catalog.find(id);
    request.explorable = catalog.findExplorable(id);
    if (!request.topic) {
        return wrong("there is no topic " + script::shown(id) + script::didYouMean(id, ids, list));
    }
    if (!request.explorable) return wrong(id + " cannot be explored; choose another topic");
    return true;
}

bool readSettings(const Arguments& arguments, explorer::Request& request) {
    for (const std::string& text : arguments.values("--set")) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
            return wrong("--set cannot be " + script::shown(text) + "; write --set DIAL=VALUE");
        }
        request.dials.push_back({text.substr(0, equals), text.substr(equals + 1), {}, {}});
    }
    request.flaws = arguments.values("--flaw");
    request.budgets = arguments.values("--budget");
    request.invariant = arguments.value("--invariant").value_or("");
    request.json = arguments.has("--json");
    return true;
}

bool readBounds(const Arguments& arguments, bool fromScript, explorer::Request& request) {
    std::uint64_t depth = 0;
    std::uint64_t servers = 0;
    const auto most = static_cast<std::uint64_t>(request.topic->info().mostServers);
    if (fromScript && arguments.has("--servers")) {
        return wrong("a script names its servers; leave out --servers");
    }
    if (!readNumber(arguments, "--depth", deepest, depth) ||
        !readNumber(arguments, "--states", mostStates, request.bounds.states) ||
        !readNumber(arguments, "--servers", most, servers)) {
        return false;
    }
    request.bounds.depth = static_cast<int>(depth);
    request.servers = static_cast<int>(servers);
    return true;
}

}  // namespace

int explore(const Words& words) {
    const auto arguments = Arguments::read(words, "explore",
                                           {{"--topic", true},
                                            {"--servers", true},
                                            {"--set", true, true},
                                            {"--flaw", true, true},
                                            {"--budget", true, true},
                                            {"--invariant", true},
                                            {"--depth", true},
                                            {"--states", true},
                                            {"--json"}},
                                           {0, 1, "a script"});
    if (!arguments) return unreadable;
    const Catalog catalog = allTopics();
    explorer::Request request;
    std::optional<PlayedScript> played;
    if (!arguments->rest().empty()) {
        int status = unreadable;
        played = playScript(arguments->rest().front(), catalog, status);
        if (!played) return status;
        request.script = played->text;
        request.start = &played->timeline->world();
    }
    if (!findTopic(*arguments, catalog, played, request) || !readSettings(*arguments, request) ||
        !readBounds(*arguments, played.has_value(), request)) {
        return unreadable;
    }
    const explorer::Report report = explorer::run(request);
    Output output;
    output.write(report.output);
    if (!report.output.empty() && report.output.back() != '\n') output.write("\n");
    if (!report.error.empty()) wrong(report.error);
    return output.finish(report.status);
}

}  // namespace lockstep::cli
