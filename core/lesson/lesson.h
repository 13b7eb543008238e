// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "lesson/faults.h"
#include "lesson/node.h"

namespace lockstep::lesson {

// The front matter.
struct Meta {
    std::string id;     // "raft/election": the folder and the file's name
    std::string title;  // "Electing a leader"
    std::string topic;  // "raft"
    int minutes = 0;
    int order = 100;    // among its topic's lessons; those without come last
    std::vector<std::string> needs;           // ids of lessons to do before
    std::vector<std::string> misconceptions;  // "M6"
    std::string source;  // paper and section
};

// A part of the file in another language: a script or an expression.
struct Code {
    std::string text;
    Origin body;  // leads places in the text back to the file

    bool empty() const { return text.empty(); }
};

struct Prose {
    std::vector<Node> nodes;
};

// ```do: commands to play. Those before a page's first question are played
// when the page opens; those after a question are its outcome, and are played
// when it is answered or skipped.
struct Play {
    Code script;
    Place place;
};

enum class AskKind { one, some, number, click, order, next };

// When a question is asked: before an event, after it, or about it all.
enum class AskRole { predict, observe, apply };

// A choice, with what is said to whoever takes it. Which choices are right is
// found on the world: by the question's `answer`, or by the choice's `when`.
struct Choice {
    std::vector<Node> text;
    std::string value;  // what the answer is compared with
    Place valuePlace;
    std::vector<Node> feedback;
    std::string misconception;  // the one that it is made for: "M6"
    bool right = false;         // typed, where nothing can be computed
    Code when;                  // right if this holds
    Place place;
};

// ```ask
struct Ask {
    AskKind kind = AskKind::one;
    AskRole role = AskRole::apply;
    bool roleIsGiven = false;
    std::vector<Node> text;
    std::vector<Choice> choices;  // of `order`: in the right order
    Code answer;                  // a fact, a count or an expression
    std::vector<Node> otherwise;  // for a wrong answer without its own words
    std::vector<Node> explain;    // for every answer, beside the outcome
    std::vector<Node> hint;
    Place place;
};

// ```goal: reached as soon as `when` holds after a step of the learner's. The
// solution is never shown; the checker plays it, so that no goal is out of
// reach.
struct Goal {
    std::vector<Node> text;
    Code when;
    std::vector<std::vector<Node>> hints;
    Code solution;
    Place place;
};

// ```notes: for the teacher.
struct Notes {
    std::vector<Node> nodes;
    Place place;
};

using Piece = std::variant<Prose, Play, Ask, Goal, Notes>;

// ## A page. Without a scenario it goes on where the page before it ended.
struct Page {
    std::string title;
    Place place;
    Code scenario;
    std::vector<Piece> pieces;
};

struct Lesson {
    std::string file;  // as it was named, for faults
    Meta meta;
    std::vector<Page> pages;
};

// The question of page `page` that has this place among its pieces, or null.
const Ask* askAt(const Page& page, std::size_t piece);
const Goal* goalAt(const Page& page, std::size_t piece);

// The piece that is the question's outcome: the ```do after it, before any
// other question or goal. The page's number of pieces if there is none.
std::size_t outcomeOf(const Page& page, std::size_t ask);

// The page that page `page` goes on from: itself, if it has a scenario.
std::size_t firstPageOfRun(const Lesson& lesson, std::size_t page);

const char* wordFor(AskKind kind);  // "one"

}  // namespace lockstep::lesson
