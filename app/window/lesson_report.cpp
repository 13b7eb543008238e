// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_report.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <utility>

#include "lesson/run.h"
#include "window/lesson_text.h"
#include "window/roles.h"

namespace lockstep::window {

using lesson::AnswerState;
using namespace Qt::StringLiterals;

namespace {

// A question with what came of it; null if it was never answered.
struct Asked {
    const lesson::Ask* ask = nullptr;
    const lesson::GivenAnswer* given = nullptr;
};

std::vector<Asked> questionsOf(const lesson::Lesson& lesson, const lesson::Progress& progress) {
    std::vector<Asked> questions;
    for (std::size_t page = 0; page < lesson.pages.size(); ++page) {
        for (std::size_t piece = 0; piece < lesson.pages[page].pieces.size(); ++piece) {
            const lesson::Ask* ask = lesson::askAt(lesson.pages[page], piece);
            if (!ask) continue;
            const auto found = progress.answers.find({page, piece});
            questions.push_back({ask, found == progress.answers.end() ? nullptr : &found->second});
        }
    }
    return questions;
}

QString scoreText(const LessonScore& score) {
    return LessonReport::tr("%1 of %2 questions right, %3 wrong, %4 skipped.")
        .arg(score.right)
        .arg(score.questions)
        .arg(score.wrong)
        .arg(score.questions - score.right - score.wrong);
}

QString goalText(const LessonScore& score) {
    if (score.goals == 1) {
        return score.reached == 1 ? LessonReport::tr("The goal was reached.")
                                  : LessonReport::tr("The goal was not reached yet.");
    }
    return LessonReport::tr("%1 of %2 goals reached.").arg(score.reached).arg(score.goals);
}

QString seedText(const QStringList& seeds) {
    return LessonReport::tr("Seed %1: with it, everybody sees this lesson's runs as you did.")
        .arg(seeds.join(u", "_s));
}

}  // namespace

LessonScore scoreOf(const lesson::Lesson& lesson, const lesson::Progress& progress) {
    LessonScore score;
    for (const Asked& asked : questionsOf(lesson, progress)) {
        ++score.questions;
        if (!asked.given) continue;
        switch (asked.given->state) {
            case AnswerState::right: ++score.right; break;
            case AnswerState::wrong: ++score.wrong; break;
            case AnswerState::skipped: ++score.skipped; break;
        }
    }
    for (const lesson::Page& page : lesson.pages) {
        for (std::size_t piece = 0; piece < page.pieces.size(); ++piece) {
            if (lesson::goalAt(page, piece)) ++score.goals;
        }
    }
    score.reached = static_cast<int>(progress.goals.size());
    return score;
}

QStringList seedsOf(const lesson::Lesson& lesson, const Catalog& catalog) {
    QStringList seeds;
    for (std::size_t page = 0; page < lesson.pages.size(); ++page) {
        if (lesson.pages[page].scenario.empty()) continue;
        std::vector<Fault> faults;
        const auto timeline = lesson::openPage(lesson, page, catalog, faults);
        if (!timeline) continue;
        const QString seed = QString::number(timeline->setup().scenario.seed);
        if (!seeds.contains(seed)) seeds << seed;
    }
    return seeds;
}

QString reportText(const lesson::Lesson& lesson, const lesson::Progress& progress,
                   const QStringList& seeds) {
    const LessonScore score = scoreOf(lesson, progress);
    QStringList lines{
        LessonReport::tr("Lesson: %1 (%2)")
            .arg(QString::fromStdString(lesson.meta.title), QString::fromStdString(lesson.meta.id)),
        scoreText(score)};
    if (score.goals > 0) lines << goalText(score);
    lines << LessonReport::tr("Seed %1").arg(seeds.join(u", "_s)) << QString();
    for (const Asked& asked : questionsOf(lesson, progress)) {
        QString mark = u"–"_s;
        if (asked.given && asked.given->state == AnswerState::right) mark = u"✓"_s;
        if (asked.given && asked.given->state == AnswerState::wrong) mark = u"✕"_s;
        lines << mark + u' ' + plainOf(asked.ask->text);
        if (asked.given && !asked.given->note.empty()) {
            lines << u"    "_s + QString::fromStdString(asked.given->note);
        }
    }
    return lines.join(u'\n') + u'\n';
}

LessonReport::LessonReport(const Look& look, QWidget* parent)
    : QWidget(parent), look_(look), column_(new QVBoxLayout(this)) {
    column_->setContentsMargins(20, 20, 20, 20);
    column_->setSpacing(10);
}

void LessonReport::addLine(const QString& words, const char* role, const char* state) {
    auto* label = new QLabel(words, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setRole(label, role);
    if (state) setState(label, state);
    column_->addWidget(label);
}

void LessonReport::show(const ShelfLesson& lesson, const lesson::Progress& progress,
                        const QStringList& seeds, const ShelfLesson* next) {
    while (QLayoutItem* item = column_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    text_ = reportText(lesson.lesson, progress, seeds);
    const LessonScore score = scoreOf(lesson.lesson, progress);
    addLine(tr("DONE"), "caps", "accent");
    addLine(QString::fromStdString(lesson.lesson.meta.title), "title");
    addLine(scoreText(score), "body");
    if (score.goals > 0) addLine(goalText(score), "body");
    if (!seeds.isEmpty()) addLine(seedText(seeds), "muted");
    bool isFirst = true;
    for (const Asked& asked : questionsOf(lesson.lesson, progress)) {
        if (!asked.given || asked.given->state != AnswerState::wrong) continue;
        if (std::exchange(isFirst, false)) addLine(tr("It went another way"), "heading");
        addLine(u"✕ "_s + plainOf(asked.ask->text), "body");
        if (!asked.given->note.empty()) {
            addLine(tr("You wrote: %1").arg(QString::fromStdString(asked.given->note)), "muted");
        }
    }
    column_->addSpacing(6);
    next_ = new QPushButton(this);
    setRole(next_, "primary");
    next_->setText(next ? tr("Next lesson") : tr("All lessons"));
    // Words on a button do not wrap, and a title may need two lines.
    if (next) addLine(tr("Next: %1").arg(QString::fromStdString(next->lesson.meta.title)), "body");
    column_->addWidget(next_);
    const QString id = next ? QString::fromStdString(next->lesson.meta.id) : QString();
    connect(next_, &QPushButton::clicked, this,
            [this, id] { id.isEmpty() ? Q_EMIT allAsked() : Q_EMIT lessonAsked(id); });
    copy_ = new QPushButton(tr("Copy the report"), this);
    column_->addWidget(copy_);
    connect(copy_, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(text_);
        Q_EMIT copied();
    });
    if (next) {
        auto* all = new QPushButton(tr("All lessons"), this);
        setRole(all, "link");
        column_->addWidget(all, 0, Qt::AlignLeft);
        connect(all, &QPushButton::clicked, this, &LessonReport::allAsked);
    }
    column_->addStretch(1);
}

}  // namespace lockstep::window
