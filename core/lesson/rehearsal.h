// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "lesson/checker.h"
#include "lesson/grader.h"
#include "lesson/run.h"

namespace lockstep::lesson {

// What playing a lesson through showed, for the rules of an excellent one.
struct Observed {
    // The milestones of a block that no question came before, on a page that
    // goes on from another: an outcome that was given away.
    struct GivenAway {
        Place place;
        std::string event;
    };
    // Steps that passed between two things to do.
    struct Wait {
        Place place;
        std::size_t steps = 0;
    };

    std::vector<GivenAway> givenAway;
    std::vector<Wait> waits;
    bool showsFlaw = false;      // a page ran with a rule broken
    bool flawIsSeen = false;     // and an invariant broke, or none could
    std::size_t changes = 0;     // links that do something
};

// Plays a lesson as a learner would who answers everything, and tells what
// does not fit: scripts, expects, answers, goals, links, images.
class Rehearsal {
public:
    Rehearsal(const LessonFile& file, const Lesson& lesson,
              const Surroundings& around, Faults& faults);

    void play();
    const Observed& observed() const { return observed_; }

private:
    void playPage(std::size_t page);
    bool openScenario(const Page& page);
    void visitPiece(const Page& page, std::size_t at);
    void playBlock(const Page& page, std::size_t at);
    std::size_t stepsOf(const Play& block, Step before) const;
    void checkAsk(const Ask& ask, Step before);
    void checkRightChoices(const Ask& ask, const AnswerKey& key);
    void checkGoal(const Goal& goal);
    void checkAskLinks(const Ask& ask);
    void checkLinks(const std::vector<Node>& nodes);
    void checkLink(const Node& link);
    void checkInvariants(const Page& page);
    bool hasFlaw() const;
    void noteGivenAway(const Play& block, Step before);
    void addAll(const std::vector<Fault>& faults);

    const LessonFile& file_;
    const Lesson& lesson_;
    const Surroundings& around_;
    Faults& faults_;
    Observed observed_;
    std::size_t page_ = 0;
    std::shared_ptr<Timeline> timeline_;
    const Ask* pending_ = nullptr;  // a prediction before its outcome
    bool breakIsTold_ = false;      // by an expect of this scenario
    std::size_t steps_ = 0;         // since the last thing to do
};

}  // namespace lockstep::lesson
