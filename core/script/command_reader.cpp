// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/command_reader.h"

#include <algorithm>
#include <set>

#include "kernel/action_text.h"
#include "script/line_reader.h"
#include "script/newcomers.h"
#include "script/text.h"
#include "script/vocabulary.h"
#include "script/words.h"

namespace lockstep::script {
namespace {

constexpr std::size_t mostFaults = 100;

// Reads the commands line by line. What a line's reader notes as a fault makes
// the line's command void; the next line is read all the same.
class CommandReader : private LineReader {
public:
    CommandReader(const Timeline& timeline, std::vector<Fault>& faults)
        : LineReader(faults),
          timeline_(timeline),
          info_(timeline.topic().info()) {
        for (const BranchInfo& branch : timeline.branches()) {
            branches_.insert(branch.name);
        }
    }

    std::vector<Command> read(const std::vector<std::string_view>& lines,
                              std::size_t from) {
        std::vector<Command> commands;
        bool expectedOutput = false;
        for (std::size_t i = from; i < lines.size(); ++i) {
            const std::string_view line = lines[i];
            if (expectedOutput) {
                expectedOutput = !line.empty();
            } else if (line == "----") {
                expectedOutput = true;
            } else {
                readLine(line, static_cast<int>(i) + 1, commands);
            }
            if (faults_.size() >= mostFaults) break;
        }
        return commands;
    }

private:
    void readLine(std::string_view line, int number,
                  std::vector<Command>& commands) {
        line_ = line;
        number_ = number;
        next_ = 1;
        const std::size_t before = faults_.size();
        words_ = splitTokens(line, number, faults_);
        if (faults_.size() != before || words_.empty()) return;
        Command command;
        command.place = {number, words_[0].column};
        const std::size_t start = words_[0].offset;
        command.text = line.substr(start, words_.back().end() - start);
        if (auto what = readCommand()) {
            command.what = std::move(*what);
            commands.push_back(std::move(command));
        }
        if (commands.size() > mostCommands) {
            fault(0, "the script is too long; it may have " +
                         std::to_string(mostCommands) + " commands");
        }
    }

    std::optional<AnyCommand> readCommand() {
        const Token& word = words_[0];
        if (word.is("step")) return readCount<StepCommand>();
        if (word.is("back")) return readCount<BackCommand>();
        if (word.is("go")) return readGo();
        if (word.is("branch")) return readBranch();
        if (word.is("note")) return readNote();
        if (word.is("run")) return readRun();
        const char* idle = "idle takes a time; write idle 20 ms";
        if (word.is("idle")) return readTimed<IdleCommand>(idle);
        if (word.is("settle")) return ended(SettleCommand{});
        if (word.is("expect")) return readExpect();
        if (word.is("print")) return readPrint();
        return readAction();
    }

    template <class Counted>
    std::optional<AnyCommand> readCount() {
        Counted command;
        if (words_.size() > 1) {
            const auto count = wholeNumber(words_[1].raw, mostSteps);
            if (!count || *count == 0) {
                return fault(1, words_[0].text +
                                    " takes a number of steps from 1 to " +
                                    std::to_string(mostSteps));
            }
            command.count = static_cast<Step>(*count);
            next_ = 2;
        }
        return ended(command);
    }

    std::optional<AnyCommand> readGo() {
        if (words_.size() < 2) {
            return fault(0, "go needs a step's number, a branch or a "
                            "milestone; write go 12 or go main");
        }
        GoCommand command;
        next_ = 2;
        command.target = words_[1].text;
        if (!words_[1].quoted && isDigits(command.target)) {
            const auto step = wholeNumber(command.target, mostSteps);
            if (!step) {
                return fault(1, "there are never so many steps; at most " +
                                    std::to_string(mostSteps));
            }
            command.step = static_cast<Step>(*step);
        } else if (isBranch(command.target)) {
            command.branch = true;
        } else if (!readEvent(command.target, info_, command)) {
            return fault(1, noSuchTarget(command.target, info_, branches_));
        }
        return ended(std::move(command));
    }

    // A branch may also be one that acting in the past opens: "branch 2".
    bool isBranch(const std::string& name) const {
        constexpr std::string_view start = "branch ";
        return branches_.count(name) != 0 ||
               (name.substr(0, start.size()) == start &&
                isDigits(std::string_view(name).substr(start.size())));
    }

