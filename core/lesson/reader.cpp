// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/reader.h"

#include <algorithm>

#include "lesson/blocks.h"
#include "lesson/markdown.h"
#include "lesson/yaml.h"
#include "script/text.h"

namespace lockstep::lesson {

namespace {

constexpr std::size_t maximumBytes = std::size_t{128} * 1024;

class Reader {
public:
    Reader(Lesson& lesson, Faults& faults) : lesson_(lesson), faults_(faults) {}

    void read(std::string_view text) {
        const int firstLine = readFrontMatter(text);
        if (firstLine == 0) return;
        for (Block& block : readMarkdown(text, firstLine, faults_)) {
            take(block);
        }
        if (lesson_.pages.empty()) {
            faults_.add({firstLine, 1},
                        "no page; begin one with '## Its heading'");
        } else if (lesson_.pages.front().scenario.empty()) {
            faults_.add({firstLine, 1},
                        "no scenario; write a ```lockstep block before the "
                        "first page or on it");
        }
        for (Page& page : lesson_.pages) finishPage(page);
    }

private:
    // Cuts the front matter off the text, and returns the line after it; 0 if
    // there is none.
    int readFrontMatter(std::string_view& text) {
        const auto lines = script::linesOf(text);
        if (lines.empty() || lines[0] != "---") {
            faults_.add({1, 1}, "no front matter; begin with a line ---, then "
                                "id, title, topic, minutes, source, and ---");
            return 0;
        }
        const auto end = std::find(lines.begin() + 1, lines.end(), "---");
        if (end == lines.end()) {
            faults_.add({1, 1}, "the front matter does not end; close it "
                                "with a line ---");
            return 0;
        }
        const char* begin = text.data() + 4;
        const auto size = static_cast<std::size_t>(end->data() - begin);
        if (const auto node = readYaml({begin, size}, {2, 1}, faults_)) {
            lesson_.meta = readMeta(*node, faults_);
        }
        const auto after = static_cast<std::size_t>(end->data() - text.data());
        text.remove_prefix(std::min(text.size(), after + 4));
        return static_cast<int>(end - lines.begin()) + 2;
    }

    void take(Block& block) {
        switch (block.kind) {
            case Block::Kind::title: takeTitle(block); break;
            case Block::Kind::page: takePage(block); break;
            case Block::Kind::fence: takeFence(block); break;
            case Block::Kind::prose: takeProse(block); break;
        }
    }

    void takeTitle(const Block& block) {
        if (!lesson_.pages.empty() || block.text != lesson_.meta.title) {
            faults_.add(block.place, "a heading '# " +
                                         block.text.substr(0, 40) +
                                         "'; '#' is for the lesson's title, "
                                         "and '##' begins a page");
        }
    }

    void takePage(const Block& block) {
        Page page;
        page.title = block.text;
        page.place = block.place;
        if (block.text.empty()) {
            faults_.add(block.place, "a page without a heading; write one "
                                     "after '##'");
        }
        if (lesson_.pages.empty()) page.scenario = scenario_;
        lesson_.pages.push_back(std::move(page));
    }

    void takeProse(Block& block) {
        if (lesson_.pages.empty()) {
            faults_.add(block.place, "text before the first page; begin the "
                                     "page with '## Its heading'");
            return;
        }
        auto& pieces = lesson_.pages.back().pieces;
        Prose* last = pieces.empty() ? nullptr
                                     : std::get_if<Prose>(&pieces.back());
        if (!last) {
            pieces.emplace_back(Prose{});
            last = &std::get<Prose>(pieces.back());
        }
        last->nodes.push_back(std::move(block.prose));
    }

    void takeFence(const Block& block) {
        if (block.name == "lockstep") return takeScenario(block);
        if (lesson_.pages.empty()) {
            faults_.add(block.place, "a '" + block.name +
                                         "' block before the first page; "
                                         "begin the page with '##' first");
            return;
        }
        auto& pieces = lesson_.pages.back().pieces;
        if (block.name == "do") {
            pieces.emplace_back(Play{{block.text, block.body}, block.place});
        } else if (block.name == "ask") {
            pieces.emplace_back(readAsk(block, faults_));
        } else if (block.name == "goal") {
            pieces.emplace_back(readGoal(block, faults_));
        } else {
            Notes notes;
            notes.place = block.place;
            for (Block& part :
                 readMarkdown(block.text, block.body.line, faults_)) {
                notes.nodes.push_back(std::move(part.prose));
            }
            pieces.emplace_back(std::move(notes));
        }
    }

    void takeScenario(const Block& block) {
        const Code scenario{block.text, block.body};
        Code& slot = lesson_.pages.empty() ? scenario_
                                           : lesson_.pages.back().scenario;
        const bool isLate = !lesson_.pages.empty() &&
                            !lesson_.pages.back().pieces.empty();
        if (block.text.find_first_not_of(" \n\t") == std::string::npos) {
            faults_.add(block.place, "an empty scenario; begin it with "
                                     "'topic raft'");
        } else if (isLate) {
            faults_.add(block.place, "a scenario in the middle of a page; put "
                                     "it right below the heading");
        } else if (!slot.empty()) {
            faults_.add(block.place, "a second scenario; keep one a page");
        } else {
            slot = scenario;
        }
    }

    // Goals are tried where the page has led to, so nothing is played after
    // them; and a question with an outcome is a prediction, unless it says
    // otherwise.
    void finishPage(Page& page) {
        bool hadGoal = false;
        for (std::size_t at = 0; at < page.pieces.size(); ++at) {
            if (goalAt(page, at)) hadGoal = true;
            if (const auto* play = std::get_if<Play>(&page.pieces[at])) {
                if (hadGoal) {
                    faults_.add(play->place,
                                "a 'do' after a goal; begin another page");
                }
            }
            auto* ask = std::get_if<Ask>(&page.pieces[at]);
            if (!ask) continue;
            const bool hasOutcome = outcomeOf(page, at) < page.pieces.size();
            if (!ask->roleIsGiven && hasOutcome) ask->role = AskRole::predict;
            if (!hasOutcome && ask->role == AskRole::predict) {
                faults_.add(ask->place, "a prediction without an outcome; put "
                                        "a ```do block after it");
            }
            if (ask->role != AskRole::predict && ask->kind == AskKind::next) {
                faults_.add(ask->place, "a question of kind next that is no "
                                        "prediction; put a ```do block after "
                                        "it");
            }
        }
    }

    Lesson& lesson_;
    Faults& faults_;
    Code scenario_;  // from before the first page
};

}  // namespace

Reading readLesson(std::string file, std::string_view text) {
    Reading reading;
    reading.lesson.file = std::move(file);
    Faults faults;
    Fault fault;
    if (text.size() > maximumBytes) {
        faults.add({1, 1}, "a file of more than 128 KiB; a lesson is a few "
                           "pages long");
    } else if (const auto clean = script::cleanText(text, fault)) {
        Reader(reading.lesson, faults).read(*clean);
    } else {
        faults.add(fault.place, std::move(fault.message));
    }
    reading.faults = faults.sorted();
    return reading;
}

}  // namespace lockstep::lesson
