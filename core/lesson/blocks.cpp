// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/blocks.h"

#include <algorithm>
#include <cctype>

#include "script/text.h"

namespace lockstep::lesson {

namespace {

const std::vector<std::string> kindWords = {"one",   "some",  "number",
                                            "click", "order", "next"};
const std::vector<std::string> roleWords = {"predict", "observe", "apply"};

bool isMisconception(const std::string& word) {
    return word.size() >= 2 && word.size() <= 4 && word[0] == 'M' &&
           std::all_of(word.begin() + 1, word.end(), [](unsigned char letter) {
               return std::isdigit(letter) != 0;
           });
}

void checkMisconception(const std::string& word, Place place,
                        Faults& faults) {
    if (isMisconception(word)) return;
    faults.add(place, "a misconception " + script::shown(word) +
                          "; it is named by its number: M6");
}

// An id is a path: lower case words with hyphens, with slashes between.
bool isId(const std::string& word) {
    const auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '-' ||
               letter == '/' || (letter >= '0' && letter <= '9');
    };
    return !word.empty() && word.size() <= 80 && word.front() != '/' &&
           word.back() != '/' && std::all_of(word.begin(), word.end(), fits);
}

void checkId(const std::string& word, Place place, Faults& faults) {
    if (isId(word)) return;
    faults.add(place, "an id " + script::shown(word) +
                          "; it is folder and file in lower case: "
                          "raft/election");
}

std::vector<Node> inlineOf(Fields& fields, std::string_view name,
                           bool isRequired, Faults& faults) {
    const std::string text =
        isRequired ? fields.text(name) : fields.textIfAny(name);
    const YamlNode* node = fields.find(name);
    if (!node || text.empty()) return {};
    return readInline(text, node->body, faults);
}

Code codeOf(Fields& fields, std::string_view name, bool isRequired) {
    Code code;
    code.text = isRequired ? fields.text(name) : fields.textIfAny(name);
    if (const YamlNode* node = fields.find(name)) code.body = node->body;
    return code;
}

Choice readChoice(const YamlNode& node, AskKind kind, Faults& faults) {
    Choice choice;
    choice.place = node.place;
    Fields fields(node, "a choice", faults);
    // What is typed or clicked needs no words of its own.
    const bool hasWords = kind != AskKind::number && kind != AskKind::click;
    choice.text = inlineOf(fields, "text", hasWords, faults);
    choice.value = fields.textIfAny("value");
    choice.valuePlace = fields.placeOf("value");
    if (!hasWords && choice.value.empty()) choice.value = fields.text("value");
    if (choice.value.empty()) choice.value = plainText(choice.text);
    choice.feedback =
        inlineOf(fields, "feedback", kind != AskKind::order, faults);
    choice.misconception = fields.textIfAny("misconception");
    if (!choice.misconception.empty()) {
        checkMisconception(choice.misconception,
                           fields.placeOf("misconception"), faults);
    }
    choice.right = fields.yesNo("right");
    choice.when = codeOf(fields, "when", false);
    fields.finish();
    return choice;
}

// Which choices are right is said in one way only.
void checkOneWay(const Ask& ask, Faults& faults) {
    const auto typed = [](const Choice& choice) { return choice.right; };
    const auto computed = [](const Choice& choice) {
        return !choice.when.empty();
    };
    const auto& choices = ask.choices;
    const int ways =
        (ask.answer.empty() ? 0 : 1) +
        (std::any_of(choices.begin(), choices.end(), typed) ? 1 : 0) +
        (std::any_of(choices.begin(), choices.end(), computed) ? 1 : 0);
    if (ways > 1) {
        faults.add(ask.place, "right answers told in two ways; keep one of "
                              "'answer:', 'when:' and 'right: yes'");
    }
    const bool tellsItself =
        ask.kind == AskKind::order || ask.kind == AskKind::next;
    if (ways == 0 && !tellsItself) {
        faults.add(ask.place, "no answer is right; write 'answer: FACT' for "
                              "the question, or 'when: EXPR' or 'right: yes' "
                              "for a choice");
    }
    if (ways > 0 && ask.kind == AskKind::next) {
        faults.add(ask.place, "a question of kind next takes no answer; "
                              "the step that follows is the answer");
    }
}

void checkChoices(const Ask& ask, Faults& faults) {
    const bool needsTwo =
        ask.kind != AskKind::number && ask.kind != AskKind::click;
    if (needsTwo && ask.choices.size() < 2) {
        faults.add(ask.place, "fewer than two choices; write two to six");
    }
    if (ask.choices.size() > 6) {
        faults.add(ask.place, "more than six choices; write two to six");
    }
    const bool needsOtherwise =
        ask.kind == AskKind::number || ask.kind == AskKind::click ||
        ask.kind == AskKind::order;
    if (needsOtherwise && ask.otherwise.empty()) {
        faults.add(ask.place,
                   std::string("a question of kind ") + wordFor(ask.kind) +
                       " needs 'otherwise:', for the wrong answers that no "
                       "choice speaks to");
    }
    if (ask.kind == AskKind::number && ask.answer.empty()) {
        faults.add(ask.place, "a question of kind number needs 'answer:', a "
                              "fact, a count or a number");
    }
}

}  // namespace