    std::optional<AnyCommand> readBranch() {
        if (words_.size() < 2) {
            return fault(0, "branch needs a name; write branch NAME");
        }
        next_ = 2;
        const std::string& name = words_[1].text;
        const bool number = isDigits(name) && !words_[1].quoted;
        if (name.empty() || name.size() > 200 || number) {
            return fault(1, "a branch cannot be named " + shown(name) +
                                "; a number is a step, so use a word");
        }
        if (!branches_.insert(name).second) {
            return fault(1, "there is a branch " + shown(name) +
                                " already; give this one another name");
        }
        return ended(BranchCommand{name});
    }

    std::optional<AnyCommand> readNote() {
        if (words_.size() < 2) {
            return fault(0, "note needs a caption; write note \"a caption\"");
        }
        NoteCommand command;
        for (; next_ < words_.size(); ++next_) {
            if (next_ > 1) command.text += ' ';
            command.text += words_[next_].text;
        }
        return command;
    }

    std::optional<AnyCommand> readRun() {
        if (words_.size() > 1 && words_[1].is("until")) return readUntil();
        return readTimed<RunCommand>(
            "run takes a time or a condition; write run 200 ms or run until "
            "S1.role = leader");
    }

    template <class Timed>
    std::optional<AnyCommand> readTimed(const char* usage) {
        const auto duration = readDuration(usage);
        if (!duration) return std::nullopt;
        return Timed{*duration};
    }

    // run until EXPR [within 5 s]
    std::optional<AnyCommand> readUntil() {
        words_ = splitTokens(line_, number_, faults_, Parentheses::apart);
        next_ = 2;
        auto expression =
            readExpression(words_, next_, "within", line_, number_, faults_);
        if (!expression) return std::nullopt;
        checkFacts(expression->uses(), timeline_, faults_, newcomers_);
        Duration within = usualWithin;
        if (next_ < words_.size()) {
            ++next_;
            const auto duration =
                readDuration("within takes a time; write within 5 s");
            if (!duration) return std::nullopt;
            within = *duration;
        }
        return RunUntilCommand{std::move(*expression), within};
    }

    std::optional<AnyCommand> readExpect() {
        words_ = splitTokens(line_, number_, faults_, Parentheses::apart);
        auto expression =
            readExpression(words_, next_, {}, line_, number_, faults_);
        if (!expression) return std::nullopt;
        checkFacts(expression->uses(), timeline_, faults_, newcomers_);
        return ExpectCommand{std::move(*expression)};
    }

    std::optional<AnyCommand> readPrint() {
        if (words_.size() < 2) {
            return fault(0, "print needs facts; write print S1.role or print "
                            "S*.log");
        }
        PrintCommand command;
        for (; next_ < words_.size(); ++next_) {
            command.facts.push_back({Glob(words_[next_].raw),
                                     {number_, words_[next_].column}});
        }
        checkFacts(command.facts, timeline_, faults_, newcomers_);
        return command;
    }

    std::optional<AnyCommand> readAction() {
        const std::string& word = words_[0].text;
        if (isHeadWord(word)) {
            return fault(0, word + " belongs to the head, which ends at the "
                                   "first command; put it above");
        }
        if (!isActionWord(word, info_)) {
            return fault(0, noSuchCommand(word, info_));
        }
        Fault found;
        const auto written =
            parseAction(line_, info_, timeline_.setup(), found);
        if (written) {
            const std::string wrong = meetServers(written->action, line_,
                                                  timeline_, newcomers_);
            if (!wrong.empty()) return fault(1, wrong);
            return ActCommand{};
        }
        const auto byte = static_cast<std::size_t>(
            std::max(found.place.column - 1, 0));
        faults_.push_back({{number_, columnOf(line_, byte)}, found.message});
        return std::nullopt;
    }

    const Timeline& timeline_;
    const TopicInfo& info_;
    std::set<std::string> branches_;
    std::vector<std::string> newcomers_;
};

}  // namespace

std::vector<Command> readCommandLines(
    const std::vector<std::string_view>& lines, std::size_t from,
    const Timeline& timeline, std::vector<Fault>& faults) {
    return CommandReader(timeline, faults).read(lines, from);
}

}  // namespace lockstep::script
