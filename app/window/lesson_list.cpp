// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_list.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPainter>

#include "window/roles.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

// A lesson as one thing to press: its title, a line below, and a bar for the pages done.
class LessonEntry final : public QAbstractButton {
public:
    LessonEntry(const Look& look, const QString& title, const QString& line, double done,
                QWidget* parent)
        : QAbstractButton(parent), look_(look), title_(title), line_(line), done_(done) {
        setAccessibleName(title);
        setAccessibleDescription(line);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    QSize sizeHint() const override {
        return {look_.pixels(240), heightForWidth(look_.pixels(240))};
    }
    QSize minimumSizeHint() const override {
        // One line's height: how many there are depends on the width, not known here.
        return {look_.pixels(120), look_.pixels(60)};
    }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override {
        return titleHeight(width) + lineHeight(width) + look_.pixels(36);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isLive = underMouse() || hasFocus();
        painter.setPen(QPen(look_.color(isLive ? Ink::accent : Ink::line), hasFocus() ? 2 : 1));
        painter.setBrush(look_.color(Ink::panel));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
        const int side = look_.pixels(14);
        QRect room = rect().adjusted(side, look_.pixels(11), -side, 0);
        painter.setFont(look_.words(13.5, QFont::DemiBold));
        painter.setPen(look_.color(Ink::text));
        painter.drawText(room, Qt::TextWordWrap | Qt::AlignTop, title_);
        room.setTop(room.top() + titleHeight(width()) + look_.pixels(3));
        painter.setFont(look_.words(12));
        painter.setPen(look_.color(Ink::muted));
        painter.drawText(room, Qt::TextWordWrap | Qt::AlignTop, line_);
        painter.setPen(Qt::NoPen);
        const QRectF bar(side, height() - look_.pixels(11), width() - 2 * side, look_.pixels(3));
        painter.setBrush(look_.color(Ink::line));
        painter.drawRoundedRect(bar, 1.5, 1.5);
        if (done_ <= 0) return;
        painter.setBrush(look_.color(Ink::accent));
        painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * done_, bar.height())),
                                1.5, 1.5);
    }

private:
    int wordsHeight(int width, const QFont& font, const QString& words) const {
        const QRect room(0, 0, std::max(20, width - 2 * look_.pixels(14)), 10000);
        return QFontMetrics(font).boundingRect(room, Qt::TextWordWrap, words).height();
    }
    int titleHeight(int width) const {
        return wordsHeight(width, look_.words(13.5, QFont::DemiBold), title_);
    }
    int lineHeight(int width) const { return wordsHeight(width, look_.words(12), line_); }

    const Look& look_;
    QString title_;
    QString line_;
    double done_;
};

}  // namespace

LessonList::LessonList(const LessonShelf& shelf, const Look& look, QWidget* parent)
    : QWidget(parent), shelf_(shelf), look_(look) {
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
    for (const auto& lesson : shelf_.lessons()) column_->addWidget(entryFor(*lesson));
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
    auto* entry = new LessonEntry(look_, QString::fromStdString(lesson.lesson.meta.title), line,
                                  done, this);
    const QString id = QString::fromStdString(lesson.lesson.meta.id);
    connect(entry, &QAbstractButton::clicked, this, [this, id] { Q_EMIT chosen(id); });
    return entry;
}

void LessonList::focusFirst() {
    for (int at = 0; at < column_->count(); ++at) {
        QWidget* widget = column_->itemAt(at)->widget();
        if (widget && widget->focusPolicy() != Qt::NoFocus) return widget->setFocus();
    }
}

}  // namespace lockstep::window
