// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

#include "cli/commands.h"
#include "cli/console.h"
#include "script/recording.h"
#include "script/text.h"

namespace lockstep::cli {
namespace {

struct Named {
    const char* name;
    int (*run)(const Words&);
};

constexpr std::array<Named, 8> commands{{{"topics", listTopics},
                                         {"lessons", listLessons},
                                         {"run", runScript},
                                         {"check", checkLessons},
                                         {"explore", explore},
                                         {"compare", compareRuns},
                                         {"export", exportFigure},
                                         {"rows", rows}}};

constexpr const char* help =
    R"(Lockstep: learn distributed systems by stepping them.

  lockstep                        open the window
  lockstep FILE...                open it with a script (.lockstep, .txt) or a lesson (.md)
  lockstep topics [--json]        list the topics: id, tab, title; --json: all there is to set
  lockstep lessons [--json]       list the lessons
  lockstep run [--json] SCRIPT|-  play a script and print its transcript (- is standard input)
  lockstep check [--strict] [PATH...]
                                  play and check lessons, all or those in files and folders
  lockstep explore [SCRIPT] [--topic T] [--servers N] [--set DIAL=VALUE]... [--flaw F]...
                   [--budget crash=1,loss=2]... [--invariant ID] [--depth N] [--states N]
                   [--memory MB] [--depth-first|--random N] [--symmetry] [--threads N] [--json]
                                  look at every order of events, from the start or where a
                                  script ends, for one that breaks a rule; explore --help says more
  lockstep compare SCRIPT [OTHER] [--flaw F]... [--set DIAL=VALUE]... [--json]
                                  two runs beside each other: another script's, or the same with
                                  flaws switched and dials turned; messages, first difference
  lockstep export SCRIPT|LESSON.md -o OUT.svg|.pdf|.png [--at STEP|MILESTONE|TIME]
                  [--size WxH] [--scale F] [--theme light|dark|projector|print]
                  [--transparent] [--outlines] [--space-time | --chart ID]
                                  save the picture, where the script ends or at a point of it;
                                  a chart's numbers with -o OUT.csv
  lockstep rows SCRIPT [--load FILE.csv|FILE.db] [--save FILE.csv|FILE.db [--of SERVER]]
                                  load: print the script with a put for each row of the file;
                                  save: the rows where it ends, all or a server's; .db is SQLite
  lockstep --version              print the version
  lockstep --help                 print this

Exit codes: 0 done; 1 an expect fails, a command is refused or a lesson is faulty;
2 a file or an argument cannot be understood; 3 explore found a counterexample.
)";

int print(std::string_view text) {
    Output output;
    output.write(text);
    return output.finish(succeeded);
}

int unknown(const std::string& word) {
    std::vector<std::string> names{"--help", "--version"};
    for (const Named& command : commands) names.emplace_back(command.name);
    complain("lockstep: there is no command " + script::shown(word) +
             script::didYouMean(word, names, "lockstep --help lists them"));
    return unreadable;
}

bool isFile(const std::string& word) {
    const auto endsWith = [&](std::string_view ending) {
        return word.size() > ending.size() &&
               std::string_view(word).substr(word.size() - ending.size()) == ending;
    };
    return endsWith(".lockstep") || endsWith(".md") || endsWith(".txt");
}

// Qt would end the program without a word that helps.
bool hasDisplay() {
#ifdef __linux__
    for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        const char* value = std::getenv(variable);
        if (value != nullptr && *value != '\0') return true;
    }
    return false;
#else
    return true;
#endif
}

Call window(std::vector<std::string> files) {
    if (hasDisplay()) return {std::nullopt, std::move(files)};
    complain("lockstep: there is no display to open a window on; set DISPLAY or WAYLAND_DISPLAY, "
             "or use a command, see lockstep --help");
    return {unreadable, {}};
}

}  // namespace

Call call(const std::vector<std::string>& arguments) {
    // A reader that has seen enough closes the pipe; that is no reason to die.
    std::signal(SIGPIPE, SIG_IGN);
    if (arguments.empty()) return window({});
    const std::string& first = arguments.front();
    const Words rest(arguments.begin() + 1, arguments.end());
    if (first == "--help" || first == "-h" || first == "--version") {
        if (!rest.empty()) {
            complain("lockstep: " + script::shown(rest.front()) + " is too much after " + first);
            return {unreadable, {}};
        }
        if (first != "--version") return {print(help), {}};
        return {print(std::string("lockstep ") + script::programVersion() + '\n'), {}};
    }
    for (const Named& command : commands) {
        if (first != command.name) continue;
        // Only the explorer has more to say of itself.
        if (rest == Words{"--help"} && command.run != explore) return {print(help), {}};
        return {command.run(rest), {}};
    }
    for (const std::string& word : arguments) {
        if (!isFile(word) || word.front() == '-') return {unknown(word), {}};
        // The window would open empty; say at once that it cannot be read.
        if (!readInput(word)) return {unreadable, {}};
    }
    return window(arguments);
}

}  // namespace lockstep::cli
