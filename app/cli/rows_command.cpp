// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep rows SCRIPT [--load FILE] [--save FILE [--of SERVER]]
#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/script_run.h"
#include "rows/rows.h"

namespace lockstep::cli {
namespace {

using lockstep::rows::RowFault;

int wrong(const std::string& what) {
    complain("lockstep rows: " + what);
    return unreadable;
}

// False, and a line on standard error, if a row cannot be one.
bool load(const std::string& file, Timeline& timeline, std::string& text) {
    RowFault fault;
    const auto found = lockstep::rows::readRows(file, fault);
    if (found && lockstep::rows::load(*found, timeline, text, fault)) return true;
    complain(lockstep::rows::inOneLine(file, fault));
    return false;
}

}  // namespace

int rows(const Words& words) {
    const auto arguments = Arguments::read(
        words, "rows", {{"--load", true}, {"--save", true}, {"--of", true}}, {1, 1, "a script"});
    if (!arguments) return unreadable;
    const auto source = arguments->value("--load");
    const auto target = arguments->value("--save");
    if (!source && !target) return wrong("it needs --load FILE or --save FILE");
    if (arguments->has("--of") && !target) return wrong("--of says whose rows --save saves");
    const Catalog catalog = allTopics();
    int status = unreadable;
    auto played = playScript(arguments->rest().front(), catalog, status);
    if (!played) return status;
    Timeline& timeline = *played->timeline;
    const TopicInfo& topic = timeline.topic().info();
    if (!lockstep::rows::hasRows(topic))
        return wrong("topic " + topic.id + " has no rows to load or save");
    std::string text = played->text;
    if (!text.empty() && text.back() != '\n') text += '\n';
    if (source && !load(*source, timeline, text)) return unreadable;
    if (target) {
        const auto found = lockstep::rows::rowsOf(timeline, arguments->value("--of"));
        if (!found) return wrong("there is no server '" + *arguments->value("--of") + "'");
        std::string why;
        if (!lockstep::rows::writeRows(*target, *found, why)) {
            complain(*target + ": " + why);
            return unreadable;
        }
        if (!source) return succeeded;
    }
    Output output;
    output.write(text);
    return output.finish(succeeded);
}

}  // namespace lockstep::cli
