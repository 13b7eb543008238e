// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/json_lines.h"

#include <algorithm>

#include "kernel/action_text.h"

namespace lockstep::script {
namespace {

constexpr std::size_t bufferSize = std::size_t{64} * 1024;

// All facts of the world; step and time stand in each object, and branch and
// digest say nothing of a single step. A fact's name has four parts at most.
void readWorld(const Timeline& timeline, FactList& facts) {
    static const Glob all[] = {Glob("*"), Glob("*.*"), Glob("*.*.*"),
                               Glob("*.*.*.*")};
    facts.clear();
    for (const Glob& glob : all) {
        timeline.world().visitFacts(
            glob, [&](std::string_view name, const Value& value) {
                facts.emplace_back(name, value.text());
            });
    }
}

void write(JsonWriter& json, const FactList& facts) {
    json.beginObject();
    for (const auto& [name, value] : facts) json.key(name).text(value);
    json.endObject();
}

bool sameNames(const FactList& a, const FactList& b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(),
                      [](const auto& x, const auto& y) {
                          return x.first == y.first;
                      });
}

// What is new or has another value, then what is gone, which is none now.
FactList changed(const FactList& before, const FactList& after) {
    FactList result;
    if (sameNames(before, after)) {
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (before[i] != after[i]) result.push_back(after[i]);
        }
        return result;
    }
    FactList old = before;
    FactList now = after;
    std::sort(old.begin(), old.end());
    std::sort(now.begin(), now.end());
    for (const auto& fact : after) {
        if (!std::binary_search(old.begin(), old.end(), fact)) {
            result.push_back(fact);
        }
    }
    for (const auto& [name, value] : before) {
        const auto found = std::lower_bound(now.begin(), now.end(),
                                            std::pair(name, std::string()));
        if (found == now.end() || found->first != name) {
            result.emplace_back(name, "none");
        }
    }
    return result;
}

void writeEvents(JsonWriter& json, const Timeline& timeline) {
    json.beginArray();
    for (const Event& event : timeline.events()) {
        json.beginObject();
        json.key("id").text(event.kind->id);
        json.key("text").text(toText(event, timeline.setup()));
        json.key("at").text(std::string(event.sentence.file) + ':' +
                            std::to_string(event.sentence.line));
        json.endObject();
    }
    json.endArray();
}

// The invariants that this step broke; most steps break none and say nothing.
void writeBreaks(JsonWriter& json, const Timeline& timeline) {
    const auto& invariants = timeline.topic().info().invariants;
    bool any = false;
    for (const Break& found : timeline.breaks()) {
        if (found.step != timeline.step()) continue;
        if (!any) json.key("broken").beginArray();
        any = true;
        const auto at = static_cast<std::size_t>(found.invariant);
        json.beginObject();
        json.key("id").text(invariants[at].id);
        json.key("text").text(found.telling);
        json.endObject();
    }
    if (any) json.endArray();
}

std::string branchName(const Timeline& timeline) {
    const auto branches = timeline.branches();
    return branches[static_cast<std::size_t>(timeline.branch())].name;
}

}  // namespace

void JsonLines::start(const Script&, const Timeline& timeline) {
    remember(timeline);
}

void JsonLines::remember(const Timeline& timeline) {
    readWorld(timeline, facts_);
    branch_ = timeline.branch();
}

void JsonLines::acted(const Timeline& timeline) {
    const Step step = timeline.step();
    JsonWriter json;
    json.beginObject();
    json.key("step").number(step);
    json.key("time_ms").literal(toMilliseconds(timeline.timeAt(step)));
    json.key("action").text(toText(timeline.actionAt(step),
                                   timeline.topic().info(), timeline.setup()));
    writeEvents(json.key("events"), timeline);
    readWorld(timeline, next_);
    write(json.key("changed"), changed(facts_, next_));
    facts_.swap(next_);
    writeBreaks(json, timeline);
    if (timeline.branch() != branch_) {
        branch_ = timeline.branch();
        json.key("branch").text(branchName(timeline));
    }
    json.endObject();
    line(json);
}

void JsonLines::expected(const Command&, const Expression& expression,
                         bool holds, const FactList& got) {
    JsonWriter json;
    json.beginObject();
    json.key("expect").text(expression.text());
    json.key("ok").boolean(holds);
    write(json.key("got"), got);
    json.endObject();
    line(json);
}

void JsonLines::printed(const Timeline&, const FactList& facts) {
    JsonWriter json;
    json.beginObject();
    write(json.key("print"), facts);
    json.endObject();
    line(json);
}

// Where the timeline stands, after the key that tells what happened.
void JsonLines::place(JsonWriter& json, const Timeline& timeline) {
    json.key("step").number(timeline.step());
    json.key("time_ms").literal(toMilliseconds(timeline.time()));
}

void JsonLines::noted(const Timeline& timeline, const std::string& text) {
    JsonWriter json;
    json.beginObject().key("note").text(text);
    place(json, timeline);
    json.endObject();
    line(json);
}

void JsonLines::wentBack(const Timeline& timeline, Step count) {
    remember(timeline);
    JsonWriter json;
    json.beginObject().key("back").number(count);
    place(json, timeline);
    json.endObject();
    line(json);
}

void JsonLines::went(const Timeline& timeline, const std::string& target) {
    remember(timeline);
    JsonWriter json;
    json.beginObject().key("go").text(target);
    place(json, timeline);
    json.key("branch").text(branchName(timeline));
    json.endObject();
    line(json);
}

void JsonLines::branched(const Timeline& timeline, const std::string& name) {
    remember(timeline);
    JsonWriter json;
    json.beginObject().key("branch").text(name);
    place(json, timeline);
    json.endObject();
    line(json);
}

void JsonLines::ended(const Command&) {
    if (text_.size() >= bufferSize) flush();
}

void JsonLines::line(const JsonWriter& json) {
    text_ += json.result();
    text_ += '\n';
    if (text_.size() >= bufferSize) flush();
}

void JsonLines::flush() {
    if (writable_ && !text_.empty()) writable_ = write_(text_);
    text_.clear();
}

bool JsonLines::finish() {
    flush();
    return writable_;
}

}  // namespace lockstep::script
