// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_list.h"

#include <QLabel>
#include <utility>

#include "catalog/catalog.h"
#include "window/entry_button.h"
#include "window/roles.h"
#include "window/topic_picker.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

LessonList::LessonList(const LessonShelf& shelf, const Catalog& catalog, const Look& look,
                       QWidget* parent)
    : QWidget(parent), shelf_(shelf), catalog_(catalog), look_(look) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(20, 20, 20, 20);
    column_->setSpacing(10);
    refresh();
}

void LessonList::refresh() {
    while (QLayoutItem* item = column_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    auto* title = new QLabel(tr("Lessons"), this);
    setRole(title, "title");
    column_->addWidget(title);
    const std::vector<const TopicInterface*> topics = topicsByGroup(catalog_);
    for (const TopicInterface* topic : topics) {
        bool isFirst = topics.size() > 1;
        for (const auto& lesson : shelf_.lessons()) {
            if (lesson->lesson.meta.topic != topic->info().id) continue;
            if (std::exchange(isFirst, false)) {
                auto* heading = new QLabel(QString::fromStdString(topic->info().title).toUpper(),
                                           this);
                setRole(heading, "caps");
                column_->addWidget(heading);
            }
            column_->addWidget(entryFor(*lesson));
        }
    }
    column_->addStretch(1);
}

QWidget* LessonList::entryFor(const ShelfLesson& lesson) {
    const lesson::Progress progress = shelf_.progressOf(lesson);
    const auto pages = lesson.lesson.pages.size();
    QString line = tr("%1 min").arg(lesson.lesson.meta.minutes);
    if (progress.done) {
        line += tr(" · done");
    } else if (progress.started()) {
        line += tr(" · page %1 of %2").arg(progress.page + 1).arg(pages);
    } else {
        line += tr(" · %1 pages").arg(pages);
    }
    const double done = progress.done        ? 1.0
                        : progress.started() ? static_cast<double>(progress.furthest + 1) /
                                                   static_cast<double>(pages)
                                             : 0.0;
    auto* entry = new EntryButton(look_, QString::fromStdString(lesson.lesson.meta.title), line,
                                  done, this);
    const QString id = QString::fromStdString(lesson.lesson.meta.id);
    entry->setObjectName(id);
    connect(entry, &QAbstractButton::clicked, this, [this, id] { Q_EMIT chosen(id); });
    return entry;
}

QWidget* LessonList::focusOn(const QString& lessonId) {
    column_->activate();
    QWidget* found = nullptr;
    for (int at = 0; at < column_->count(); ++at) {
        QWidget* widget = column_->itemAt(at)->widget();
        if (!widget || widget->focusPolicy() == Qt::NoFocus) continue;
        if (!found || widget->objectName() == lessonId) found = widget;
    }
    if (found) found->setFocus();
    return found;
}

}  // namespace lockstep::window
