// SPDX-License-Identifier: GPL-3.0-or-later
#include "rows/rows.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "kernel/action_text.h"
#include "script/text.h"

namespace lockstep::rows {
namespace {

// The messages of so many writes are in flight at once.
constexpr std::size_t writesAtOnce = 20;

std::string putLine(const FileRow& row) {
    return "put " + quotedWord(row.key) + ' ' + quotedWord(row.value);
}

// Why it cannot be written; empty if it can.
std::string objection(const FileRow& row, const Timeline& timeline) {
    const std::string line = putLine(row);
    if (line.find_first_of("\r\n") != std::string::npos)
        return "a row with a line break cannot be written in a script";
    if (line.find('\t') != std::string::npos)
        return "a row with a tab cannot be written in a script";
    Fault fault;
    const auto put = parseAction(line, timeline.topic().info(), timeline.setup(), fault);
    if (!put) return fault.message;
    const std::string refusal = timeline.world().refusal(put->action);
    if (!refusal.empty() || script::cleanText(line, fault)) return refusal;
    return "the row is not plain text; save it as UTF-8, without control characters";
}

void settle(Timeline& timeline, std::string& text) {
    while (!timeline.world().pending().empty()) {
        const Action next = timeline.world().pending().front();
        if (next.verb != Verb::deliver) break;
        timeline.act(next);
    }
    text += "settle\n";
}

std::string valueOf(const Timeline& timeline, const std::string& fact) {
    std::string text = "none";
    timeline.visitFacts(Glob(fact),
                        [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

bool endsWith(std::string_view file, std::string_view ending) {
    return file.size() > ending.size() && file.substr(file.size() - ending.size()) == ending;
}

bool isCsv(std::string_view file) { return endsWith(file, ".csv"); }

// Why the name says nothing of what is in the file; empty if it does.
std::string wrongEnding(std::string_view file) {
    if (isCsv(file) || endsWith(file, ".db") || endsWith(file, ".sqlite")) return {};
    return "its name does not say how rows are kept in it; end it in .csv or .db";
}

}  // namespace

std::string inOneLine(const std::string& file, const RowFault& fault) {
    const std::string place = fault.line > 0 ? ':' + std::to_string(fault.line) + ":1" : "";
    return file + place + ": " + fault.message;
}

bool hasRows(const TopicInfo& topic) {
    const std::vector<Argument> keyAndValue{Argument::word, Argument::word};
    return std::any_of(topic.verbs.begin(), topic.verbs.end(), [&](const VerbSpec& verb) {
        return std::string_view(verb.name) == "put" && verb.shape == keyAndValue;
    });
}

bool load(const std::vector<FileRow>& rows, Timeline& timeline, std::string& text,
          RowFault& fault) {
    for (const FileRow& row : rows) {
        const std::string why = objection(row, timeline);
        if (why.empty()) continue;
        fault = {row.line, row.line == 0 ? "a row cannot be loaded: " + why : why};
        return false;
    }
    std::size_t written = 0;
    for (const FileRow& row : rows) {
        Fault none;
        const std::string line = putLine(row);
        const auto put = parseAction(line, timeline.topic().info(), timeline.setup(), none);
        timeline.act(put->action);
        text += line + '\n';
        if (++written % writesAtOnce == 0) settle(timeline, text);
    }
    if (written % writesAtOnce != 0) settle(timeline, text);
    return true;
}

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

std::optional<std::vector<FileRow>> readRows(const std::string& file, RowFault& fault) {
    fault.message = wrongEnding(file);
    if (!fault.message.empty()) return std::nullopt;
    if (!isCsv(file)) return readSqlite(file, fault.message);
    std::ifstream in(file, std::ios::binary);
    std::string text(script::longestText + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in.is_open() || in.bad()) {
        fault.message = std::string("it cannot be read: ") + std::strerror(errno);
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() <= script::longestText) return readCsv(text, fault);
    fault.message = "it is larger than 16 MB, which no run can hold";
    return std::nullopt;
}

bool writeRows(const std::string& file, const std::vector<FileRow>& rows, std::string& why) {
    why = wrongEnding(file);
    if (!why.empty()) return false;
    if (!isCsv(file)) return writeSqlite(file, rows, why);
    // Beside it first, so that a full disk leaves the old file as it was.
    const std::string beside = file + ".new";
    std::ofstream out(beside, std::ios::binary);
    out << writeCsv(rows);
    out.close();
    if (out && std::rename(beside.c_str(), file.c_str()) == 0) return true;
    std::remove(beside.c_str());
    why = "it cannot be written; it is as it was";
    return false;
}

}  // namespace lockstep::rows
