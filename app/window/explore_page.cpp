// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/explore_page.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "window/roles.h"
#include "window/run_files.h"
#include "window/toggle_switch.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostServers = 5;
constexpr int mostOfAKind = 9;
constexpr int usualMillions = 3;
constexpr int mostMillions = 50;
constexpr int aMillion = 1'000'000;
constexpr int fewestMegabytes = 16;
constexpr int mostMegabytes = 16'384;
constexpr int megabyteBits = 20;
constexpr int boundColumns = 3;

QLabel* heading(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    setRole(label, "caps");
    return label;
}

QLabel* paragraph(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    setRole(label, "muted");
    return label;
}

QString counted(std::uint64_t number) { return QLocale(QLocale::English).toString(number); }

// Plays a line of the script on a run; says why not, if it cannot.
QString playLine(Timeline& timeline, const std::string& line) {
    Fault fault;
    const auto written = parseAction(line, timeline.topic().info(), timeline.setup(), fault);
    if (!written) return QString::fromStdString(fault.message);
    std::string why;
    const auto action = resolve(*written, timeline.world(), why);
    if (action) why = timeline.act(*action);
    return QString::fromStdString(why);
}

}  // namespace

QString ExplorePage::refusal(const session::Session& session) {
    const TopicInfo& topic = session.topic();
    if (session.catalog().findExplorable(topic.id)) return {};
    return tr("There is no search for %1.").arg(QString::fromStdString(topic.title));
}

ExplorePage::ExplorePage(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      explorable_(*session.catalog().findExplorable(session.topic().id)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(10);
    column->addWidget(paragraph(
        tr("Tries every order of events in a small world, and shows the shortest run that breaks "
           "a promise. Without a broken rule it should find none."),
        this));
    column->addWidget(heading(tr("RULES TO BREAK"), this));
    column->addWidget(buildFlaws());
    // Above the numbers, which few change, so that it is seen without scrolling.
    column->addWidget(buildEnd());
    column->addWidget(heading(tr("HOW MUCH MAY HAPPEN"), this));
    column->addWidget(buildBounds());
    takeTrial();
    connect(&search_, &session::Search::progressed, this, &ExplorePage::showProgress);
    connect(&search_, &session::Search::finished, this, &ExplorePage::finished);
}

QWidget* ExplorePage::buildFlaws() {
    auto* list = new QWidget(this);
    auto* rows = new QGridLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    const FlawSet now = session_.timeline().world().flaws();
    const auto& flaws = session_.topic().flaws;
    for (std::size_t i = 0; i < flaws.size(); ++i) {
        auto* toggle = new ToggleSwitch(look_, QString::fromUtf8(flaws[i].title), true, list);
        toggle->setToolTip(QString::fromUtf8(flaws[i].summary));
        toggle->setAccessibleDescription(QString::fromUtf8(flaws[i].summary));
        toggle->setCheckable(true);
        toggle->setChecked(now.has(static_cast<int>(i)));
        connect(toggle, &QAbstractButton::toggled, this, &ExplorePage::takeTrial);
        rows->addWidget(toggle, static_cast<int>(i / 2), static_cast<int>(i % 2));
        flaws_.push_back(toggle);
    }
    rows->setColumnStretch(0, 1);
    rows->setColumnStretch(1, 1);
    return list;
}

QWidget* ExplorePage::buildBounds() {
    bounds_ = new QWidget(this);
    auto* grid = new QGridLayout(bounds_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(6);
    int place = 0;
    const auto add = [&](const QString& words, int least, int most, int value) {
        auto* row = new QHBoxLayout;
        auto* count = new QSpinBox(bounds_);
        count->setRange(least, most);
        count->setValue(value);
        count->setAccessibleName(words);
        auto* label = new QLabel(words, bounds_);
        label->setBuddy(count);
        row->addWidget(label, 1);
        row->addWidget(count);
        grid->addLayout(row, place / boundColumns, place % boundColumns);
        ++place;
        return count;
    };
    const TopicInfo& topic = session_.topic();
    // Where dials say who there is, they say how many.
    if (!session_.presentScenario().derivedServers) {
        const int most = std::min(topic.mostServers, std::max(mostServers, topic.fewestServers));
        servers_ = add(tr("servers"), topic.fewestServers, most,
                       std::clamp(explorable_.habits().servers, topic.fewestServers, most));
    }
    const auto kinds = explorer::kindsOf(topic);
    const auto counts = explorer::resolved(topic, explorable_.habits(), {});
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        // What only undoes is free, and so is everything that cannot be counted here.
        if (counts[i] < 0 || counts[i] > mostOfAKind) continue;
        budgets_.push_back(
            {kinds[i], add(QString::fromStdString(kinds[i]), 0, mostOfAKind, counts[i])});
    }
    millions_ = add(tr("million states"), 1, mostMillions, usualMillions);
    megabytes_ = add(tr("MB of memory"), fewestMegabytes, mostMegabytes,
                     static_cast<int>(explorer::usualMemory >> megabyteBits));
    for (int column = 0; column < boundColumns; ++column)
        grid->setColumnStretch(column, 1);
    grid->addWidget(buildChoices(), place / boundColumns + 1, 0, 1, boundColumns);
    fromHere_ = new QCheckBox(
        tr("Begin where the run stands, at step %1").arg(session_.timeline().step()), bounds_);
    fromHere_->setEnabled(session_.timeline().step() > 0);
    grid->addWidget(fromHere_, place / boundColumns + 2, 0, 1, boundColumns);
    connect(fromHere_, &QCheckBox::toggled, this, &ExplorePage::takeTrial);
    return bounds_;
}

const explorer::Trial* ExplorePage::trial() const {
    if (fromHere_->isChecked()) return nullptr;
    const char* only = nullptr;
    for (std::size_t i = 0; i < flaws_.size(); ++i) {
        if (!flaws_[i]->isChecked()) continue;
        if (only) return nullptr;
        only = session_.topic().flaws[i].name;
    }
    return only ? explorer::trialOf(explorable_.habits(), only) : nullptr;
}

// The numbers that go with the rules that are broken; they can still be changed.
void ExplorePage::takeTrial() {
    const TopicInfo& topic = session_.topic();
    const explorer::Trial* trial = this->trial();
    std::vector<explorer::Budget> named;
    std::string why;
    if (trial) explorer::parseBudgets(trial->budgets, topic, named, why);
    const auto kinds = explorer::kindsOf(topic);
    const auto counts = explorer::resolved(topic, explorable_.habits(), named);
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        for (const Budgeted& budget : budgets_)
            if (budget.kind == kinds[i]) budget.count->setValue(counts[i]);
    }
    const bool begins = trial && !trial->head.empty();
    begins_->setText(begins ? QString::fromStdString(trial->begins) : QString());
    begins_->setVisible(begins);
    if (servers_) servers_->setDisabled(begins || fromHere_->isChecked());
}