Meta readMeta(const YamlNode& node, Faults& faults) {
    Meta meta;
    Fields fields(node, "the front matter", faults);
    meta.id = fields.text("id");
    if (fields.has("id")) checkId(meta.id, fields.placeOf("id"), faults);
    meta.title = fields.text("title");
    meta.topic = fields.text("topic");
    meta.minutes = fields.number("minutes", 1, 60);
    if (fields.has("order")) meta.order = fields.number("order", 1, 99);
    for (const YamlNode& need : fields.texts("needs")) {
        checkId(need.text, need.place, faults);
        meta.needs.push_back(need.text);
    }
    for (const YamlNode& named : fields.texts("misconceptions")) {
        checkMisconception(named.text, named.place, faults);
        meta.misconceptions.push_back(named.text);
    }
    meta.source = fields.text("source");
    fields.finish();
    return meta;
}

Ask readAsk(const Block& block, Faults& faults) {
    Ask ask;
    ask.place = block.place;
    const auto node = readYaml(block.text, block.body, faults);
    if (!node) return ask;
    Fields fields(*node, "a question", faults);
    const std::string kind = fields.oneOf("kind", kindWords);
    for (int at = 0; at < 6; ++at) {
        if (kindWords[static_cast<std::size_t>(at)] == kind) {
            ask.kind = static_cast<AskKind>(at);
        }
    }
    ask.roleIsGiven = fields.has("role");
    if (ask.roleIsGiven) {
        const std::string role = fields.oneOf("role", roleWords);
        ask.role = role == "predict"   ? AskRole::predict
                   : role == "observe" ? AskRole::observe
                                       : AskRole::apply;
    }
    ask.text = inlineOf(fields, "text", true, faults);
    for (const YamlNode& choice : fields.list("choices")) {
        ask.choices.push_back(readChoice(choice, ask.kind, faults));
    }
    ask.answer = codeOf(fields, "answer", false);
    ask.otherwise = inlineOf(fields, "otherwise", false, faults);
    ask.explain = inlineOf(fields, "explain", false, faults);
    ask.hint = inlineOf(fields, "hint", false, faults);
    fields.finish();
    if (node->kind != YamlNode::Kind::map || kind.empty()) return ask;
    checkChoices(ask, faults);
    checkOneWay(ask, faults);
    return ask;
}

Goal readGoal(const Block& block, Faults& faults) {
    Goal goal;
    goal.place = block.place;
    const auto node = readYaml(block.text, block.body, faults);
    if (!node) return goal;
    Fields fields(*node, "a goal", faults);
    goal.text = inlineOf(fields, "text", true, faults);
    goal.when = codeOf(fields, "when", true);
    for (const YamlNode& hint : fields.texts("hints")) {
        goal.hints.push_back(readInline(hint.text, hint.body, faults));
    }
    if (goal.hints.size() > 3) {
        faults.add(fields.placeOf("hints"),
                   "more than three hints; keep the best three");
    }
    goal.solution = codeOf(fields, "solution", true);
    fields.finish();
    return goal;
}

}  // namespace lockstep::lesson
