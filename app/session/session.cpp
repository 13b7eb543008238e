// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include <algorithm>

#include "session/mend.h"
#include "session/playback.h"

namespace lockstep::session {

namespace {

// How far a search for the next milestone looks ahead.
constexpr Step farthestLook = 20'000;
constexpr Duration longestLook = std::chrono::seconds(60);

QString inWords(const std::vector<Fault>& faults) {
    return faults.empty() ? Session::tr("The run cannot be started.")
                          : QString::fromStdString(faults.front().message);
}

}  // namespace

Session::Session(const Catalog& catalog, QObject* parent)
    : QObject(parent), catalog_(catalog), playback_(std::make_unique<Playback>(*this)) {}

Session::~Session() = default;

// --- The run ------------------------------------------------------------------------------------

QString Session::start(const Scenario& scenario) {
    const TopicInterface* topic = catalog_.find(scenario.topic);
    if (!topic) return tr("There is no topic %1.").arg(QString::fromStdString(scenario.topic));
    std::vector<Fault> faults;
    std::shared_ptr<Timeline> timeline = Timeline::start(*topic, scenario, faults);
    if (!timeline) return inWords(faults);
    adopt(std::move(timeline), {});
    return {};
}

void Session::adopt(std::shared_ptr<Timeline> timeline, const QString& name) {
    noticeLeaving();
    runName_ = name;
    take(std::move(timeline));
}

void Session::setRunName(const QString& name) { runName_ = name; }

void Session::take(std::shared_ptr<Timeline> timeline) {
    playback_->pause();
    timeline_ = std::move(timeline);
    factsAreCurrent_ = false;
    facts_.reset();
    if (!focusServer_.isEmpty() && !timeline_->setup().find(focusServer_.toStdString())) {
        setFocusServer({});
    }
    playback_->settle();
    Q_EMIT runChanged();
    Q_EMIT historyChanged();
    Q_EMIT moved(Move::jump);
}

Scenario Session::presentScenario() const {
    Scenario scenario = timeline_->setup().scenario;
    const AnyWorld& world = timeline_->world();
    scenario.dials.clear();
    for (std::size_t i = 0; i < topic().dials.size(); ++i) {
        const DialInfo& dial = topic().dials[i];
        if (dial.kind == DialKind::factor) {
            // One value a server: those of the head stay.
            for (const Setting& setting : timeline_->setup().scenario.dials) {
                if (setting.name == dial.name) scenario.dials.push_back(setting);
            }
            continue;
        }
        const std::string value = toText(dial, world.dial(i), &timeline_->setup());
        if (value != dial.standard) scenario.dials.push_back({dial.name, value, {}, {}});
    }
    scenario.flaws.clear();
    scenario.flawPlaces.clear();
    for (std::size_t i = 0; i < topic().flaws.size(); ++i) {
        if (world.flaws().has(static_cast<int>(i))) scenario.flaws.push_back(topic().flaws[i].name);
    }
    return scenario;
}

QString Session::restart(const std::function<void(Scenario&)>& change) {
    Scenario scenario = presentScenario();
    const std::vector<ScenarioServer> before = scenario.servers;
    change(scenario);
    // What was given for servers that are gone would be an error.
    if (scenario.servers != before) {
        std::erase_if(scenario.givens, [&](const Given& given) {
            return std::none_of(scenario.servers.begin(), scenario.servers.end(),
                                [&](const auto& server) { return server.name == given.server; });
        });
    }
    return start(scenario);
}

void Session::mendRules() {
    const Mended mended = mend(*timeline_, timeline_->stepCount());
    if (!mended.timeline) return;
    adopt(mended.timeline, {});
    if (mended.differs > 0) goTo(mended.differs);
    if (!mended.impossible.empty() && mended.differs == 0) {
        Q_EMIT told(tr("The rule holds again: \u201c%1\u201d does not happen now.")
                        .arg(QString::fromStdString(mended.impossible)));
    } else if (mended.differs > 0 && mended.instead.empty()) {
        Q_EMIT told(tr("The rule holds again: this step now does less."));
    } else if (mended.differs > 0) {
        Q_EMIT told(tr("The rule holds again. %1").arg(QString::fromStdString(mended.instead)));
    } else {
        Q_EMIT told(tr("The rule holds again: the same steps now break nothing."));
    }
}

// --- Acting -------------------------------------------------------------------------------------

QString Session::act(const QString& line) {
    Fault fault;
    const auto written = parseAction(line.toStdString(), topic(), timeline_->setup(), fault);
    if (!written) return QString::fromStdString(fault.message);
    std::string why;
    const auto action = resolve(*written, timeline_->world(), why);
    if (!action) return QString::fromStdString(why);
    return act(*action);
}

QString Session::act(const Action& action) {
    const std::string why = timeline_->world().refusal(action);
    if (!why.empty()) return QString::fromStdString(why);
    return perform(action);
}

QString Session::perform(const Action& action) {
    const Step count = timeline_->stepCount();
    const int branch = timeline_->branch();
    if (!learnerActs_) noticeLeaving();
    // What is on screen is what one acts on: if packets have flown on since the last step, the
    // action happens then, not earlier.
    if (playback_->shown() > timeline_->time()) timeline_->wait(playback_->shown());
    const std::string why = timeline_->act(action);
    announce(Move::step, count, branch);
    return QString::fromStdString(why);
}

QString Session::refusal(const QString& line) const {
    Fault fault;
    const auto written = parseAction(line.toStdString(), topic(), timeline_->setup(), fault);
    if (!written) return QString::fromStdString(fault.message);
    std::string why;
    const auto action = resolve(*written, timeline_->world(), why);
    if (!action) return QString::fromStdString(why);
    return QString::fromStdString(timeline_->world().refusal(*action));
}

void Session::change(const std::function<void(Timeline&)>& work, Move move) {
    const Step count = timeline_->stepCount();
    const int branch = timeline_->branch();
    work(*timeline_);
    announce(move, count, branch);
}

void Session::changeByHand(const std::function<void(Timeline&)>& work) {
    playback_->pause();
    if (!learnerActs_) noticeLeaving();
    if (playback_->shown() > timeline_->time()) timeline_->wait(playback_->shown());
    change(work, Move::step);
}

// --- Moving -------------------------------------------------------------------------------------

bool Session::canStep() const { return hasRun() && nextTime().has_value(); }

std::optional<Time> Session::nextTime() const {
    if (!timeline_->atTip()) return timeline_->timeAt(timeline_->step() + 1);
    const auto due = timeline_->world().next();
    if (!due) return std::nullopt;
    return due->time;
}

bool Session::step() {
    playback_->pause();
    if (holdsBack()) return false;
    const Step count = timeline_->stepCount();
    const int branch = timeline_->branch();
    const bool moved = timeline_->atTip() ? timeline_->stepClock() : timeline_->forward();
    if (moved) {
        announce(Move::step, count, branch);
    } else {
        tellNothingIsDue();
    }
    return moved;
}

void Session::tellNothingIsDue() {
    Q_EMIT told(tr("Nothing is due: act, turn a dial, or let time pass: A, then run 1 s."));
}

bool Session::back() {
    playback_->pause();
    const Step count = timeline_->stepCount();
    const int branch = timeline_->branch();
    const bool moved = timeline_->back();
    if (moved) announce(Move::step, count, branch);
    return moved;
}

bool Session::advance(Time until, int budget) {
    const Step count = timeline_->stepCount();
    const int branch = timeline_->branch();
    const Step from = timeline_->step();
    bool more = true;
    for (int played = 0; more && played < budget; ++played) {
        const auto next = nextTime();
        if (!next || *next > until) break;
        more = timeline_->atTip() ? timeline_->stepClock() : timeline_->forward();
    }
    if (timeline_->step() != from) {
        factsAreCurrent_ = false;
        if (timeline_->stepCount() != count || timeline_->branch() != branch) {
            Q_EMIT historyChanged();
        }
        Q_EMIT moved(Move::step);
    }
    return more;
}

// Plays a copy of the world ahead, so that a search in vain leaves no trace.
Step Session::stepsToNextMilestone(Step most) const {
    const auto copy = timeline_->world().clone();
    const Time latest = copy->now() + longestLook;
    Events events;
    for (Step count = 1; count <= most; ++count) {
        const auto due = copy->next();
        if (!due || due->time > latest) return 0;
        events.clear();
        copy->setNow(due->time);
        copy->play(due->action, &events);
        for (const Event& event : events) {
            if (event.kind->weight == Weight::milestone) return count;
        }
    }
    return 0;
}

bool Session::nextMilestone() {
    playback_->pause();
    if (holdsBack()) return false;
    const Step count = timeline_->stepCount();
    const int branch = timeline_->branch();
    const Step here = timeline_->step();
    for (const Mark& mark : timeline_->marks()) {
        if (mark.step <= here) continue;
        timeline_->seek(mark.step);
        announce(Move::step, count, branch);
        return true;
    }
    timeline_->seek(count);
    const Step steps = stepsToNextMilestone(farthestLook);
    for (Step i = 0; i < steps; ++i)
        timeline_->stepClock();
    announce(Move::step, count, branch);
    if (steps == 0) Q_EMIT told(tr("No milestone comes by itself within a minute."));
    return steps > 0;
}

bool Session::previousMilestone() {
    playback_->pause();
    const Step here = timeline_->step();
    if (here == 0) return false;
    Step found = 0;
    for (const Mark& mark : timeline_->marks()) {
        if (mark.step < here) found = mark.step;
    }
    goTo(found);
    return true;
}

void Session::goTo(Step step) { goTo(timeline_->branch(), step); }

void Session::goTo(int branch, Step step) {
    playback_->pause();
    const Step count = timeline_->stepCount();
    const int branchBefore = timeline_->branch();
    if (branch != branchBefore) {
        timeline_->switchTo(branch, step);
    } else if (std::min(step, count) == timeline_->step() + 1) {
        timeline_->forward();
    } else {
        timeline_->seek(std::min(step, count));
    }
    announce(Move::jump, count, branchBefore);
}

void Session::announce(Move move, Step countBefore, int branchBefore) {
    factsAreCurrent_ = false;
    playback_->settle();
    if (timeline_->stepCount() != countBefore || timeline_->branch() != branchBefore) {
        Q_EMIT historyChanged();
    }
    Q_EMIT moved(move);
}

// --- Looking ------------------------------------------------------------------------------------

const std::shared_ptr<const FactTable>& Session::factTable() const {
    if (factsAreCurrent_) return facts_;
    const Moment moment = timeline_->moment();
    const bool isNext =
        facts_ && factsBranch_ == timeline_->branch() && factsStep_ + 1 == moment.step;
    facts_ = isNext ? std::make_shared<const FactTable>(moment, *facts_)
                    : std::make_shared<const FactTable>(moment);
    factsAreCurrent_ = true;
    factsBranch_ = timeline_->branch();
    factsStep_ = moment.step;
    return facts_;
}

void Session::setFocusServer(const QString& name) {
    if (name == focusServer_) return;
    focusServer_ = name;
    Q_EMIT focusChanged();
}

void Session::pointAt(const QStringList& markIds) { Q_EMIT pointed(markIds); }

// --- The lesson ---------------------------------------------------------------------------------

std::unique_ptr<Session::OwnPlace> Session::placeNow() const {
    return std::make_unique<OwnPlace>(OwnPlace{timeline_, timeline_->branch(), timeline_->step()});
}

void Session::openLessonRun(const QString& title, std::shared_ptr<Timeline> timeline) {
    // A run of one's own is kept, to be taken up again after the lesson.
    if (hasRun() && (!inLesson() || timeline_ != lesson_.timeline)) ownRun_ = placeNow();
    lesson_ = {title, timeline, 0, 0, false};
    learnerActs_ = false;
    questionWaits_ = false;
    runName_.clear();
    take(std::move(timeline));
    holdLessonPlace();
}

void Session::holdLessonPlace() {
    if (!inLesson()) return;
    lesson_.timeline = timeline_;
    lesson_.branch = timeline_->branch();
    lesson_.step = timeline_->step();
    lesson_.left = false;
    Q_EMIT lessonChanged();
}

// Back and forth before the question's place is free: that was seen already.
bool Session::holdsBack() {
    if (!questionWaits_ || !inLesson() || lesson_.left || timeline_ != lesson_.timeline) {
        return false;
    }
    if (timeline_->branch() == lesson_.branch && timeline_->step() < lesson_.step) return false;
    Q_EMIT heldBack();
    return true;
}

void Session::noticeLeaving() {
    if (!inLesson() || lesson_.left) return;
    lesson_.left = true;
    Q_EMIT lessonChanged();
}

void Session::returnToLesson() {
    if (!inLesson()) return;
    ownRun_ = placeNow();
    lesson_.left = false;
    if (timeline_ != lesson_.timeline) {
        timeline_ = lesson_.timeline;
        timeline_->switchTo(lesson_.branch, lesson_.step);
        take(timeline_);
    } else {
        goTo(lesson_.branch, lesson_.step);
    }
    Q_EMIT lessonChanged();
}

void Session::resumeOwnRun() {
    if (!ownRun_) return;
    const OwnPlace place = *ownRun_;
    noticeLeaving();
    if (timeline_ != place.timeline) {
        timeline_ = place.timeline;
        timeline_->switchTo(place.branch, place.step);
        take(timeline_);
    } else {
        goTo(place.branch, place.step);
    }
}

void Session::setTeacherNotes(const QString& html) {
    if (html == teacherNotes_) return;
    teacherNotes_ = html;
    Q_EMIT teacherNotesChanged();
}

}  // namespace lockstep::session