// Which promise is to break, and in which order runs are tried.
QWidget* ExplorePage::buildChoices() {
    auto* line = new QWidget(bounds_);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    promise_ = new QComboBox(line);
    promise_->addItem(tr("any promise"));
    for (const InvariantSpec& claim : session_.topic().invariants) {
        promise_->addItem(QString::fromUtf8(claim.title));
    }
    promise_->setAccessibleName(tr("The promise to break"));
    order_ = new QComboBox(line);
    order_->addItems({tr("the shortest first"), tr("each to its end"), tr("by chance")});
    order_->setAccessibleName(tr("The order in which runs are tried"));
    row->addWidget(new QLabel(tr("Look for a run that breaks"), line));
    row->addWidget(promise_);
    row->addSpacing(10);
    row->addWidget(new QLabel(tr("Try runs"), line));
    row->addWidget(order_);
    row->addStretch(1);
    return line;
}

QWidget* ExplorePage::buildEnd() {
    auto* end = new QWidget(this);
    auto* column = new QVBoxLayout(end);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(8);
    bar_ = new QProgressBar(end);
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("States seen, of those allowed"));
    bar_->hide();
    begins_ = paragraph({}, end);
    verdict_ = new QLabel(end);
    verdict_->setWordWrap(true);
    setRole(verdict_, "body");
    start_ = new QPushButton(tr("Find a failure"), end);
    setRole(start_, "primary");
    connect(start_, &QPushButton::clicked, this,
            [this] { search_.isRunning() ? search_.cancel() : start(); });
    column->addWidget(begins_);
    column->addWidget(bar_);
    column->addWidget(verdict_);
    column->addWidget(start_, 0, Qt::AlignLeft);
    return end;
}

// The run that is searched on from: the present one, or a new one of the same dials.
std::shared_ptr<Timeline> ExplorePage::baseRun(QString& why) const {
    std::shared_ptr<Timeline> run;
    if (fromHere_->isChecked()) {
        OpenedRun opened =
            openRun(recordingOf(session_.timeline()), tr("The run"), session_.catalog());
        run = std::move(opened.timeline);
        why = opened.fault;
    } else if (trial() && !trial()->head.empty()) {
        const std::string script = explorer::scriptOf(*trial(), session_.topic().id);
        OpenedRun opened =
            openRun(QByteArray::fromStdString(script), tr("The run"), session_.catalog());
        run = std::move(opened.timeline);
        why = opened.fault;
    } else {
        Scenario scenario = session_.presentScenario();
        if (!scenario.derivedServers) scenario.servers = numberedServers(servers_->value());
        scenario.givens.clear();
        scenario.flaws.clear();
        std::vector<Fault> faults;
        run = Timeline::start(session_.timeline().topic(), scenario, faults);
        if (!faults.empty()) why = QString::fromStdString(faults.front().message);
    }
    if (!run) return nullptr;
    const FlawSet now = run->world().flaws();
    for (std::size_t i = 0; i < flaws_.size(); ++i) {
        const bool wanted = flaws_[i]->isChecked();
        if (wanted == now.has(static_cast<int>(i))) continue;
        why = playLine(*run, "flaw " + std::string(session_.topic().flaws[i].name) +
                                 (wanted ? " on" : " off"));
        if (!why.isEmpty()) return nullptr;
    }
    return run;
}

