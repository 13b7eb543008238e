// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/grader.h"

#include <algorithm>
#include <numeric>

#include "kernel/action_text.h"
#include "kernel/hash.h"
#include "lesson/run.h"
#include "script/compare.h"

namespace lockstep::lesson {

namespace {

std::string plainAnswer(const std::string& word) {
    if (word == "yes") return "true";
    if (word == "no") return "false";
    return word;
}

bool listHas(const std::string& list, const std::string& part) {
    return script::compares(list, script::Operator::contains, part);
}

bool hasAnswer(const Ask& ask, const std::string& value,
               const std::string& answer) {
    const bool isList = ask.kind == AskKind::some ||
                        ask.kind == AskKind::click;
    return sameAnswer(value, answer) || (isList && listHas(answer, value));
}

// "raft.vote_granted" or "raft.vote_granted S2", or the action's own line.
bool isStep(const std::string& value, const Timeline& timeline, Step step) {
    const Setup& setup = timeline.setup();
    const TopicInfo& topic = timeline.topic().info();
    if (toText(timeline.actionAt(step), topic, setup) == value) return true;
    const std::size_t space = value.find(' ');
    const std::string id = value.substr(0, space);
    const std::string server =
        space == std::string::npos ? "" : value.substr(space + 1);
    for (const Event& event : timeline.eventsAt(step)) {
        const bool fits =
            server.empty() ||
            (event.atServer && setup.name(event.where) == server);
        if (event.kind->id == id && fits) return true;
    }
    return false;
}

bool isNextKnown(const std::string& value, const Timeline& timeline) {
    const TopicInfo& topic = timeline.topic().info();
    const std::string id = value.substr(0, value.find(' '));
    for (const EventKind* kind : topic.eventKinds) {
        if (kind->id == id) return true;
    }
    Fault fault;
    return parseAction(value, topic, timeline.setup(), fault).has_value();
}

class KeyFinder {
public:
    KeyFinder(const Ask& ask, const Timeline& after, Step before,
              std::vector<Fault>& faults)
        : ask_(ask), after_(after), before_(before), faults_(faults) {}

    std::optional<AnswerKey> find() {
        const std::size_t known = faults_.size();
        readAnswer();
        for (const Choice& choice : ask_.choices) {
            key_.right.push_back(isRight(choice));
        }
        if (ask_.kind == AskKind::order) findOrder();
        if (faults_.size() != known) return {};
        return key_;
    }

private:
    void readAnswer() {
        if (ask_.answer.empty()) return;
        // A plain number is an answer too, where nothing can be computed.
        if (script::isNumber(ask_.answer.text)) {
            key_.value = ask_.answer.text;
            return;
        }
        const auto question = readQuestion(ask_.answer, after_, faults_);
        if (question) key_.value = question->value(after_);
    }

    bool isRight(const Choice& choice) {
        if (ask_.kind == AskKind::next) return happensNext(choice);
        if (!choice.when.empty()) {
            const auto when = readCondition(choice.when, after_, faults_);
            return when && when->holds(after_);
        }
        if (!ask_.answer.empty()) {
            return hasAnswer(ask_, choice.value, key_.value);
        }
        return choice.right;
    }

    bool happensNext(const Choice& choice) {
        if (!isNextKnown(choice.value, after_)) {
            faults_.push_back({choice.valuePlace,
                               "'" + choice.value +
                                   "' is neither an event nor an action; "
                                   "write 'value: raft.vote_granted' or "
                                   "'value: timeout S3'"});
            return false;
        }
        return after_.stepCount() > before_ &&
               isStep(choice.value, after_, before_ + 1);
    }

    // As they stand in the file, or as the answer lists their values.
    void findOrder() {
        std::vector<std::size_t>& order = key_.order;
        order.resize(ask_.choices.size());
        std::iota(order.begin(), order.end(), 0);
        if (ask_.answer.empty()) return;
        const std::string list = ' ' + key_.value + ' ';
        const auto placeIn = [&](std::size_t choice) {
            return list.find(' ' + ask_.choices[choice].value + ' ');
        };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) {
                             return placeIn(a) < placeIn(b);
                         });
    }

