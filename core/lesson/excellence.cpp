// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/excellence.h"

#include <algorithm>
#include <set>

namespace lockstep::lesson {

namespace {

constexpr int leastMinutes = 3;
constexpr int mostMinutes = 10;
// "About twelve", and a round of messages is not cut in the middle for it.
constexpr std::size_t mostSteps = 16;
constexpr std::size_t mostWords = 150;

std::size_t wordsIn(const std::vector<Node>& nodes) {
    std::size_t words = 0;
    bool inWord = false;
    for (const char letter : plainText(nodes)) {
        const bool isSpace = letter == ' ' || letter == '\n';
        if (!isSpace && !inWord) ++words;
        inWord = !isSpace;
    }
    return words;
}

class Judge {
public:
    Judge(const Lesson& lesson, const Observed& observed, Faults& faults)
        : lesson_(lesson), observed_(observed), faults_(faults) {}

    void judge() {
        for (const Page& page : lesson_.pages) readPage(page);
        judgeQuestions();
        judgeMisconceptions();
        judgePractice();
        judgeLength();
        judgeEnd();
    }

private:
    void readPage(const Page& page) {
        std::size_t words = 0;
        std::size_t expects = 0;
        bool plays = false;
        for (const Piece& piece : page.pieces) {
            if (const auto* prose = std::get_if<Prose>(&piece)) {
                words += wordsIn(prose->nodes);
            } else if (const auto* block = std::get_if<Play>(&piece)) {
                plays = true;
                expects += countExpects(block->script.text);
            } else if (const auto* ask = std::get_if<Ask>(&piece)) {
                readAsk(*ask);
                words = checkWords(page, words);
            } else if (const auto* goal = std::get_if<Goal>(&piece)) {
                readGoal(*goal);
                words = checkWords(page, words);
            }
        }
        checkWords(page, words);
        if (plays && expects == 0) {
            tell(page.place, "the page plays something and expects nothing "
                             "(property 8); add an expect for each claim");
        }
    }

    std::size_t checkWords(const Page& page, std::size_t words) {
        if (words > mostWords) {
            tell(page.place, std::to_string(words) +
                                 " words before the next thing to do "
                                 "(property 11); 150 are enough");
        }
        return 0;
    }

    static std::size_t countExpects(const std::string& script) {
        std::size_t count = 0;
        for (std::size_t at = script.find("expect "); at != std::string::npos;
             at = script.find("expect ", at + 1)) {
            if (at == 0 || script[at - 1] == '\n') ++count;
        }
        return count;
    }

    void readAsk(const Ask& ask) {
        if (ask.role == AskRole::predict) ++predictions_;
        if (ask.role == AskRole::observe) ++observations_;
        if (goals_ == 0) ++asksBeforeGoals_;
        if (ask.role == AskRole::predict && ask.explain.empty()) {
            tell(ask.place, "the prediction has no 'explain:' (property 2), "
                            "which is shown beside the outcome");
        }
        for (const Choice& choice : ask.choices) {
            if (!choice.misconception.empty())
                met_.insert(choice.misconception);
            if (choice.right && ask.role == AskRole::predict) {
                tell(choice.place, "the right answer to a prediction is "
                                   "typed (property 8); have it computed "
                                   "with 'when: EXPR' or 'answer: FACT'");
            }
            if (choice.feedback.empty() && ask.kind != AskKind::order) {
                tell(choice.place, "a choice without feedback (property 7)");
            }
        }
    }

    void readGoal(const Goal& goal) {
        ++goals_;
        if (goal.hints.empty()) {
            tell(goal.place, "a goal without a hint (property 9); give one "
                             "to three");
        }
        if (goals_ == 1 && asksBeforeGoals_ == 0) {
            tell(goal.place, "a goal before anything was worked through "
                             "(property 9); show an example first");
        }
    }

    void judgeQuestions() {
        const Place top{1, 1};
        if (predictions_ < 2) {
            tell(top, "fewer than two predictions (property 1); ask before "
                      "each key event what will happen");
        }
        if (observations_ == 0) {
            tell(top, "no question 'what did you see?' (property 3); ask one "
                      "with 'role: observe' after an outcome");
        }
        std::set<std::pair<int, int>> told;
        for (const auto& one : observed_.givenAway) {
            if (!told.insert({one.place.line, one.place.column}).second) {
                continue;
            }
            tell(one.place, one.event + " happens here before it was "
                                        "predicted (property 1); put an ask "
                                        "before this block");
        }
    }

    void judgeMisconceptions() {
        const Place top{1, 1};
        if (lesson_.meta.misconceptions.empty()) {
            tell(top, "no misconception is named (property 7); write "
                      "'misconceptions: [M6]'");
        }
        for (const std::string& named : lesson_.meta.misconceptions) {
            if (met_.count(named) > 0) continue;
            tell(top, "the misconception " + named +
                          " meets no wrong choice (property 7); mark one "
                          "with 'misconception: " + named + "'");
        }
        for (const std::string& met : met_) {
            const auto& named = lesson_.meta.misconceptions;
            if (std::find(named.begin(), named.end(), met) != named.end()) {
                continue;
            }
            tell(top, "a choice is made for " + met +
                          ", which the front matter does not name; add it "
                          "to 'misconceptions:'");
        }
    }

    void judgePractice() {
        const Place top{1, 1};
        const std::size_t changes =
            goals_ + observed_.changes + (observed_.showsFlaw ? 1 : 0);
        if (goals_ == 0) {
            tell(top, "no goal (property 4); let the learner change "
                      "something and check it with 'when:'");
        }
        if (changes < 2) {
            tell(top, "fewer than two things to change or break (property "
                      "13); add a goal or a do: link");
        }
        if (observed_.showsFlaw && !observed_.flawIsSeen) {
            tell(top, "a rule is broken and nothing is seen of it (property "
                      "6); play on until an invariant breaks");
        }
    }

    void judgeLength() {
        const int minutes = lesson_.meta.minutes;
        if (minutes < leastMinutes || minutes > mostMinutes) {
            tell({1, 1}, "a lesson of " + std::to_string(minutes) +
                             " minutes (property 11); three to ten are right");
        }
        for (const auto& wait : observed_.waits) {
            if (wait.steps <= mostSteps) continue;
            tell(wait.place,
                 std::to_string(wait.steps) +
                     " steps pass before this (property 11); "
                     "about twelve between two things to do are enough");
        }
    }

    void judgeEnd() {
        if (lesson_.pages.empty()) return;
        const Page& last = lesson_.pages.back();
        for (std::size_t at = last.pieces.size(); at-- > 0;) {
            if (goalAt(last, at)) break;
            if (askAt(last, at)) return;
        }
        tell(last.place, "the last page does not end with a question "
                         "(property 15); ask one in a new situation");
    }

    void tell(Place place, std::string message) {
        faults_.add(place, std::move(message));
    }

    const Lesson& lesson_;
    const Observed& observed_;
    Faults& faults_;
    std::size_t predictions_ = 0;
    std::size_t observations_ = 0;
    std::size_t goals_ = 0;
    std::size_t asksBeforeGoals_ = 0;
    std::set<std::string> met_;
};

}  // namespace

void checkExcellence(const Lesson& lesson, const Observed& observed,
                     Faults& faults) {
    Judge(lesson, observed, faults).judge();
}

}  // namespace lockstep::lesson
