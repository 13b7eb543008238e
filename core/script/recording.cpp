// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/recording.h"

#include <algorithm>
#include <map>

#include "kernel/action_text.h"
#include "script/expression.h"
#include "script/words.h"

namespace lockstep::script {
namespace {

// The longest time that the language takes in one word.
constexpr Duration longestDuration{1'000'000LL * 1'000'000};

std::string serverWord(const ScenarioServer& server) {
    std::string word = quotedWord(server.name);
    if (server.name.find_first_of("()") != std::string::npos &&
        word.front() != '"') {
        word = '"' + word + '"';
    }
    if (server.weight != 1) word += ':' + std::to_string(server.weight);
    return word;
}

// A name that `branch` and `go` take as a name, not as a step.
std::string branchWord(const std::string& name) {
    return isDigits(name) ? '"' + name + '"' : script::quoted(name);
}

// Writes the steps of a branch as commands while a world goes along: what the
// clock does next anyway is a step, all else was done by hand.
class Recorder {
public:
    explicit Recorder(const Timeline& timeline)
        : timeline_(timeline), world_(timeline.start().clone()) {}

    void step(const TimedAction& timed) {
        const auto due = world_->next();
        if (due && due->action == timed.action && due->time == timed.time) {
            ++steps_;
        } else {
            passTime(timed.time);
            byHand(timed.action);
        }
        world_->setNow(timed.time);
        world_->play(timed.action, nullptr);
    }

    // What is due at that very moment is still to come: idle waits for it and
    // does not play it.
    void passTime(Time until) {
        writeSteps();
        while (world_->now() < until) {
            const auto due = world_->next();
            const Duration passed =
                std::min<Duration>(until - world_->now(), longestDuration);
            const bool pending = due && due->time <= world_->now() + passed;
            line((pending ? "idle " : "run ") + toText(passed));
            world_->setNow(world_->now() + passed);
        }
    }

    void line(const std::string& text) {
        writeSteps();
        text_ += text + '\n';
        anyCommand_ = true;
    }

    void moveTo(std::unique_ptr<AnyWorld> world) { world_ = std::move(world); }
    const AnyWorld& world() const { return *world_; }

    std::string result() {
        writeSteps();
        return std::move(text_);
    }

private:
    void writeSteps() {
        if (steps_ == 0) return;
        text_ += steps_ == 1 ? "step\n"
                             : "step " + std::to_string(steps_) + '\n';
        steps_ = 0;
        anyCommand_ = true;
    }

    void byHand(const Action& action) {
        const bool headWord =
            action.verb == Verb::setDial || action.verb == Verb::setFlaw;
        // As the first line, a dial would belong to the head.
        if (headWord && !anyCommand_) line("go 0");
        line(toText(action, timeline_.topic().info(), timeline_.setup()));
    }

    const Timeline& timeline_;
    std::unique_ptr<AnyWorld> world_;
    std::string text_;
    Step steps_ = 0;
    bool anyCommand_ = false;
};

std::string lastLine(const Timeline& timeline) {
    std::string line;
    for (const auto& [name, value] : readFacts(timeline, Glob("digest"))) {
        line = "expect " + name + " = " + value + '\n';
    }
    return line;
}

std::string opening(const Timeline& timeline) {
    return std::string("# Recorded by Lockstep ") + programVersion() + ".\n" +
           writeHead(timeline.setup().scenario) + '\n';
}

// Names that tell the branches apart: a window may have given one twice.
std::vector<std::string> branchNames(const std::vector<BranchInfo>& branches) {
    std::vector<std::string> names;
    for (const BranchInfo& branch : branches) {
        std::string name = branch.name;
        for (int copy = 2;
             std::find(names.begin(), names.end(), name) != names.end();
             ++copy) {
            name = branch.name + " (" + std::to_string(copy) + ')';
        }
        names.push_back(name);
    }
    return names;
}

}  // namespace

const char* programVersion() { return LOCKSTEP_VERSION; }

std::string writeHead(const Scenario& scenario) {
    std::string text = "topic " + scenario.topic + '\n';
    const auto& servers = scenario.servers;
    // Servers that the topic named follow from its dials.
    if (!servers.empty() && !scenario.derivedServers) {
        text += "servers";
        if (servers == numberedServers(static_cast<int>(servers.size()))) {
            text += ' ' + std::to_string(servers.size());
        } else {
            for (const auto& server : servers) text += ' ' + serverWord(server);
        }
        text += '\n';
    }
    text += "seed " + std::to_string(scenario.seed) + '\n';
    for (const Setting& dial : scenario.dials) {
        text += dial.name + ' ' + dial.value + '\n';
    }
    for (const std::string& flaw : scenario.flaws) {
        text += "flaw " + flaw + " on\n";
    }
    for (const Given& given : scenario.givens) {
        text += "given " + quotedWord(given.server);
        for (const Setting& setting : given.settings) {
            text += ' ' + setting.name + '=' + script::quoted(setting.value);
        }
        text += '\n';
    }
    return text;
}

std::string writeRecording(const Timeline& timeline) {
    Recorder recorder(timeline);
    for (Step step = 1; step <= timeline.step(); ++step) {
        recorder.step(timeline.recordedOn(timeline.branch(), step));
    }
    recorder.passTime(timeline.time());
    return opening(timeline) + recorder.result() + lastLine(timeline);
}

std::string writeSession(const Timeline& timeline) {
    const auto branches = timeline.branches();
    const auto names = branchNames(branches);
    Recorder recorder(timeline);
    // The worlds at which later branches begin.
    std::vector<std::unique_ptr<AnyWorld>> starts(branches.size());
    std::multimap<std::pair<int, Step>, std::size_t> forks;
    for (std::size_t i = 1; i < branches.size(); ++i) {
        forks.emplace(std::pair(branches[i].parent, branches[i].fork), i);
    }
    const auto current = static_cast<std::size_t>(timeline.branch());
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const BranchInfo& branch = branches[i];
        if (i > 0) {
            const auto parent = static_cast<std::size_t>(branch.parent);
            recorder.line("go " + branchWord(names[parent]));
            recorder.line("go " + std::to_string(branch.fork));
            recorder.line("branch " + branchWord(names[i]));
            // At a tip, `go` finds the clock where it was left.
            if (branch.fork == branches[parent].tip) {
                starts[i]->setNow(branches[parent].tipTime);
            }
            recorder.moveTo(std::move(starts[i]));
        }
        const int number = static_cast<int>(i);
        for (Step step = i == 0 ? 0 : branch.fork + 1; step <= branch.tip;
             ++step) {
            if (step > 0) recorder.step(timeline.recordedOn(number, step));
            const auto [from, to] = forks.equal_range({number, step});
            for (auto fork = from; fork != to; ++fork) {
                starts[fork->second] = recorder.world().clone();
            }
        }
        const bool standsThere = i == current && timeline.atTip();
        recorder.passTime(standsThere ? timeline.time() : branch.tipTime);
    }
    if (current + 1 != branches.size()) {
        recorder.line("go " + branchWord(names[current]));
    }
    if (!timeline.atTip()) {
        recorder.line("go " + std::to_string(timeline.step()));
        const Time idled = timeline.time() - timeline.timeAt(timeline.step());
        if (idled > Time{}) recorder.line("idle " + toText(idled));
    }
    return opening(timeline) + recorder.result() + lastLine(timeline);
}

}  // namespace lockstep::script
