// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/lines.h"

#include "kernel/action_text.h"

namespace lockstep::script {
namespace {

constexpr std::size_t mostFactsTold = 20;
constexpr std::size_t bufferSize = std::size_t{64} * 1024;

bool isAboutMessage(Verb verb) {
    return verb == Verb::deliver || verb == Verb::drop ||
           verb == Verb::duplicate || verb == Verb::delay;
}

std::string clock(Time time) { return toMilliseconds(time) + " ms"; }

std::string whereOn(const Timeline& timeline) {
    const auto branches = timeline.branches();
    const auto branch = static_cast<std::size_t>(timeline.branch());
    return "at step " + std::to_string(timeline.step()) + " of " +
           branches[branch].name + ", " + clock(timeline.time());
}

}  // namespace

std::string tellFacts(const FactList& facts) {
    std::string text;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (i == mostFactsTold) {
            return text + " and " + std::to_string(facts.size() - i) + " more";
        }
        if (i > 0) text += ", ";
        text += facts[i].first + " is " + facts[i].second;
    }
    return text.empty() ? "no fact matches now" : text;
}

std::string tellAction(const Timeline& timeline) {
    const Action action = timeline.actionAt(timeline.step());
    std::string text =
        toText(action, timeline.topic().info(), timeline.setup());
    if (!isAboutMessage(action.verb)) return text;
    const Glob fact("message." + std::to_string(action.n));
    timeline.before().visitFacts(
        fact, [&](std::string_view, const Value& message) {
            if (!message.isNone()) text += " (" + message.text() + ')';
        });
    return text;
}

void LineTeller::acted(const Timeline& timeline) {
    std::string text = std::to_string(timeline.step()) + " at " +
                       clock(timeline.timeAt(timeline.step())) + ": " +
                       tellAction(timeline);
    if (timeline.branch() != branch_) {
        branch_ = timeline.branch();
        const auto at = static_cast<std::size_t>(branch_);
        text += " (on " + timeline.branches()[at].name + ')';
    }
    line(text);
    for (const Event& event : timeline.events()) {
        if (event.kind->weight == Weight::small) continue;
        line("  " + toText(event, timeline.setup()));
    }
    const auto& invariants = timeline.topic().info().invariants;
    for (const Break& found : timeline.breaks()) {
        if (found.step != timeline.step()) continue;
        const auto at = static_cast<std::size_t>(found.invariant);
        line("  Broken: " + std::string(invariants[at].title) + ". " +
             found.telling);
    }
}

void LineTeller::expected(const Command&, const Expression&, bool holds,
                          const FactList& got) {
    line(holds ? "ok" : "failed: " + tellFacts(got));
}

void LineTeller::printed(const Timeline&, const FactList& facts) {
    if (facts.empty()) line("no fact matches now");
    for (const auto& [name, value] : facts) line(name + " = " + value);
}

void LineTeller::wentBack(const Timeline& timeline, Step) {
    line(whereOn(timeline));
}

void LineTeller::went(const Timeline& timeline, const std::string&) {
    branch_ = timeline.branch();
    line(whereOn(timeline));
}

void LineTeller::branched(const Timeline& timeline, const std::string&) {
    branch_ = timeline.branch();
    line(whereOn(timeline));
}

void LineTeller::idled(const Timeline& timeline) {
    line("now " + clock(timeline.time()));
}

void LineTeller::refused(const Command&, const std::string& why) {
    line("refused: " + why);
}

void Transcript::start(const Script& script, const Timeline&) {
    for (const std::string& headLine : script.head) text_ += headLine + '\n';
    text_ += '\n';
}

void Transcript::began(const Command& command) {
    text_ += command.text + '\n';
    lines_ = false;
}

void Transcript::line(std::string_view text) {
    if (!lines_) text_ += "----\n";
    lines_ = true;
    text_ += text;
    text_ += '\n';
    if (text_.size() >= bufferSize) flush();
}

void Transcript::ended(const Command&) {
    if (lines_) text_ += '\n';
    if (text_.size() >= bufferSize) flush();
}

void Transcript::flush() {
    if (writable_ && !text_.empty()) writable_ = write_(text_);
    text_.clear();
}

bool Transcript::finish() {
    flush();
    return writable_;
}

}  // namespace lockstep::script