    const Ask& ask_;
    const Timeline& after_;
    Step before_;
    std::vector<Fault>& faults_;
    AnswerKey key_;
};

Remark remarkOf(const Ask& ask, const AnswerKey& key, std::size_t choice) {
    const Choice& taken = ask.choices[choice];
    return {choice, &taken.feedback, key.right[choice],
            key.right[choice] ? std::string() : taken.misconception};
}

void addOtherwise(const Ask& ask, Grade& grade) {
    if (grade.right || !grade.remarks.empty() || ask.otherwise.empty()) return;
    grade.remarks.push_back({{}, &ask.otherwise, false, {}});
}

// Wrong picks are told first, then right ones that were passed over.
Grade gradeSome(const Ask& ask, const AnswerKey& key, const Answer& answer) {
    Grade grade;
    grade.right = true;
    for (std::size_t at = 0; at < ask.choices.size(); ++at) {
        const bool picked = std::find(answer.picked.begin(),
                                      answer.picked.end(),
                                      at) != answer.picked.end();
        if (picked == key.right[at]) continue;
        grade.right = false;
        grade.remarks.push_back(remarkOf(ask, key, at));
    }
    if (grade.right) {
        for (std::size_t at : answer.picked) {
            grade.remarks.push_back(remarkOf(ask, key, at));
        }
    }
    return grade;
}

Grade gradeTyped(const Ask& ask, const AnswerKey& key, const Answer& answer) {
    Grade grade;
    grade.right = !ask.answer.empty() &&
                  hasAnswer(ask, answer.typed, key.value);
    for (std::size_t at = 0; at < ask.choices.size(); ++at) {
        if (!sameAnswer(ask.choices[at].value, answer.typed)) continue;
        if (ask.answer.empty()) grade.right = key.right[at];
        grade.remarks.push_back(remarkOf(ask, key, at));
        grade.remarks.back().right = grade.right;
    }
    addOtherwise(ask, grade);
    return grade;
}

}  // namespace

std::optional<AnswerKey> findKey(const Ask& ask, const Timeline& after,
                                 Step before, std::vector<Fault>& faults) {
    return KeyFinder(ask, after, before, faults).find();
}

Grade grade(const Ask& ask, const AnswerKey& key, const Answer& answer) {
    Grade grade;
    switch (ask.kind) {
        case AskKind::one:
        case AskKind::next:
            if (answer.picked.size() == 1 &&
                answer.picked.front() < ask.choices.size()) {
                grade.right = key.right[answer.picked.front()];
                grade.remarks.push_back(
                    remarkOf(ask, key, answer.picked.front()));
            }
            return grade;
        case AskKind::some: return gradeSome(ask, key, answer);
        case AskKind::number:
        case AskKind::click: return gradeTyped(ask, key, answer);
        case AskKind::order:
            grade.right = answer.picked == key.order;
            addOtherwise(ask, grade);
            return grade;
    }
    return grade;
}

std::vector<std::size_t> shownOrder(const Ask& ask) {
    std::vector<std::size_t> order(ask.choices.size());
    std::iota(order.begin(), order.end(), 0);
    const auto sortKey = [&](std::size_t at) {
        return Digest().add(plainText(ask.choices[at].text)).value();
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sortKey(a) < sortKey(b);
    });
    if (std::is_sorted(order.begin(), order.end()) && order.size() > 1) {
        std::rotate(order.begin(), order.begin() + 1, order.end());
    }
    return order;
}

bool sameAnswer(const std::string& a, const std::string& b) {
    return script::compares(plainAnswer(a), script::Operator::equal,
                            plainAnswer(b));
}

}  // namespace lockstep::lesson
