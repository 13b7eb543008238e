// SPDX-License-Identifier: GPL-3.0-or-later
// All lessons, each with its minutes and how far one has come.
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include "catalog/catalog.h"
#include "window/lesson_shelf.h"
#include "window/look.h"

namespace lockstep::window {

class LessonList final : public QWidget {
    Q_OBJECT

public:
    LessonList(const LessonShelf& shelf, const Catalog& catalog, const Look& look,
               QWidget* parent = nullptr);

    // Progress may have changed since.
    void refresh();
    // Goes to this lesson, or to the first of all; what has the focus now.
    QWidget* focusOn(const QString& lessonId);

Q_SIGNALS:
    void chosen(const QString& lessonId);

private:
    QWidget* entryFor(const ShelfLesson& lesson);

    const LessonShelf& shelf_;
    const Catalog& catalog_;
    const Look& look_;
    QVBoxLayout* column_;
};

}  // namespace lockstep::window
