// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a lesson: how the predictions went, what the learner wrote, and the seed with which
// everyone sees the same.
#pragma once

#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>
#include <memory>

#include "catalog/catalog.h"
#include "window/lesson_shelf.h"
#include "window/look.h"

namespace lockstep::window {

// What is counted in a report.
struct LessonScore {
    int questions = 0;
    int right = 0;
    int wrong = 0;
    int skipped = 0;
    int goals = 0;
    int reached = 0;
};
LessonScore scoreOf(const lesson::Lesson& lesson, const lesson::Progress& progress);

// The seeds of the lesson's scenarios, each once, in order.
QStringList seedsOf(const lesson::Lesson& lesson, const Catalog& catalog);

// The report as plain text, to hand in.
QString reportText(const lesson::Lesson& lesson, const lesson::Progress& progress,
                   const QStringList& seeds);

class LessonReport final : public QWidget {
    Q_OBJECT

public:
    explicit LessonReport(const Look& look, QWidget* parent = nullptr);

    // `next` is the lesson to go on with; null if there is none.
    void show(const ShelfLesson& lesson, const lesson::Progress& progress, const QStringList& seeds,
              const ShelfLesson* next);
    using QWidget::show;

    const QString& text() const { return text_; }
    QPushButton* nextButton() { return next_; }

Q_SIGNALS:
    void lessonAsked(const QString& id);
    void allAsked();
    void copied();

private:
    void addLine(const QString& words, const char* role, const char* state = nullptr);

    const Look& look_;
    QVBoxLayout* column_;
    QPushButton* next_ = nullptr;
    QPushButton* copy_ = nullptr;
    QString text_;
};

}  // namespace lockstep::window
