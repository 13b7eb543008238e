// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/timeline.h"
#include "lesson/lesson.h"

namespace lockstep::lesson {

// What the right answer is, found on the world.
//
// When: a prediction's answer is read after its outcome, the ```do block that
// follows the question, has been played; any other question's in the world as
// it is when the page has come to it.
struct AnswerKey {
    std::vector<bool> right;         // by choice
    std::string value;               // of `answer:`, if there is one
    std::vector<std::size_t> order;  // of `order`: choices as they belong
};

// Reads it off. `before` is the step at which the outcome began. Nothing, and
// why, if the question does not fit the world.
std::optional<AnswerKey> findKey(const Ask& ask, const Timeline& after,
                                 Step before, std::vector<Fault>& faults);

// What a learner answers: choices by their places in the file, in the order
// of picking, or something typed or clicked.
struct Answer {
    std::vector<std::size_t> picked;
    std::string typed;
};

// A sentence made for this answer.
struct Remark {
    std::optional<std::size_t> choice;
    const std::vector<Node>* text = nullptr;  // within the question
    bool right = false;
    std::string misconception;
};

struct Grade {
    bool right = false;
    std::vector<Remark> remarks;
};

Grade grade(const Ask& ask, const AnswerKey& key, const Answer& answer);

// The order in which an `order` question shows its choices: always the same,
// and never the right one.
std::vector<std::size_t> shownOrder(const Ask& ask);

// "yes" and "true" are one answer, and so are 3 and 3.0.
bool sameAnswer(const std::string& a, const std::string& b);

}  // namespace lockstep::lesson
