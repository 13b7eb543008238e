// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep topics | lessons [--json]
#include <algorithm>

#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "kernel/timeline.h"
#include "script/json.h"

namespace lockstep::cli {
namespace {

using script::JsonWriter;

const char* nameOf(DialKind kind) {
    switch (kind) {
        case DialKind::range: return "range";
        case DialKind::duration: return "duration";
        case DialKind::percent: return "percent";
        case DialKind::number: return "number";
        case DialKind::choice: return "choice";
        case DialKind::decimal: return "decimal";
        case DialKind::amount: return "amount";
        case DialKind::factor: return "factor";
        case DialKind::text: return "text";
    }
    return "";
}

void writeDial(JsonWriter& json, const DialInfo& dial) {
    json.beginObject();
    json.key("name").text(dial.name);
    json.key("kind").text(nameOf(dial.kind));
    json.key("default").text(dial.standard);
    if (!dial.choices.empty()) {
        json.key("choices").beginArray();
        for (const std::string& choice : dial.choices) json.text(choice);
        json.endArray();
    } else if (dial.kind != DialKind::text) {
        const DialValue least{dial.least.low, dial.least.high};
        const DialValue most{dial.most.low, dial.most.high};
        json.key("least").text(toText(dial, least));
        json.key("most").text(toText(dial, most));
    }
    json.key("summary").text(dial.summary);
    json.endObject();
}

// The names of a fresh world's facts, as globs: "S1.role" is "*.role".
std::vector<std::string> factGlobs(const TopicInterface& topic) {
    Scenario scenario;
    scenario.topic = topic.info().id;
    std::vector<Fault> faults;
    const auto timeline = Timeline::start(topic, scenario, faults, {false, false});
    std::vector<std::string> globs;
    if (!timeline) return globs;
    const auto add = [&](std::string_view name, const Value&) {
        std::string glob;
        while (!name.empty()) {
            const std::size_t end = std::min(name.find('.'), name.size());
            const auto part = name.substr(0, end);
            if (!glob.empty()) glob += '.';
            glob += timeline->setup().find(part) ? "*" : std::string(part);
            name.remove_prefix(std::min(end + 1, name.size()));
        }
        if (std::find(globs.begin(), globs.end(), glob) == globs.end()) globs.push_back(glob);
    };
    for (const char* pattern : {"*", "*.*", "*.*.*", "*.*.*.*"}) {
        timeline->visitFacts(Glob(pattern), add);
    }
    return globs;
}

void writeRules(JsonWriter& json, const TopicInfo& info) {
    json.key("actions").beginArray();
    for (const VerbSpec& verb : info.verbs) {
        json.beginObject().key("name").text(verb.name).key("arguments").text(verb.arguments);
        json.key("summary").text(verb.summary).endObject();
    }
    json.endArray().key("flaws").beginArray();
    for (const FlawSpec& flaw : info.flaws) {
        json.beginObject().key("name").text(flaw.name).key("title").text(flaw.title);
        json.key("summary").text(flaw.summary).key("safety").boolean(flaw.safety).endObject();
    }
    json.endArray().key("invariants").beginArray();
    for (const InvariantSpec& invariant : info.invariants) {
        json.beginObject().key("id").text(invariant.id).key("title").text(invariant.title);
        json.key("claim").text(invariant.claim).key("source").text(invariant.source).endObject();
    }
    json.endArray().key("messages").beginArray();
    for (const std::string& kind : info.messageKinds) json.text(kind);
    json.endArray().key("events").beginArray();
    for (const EventKind* kind : info.eventKinds) {
        json.beginObject().key("id").text(kind->id);
        json.key("milestone").boolean(kind->weight == Weight::milestone).endObject();
    }
    json.endArray();
}

std::string toJson(const TopicInterface& topic) {
    const TopicInfo& info = topic.info();
    JsonWriter json;
    json.beginObject();
    json.key("id").text(info.id).key("title").text(info.title);
    json.key("group").text(info.tab).key("summary").text(info.summary);
    json.key("servers").beginObject();
    json.key("default").number(info.usualServers);
    json.key("least").number(info.fewestServers).key("most").number(info.mostServers);
    json.endObject();
    json.key("dials").beginArray();
    for (const DialInfo& dial : info.dials) writeDial(json, dial);
    json.endArray();
    writeRules(json, info);
    json.key("facts").beginArray();
    for (const std::string& glob : factGlobs(topic)) json.text(glob);
    json.endArray().endObject();
    return json.result();
}

}  // namespace

int listTopics(const Words& words) {
    const auto arguments = Arguments::read(words, "topics", {{"--json"}}, {});
    if (!arguments) return unreadable;
    const Catalog catalog = allTopics();
    Output output;
    for (const auto& topic : catalog.topics()) {
        const TopicInfo& info = topic->info();
        output.write((arguments->has("--json") ? toJson(*topic) : info.id + '\t' + info.title) +
                     '\n');
    }
    return output.finish(succeeded);
}

}  // namespace lockstep::cli