explorer::Bounds ExplorePage::bounds() const {
    explorer::Bounds bounds;
    for (const Budgeted& budget : budgets_) {
        bounds.budgets.push_back({budget.kind, budget.count->value()});
    }
    bounds.states = static_cast<std::uint64_t>(millions_->value()) * aMillion;
    bounds.order = static_cast<explorer::Order>(order_->currentIndex());
    bounds.memory = static_cast<std::uint64_t>(megabytes_->value()) << megabyteBits;
    if (promise_->currentIndex() > 0) bounds.invariants = 1U << (promise_->currentIndex() - 1);
    return bounds;
}

void ExplorePage::start() {
    if (search_.isRunning()) return;
    QString why;
    base_ = baseRun(why);
    if (!base_) return say(why, "no");
    enableAll(false);
    explorer::Bounds limits = bounds();
    const bool walks = limits.order == explorer::Order::randomWalks;
    bar_->setRange(0, walks ? static_cast<int>(limits.walks) : millions_->value() * 1000);
    bar_->show();
    limits.symmetry = explorable_.symmetric(base_->world());
    search_.start(explorable_.prepare(base_->world(), limits));
    start_->setText(tr("Give up"));
    showProgress();
}

void ExplorePage::showProgress() {
    const explorer::Progress progress = search_.progress();
    const auto rate = static_cast<std::uint64_t>(progress.rate) / 1000 * 1000;
    if (bounds().order == explorer::Order::randomWalks) {
        bar_->setValue(static_cast<int>(progress.walks));
        return say(tr("%1 runs by chance, %2 to go, %3 actions, the longest run has %4.")
                       .arg(counted(progress.walks), counted(progress.queue),
                            counted(progress.transitions))
                       .arg(progress.depth),
                   "");
    }
    bar_->setValue(static_cast<int>(progress.states / 1000));
    say(tr("%1 states seen, %2 waiting, %3 a second, %4 actions deep, %5 MB.")
            .arg(counted(progress.states), counted(progress.queue), counted(rate))
            .arg(progress.depth)
            .arg(progress.memory >> megabyteBits),
        "");
}

void ExplorePage::finished() {
    enableAll(true);
    bar_->hide();
    start_->setText(tr("Find a failure"));
    const explorer::Result& result = search_.result();
    const QString seen = counted(result.states);
    switch (result.verdict) {
        case explorer::Verdict::allSeen:
            return say(
                tr("Every promise holds: all %1 states within these bounds were seen.").arg(seen) +
                    ofTheRules(),
                ofTheRules().isEmpty() ? "yes" : "");
        case explorer::Verdict::memoryEnds:
            return say(tr("Nothing found among %1 states, up to %2 actions deep; then the memory "
                          "was full. Allow less to happen, or more memory.")
                           .arg(seen)
                           .arg(result.depth),
                       "");
        case explorer::Verdict::walksEnd:
            return say(tr("Nothing found on %1 runs by chance. That proves nothing; the shortest "
                          "first sees all there is.")
                           .arg(counted(result.walks)),
                       "");
        case explorer::Verdict::depthEnds:
        case explorer::Verdict::statesEnd:
            return say(tr("Nothing found among %1 states, up to %2 actions deep. There are more: "
                          "allow less to happen, or more states.")
                           .arg(seen)
                           .arg(result.depth),
                       "");
        case explorer::Verdict::cancelled:
            return say(
                result.walks > 0
                    ? tr("Given up after %1 runs; nothing found so far.").arg(counted(result.walks))
                    : tr("Given up after %1 states; nothing found so far.").arg(seen),
                "");
        case explorer::Verdict::found: break;
    }
    for (const explorer::Told& told : result.path) {
        const QString why = playLine(*base_, told.line);
        if (!why.isEmpty()) return say(why, "no");
    }
    say(tr("Found after %1 states.").arg(seen), "no");
    Q_EMIT found(std::move(base_));
}

QString ExplorePage::ofTheRules() const {
    bool any = false;
    bool safety = false;
    for (std::size_t i = 0; i < flaws_.size(); ++i) {
        any = any || flaws_[i]->isChecked();
        safety = safety || (flaws_[i]->isChecked() && session_.topic().flaws[i].safety);
    }
    if (!any) return {};
    return safety ? tr(" What the broken rule does lies beyond them: allow more to happen.")
                  : tr(" The broken rule costs time and breaks no promise: play, and see.");
}

void ExplorePage::say(const QString& words, const char* state) {
    setState(verdict_, state);
    verdict_->setText(words);
}

void ExplorePage::enableAll(bool enabled) {
    for (ToggleSwitch* flaw : flaws_)
        flaw->setEnabled(enabled);
    bounds_->setEnabled(enabled);
}

}  // namespace lockstep::window
