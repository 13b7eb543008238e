// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep rows SCRIPT [--load FILE] [--save FILE [--of SERVER]]
#include <algorithm>
#include <cstdio>
#include <fstream>

#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/rows.h"
#include "cli/script_run.h"
#include "kernel/action_text.h"

namespace lockstep::cli {
namespace {

// The messages of so many writes are in flight at once.
constexpr std::size_t writesAtOnce = 20;

int wrong(const std::string& what) {
    complain("lockstep rows: " + what);
    return unreadable;
}

bool isCsv(const std::string& file) {
    return file.size() > 4 && file.compare(file.size() - 4, 4, ".csv") == 0;
}

// A topic has rows if it has a verb that writes one.
const VerbSpec* writingVerb(const TopicInfo& topic) {
    for (const VerbSpec& verb : topic.verbs) {
        const std::vector<Argument> keyAndValue{Argument::word, Argument::word};
        if (std::string_view(verb.name) == "put" && verb.shape == keyAndValue) return &verb;
    }
    return nullptr;
}

std::optional<std::vector<FileRow>> readRows(const std::string& file) {
    if (!isCsv(file)) {
        std::string why;
        auto rows = readSqlite(file, why);
        if (!rows) complain(file + ": " + why);
        return rows;
    }
    const auto text = readInput(file);
    if (!text) return std::nullopt;
    RowFault fault;
    auto rows = readCsv(*text, fault);
    if (!rows) complain(file, {{fault.line, 1}, fault.message});
    return rows;
}

std::string putLine(const FileRow& row) {
    return "put " + quotedWord(row.key) + ' ' + quotedWord(row.value);
}

// Plays a put for each row where the script ends, and adds them to its text. False, and a line on
// standard error, at the first row that cannot be one.
bool load(const std::string& file, const std::vector<FileRow>& rows, Timeline& timeline,
          std::string& text) {
    const auto complainOf = [&](const FileRow& row, const std::string& why) {
        if (row.line == 0) {
            complain(file + ": a row cannot be loaded: " + why);
        } else {
            complain(file, {{row.line, 1}, why});
        }
        return false;
    };
    const auto settle = [&] {
        while (!timeline.world().pending().empty()) {
            const Action next = timeline.world().pending().front();
            if (next.verb != Verb::deliver) break;
            timeline.act(next);
        }
        text += "settle\n";
    };
    std::size_t written = 0;
    for (const FileRow& row : rows) {
        const std::string line = putLine(row);
        if (line.find_first_of("\r\n") != std::string::npos) {
            return complainOf(row, "a row with a line break cannot be written in a script");
        }
        Fault fault;
        const auto put = parseAction(line, timeline.topic().info(), timeline.setup(), fault);
        if (!put) return complainOf(row, fault.message);
        const std::string why = timeline.act(put->action);
        if (!why.empty()) return complainOf(row, why);
        text += line + '\n';
        if (++written % writesAtOnce == 0) settle();
    }
    if (written % writesAtOnce != 0) settle();
    return true;
}

std::string valueOf(const Timeline& timeline, const std::string& fact) {
    std::string text = "none";
    timeline.visitFacts(Glob(fact),
                        [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

// All rows, or those that one server owns, in the order of their keys. Nothing if there is no such
// server.
std::optional<std::vector<FileRow>> rowsOf(const Timeline& timeline,
                                           const std::optional<std::string>& server) {
    if (server) {
        const auto known = timeline.setup().find(*server);
        if (!known || known->index >= timeline.world().serverCount()) return std::nullopt;
    }
    std::vector<FileRow> rows;
    timeline.visitFacts(Glob("value.*"), [&](std::string_view fact, const Value& value) {
        if (value.isNone()) return;
        const std::string key(Glob(fact).exactPart(1));
        const bool wanted = !server || valueOf(timeline, "owner." + quotedPart(key)) == *server;
        if (wanted) rows.push_back({key, value.text(), 0});
    });
    std::sort(rows.begin(), rows.end(),
              [](const FileRow& a, const FileRow& b) { return a.key < b.key; });
    return rows;
}

int save(const std::string& file, const std::vector<FileRow>& rows) {
    std::string why;
    if (!isCsv(file)) {
        if (writeSqlite(file, rows, why)) return succeeded;
        complain(file + ": " + why);
        return unreadable;
    }
    // Beside it first, so that a full disk leaves the old file as it was.
    const std::string beside = file + ".new";
    std::ofstream out(beside, std::ios::binary);
    out << writeCsv(rows);
    out.close();
    if (out && std::rename(beside.c_str(), file.c_str()) == 0) return succeeded;
    std::remove(beside.c_str());
    complain(file + ": it cannot be written; it is as it was");
    return unreadable;
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
    if (!writingVerb(topic)) return wrong("topic " + topic.id + " has no rows to load or save");
    std::string text = played->text;
    if (!text.empty() && text.back() != '\n') text += '\n';
    if (source) {
        const auto rows = readRows(*source);
        if (!rows || !load(*source, *rows, timeline, text)) return unreadable;
    }
    if (target) {
        const auto rows = rowsOf(timeline, arguments->value("--of"));
        if (!rows) return wrong("there is no server '" + *arguments->value("--of") + "'");
        status = save(*target, *rows);
        if (status != succeeded || !source) return status;
    }
    Output output;
    output.write(text);
    return output.finish(succeeded);
}

}  // namespace lockstep::cli
