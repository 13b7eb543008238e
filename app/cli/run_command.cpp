// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep run [--json] SCRIPT|-
#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/complaints.h"
#include "cli/console.h"
#include "script/json_lines.h"
#include "script/lines.h"
#include "script/reader.h"

namespace lockstep::cli {
namespace {

template <class Teller>
class ComplainingTeller final : public Complaining<Teller> {
public:
    using Complaining<Teller>::Complaining;

protected:
    void flushBefore() override { Teller::finish(); }
};

int statusOf(script::Outcome outcome) {
    switch (outcome) {
        case script::Outcome::done: return succeeded;
        case script::Outcome::failed:
        case script::Outcome::refused: return failed;
        case script::Outcome::stopped: return succeeded;
    }
    return failed;
}

template <class Teller>
int play(const std::string& file, const script::Script& script) {
    Output output;
    ComplainingTeller<Teller> teller(
        file, [&](std::string_view text) { return output.write(text); });
    const auto timeline = script::open(script);
    teller.start(script, *timeline);
    const auto outcome = script::Player(*timeline, teller).play(script.commands);
    teller.finish();
    return output.finish(statusOf(outcome));
}

}  // namespace

int runScript(const Words& words) {
    const auto arguments =
        Arguments::read(words, "run", {{"--json"}}, {1, 1, "a script, or - for standard input"});
    if (!arguments) return unreadable;
    const std::string& file = arguments->rest().front();
    const auto text = readInput(file);
    if (!text) return unreadable;
    const Catalog catalog = allTopics();
    std::vector<Fault> faults;
    const auto script = script::readScript(*text, catalog, faults);
    if (!script) {
        complain(file, faults.front());
        return unreadable;
    }
    return arguments->has("--json") ? play<script::JsonLines>(file, *script)
                                    : play<script::Transcript>(file, *script);
}

}  // namespace lockstep::cli
