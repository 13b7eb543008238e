// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep explore [SCRIPT] [--topic T] [--set DIAL=VALUE]… [--flaw F]… [--budget B]… …
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>

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

constexpr std::uint64_t mostStates = 4'000'000'000;
constexpr std::uint64_t mostWalks = 1'000'000'000'000;
constexpr std::uint64_t mostMegabytes = 1'000'000;
constexpr std::uint64_t deepest = 1'000'000;
constexpr std::uint64_t mostThreads = 64;

constexpr const char* help =
    R"(lockstep explore [SCRIPT] [OPTION]...

Looks at every order of events within budgets, from a topic's start or from where a script
ends, for one that breaks a rule. What it finds is a script that shows it.

From where
  --topic T              a topic's start; instead of SCRIPT
  --servers N            so many servers; usually three
  --set DIAL=VALUE       turn a dial
  --flaw F               break a rule on purpose; if that is all that is said, it starts where
                         the harm of that rule is near

How far
  --budget KIND=N,...    how often something may happen on the way: loss, duplicate, crash,
                         restart, partition, heal, and the topic's own verbs, such as timeout.
                         What is not named is the topic's habit; deliveries cost nothing, nor do
                         restarts and heals, unless they are named
  --depth N              at most so many actions
  --states N             at most so many states
  --memory MB            at most so much memory, usually 1024
  --invariant ID         look for this rule only

How
                         the nearest states first: what is found is a shortest way
  --depth-first          one way to its end, then the next
  --random N             N ways drawn by chance; proves nothing, goes further
  --seed N               for other random ways
  --symmetry             states that differ by the servers' names only count as one
  --threads N            usually one for each core; makes no difference to what comes out
  --json                 one line of JSON

Ctrl+C ends it and says what was seen until then. Exit codes: 0 nothing found; 3 found;
2 an argument cannot be understood.
)";

// Set by Ctrl+C; a second one ends the program.
std::atomic<bool> interrupted{false};

void interrupt(int signal) {
    interrupted = true;
    std::signal(signal, SIG_DFL);
}

std::string grouped(double number) {
    std::string text = std::to_string(static_cast<std::uint64_t>(number));
    for (std::size_t at = text.size(); at > 3; at -= 3)
        text.insert(at - 3, 1, ',');
    return text;
}

// A line on the terminal that is written over.
void show(const explorer::Progress& progress) {
    const auto number = [](std::uint64_t count) { return grouped(static_cast<double>(count)); };
    std::string line = "\r\x1b[K";
    if (progress.states != 0) {
        line += number(progress.states) + " states, " + grouped(progress.rate) + "/s, depth " +
                std::to_string(progress.depth) + ", " + number(progress.queue) + " waiting, " +
                number(progress.memory >> 20) + " MB";
    } else {
        line += number(progress.walks) + " walks, " + grouped(progress.rate) + " actions/s";
    }
    line += ", " + grouped(progress.seconds) + " s";
    std::fputs(line.c_str(), stderr);
}

explorer::Report exploreWatched(const explorer::Request& request) {
    explorer::Watch watch;
    watch.cancel = &interrupted;
    const bool terminal = isatty(STDERR_FILENO) != 0;
    if (terminal) watch.progress = show;
    const auto before = std::signal(SIGINT, interrupt);
    explorer::Report report = explorer::run(request, watch);
    std::signal(SIGINT, before);
    if (terminal) std::fputs("\r\x1b[K", stderr);
    return report;
}

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
    if (request.explorable) return true;
    const bool sends = request.topic->info().network;
    return wrong(id + (sends ? " cannot be explored"
                             : " sends no messages, so there is no order of events to search") +
                 "; play a script of it with lockstep run");
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

// In which order, and with what.
bool readManner(const Arguments& arguments, explorer::Bounds& bounds) {
    std::uint64_t threads = 0;
    std::uint64_t megabytes = bounds.memory >> 20;
    if (!readNumber(arguments, "--random", mostWalks, bounds.walks) ||
        !readNumber(arguments, "--seed", ~0ULL >> 1, bounds.seed) ||
        !readNumber(arguments, "--memory", mostMegabytes, megabytes) ||
        !readNumber(arguments, "--threads", mostThreads, threads)) {
        return false;
    }
    const bool random = arguments.has("--random");
    if (random && arguments.has("--depth-first")) {
        return wrong("--random and --depth-first do not go together; leave one out");
    }
    for (const char* option : {"--symmetry", "--states", "--memory"}) {
        if (random && arguments.has(option)) {
            return wrong(std::string("random walks remember no states; leave out ") + option);
        }
    }
    if (!random && arguments.has("--seed")) {
        return wrong("--seed is for random walks; add --random N");
    }
    if (random) bounds.order = explorer::Order::randomWalks;
    if (arguments.has("--depth-first")) bounds.order = explorer::Order::depthFirst;
    bounds.symmetry = arguments.has("--symmetry");
    bounds.memory = megabytes << 20;
    bounds.threads = static_cast<int>(threads);
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
    return readManner(arguments, request.bounds);
}

// A flaw that is named alone, with nothing else said, is tried where it does its harm.
bool startAtTrial(const Catalog& catalog, std::optional<PlayedScript>& played,
                  explorer::Request& request) {
    const bool isAlone = !played && request.flaws.size() == 1 && request.dials.empty() &&
                         request.budgets.empty() && request.servers == 0;
    if (!isAlone) return true;
    const auto* trial = explorer::trialOf(request.explorable->habits(), request.flaws.front());
    if (!trial) return true;
    request.budgets = {trial->budgets};
    const std::string script = explorer::scriptOf(*trial, request.topic->info().id);
    if (script.empty()) return true;
    int status = unreadable;
    played = playText(trial->flaw, script, catalog, status);
    if (!played) return false;
    request.flaws.clear();
    request.script = played->text;
    request.start = &played->timeline->world();
    return true;
}

}  // namespace

int explore(const Words& words) {
    if (words == Words{"--help"}) {
        Output output;
        output.write(help);
        return output.finish(succeeded);
    }
    const auto arguments = Arguments::read(words, "explore",
                                           {{"--topic", true},
                                            {"--servers", true},
                                            {"--set", true, true},
                                            {"--flaw", true, true},
                                            {"--budget", true, true},
                                            {"--invariant", true},
                                            {"--depth", true},
                                            {"--states", true},
                                            {"--memory", true},
                                            {"--depth-first"},
                                            {"--random", true},
                                            {"--seed", true},
                                            {"--symmetry"},
                                            {"--threads", true},
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
        !readBounds(*arguments, played.has_value(), request) ||
        !startAtTrial(catalog, played, request)) {
        return unreadable;
    }
    const explorer::Report report = exploreWatched(request);
    Output output;
    output.write(report.output);
    if (!report.output.empty() && report.output.back() != '\n') output.write("\n");
    if (!report.error.empty()) wrong(report.error);
    return output.finish(report.status);
}

}  // namespace lockstep::cli
