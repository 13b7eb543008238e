// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/code_panel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "catalog/embedded.h"
#include "session/telling.h"
#include "window/code_view.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostRules = 4;

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

// Where it is narrow, the end of a path says most.
class PathLabel final : public QLabel {
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideLeft, width()));
    }
};

// "ring/jump#jump"; no lines if there is no such rule.
Rule ruleBehind(const std::string& link) {
    if (link.empty()) return {};
    const std::size_t hash = link.find('#');
    const std::string stem = "core/" + link.substr(0, hash);
    for (const char* ending : {".cpp", ".h"}) {
        const std::string file = stem + ending;
        const std::string_view source = embeddedSource(file);
        if (source.empty()) continue;
        Rule rule = hash == std::string::npos ? ruleAround(file, source, 1)
                                              : ruleNamed(file, source, link.substr(hash + 1));
        if (!rule.lines.empty()) return rule;
    }
    return {};
}

}  // namespace

CodePanel::CodePanel(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      file_(new PathLabel(this)),
      section_(new QLabel(this)),
      view_(new CodeView(look, this)) {
    setRole(file_, "code");
    file_->setAccessibleName(tr("File of the rule"));
    setRole(section_, "small");
    section_->setAccessibleName(tr("Section of the paper"));

    auto* top = new QHBoxLayout;
    top->setContentsMargins(20, 12, 16, 8);
    top->addWidget(file_, 1);
    top->addWidget(section_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(view_, 1);

    // A new run has gone through no rule yet.
    connect(&session_, &session::Session::runChanged, this, [this] { shown_.clear(); });
    connect(&session_, &session::Session::moved, this, [this] {
        stale_ = true;
        refresh();
    });
}

void CodePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void CodePanel::refresh() {
    // What nobody sees is not worth the time of a step.
    if (!stale_ || !isVisible() || !session_.hasRun()) return;
    stale_ = false;
    asked_ = false;
    showRulesOfStep();
}

// The rule that an event is of, and its lines that speak: its sentence, or where that is told
// elsewhere, its head. Nothing if the program does not hold the source.
CodePanel::Shown CodePanel::ranBy(const Event& event) {
    const std::string_view file = event.sentence.file;
    const std::string_view source = embeddedSource(file);
    if (source.empty()) return {};
    LineRange range = statementAt(source, event.sentence.line);
    Shown ran{ruleBehind(linkAbove(source, range.first)), {}};
    if (ran.rule.lines.empty()) {
        ran.rule = ruleAround(file, source, event.sentence.line);
    } else {
        range = headOf(ran.rule);
    }
    for (int line = range.first; line <= range.last; ++line)
        ran.lit.push_back(line);
    return ran;
}

void CodePanel::showRulesOfStep() {
    const Moment moment = session_.timeline().moment();
    const Event* main = session::mainEvent(*moment.events);
    std::vector<const Event*> events;
    if (main) events.push_back(main);
    for (const Event& event : *moment.events) {
        if (&event != main) events.push_back(&event);
    }

    std::vector<Shown> shown;
    for (const Event* event : events) {
        Shown ran = ranBy(*event);
        if (ran.lit.empty()) continue;
        const auto place = std::find_if(shown.begin(), shown.end(), [&](const Shown& one) {
            return one.rule.file == ran.rule.file && one.rule.contains(ran.lit.front());
        });
        if (place != shown.end()) {
            place->lit.insert(place->lit.end(), ran.lit.begin(), ran.lit.end());
        } else if (shown.size() < mostRules) {
            shown.push_back(std::move(ran));
        }
    }
    // A step of the network alone went through no rule: the last one stays, unlit.
    if (moment.step == 0) {
        shown_.clear();
    } else if (shown.empty()) {
        for (Shown& one : shown_) one.lit.clear();
    } else {
        shown_ = std::move(shown);
    }
    display();
}

void CodePanel::display() {
    if (shown_.empty()) {
        const bool begins = session_.timeline().step() == 0;
        file_->setText(begins ? tr("No rule has run yet") : tr("No rule spoke in this step"));
        section_->clear();
        const QString next = tr("Step on, and the code that runs is here.");
        view_->setLines(
            {{0, begins ? next : tr("It was done to the servers, not by them. ") + next, false}});
        return;
    }
    const bool speaks = std::any_of(shown_.begin(), shown_.end(),
                                    [](const Shown& one) { return !one.lit.empty(); });
    file_->setText(QString::fromStdString(shown_.front().rule.file));
    section_->setText(speaks || asked_ ? QString::fromStdString(shown_.front().rule.section)
                                       : tr("from an earlier step"));
    std::vector<CodeLine> lines;
    std::string file = shown_.front().rule.file;
    for (const Shown& one : shown_) {
        if (&one != &shown_.front()) {
            lines.push_back({0, {}, false});
            QString heading = u"⋯ "_s + QString::fromStdString(one.rule.name);
            if (one.rule.file != file) {
                heading += u"   "_s + QString::fromStdString(one.rule.file);
            }
            lines.push_back({0, heading, false});
        }
        for (std::size_t i = 0; i < one.rule.lines.size(); ++i) {
            const int number = one.rule.firstLine + static_cast<int>(i);
            const bool lit = std::count(one.lit.begin(), one.lit.end(), number) > 0;
            lines.push_back({number, text(one.rule.lines[i]), lit});
        }
    }
    view_->setLines(lines);
}

bool CodePanel::showRule(const QString& link) {
    Rule rule = ruleBehind(link.toStdString());
    if (rule.lines.empty()) return false;
    shown_ = {{std::move(rule), {}}};
    stale_ = false;
    asked_ = true;
    display();
    return true;
}

QStringList CodePanel::ruleNames() const {
    QStringList names;
    for (const Shown& one : shown_) names << QString::fromStdString(one.rule.name);
    return names;
}

QList<int> CodePanel::litLines() const {
    QList<int> lines;
    for (const Shown& one : shown_) lines.append(QList<int>(one.lit.begin(), one.lit.end()));
    return lines;
}

}  // namespace lockstep::window
