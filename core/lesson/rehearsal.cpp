// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/rehearsal.h"

#include <algorithm>

#include "lesson/link.h"
#include "lesson/target.h"
#include "script/compare.h"
#include "script/reader.h"
#include "script/text.h"

namespace lockstep::lesson {

Rehearsal::Rehearsal(const LessonFile& file, const Lesson& lesson,
                     const Surroundings& around, Faults& faults)
    : file_(file), lesson_(lesson), around_(around), faults_(faults) {}

void Rehearsal::play() {
    for (page_ = 0; page_ < lesson_.pages.size(); ++page_) playPage(page_);
}

void Rehearsal::playPage(std::size_t page) {
    const Page& current = lesson_.pages[page];
    if (!current.scenario.empty() && !openScenario(current)) return;
    if (!timeline_) return;
    pending_ = nullptr;
    for (std::size_t at = 0; at < current.pieces.size(); ++at) {
        visitPiece(current, at);
    }
    checkInvariants(current);
}

bool Rehearsal::openScenario(const Page& page) {
    std::vector<Fault> found;
    timeline_ = openPage(lesson_, page_, around_.catalog, found);
    addAll(found);
    steps_ = 0;
    if (!page.scenario.empty()) breakIsTold_ = false;
    if (!timeline_) return false;
    const std::string& topic = timeline_->topic().info().id;
    if (page_ == 0 && topic != lesson_.meta.topic) {
        faults_.add({page.scenario.body.line, 1},
                    "the first scenario is of topic " + script::shown(topic) +
                        ", the lesson of " +
                        script::shown(lesson_.meta.topic) +
                        "; make them one");
    }
    return true;
}

void Rehearsal::visitPiece(const Page& page, std::size_t at) {
    const Piece& piece = page.pieces[at];
    if (const auto* prose = std::get_if<Prose>(&piece)) {
        checkLinks(prose->nodes);
    } else if (std::holds_alternative<Play>(piece)) {
        playBlock(page, at);
    } else if (const auto* ask = std::get_if<Ask>(&piece)) {
        observed_.waits.push_back({ask->place, steps_});
        steps_ = 0;
        checkAskLinks(*ask);
        if (ask->role == AskRole::predict) {
            pending_ = ask;
        } else {
            checkAsk(*ask, timeline_->step());
        }
    } else if (const auto* goal = std::get_if<Goal>(&piece)) {
        observed_.waits.push_back({goal->place, steps_});
        steps_ = 0;
        checkGoal(*goal);
    }
}

void Rehearsal::playBlock(const Page& page, std::size_t at) {
    const auto& block = std::get<Play>(page.pieces[at]);
    const Step before = timeline_->step();
    addAll(lesson::play(block.script, *timeline_).faults);
    const auto said = block.script.text.find("expect broken ");
    breakIsTold_ = breakIsTold_ || said != std::string::npos;
    const bool isSetup = !page.scenario.empty() && !pending_;
    if (!isSetup) steps_ += stepsOf(block, before);
    if (pending_) {
        checkAsk(*pending_, before);
        pending_ = nullptr;
    } else if (!isSetup) {
        noteGivenAway(block, before);
    }
}

// Where requests come by themselves a run of a thousand steps is one thing to
// watch, so its commands count; where messages fly each step does.
std::size_t Rehearsal::stepsOf(const Play& block, Step before) const {
    const std::size_t steps =
        timeline_->step() - std::min(before, timeline_->step());
    if (timeline_->topic().info().network) return steps;
    const std::string& text = block.script.text;
    const auto lines = std::count(text.begin(), text.end(), '\n');
    return std::min(steps, static_cast<std::size_t>(lines));
}

void Rehearsal::checkAsk(const Ask& ask, Step before) {
    std::vector<Fault> found;
    const auto key = findKey(ask, *timeline_, before, found);
    for (const Fault& fault : found) {
        faults_.add(fault.place.line > 0 ? fault.place : ask.place,
                    fault.message);
    }
    if (key) checkRightChoices(ask, *key);
    // What is said once it is answered stands beside the outcome.
    checkLinks(ask.explain);
    checkLinks(ask.otherwise);
    for (const Choice& choice : ask.choices) checkLinks(choice.feedback);
}

void Rehearsal::checkRightChoices(const Ask& ask, const AnswerKey& key) {
    const auto right = std::count(key.right.begin(), key.right.end(), true);
    const std::string answer =
        ask.answer.empty() ? "" : " (the answer is " + key.value + ")";
    const bool needsOne = ask.kind == AskKind::one ||
                          ask.kind == AskKind::next;
    if (needsOne && right != 1) {
        faults_.add(ask.place, std::to_string(right) +
                                   " choices are right in the world" + answer +
                                   "; exactly one has to be");
    }
    const bool needsSome = ask.kind == AskKind::some ||
                           (ask.kind == AskKind::click && ask.answer.empty());
    if (needsSome && right == 0) {
        faults_.add(ask.place, "no choice is right in the world" + answer +
                                   "; at least one has to be");
    }
    if (ask.kind == AskKind::number && !script::isNumber(key.value)) {
        faults_.add(ask.place, "the answer is '" + key.value +
                                   "', which is no number; ask for a number, "
                                   "or choose another kind");
    }
    for (std::size_t at = 0; at < ask.choices.size(); ++at) {
        const Choice& choice = ask.choices[at];
        if (key.right[at] && !choice.misconception.empty()) {
            faults_.add(choice.place, "this choice stands for the "
                                      "misconception " +
                                          choice.misconception +
                                          " and is right; mark a wrong one");
        }
        if (ask.kind == AskKind::click &&
            !timeline_->setup().find(choice.value)) {
            faults_.add(choice.valuePlace,
                        script::shown(choice.value) +
                            " cannot be clicked; name a server");
        }
    }
}

void Rehearsal::checkGoal(const Goal& goal) {
    checkLinks(goal.text);
    for (const auto& hint : goal.hints) checkLinks(hint);
    std::vector<Fault> found;
    const auto when = readCondition(goal.when, *timeline_, found);
    addAll(found);
    if (!when || goal.solution.empty()) return;
    const Place place = goal.when.body.place({1, 1});
    if (when->holds(*timeline_)) {
        faults_.add(place, "the goal is reached before anything is done; "
                           "ask for something that is not so yet");
        return;
    }
    // On a run of its own: what follows goes on from where the page stands.
    found.clear();
    const auto own = openPage(lesson_, page_, around_.catalog, found);
    if (!own) return;
    const Page& page = lesson_.pages[page_];
    playPieces(page, page.pieces.size(), *own);
    bool reached = false;
    addAll(lesson::play(goal.solution, *own, [&](const Timeline& timeline) {
               reached = reached || when->holds(timeline);
           }).faults);
    if (!reached) {
        faults_.add(place, "the solution does not reach the goal; mend one "
                           "of them");
    }
}

void Rehearsal::checkAskLinks(const Ask& ask) {
    checkLinks(ask.text);
    checkLinks(ask.hint);
    for (const Choice& choice : ask.choices) checkLinks(choice.text);
}

void Rehearsal::checkLinks(const std::vector<Node>& nodes) {
    visitLinks(nodes, [this](const Node& link) { checkLink(link); });
}

void Rehearsal::checkLink(const Node& link) {
    std::string why;
    if (link.kind == NodeKind::image) {
        Faults ignored;
        const bool isPath = checkImagePath(link.target, link.place, ignored);
        if (isPath && !readImage(file_, link.target, why)) {
            why = "the image " + script::shown(link.target) + ": " + why +
                  "; put the file beside the lesson";
        }
    } else if (link.link == LinkKind::show) {
        markOf(link.target, *timeline_, why);
    } else if (link.link == LinkKind::act) {
        ++observed_.changes;
        why = whyNoAction(link.target, *timeline_);
    } else if (link.link == LinkKind::code) {
        codeOf(link.target, why);
    } else if (link.link == LinkKind::term &&
               !around_.glossary.find(link.target)) {
        why = script::shown(link.target) + " is not in the glossary" +
              script::didYouMean(link.target, around_.glossary.words(),
                                 "explain it in lessons/glossary.md");
    }
    if (!why.empty()) faults_.add(link.place, why);
}

bool Rehearsal::hasFlaw() const {
    return timeline_->world().flaws() != FlawSet{};
}

// With all rules in force no invariant may break, unless the page says so, for
// clocks may drift; where a rule is broken on purpose, it has to be seen.
void Rehearsal::checkInvariants(const Page& page) {
    const bool isBroken = timeline_->brokenSoFar() != 0;
    if (hasFlaw()) {
        const auto& flaws = timeline_->topic().info().flaws;
        bool canBreak = false;
        for (std::size_t at = 0; at < flaws.size(); ++at) {
            const bool on = timeline_->world().flaws().has(int(at));
            canBreak = canBreak || (on && flaws[at].safety);
        }
        observed_.showsFlaw = true;
        observed_.flawIsSeen = observed_.flawIsSeen || isBroken || !canBreak;
    } else if (isBroken && !breakIsTold_) {
        faults_.add(page.place,
                    "an invariant breaks on this page without a flaw: " +
                        timeline_->breaks().front().telling +
                        "; this is a fault of the program, tell us");
    }
}

void Rehearsal::noteGivenAway(const Play& block, Step before) {
    const TopicInfo& topic = timeline_->topic().info();
    for (Step step = before + 1; step <= timeline_->step(); ++step) {
        for (const Event& event : timeline_->eventsAt(step)) {
            const bool isOfTopic =
                std::string(event.kind->id).rfind(topic.id + '.', 0) == 0;
            if (event.kind->weight == Weight::milestone && isOfTopic) {
                observed_.givenAway.push_back({block.place, event.kind->id});
                return;
            }
        }
    }
}

void Rehearsal::addAll(const std::vector<Fault>& faults) {
    for (const Fault& fault : faults) faults_.add(fault.place, fault.message);
}

}  // namespace lockstep::lesson
