// SPDX-License-Identifier: GPL-3.0-or-later
// The one mutable heart of the program: the run on its timeline, where the lesson stands, and the
// playback. Everything on screen reads from here and acts through here; nothing else keeps state.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

#include "catalog/catalog.h"
#include "kernel/action_text.h"
#include "kernel/timeline.h"
#include "session/fact_table.h"

namespace lockstep::session {

class Playback;

class Session final : public QObject {
    Q_OBJECT

public:
    // How one came to stand here, which decides how the picture gets there.
    enum class Move { step, jump };

    // The catalog must outlive the session.
    explicit Session(const Catalog& catalog, QObject* parent = nullptr);
    ~Session() override;

    const Catalog& catalog() const { return catalog_; }
    Playback& playback() { return *playback_; }
    const Playback& playback() const { return *playback_; }

    // --- The run. What follows requires hasRun().
    bool hasRun() const { return timeline_ != nullptr; }
    const Timeline& timeline() const { return *timeline_; }
    const TopicInfo& topic() const { return timeline_->topic().info(); }
    const QString& runName() const { return runName_; }  // of its file; empty if it has none

    // Begins a run of this scenario in place of the present one; says why not, if it cannot.
    QString start(const Scenario& scenario);
    // Takes a run that is there already, such as an opened recording.
    void adopt(std::shared_ptr<Timeline> timeline, const QString& name);
    void setRunName(const QString& name);
    // The same scenario, changed, from its start: for servers and seed. Dials turned and flaws
    // switched since are kept.
    QString restart(const std::function<void(Scenario&)>& change);
    // The scenario with dials and flaws as they are now.
    Scenario presentScenario() const;

    // The same run without its flaws, in place of this one, where it first goes another way.
    void mendRules();

    // --- Acting. A line such as "crash S3"; the reason is returned if it is refused, else nothing.
    QString act(const QString& line);
    QString act(const Action& action);
    // Why the line is not possible now; empty if it is.
    QString refusal(const QString& line) const;
    // Anything else that changes the timeline: a lesson's script, or one of the learner's.
    void change(const std::function<void(Timeline&)>& work, Move move = Move::jump);
    void changeByHand(const std::function<void(Timeline&)>& work);

    // --- Moving.
    bool canStep() const;
    void tellNothingIsDue();
    bool step();
    bool back();
    bool nextMilestone();
    bool previousMilestone();
    void goTo(Step step);
    void goTo(int branch, Step step);
    void goToStart() { goTo(0); }
    void goToTip() { goTo(timeline_->stepCount()); }
    // Plays steps up to this time without a sign for each, as playback does; at most `budget`
    // steps. False if nothing is due any more.
    bool advance(Time until, int budget);
    // When the next step is, recorded or due; nothing if there is none.
    std::optional<Time> nextTime() const;

    // --- What the last step did.
    const FactTable& facts() const { return *factTable(); }
    // The same table, for whoever shows its rows for longer than this step.
    const std::shared_ptr<const FactTable>& factTable() const;

    // --- The selected server, which inspector and menus begin with. Empty: none.
    const QString& focusServer() const { return focusServer_; }
    void setFocusServer(const QString& name);

    // --- The lesson. A page hands over its run; one may leave it to play and return.
    void openLessonRun(const QString& title, std::shared_ptr<Timeline> timeline);
    // Where the page stands now is what "return" comes back to.
    void holdLessonPlace();
    // A page with something to do expects the learner to act: that is not leaving it.
    void setLearnerActs(bool expected) { learnerActs_ = expected; }
    // While a question waits, what comes next is its answer: stepping on is held back, and
    // heldBack() says so.
    void setQuestionWaits(bool waits) { questionWaits_ = waits; }
    // True if it was; whoever plays asks first.
    bool holdsBack();
    bool inLesson() const { return lesson_.timeline != nullptr; }
    bool hasLeftLesson() const { return inLesson() && lesson_.left; }
    const QString& lessonTitle() const { return lesson_.title; }
    void returnToLesson();  // the free run is kept, see resumeOwnRun
    // What only the teacher sees, as HTML.
    const QString& teacherNotes() const { return teacherNotes_; }
    void setTeacherNotes(const QString& html);
    bool hasOwnRun() const { return ownRun_ != nullptr; }
    void resumeOwnRun();

    // Points at marks on the stage; an empty list ends it.
    void pointAt(const QStringList& markIds);

Q_SIGNALS:
    void runChanged();                                       // another timeline
    void moved(lockstep::session::Session::Move move);       // another step, branch or world
    void historyChanged();                                   // steps or branches were added
    void playbackChanged();                                  // playing, speed
    void timeShown(lockstep::Time time);                     // between two steps, while it plays
    void focusChanged();
    void lessonChanged();
    void teacherNotesChanged();
    void heldBack();
    void pointed(const QStringList& markIds);
    void told(const QString& sentence);                      // something to say in passing

private:
    struct LessonPlace {
        QString title;
        std::shared_ptr<Timeline> timeline;
        int branch = 0;
        Step step = 0;
        bool left = false;
    };
    struct OwnPlace {
        std::shared_ptr<Timeline> timeline;
        int branch = 0;
        Step step = 0;
    };

    void take(std::shared_ptr<Timeline> timeline);
    void noticeLeaving();
    void announce(Move move, Step countBefore, int branchBefore);
    QString perform(const Action& action);
    Step stepsToNextMilestone(Step most) const;
    std::unique_ptr<OwnPlace> placeNow() const;

    const Catalog& catalog_;
    std::shared_ptr<Timeline> timeline_;
    std::unique_ptr<Playback> playback_;
    QString runName_;
    QString focusServer_;
    LessonPlace lesson_;
    std::unique_ptr<OwnPlace> ownRun_;
    bool learnerActs_ = false;
    bool questionWaits_ = false;
    QString teacherNotes_;
    mutable std::shared_ptr<const FactTable> facts_;
    mutable bool factsAreCurrent_ = false;
    // Where the facts are from.
    mutable int factsBranch_ = 0;
    mutable Step factsStep_ = 0;
};

}  // namespace lockstep::session
